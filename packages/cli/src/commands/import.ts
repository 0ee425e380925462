import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { localOwner } from '@parkgraph/db'
import type { ImportListener, ImportSummary, Problem } from '@parkgraph/server'
import { isHelp, readArguments } from '../arguments.ts'
import { type Command, print, report, UsageError } from '../command.ts'
import { withDatabase } from '../database.ts'
import { printTable } from '../table.ts'

const usage = `Usage: parkgraph import <file> [--into LIST] [--dry-run] [--park SLUG] [--encoding UTF-8|GB18030] [--columns JSON] [--FIELD VALUE ...]

Records the rows of a CSV or XLSX file, all or none, and each file once. docs/imports.md has the columns.

Options:
  --into LIST      What the rows are: observations unless told otherwise, enterprises or projects.
  --dry-run        Looks at everything and records nothing.
  --park SLUG      Refuses rows that another park reports.
  --encoding NAME  UTF-8 or GB18030; without it, it is told from the file.
  --columns JSON   Headers by field, such as {"value":"本月数"}.
  --FIELD VALUE    What holds for all rows whose cell is empty, such as --source form-2018-01 --accumulation MONTH,
                   or --existing UPDATE where enterprises that are there already take the values of the file.`

/** Most problems that are listed. */
const most = 100

/** Longest time in milliseconds that one statement takes. */
const statementTimeout = 1_800_000

export const importCommand: Command = {
  name: 'import',
  summary: 'Records the figures, enterprises or projects of a file, or looks at what is wrong with it.',
  async run(args) {
    if (isHelp(args[0])) return void print(usage)
    const { importFields } = await import('@parkgraph/server')
    const optional = ['into', 'park', 'encoding', 'columns', ...importFields]
    const { file = '', ...given } = readArguments(args, { positionals: ['file'], optional, flags: ['dry-run'] }, usage)
    await requireFile(file)
    const progress = showProgress(process.stderr)
    const problems: Problem[] = []
    const summary = await importInto(file, given, {
      problem: (problem) => problems.length < most && problems.push(problem),
      note: ({ row, column, reason }) => report(`Row ${row}${column ? `, ${column}` : ''}: ${reason}`),
      progress,
      flush: async () => {},
    })
    printOutcome(summary, problems, given['into'] ?? 'observations')
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

async function importInto(
  path: string,
  { 'dry-run': dryRun, ...given }: Readonly<Record<string, string>>,
  listener: ImportListener,
): Promise<ImportSummary> {
  const { importFile, readImportParameters, schema } = await import('@parkgraph/server')
  const parameters = readImportParameters(new URLSearchParams({ ...given, ...(dryRun ? { dryRun } : {}) }))
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

function printOutcome(summary: ImportSummary, problems: Problem[], into: string): void {
  const { outcome, rows, isRepeated, problemCount } = summary
  if (outcome === 'REFUSED') {
    const lines = problems
      .toSorted((one, other) => one.row - other.row)
      .map(({ row, column, value, code, reason }) => [String(row), column ?? '', value ?? '', code, reason])
    print(printTable(['ROW', 'COLUMN', 'VALUE', 'CODE', 'REASON'], lines))
    const more = problemCount > problems.length ? `, of which the first ${problems.length} are listed` : ''
    throw new Error(`Nothing was recorded: ${count(problemCount, 'problem')} in ${count(rows, 'row')}${more}.`)
  }
  const told = printCounts(summary, into)
  if (outcome === 'CHECKED') print(`${told} could be recorded: nothing is wrong.`)
  else if (isRepeated) print(`The file was recorded before: ${told}.`)
  else print(`Recorded ${told}.`)
}

function printCounts({ figures, subjects }: ImportSummary, into: string): string {
  if (!subjects) return count(figures, 'figure')
  const { created, updated, unchanged } = subjects
  return `${count(created, `new ${into.slice(0, -1)}`)} (${updated} changed, ${unchanged} as they were)`
}

const count = (number: number, what: string) => `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`

/** One line that grows on a terminal; elsewhere a line for each phase. */
function showProgress(stream: NodeJS.WriteStream): ImportListener['progress'] {
  let last = ''
  return ({ phase, rows }) => {
    const line = `${phase.charAt(0)}${phase.slice(1).toLowerCase()}: ${count(rows, 'row')}`
    if (stream.isTTY) stream.write(`\r${line.padEnd(40)}${phase === 'RECORDING' ? '\n' : ''}`)
    else if (phase !== last) report(line)
    last = phase
  }
}
