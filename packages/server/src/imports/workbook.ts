import { detach } from '@parkgraph/db'
import { type NumberFormat, parseFormat } from './number-format.ts'
import { type Archive, damaged } from './unzip.ts'
import { type Handlers, readXml, tooMuchText } from './xml.ts'

/** What is needed of a workbook to read its first sheet. */
export interface Workbook {
  /** Entry of the first sheet. */
  readonly sheet: string
  readonly sheetCount: number
  /** Whether its days are counted from 1904. */
  readonly isFrom1904: boolean
  readonly strings: readonly string[]
  /** How cells are shown, by their style. */
  readonly styles: readonly NumberFormat[]
}

/** Most memory of all texts that cells share, in bytes: they are kept while a sheet is read. */
const mostShared = 64 * 2 ** 20

/** What a text takes beside its characters, of two bytes each. */
const TEXT = 32

/** Most characters of a text that cells share, as spreadsheet programs have it: each of them may name it again and again. */
const longestShared = 32_767

/** Most characters of it in the file, where each may be spelt as `_x000D_`. */
const longestSpelt = 8 * longestShared

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const { ids, isFrom1904 } = await readSheets(archive)
  const targets = new Map<string, string>()
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open: (_, { Id, Target }) => Id && Target && targets.set(Id, Target),
  })
  const target = targets.get(ids[0] ?? '')
  if (target === undefined) throw damaged('it has no sheet')
  const sheet = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  const styles = await readStyles(archive)
  return { sheet, sheetCount: ids.length, isFrom1904, strings: await readStrings(archive), styles }
}

async function readSheets(archive: Archive) {
  const ids: string[] = []
  let isFrom1904 = false
  await readXml(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name === 'sheet') ids.push(attributes['r:id'] ?? '')
    },
  })
  return { ids, isFrom1904 }
}

/** The texts that cells share, by their place. Readings for pronunciation are no part of them. */
async function readStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  if (!archive.has('xl/sharedStrings.xml')) return strings
  let [text, left, isText, isAside] = ['', mostShared, false, false]
  const take = (bytes: number) => {
    left -= bytes
    if (left < 0 || text.length > longestSpelt) throw tooMuchText()
  }
  const handlers: Handlers = {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isAside = true
      isText = name === 't' && !isAside
    },
    text(piece) {
      if (!isText) return
      text += piece
      take(2 * piece.length)
    },
    close(name) {
      isText = false
      if (name === 'rPh') isAside = false
      if (name !== 'si') return
      const own = unescapeText(detach(text))
      if (own.length > longestShared) throw tooMuchText()
      strings.push(own)
      take(TEXT)
    },
  }
  await readXml(archive, 'xl/sharedStrings.xml', handlers, Number.POSITIVE_INFINITY)
  return strings
}

/** The format spells what XML cannot write as `_x0001_`. */
export const unescapeText = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

async function readStyles(archive: Archive): Promise<NumberFormat[]> {
  const formats = new Map<string, NumberFormat>()
  if (!archive.has('xl/styles.xml')) return [parseFormat('General')]
  const ids: string[] = []
  let isCell = false
  await readXml(archive, 'xl/styles.xml', {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'cellXfs') isCell = true
      if (name === 'numFmt') formats.set(numFmtId, parseFormat(formatCode))
      if (name === 'xf' && isCell) ids.push(numFmtId)
    },
    close(name) {
      if (name === 'cellXfs') isCell = false
    },
  })
  for (const id of new Set(ids)) if (!formats.has(id)) formats.set(id, parseFormat(findBuiltIn(Number(id))))
  return ids.map((id) => formats.get(id) as NumberFormat)
}

/** Built-in formats have numbers alone; those of dates differ between languages, and lie in these spans. */
function findBuiltIn(id: number): string {
  if (id === 9 || id === 10) return '0%'
  if (id === 12 || id === 13) return '# ?/?'
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    ? 'yyyy'
    : 'General'
}
