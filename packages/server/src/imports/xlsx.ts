import type { FileHandle } from 'node:fs/promises'
import { cut } from './cells.ts'
import { type CellMark, mostColumns, type RawRow } from './csv.ts'
import type { KeptNumber } from './number-look.ts'
import { type OpenCell, readCell } from './sheet-cell.ts'
import { createSheetOrder } from './sheet-order.ts'
import { openArchive } from './unzip.ts'
import { readWorkbook, type Workbook } from './workbook.ts'
import { parseXml } from './xml.ts'

/** Most characters of a row. */
const LONGEST_ROW = 1_000_000

/** Reads the rows of the first sheet of a workbook, as they come. `tellSheets` is told how many there are, and whether it is hidden. */
export async function* readXlsx(
  handle: FileHandle,
  tellSheets: (count: number, isHidden: boolean) => void,
): AsyncGenerator<readonly RawRow[]> {
  const archive = await openArchive(handle)
  const workbook = await readWorkbook(archive)
  tellSheets(workbook.sheetCount, workbook.isHidden)
  const sheet = createSheetReader(workbook)
  yield* parseXml(archive, workbook.sheet, sheet, sheet.take)
}

/** Brings rows together out of the tags of a sheet. */
function createSheetReader(workbook: Workbook) {
  const order = createSheetOrder()
  let rows: RawRow[] = []
  let number = 0
  let length = 0
  let cells: string[] = []
  let marks: Map<number, CellMark> | undefined
  let numbers: Map<number, KeptNumber> | undefined
  let cell: OpenCell | null = null
  let isHidden = false
  let isOwn = false
  let isText = false
  let isAside = false

  const openRow = (attributes: Readonly<Record<string, string>>) => {
    number = order.openRow(attributes['r'])
    isHidden = /^(1|true)$/.test(attributes['hidden'] ?? '')
  }
  const openCell = (attributes: Readonly<Record<string, string>>) => {
    isOwn = false
    cell = {
      // What lies further right is told as too many columns, and not kept apart.
      at: Math.min(order.openCell(attributes['r']), mostColumns),
      ...{ type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '', isFormula: false },
    }
  }
  const closeCell = () => {
    order.closeCell()
    if (!cell) return
    const { text, mark, number: kept } = readCell(cell, number, workbook)
    // A text that cells share stands in the sheet by its number alone.
    if (cell.type === 's') length += text.length
    for (let at = cells.length; at <= cell.at; at += 1) cells.push('')
    cells[cell.at] = text
    if (mark) {
      marks ??= new Map()
      marks.set(cell.at, mark)
    }
    if (kept) {
      numbers ??= new Map()
      numbers.set(cell.at, kept)
    }
    cell = null
  }
  const closeRow = () => {
    order.closeRow()
    const more = { ...(marks ? { marks } : {}), ...(numbers ? { numbers } : {}), ...(isHidden ? { isHidden } : {}) }
    rows.push({ number, cells, ...more, ...(length > LONGEST_ROW ? { fault: tooLong } : {}) })
    cells = []
    marks = undefined
    numbers = undefined
    length = 0
  }
  /** A cell with a text of its own has no other value. */
  const openText = () => {
    if (!cell) return
    cell.type = 'inlineStr'
    cell.text = ''
    isOwn = true
  }
  const openFormula = () => {
    if (cell) cell.isFormula = true
  }
  /** A reading for pronunciation is no part of the text that it stands in. */
  const openAside = () => {
    isAside = true
  }
  const openers = new Map<string, (attributes: Readonly<Record<string, string>>) => void>([
    ['row', openRow],
    ['c', openCell],
    ['f', openFormula],
    ['is', openText],
    ['rPh', openAside],
    ['mergeCell', ({ ref = '' }) => rows.push(describeMerged(ref))],
  ])
  return {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      openers.get(name)?.(attributes)
      isText = name === (isOwn ? 't' : 'v') && !isAside
    },
    text(piece: string) {
      length += piece.length
      if (isText && cell && length <= LONGEST_ROW) cell.text += piece
    },
    close(name: string) {
      isText = false
      if (name === 'rPh') isAside = false
      else if (name === 'c') closeCell()
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
