import { Decimal } from '@parkgraph/statistics'
import { cut, dayOfSerial } from './cells.ts'
import type { CellMark } from './csv.ts'
import { damaged } from './damaged.ts'
import { isDay, type NumberFormat, showNumber, showText } from './number-format.ts'
import { drawNumber } from './number-look.ts'
import { unescapeText, type Workbook } from './workbook.ts'

/** A cell of a sheet that is being read. */
export interface OpenCell {
  at: number
  type: string
  style: number
  text: string
  isFormula: boolean
}

/** What a cell says, as a spreadsheet program shows it. */
interface Shown {
  readonly text: string
  readonly mark?: CellMark
  /** What a person sees, where that is another text; null where it is not certain. */
  readonly look?: string | null
}

const types = new Set(['n', 's', 'str', 'inlineStr', 'b', 'd', 'e'])

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/

/** Reads a cell of a row. @throws AppError `WRONG_FORMAT` where it names a text, type or style that is not there, or a number is none */
export function readCell(cell: OpenCell, row: number, workbook: Workbook): Shown {
  const { type, isFormula } = cell
  const text = type === 'n' ? cell.text.trim() : cell.text
  if (isFormula) return { text, mark: 'FORMULA' }
  if (type === 'e') return { text, mark: 'ERROR' }
  const format = findFormat(cell, row, workbook)
  // Kept as a text, it is the same day as by its number, at whatever time.
  if (type === 'd' && text !== '')
    return { text: text.replace(/^(\d{4}-\d\d-\d\d)T.*$/s, '$1'), mark: 'DATE', look: null }
  if (type === 'b' && text !== '') return { text: /^(1|true)$/i.test(text) ? 'TRUE' : 'FALSE' }
  if (type === 'n' && text !== '') return readNumber(requireNumber(text, row), format, workbook.isFrom1904)
  const own = type === 's' ? findShared(text, row, workbook) : unescapeText(text)
  const shown = showText(format, own)
  return shown === null ? { text: own, mark: 'OTHERWISE' } : { text: shown }
}

function findFormat({ type, style }: OpenCell, row: number, { styles }: Workbook): NumberFormat {
  if (!types.has(type)) throw damaged(`row ${row} has a cell of type ${cut(type)}, and there is none`)
  const format = styles[style]
  if (!format) throw damaged(`row ${row} has a cell of style ${style}, and there is none or no number format for it`)
  return format
}

function requireNumber(text: string, row: number): string {
  if (!number.test(text)) throw damaged(`row ${row} has a number that is "${cut(text)}"`)
  return text
}

function findShared(place: string, row: number, { strings }: Workbook): string {
  const text = place === '' ? '' : strings[Number(place)]
  // An empty cell may mean something else than what was there.
  if (text === undefined) throw damaged(`row ${row} has a cell with the shared text ${cut(place)}, and there is none`)
  return text
}

/** A number as a spreadsheet program shows it: it keeps 15 digits, and writes what its own arithmetic adds to them. */
function readNumber(text: string, format: NumberFormat, isFrom1904: boolean): Shown {
  const exact = new Decimal(text)
  if (isDay(format, exact)) {
    const day = dayOfSerial(Math.floor(Number(text)) + (isFrom1904 ? 1462 : 0))
    return day === '' ? { text, mark: 'OTHERWISE' } : { text: day, mark: 'DATE', look: null }
  }
  const held = exact.toSignificantDigits(15)
  const shown = showNumber(format, held)
  if (shown === null) return { text, mark: 'OTHERWISE' }
  const look = drawNumber(format, held)
  return {
    text: shown,
    ...(held.equals(exact) ? {} : { mark: 'ROUNDED' }),
    ...(look === shown ? {} : { look }),
  }
}
