import type { KeptNumber } from './number-look.ts'

/** A row of a file, as it stands there. */
export interface RawRow {
  /** From 1, as spreadsheet programs number it. */
  readonly number: number
  readonly cells: readonly string[]
  /** What makes the row unreadable. */
  readonly fault?: RowFault
  /** What cells of a workbook are beside their text, by their place. */
  readonly marks?: ReadonlyMap<number, CellMark>
  /** Numbers of a workbook, by their place, that a person may see as another text. */
  readonly numbers?: ReadonlyMap<number, KeptNumber>
  /** Whether a workbook does not show it. */
  readonly isHidden?: boolean
}

/** What makes a row unreadable. Published codes never change meaning. */
export type FaultCode = 'BROKEN_QUOTES' | 'ROW_TOO_LONG' | 'TOO_MANY_COLUMNS' | 'MERGED_CELLS'

export interface RowFault {
  readonly code: FaultCode
  readonly message: string
  /** Whether nothing after it can be read. */
  readonly isLast: boolean
}

/**
 * `DATE`: kept as the number of a day; `ROUNDED`: a number whose digits after the 15th were dropped; `OTHERWISE`: its format shows
 * something else than the cell holds.
 */
export type CellMark = 'DATE' | 'ROUNDED' | 'OTHERWISE' | 'FORMULA' | 'ERROR'

/** Most columns of a file. */
export const mostColumns = 200

/** Most characters of a row: what is longer is most likely an opened quotation mark. */
const LONGEST_ROW = 1_000_000

/** Reads rows of RFC 4180 out of text that comes in pieces; it holds one row at most. */
export function createCsvReader() {
  let rest = ''
  let number = 0
  let separator = ''
  let isOver = false

  /** The rows that are whole with this piece; with the last one, all that are left. */
  return function read(piece: string, isLast: boolean): RawRow[] {
    const text = rest + piece
    const rows: RawRow[] = []
    let at = 0
    separator ||= findSeparator(text, isLast)
    while (separator !== '' && at < text.length && !isOver) {
      const found = readRow(text, at, separator, isLast)
      if (!found) break
      number += 1
      at = found.next
      rows.push(found.fault ? { number, cells: found.cells, fault: found.fault } : { number, cells: found.cells })
      isOver = found.fault?.isLast ?? false
    }
    rest = isOver ? '' : text.slice(at)
    if (rest.length > LONGEST_ROW) {
      const message = `is longer than ${LONGEST_ROW.toLocaleString('en-US')} characters: is a quotation mark opened and never closed?`
      rows.push({ number: number + 1, cells: [], fault: { code: 'ROW_TOO_LONG', message, isLast: true } })
      isOver = true
      rest = ''
    }
    return rows
  }
}

interface Found {
  readonly cells: string[]
  /** Where the next row begins. */
  readonly next: number
  readonly fault?: RowFault
}

/** The sign that stands between the cells of the first line that is not empty; empty where that is not whole yet. */
function findSeparator(text: string, isLast: boolean): string {
  const start = text.search(/[^\r\n]/)
  const end = text.indexOf('\n', start)
  if ((start < 0 || end < 0) && !isLast && text.length <= LONGEST_ROW) return ''
  const line = text.slice(start, end < 0 ? text.length : end).replace(/"[^"]*"/g, '')
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function readRow(text: string, start: number, separator: string, isLast: boolean): Found | null {
  const end = text.indexOf('\n', start)
  if (end < 0 && !isLast) return null
  const stop = end < 0 ? text.length : end
  const last = text.charCodeAt(stop - 1) === 13 && stop > start ? stop - 1 : stop
  const line = text.slice(start, last)
  if (line.includes('"')) return readQuoted(text, start, separator, isLast)
  return { ...split(line, separator), next: stop + 1 }
}

/** The cells of a line, as many as may be. What is empty beyond them says nothing. */
function split(line: string, separator: string): Pick<Found, 'cells' | 'fault'> {
  const cells = line.split(separator, mostColumns)
  if (cells.length < mostColumns) return { cells }
  const rest = line.slice(cells.reduce((length, cell) => length + cell.length + 1, 0))
  return rest.replaceAll(separator, '').trim() === '' ? { cells } : { cells, fault: tooWide }
}

/** The same where there are quotation marks: cell by cell. */
function readQuoted(text: string, start: number, separator: string, isLast: boolean): Found | null {
  const cells: string[] = []
  for (let at = start; ; at += 1) {
    const cell = text[at] === '"' ? readCell(text, at, isLast) : readBare(text, at, separator)
    if (!cell) return null
    if (cells.length < mostColumns) cells.push(cell.text)
    else if (cell.text.trim() !== '') return { cells, next: text.length, fault: tooWide }
    if (cell.end < 0) return { cells, next: text.length, fault: unclosed }
    at = cell.end
    if (text[at] !== separator) return endRow(text, at, cells, isLast)
  }
}

/** The end of a row whose last cell ends at a place. */
function endRow(text: string, at: number, cells: string[], isLast: boolean): Found | null {
  const end = text[at] === '\r' ? at + 1 : at
  if (text[end] === '\n') return { cells, next: end + 1 }
  if (end >= text.length) return isLast ? { cells, next: end } : null
  const next = text.indexOf('\n', end)
  if (next < 0 && !isLast) return null
  return { cells, next: next < 0 ? text.length : next + 1, fault: followed }
}

/** A cell in quotation marks: its text, and where it ends; before 0 where it never does. */
function readCell(text: string, start: number, isLast: boolean): { text: string; end: number } | null {
  for (let from = start + 1; ; ) {
    const at = text.indexOf('"', from)
    if (at < 0) return isLast ? { text: text.slice(start + 1), end: -1 } : null
    if (text[at + 1] !== '"') return { text: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 }
    from = at + 2
  }
}

function readBare(text: string, start: number, separator: string): { text: string; end: number } {
  let stop = start
  while (stop < text.length && text[stop] !== separator && text[stop] !== '\n') stop += 1
  const end = text[stop] !== separator && text[stop - 1] === '\r' && stop > start ? stop - 1 : stop
  return { text: text.slice(start, end), end }
}

const tooWide = {
  code: 'TOO_MANY_COLUMNS',
  message: `has more than ${mostColumns} columns: nothing after it is read`,
  isLast: true,
} as const

const unclosed = {
  code: 'BROKEN_QUOTES',
  message: 'has a quotation mark that is opened and never closed: nothing after it can be read',
  isLast: true,
} as const

const followed = {
  code: 'BROKEN_QUOTES',
  message: 'has text after a closing quotation mark; one within a text is written twice',
  isLast: false,
} as const
