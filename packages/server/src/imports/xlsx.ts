import type { FileHandle } from 'node:fs/promises'
import { Decimal } from '@parkgraph/statistics'
import { cut, dayOfSerial } from './cells.ts'
import { type CellMark, mostColumns, type RawRow } from './csv.ts'
import { isDay, type NumberFormat, showNumber, showText } from './number-format.ts'
import { createSheetOrder } from './sheet-order.ts'
import { damaged, openArchive } from './unzip.ts'
import { readWorkbook, unescapeText, type Workbook } from './workbook.ts'
import { parseXml } from './xml.ts'

/** Most characters of a row. */
const LONGEST_ROW = 1_000_000

/** Reads the rows of the first sheet of a workbook, as they come. `tellSheets` is told how many there are. */
export async function* readXlsx(
  handle: FileHandle,
  tellSheets: (count: number) => void,
): AsyncGenerator<readonly RawRow[]> {
  const archive = await openArchive(handle)
  const workbook = await readWorkbook(archive)
  if (workbook.sheetCount > 1) tellSheets(workbook.sheetCount)
  const sheet = createSheetReader(workbook)
  yield* parseXml(archive, workbook.sheet, sheet, sheet.take)
}

interface OpenCell {
  at: number
  type: string
  style: number
  text: string
  isFormula: boolean
}

/** Brings rows together out of the tags of a sheet. */
function createSheetReader(workbook: Workbook) {
  const order = createSheetOrder()
  let rows: RawRow[] = []
  let number = 0
  let length = 0
  let cells: string[] = []
  let marks: Map<number, CellMark> | undefined
  let cell: OpenCell | null = null
  let isText = false

  const openCell = (attributes: Readonly<Record<string, string>>) => {
    cell = {
      // What lies further right is told as too many columns, and not kept apart.
      at: Math.min(order.openCell(attributes['r']), mostColumns),
      ...{ type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '', isFormula: false },
    }
  }
  const closeCell = () => {
    if (!cell) return
    const { text, mark } = readCell(cell, workbook)
    // A text that cells share stands in the sheet by its number alone.
    if (cell.type === 's') length += text.length
    for (let at = cells.length; at <= cell.at; at += 1) cells.push('')
    cells[cell.at] = text
    if (mark) {
      marks ??= new Map()
      marks.set(cell.at, mark)
    }
    cell = null
  }
  const closeRow = () => {
    rows.push({ number, cells, ...(marks ? { marks } : {}), ...(length > LONGEST_ROW ? { fault: tooLong } : {}) })
    cells = []
    marks = undefined
    length = 0
  }
  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'row') number = order.openRow(attributes['r'])
      else if (name === 'c') openCell(attributes)
      else if (name === 'f' && cell) cell.isFormula = true
      else if (name === 'mergeCell') rows.push(describeMerged(attributes['ref'] ?? ''))
      isText = name === 'v' || name === 't'
    },
    text(piece: string) {
      length += piece.length
      if (isText && cell && length <= LONGEST_ROW) cell.text += piece
    },
    close(name: string) {
      isText = false
      if (name === 'c') closeCell()
      else if (name === 'row') closeRow()
    },
    take() {
      const taken = rows
      rows = []
      return taken
    },
  }
}

const tooLong = { code: 'ROW_TOO_LONG', message: 'is longer than 1,000,000 characters', isLast: false } as const

function describeMerged(range: string): RawRow {
  const [, row = '1'] = /^[A-Z]+(\d+)/.exec(range) ?? []
  const message = `has the merged cells ${cut(range)}: which rows their value is of is not said`
  return { number: Number(row), cells: [], fault: { code: 'MERGED_CELLS', message, isLast: false } }
}

/** What a cell says, as a spreadsheet program shows it. */
interface Shown {
  readonly text: string
  readonly mark?: CellMark
}

function readCell(cell: OpenCell, workbook: Workbook): Shown {
  const { type, style, text, isFormula } = cell
  if (isFormula) return { text, mark: 'FORMULA' }
  if (type === 'e') return { text, mark: 'ERROR' }
  const format = workbook.styles[style]
  if (!format) throw damaged(`a cell names the style ${style}, and there is none`)
  if (type === 'n' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text))
    return readNumber(text, format, workbook.isFrom1904)
  const own = type === 's' ? (workbook.strings[Number(text)] ?? '') : unescapeText(text)
  const shown = showText(format, own)
  return shown === null ? { text: own, mark: 'OTHERWISE' } : { text: shown }
}

/** A number as a spreadsheet program shows it: it keeps 15 digits, and writes what its own arithmetic adds to them. */
function readNumber(text: string, format: NumberFormat, isFrom1904: boolean): Shown {
  const exact = new Decimal(text)
  if (isDay(format, exact))
    return { text: dayOfSerial(Math.floor(Number(text)) + (isFrom1904 ? 1462 : 0)), mark: 'DATE' }
  const held = exact.toSignificantDigits(15)
  const shown = showNumber(format, held)
  if (shown === null) return { text, mark: 'OTHERWISE' }
  return held.equals(exact) ? { text: shown } : { text: shown, mark: 'ROUNDED' }
}
