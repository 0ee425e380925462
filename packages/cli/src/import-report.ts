import type { ImportListener, ImportSummary, Note, Problem } from '@parkgraph/server'
import { print, report } from './command.ts'
import { printTable } from './table.ts'
import { createTally } from './tally.ts'

/** Problems that are printed one by one: all others are counted. */
const most = 20

export interface ImportReport extends Pick<ImportListener, 'problem' | 'note'> {
  /** Prints what came of the import. @throws Error where nothing was recorded, with what is wrong on standard output */
  print(summary: ImportSummary, into: string, file: string | undefined): void
}

/** Collects what an import tells of a file, and prints as much of it as people read in a terminal. */
export function createImportReport(): ImportReport {
  const first: Problem[] = []
  const [rest, notes] = [createTally(), createTally()]
  return {
    problem(problem) {
      if (first.length < most) first.push(problem)
      else rest.add(problem, problem.column ?? '', problem.hint)
    },
    // A column that is passed over is named by its header.
    note: (note: Note) => notes.add(note, note.column ?? note.value ?? '', note.reason),
    print(summary, into, file) {
      if (notes.count > 0) report(`${notes.print('SUCH AS')}\n`)
      if (summary.outcome !== 'REFUSED') return print(printOutcome(summary, into))
      print(printProblems(first))
      if (rest.count > 0) print(`\nAnd ${count(rest.count, 'problem')} more:\n${rest.print('HINT')}`)
      const all = file ? ` ${file} lists all of them.` : rest.count > 0 ? ' --problems FILE lists all of them.' : ''
      const { problemCount, rows } = summary
      throw new Error(`Nothing was recorded: ${count(problemCount, 'problem')} in ${count(rows, 'row')}.${all}`)
    },
  }
}

function printProblems(problems: readonly Problem[]): string {
  const lines = problems
    .toSorted((one, other) => one.row - other.row)
    .map(({ row, column, value, code, reason, hint }) => [
      ...[String(row), column ?? '', value ?? '', code, reason, hint],
    ])
  return printTable(['ROW', 'COLUMN', 'VALUE', 'CODE', 'REASON', 'HINT'], lines)
}

function printOutcome(summary: ImportSummary, into: string): string {
  const told = printCounts(summary, into)
  if (summary.outcome === 'CHECKED') return `${told} could be recorded: nothing is wrong.`
  return summary.isRepeated ? `The file was recorded before: ${told}.` : `Recorded ${told}.`
}

function printCounts({ figures, subjects }: ImportSummary, into: string): string {
  if (!subjects) return count(figures, 'figure')
  const { created, updated, unchanged } = subjects
  return `${count(created, `new ${into.slice(0, -1)}`)} (${updated} changed, ${unchanged} as they were)`
}

export const count = (number: number, what: string) =>
  `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`
