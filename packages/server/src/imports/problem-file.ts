import { BYTE_ORDER_MARK, printLine } from '../exports/csv.ts'
import { printHeader } from '../exports/headers.ts'
import type { Problem } from './report.ts'

const fields = ['row', 'column', 'value', 'code', 'reason', 'hint'] as const satisfies (keyof Problem)[]

/** How a file of problems begins: with the headers, as an export does. */
export const printProblemHeaders = (): string => BYTE_ORDER_MARK + printLine(fields.map(toHeader))

/** A problem as a line of that file. */
export const printProblem = (problem: Problem): string => printLine(fields.map((field) => toCell(problem[field])))

const toHeader = (field: string) =>
  toText(printHeader({ name: field, steps: [{ type: 'Problem', field, takesLocale: false }] }, 'ZH'))

const toText = (text: string) => ({ kind: 'text', text }) as const

function toCell(value: string | number | null) {
  if (value === null) return null
  return typeof value === 'number' ? ({ kind: 'number', text: String(value) } as const) : toText(value)
}
