import { type Cell, readCells } from './cells.ts'
import { listHeaders } from './csv.ts'
import type { Asked } from './parameters.ts'
import { printPieces } from './pieces.ts'
import type { Row } from './rows.ts'
import { listParts } from './workbook.ts'
import { type Entry, writeZip } from './zip.ts'

/** As many lines as a sheet can have. */
const SHEET_ROWS = 1_048_576

/** A sheet that has grown so long is followed by another one: it has to stay below 4 GiB. */
const MOST_CHARACTERS = 1_000_000_000

/** A workbook, a sheet after the other; each begins with the line of headers. */
export function writeXlsx(
  asked: Asked,
  batches: AsyncIterable<readonly Row[]>,
  sheetRows = SHEET_ROWS,
): AsyncGenerator<Buffer> {
  return writeZip(listEntries(asked, createSource(batches), sheetRows))
}

/** A workbook of one sheet that has headers alone, to be filled in. */
export async function* writeHeaders(name: string, headers: readonly string[]): AsyncGenerator<Buffer> {
  const cells = headers.map((text, index) => printCell({ kind: 'text', text }, `${nameColumn(index)}1`))
  const sheet = `${HEAD}<row r="1">${cells.join('')}</row></sheetData></worksheet>`
  async function* list(): AsyncGenerator<Entry> {
    yield { name: 'xl/worksheets/sheet1.xml', content: only(sheet) }
    for (const [part, text] of listParts(name, 1)) yield { name: part, content: only(text) }
  }
  yield* writeZip(list())
}

async function* listEntries(asked: Asked, source: Source, sheetRows: number): AsyncGenerator<Entry> {
  let count = 0
  for (
    let rows = await source.take(sheetRows - 1);
    count === 0 || rows.length > 0;
    rows = await source.take(sheetRows - 1)
  ) {
    count += 1
    yield { name: `xl/worksheets/sheet${count}.xml`, content: writeSheet(asked, rows, source, sheetRows) }
  }
  for (const [name, text] of listParts(asked.target.name, count)) yield { name, content: only(text) }
}

async function* only(text: string) {
  yield text
}

interface Source {
  /** Some of the next rows, at most so many; none at the end. */
  take(most: number): Promise<readonly Row[]>
}

function createSource(batches: AsyncIterable<readonly Row[]>): Source {
  const iterator = batches[Symbol.asyncIterator]()
  let rest: readonly Row[] = []
  return {
    async take(most) {
      while (rest.length === 0) {
        const next = await iterator.next()
        if (next.done) return []
        rest = next.value
      }
      const taken = rest.slice(0, most)
      rest = rest.slice(most)
      return taken
    },
  }
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'

async function* writeSheet(
  asked: Asked,
  first: readonly Row[],
  source: Source,
  sheetRows: number,
): AsyncGenerator<string> {
  const letters = asked.columns.map((_, index) => nameColumn(index))
  const printLine = (cells: readonly (Cell | null)[], line: number) =>
    `<row r="${line}">${cells.map((cell, index) => printCell(cell, `${letters[index]}${line}`)).join('')}</row>`
  yield HEAD +
    printLine(
      listHeaders(asked).map((text) => ({ kind: 'text', text })),
      1,
    )
  let [line, length] = [1, 0]
  for (let rows = first; rows.length > 0; rows = await source.take(sheetRows - line)) {
    const before = line
    for (const text of printPieces(rows, (row, index) => printLine(readCells(asked, row), before + index + 1))) {
      length += text.length
      yield text
    }
    line += rows.length
    if (line === sheetRows || length > MOST_CHARACTERS) break
  }
  yield '</sheetData></worksheet>'
}

/** A, B ... Z, AA, AB ... */
function nameColumn(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : nameColumn(Math.floor(index / 26) - 1) + nameColumn(index % 26)
}

function printCell(cell: Cell | null, at: string): string {
  if (cell === null) return ''
  if (cell.kind === 'boolean') return `<c r="${at}" t="b"><v>${cell.text === 'true' ? 1 : 0}</v></c>`
  if (cell.kind === 'number' && isHeld(cell.text)) return `<c r="${at}"><v>${cell.text}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeText(cell.text)}</t></is></c>`
}

/** Whether a spreadsheet program keeps every digit of a number: it has fifteen. */
function isHeld(number: string): boolean {
  const digits = number.replace(/^-|\./g, '').replace(/^0+/, '')
  return (number.includes('.') ? digits : digits.replace(/0+$/, '')).length <= 15
}

/** The longest text of a cell. */
const MOST_TEXT = 32_767
const CUT = '… [cut: the cell holds no more; CSV and NDJSON have it all]'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML has no way to write some characters: the format spells them `_x0001_`, and so what looks like that. */
function escapeText(text: string): string {
  const held = text.length > MOST_TEXT ? text.slice(0, MOST_TEXT - CUT.length) + CUT : text
  return held
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>]/g, (character) => escapes[character] ?? '')
}
