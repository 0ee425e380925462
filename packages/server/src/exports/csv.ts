import { type Cell, readCells } from './cells.ts'
import { printHeader } from './headers.ts'
import type { Asked } from './parameters.ts'
import { printPieces } from './pieces.ts'
import type { Row } from './rows.ts'

/** Tells spreadsheet programs that it is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** A file of comma-separated values, as RFC 4180 has it. */
export async function* writeCsv(asked: Asked, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + printLine(listHeaders(asked).map((text) => ({ kind: 'text', text })))
  for await (const rows of batches) yield* printPieces(rows, (row) => printLine(readCells(asked, row)))
}

export function listHeaders({ columns, isCoded, locale }: Asked): string[] {
  return columns.map((column) => (isCoded ? column.name : printHeader(column, locale)))
}

/** Cells as a line of such a file: no text of them runs as a formula. */
export const printLine = (cells: readonly (Cell | null)[]) => `${cells.map(printCell).join(',')}\r\n`

/**
 * What spreadsheet programs take for a formula, or might: blanks before it, and signs of full width, some read over. An apostrophe before
 * it gets another one, so that imports tell those that are put before texts from those that texts have.
 */
export const isFormula = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/

/** What has to stand in quotes; for programs that split at semicolons or tabs, those too. */
const isSpecial = /[",;\t\r\n]|^\s|\s$/

function printCell(cell: Cell | null): string {
  if (cell === null) return ''
  if (cell.kind !== 'text') return cell.text
  const text = isFormula.test(cell.text) ? `'${cell.text}` : cell.text
  return isSpecial.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
