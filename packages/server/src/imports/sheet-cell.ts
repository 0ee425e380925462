import { Decimal } from '@parkgraph/statistics'
import { cut, dayOfSerial } from './cells.ts'
import type { CellMark } from './csv.ts'
import { damaged } from './damaged.ts'
import { isDay, type NumberFormat, showNumber, showText } from './number-format.ts'
import type { KeptNumber } from './number-look.ts'
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
  /** A number that a person may see as another text. */
  readonly number?: KeptNumber
}

const types = new Set(['n', 's', 'str', 'inlineStr', 'b', 'd', 'e'])

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/

/** Reads a cell of a row. @throws AppError `WRONG_FORMAT` where it names a text or type that is not there, or a number is none or its format not there */
export function readCell(cell: OpenCell, row: number, workbook: Workbook): Shown {
  const { type, isFormula } = cell
  const text = type === 'n' ? cell.text.trim() : cell.text
  if (isFormula) return { text, mark: 'FORMULA' }
  if (type === 'e') return { text, mark: 'ERROR' }
  if (!types.has(type)) throw damaged(`row ${row} has a cell of type ${cut(type)}, and there is none`)
  // Kept as a text, it is the same day as by its number, at whatever time.
  if (type === 'd' && text !== '') return { text: text.replace(/^(\d{4}-\d\d-\d\d)T.*$/s, '$1'), mark: 'DATE' }
  if (type === 'b' && text !== '') return { text: /^(1|true)$/i.test(text) ? 'TRUE' : 'FALSE' }
  if (type === 'n' && text !== '')
    return readNumber(requireNumber(text, row), requireFormat(cell, row, workbook), workbook.isFrom1904)
  const own = type === 's' ? findShared(text, row, workbook) : unescapeText(text)
  const format = workbook.styles[cell.style]
  const shown = format ? showText(format, own) : own
  return shown === null ? { text: own, mark: 'OTHERWISE' } : { text: shown }
}

/** Without its format, thousands of a number would be read as the number. */
function requireFormat({ style }: OpenCell, row: number, { styles }: Workbook): NumberFormat {
  const format = styles[style]
  if (!format) throw damaged(`row ${row} has a number of style ${style}, and there is none or no number format for it`)
  return format
}

function requireNumber(text: string, row: number): string {
  if (!number.test(text) || !isHeld(text)) throw damaged(`row ${row} has a number that is "${cut(text)}"`)
  return text
}

/** Whether a program can hold it as a number: 1e999 would be a thousand digits. */
const isHeld = (text: string) => {
  const held = Number(text)
  return Number.isFinite(held) && (held !== 0 || !/^[^e]*[1-9]/i.test(text))
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
    return day === '' ? { text, mark: 'OTHERWISE' } : { text: day, mark: 'DATE' }
  }
  const held = exact.toSignificantDigits(15)
  const shown = showNumber(format, held)
  if (shown === null) return { text, mark: 'OTHERWISE' }
  return {
    text: shown,
    ...(held.equals(exact) ? {} : { mark: 'ROUNDED' }),
    ...(isPlain(format, shown) ? {} : { number: { format, value: held } }),
  }
}

/** Whether a number is shown as it is kept, as most are: General has few characters, and an exponent beyond. */
function isPlain({ numbers: [section, ...others] }: NumberFormat, shown: string): boolean {
  if (!section || others.length > 0 || section.isSpelt || section.before + section.after !== '') return false
  return section.places === 'G' && /^-?\d{1,7}(?:\.\d{1,3})?$/.test(shown)
}
