import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { localOwner } from '@parkgraph/db'
import type { ImportListener, ImportParameters, ImportSummary } from '@parkgraph/server'
import { isHelp, readArguments } from '../arguments.ts'
import { type Command, print, report, UsageError } from '../command.ts'
import { withDatabase } from '../database.ts'
import { count, createImportReport } from '../import-report.ts'
import { openProblemFile, type ProblemFile } from '../problem-file.ts'

const usage = `Usage: parkgraph import <file> [--into LIST] [--dry-run] [--park SLUG] [--encoding UTF-8|GB18030] [--columns JSON] [--problems FILE] [--FIELD VALUE ...]

Records the rows of a CSV or XLSX file, all or none, and each file once. docs/imports.md has the columns. The first 20 problems
are printed, and the others counted by code and column; so are the notes on how cells were read.

Options:
  --into LIST      What the rows are: observations unless told otherwise, enterprises or projects.
  --dry-run        Looks at everything and records nothing.
  --park SLUG      Refuses rows that another park reports.
  --encoding NAME  UTF-8 or GB18030; without it, it is told from the file.
  --columns JSON   Headers by field, such as {"value":"本月数"}.
  --problems FILE  Writes all that is wrong into a CSV file, which spreadsheet programs open: row, column, what the cell has,
                   code, reason and hint. What was in that file is replaced.
  --FIELD VALUE    What holds for all rows whose cell is empty, such as --source form-2018-01 --accumulation MONTH,
                   or --existing UPDATE where enterprises that are there already take the values of the file.`

/** Longest time in milliseconds that one statement takes. */
const statementTimeout = 1_800_000

export const importCommand: Command = {
  name: 'import',
  summary: 'Records the figures, enterprises or projects of a file, or looks at what is wrong with it.',
  async run(args) {
    if (isHelp(args[0])) return void print(usage)
    const { clearGarbageEarly, importFields, readImportParameters } = await import('@parkgraph/server')
    // Files are read in this process, as the server reads them in its own.
    clearGarbageEarly()
    const optional = ['into', 'park', 'encoding', 'columns', 'problems', ...importFields]
    const read = readArguments(args, { positionals: ['file'], optional, flags: ['dry-run'] }, usage)
    const { file = '', problems, 'dry-run': dryRun, ...given } = read
    await requireFile(file)
    const parameters = readImportParameters(new URLSearchParams({ ...given, ...(dryRun ? { dryRun } : {}) }))
    const all = problems === undefined ? null : await openProblems(problems, file)
    const told = createImportReport()
    const summary = await importInto(file, parameters, {
      problem(problem) {
        told.problem(problem)
        all?.add(problem)
      },
      note: told.note,
      progress: showProgress(process.stderr),
      flush: async () => all?.flush(),
    })
      .then(async (ended) => {
        if (ended.problemCount === 0) await all?.clear()
        return ended
      })
      .finally(async () => {
        await all?.close()
        if (process.stderr.isTTY) report('')
      })
    told.print(summary, parameters.into, problems)
  },
}

/** A file that is not there is told before a database is opened. */
async function requireFile(path: string): Promise<void> {
  await open(path).then(
    (handle) => handle.close(),
    (error: Error) => {
      throw new UsageError(`The file ${path} cannot be read: ${error.message}.`, usage)
    },
  )
}

async function openProblems(path: string, imported: string): Promise<ProblemFile> {
  return openProblemFile(path, imported).catch((error: Error) => {
    throw new UsageError(`--problems: ${path} cannot be written: ${error.message}.`, usage)
  })
}

async function importInto(
  path: string,
  parameters: ImportParameters,
  listener: ImportListener,
): Promise<ImportSummary> {
  const { importFile, schema } = await import('@parkgraph/server')
  return withDatabase(
    (database) =>
      importFile({
        ...{ schema, database, viewer: localOwner, parameters, listener },
        file: createReadStream(path),
        format: /\.xlsx$/i.test(path) ? 'xlsx' : 'csv',
        // The limit protects servers from what others send them.
        limit: Number.MAX_SAFE_INTEGER,
        signal: new AbortController().signal,
      }),
    { statementTimeout },
  )
}

/** One line that grows on a terminal; elsewhere a line for each phase. */
function showProgress(stream: NodeJS.WriteStream): ImportListener['progress'] {
  let last = ''
  return ({ phase, rows }) => {
    const line = `${phase.charAt(0)}${phase.slice(1).toLowerCase()}: ${count(rows, 'row')}`
    if (stream.isTTY) stream.write(`\r${line.padEnd(40)}`)
    else if (phase !== last) report(line)
    last = phase
  }
}
