import { detach } from '@parkgraph/db'
import { cut } from './cells.ts'
import { damaged } from './damaged.ts'
import type { NumberFormat } from './number-format.ts'
import { readStyles } from './styles.ts'
import type { Archive } from './unzip.ts'
import { type Handlers, readXml, tooMuchText } from './xml.ts'

/** What is needed of a workbook to read its first sheet. */
export interface Workbook {
  /** Entry of the first sheet. */
  readonly sheet: string
  readonly sheetCount: number
  /** Whether that sheet is hidden. */
  readonly isHidden: boolean
  /** Whether its days are counted from 1904. */
  readonly isFrom1904: boolean
  readonly strings: readonly string[]
  /** How cells are shown, by their style. */
  readonly styles: readonly (NumberFormat | null)[]
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
  const { ids, isHidden, isFrom1904 } = await readSheets(archive)
  const links = await readLinks(archive)
  const sheet = links.get(ids[0] ?? '')
  if (sheet === undefined) throw damaged('it has no sheet')
  const strings = await readStrings(archive, links.get('/sharedStrings') ?? 'xl/sharedStrings.xml')
  const looks = links.get('/styles')
  // Without them, thousands of a number would be read as the number.
  if (looks !== undefined && !archive.has(looks)) throw damaged(`it has no ${cut(looks)}`)
  const styles = await readStyles(archive, looks ?? 'xl/styles.xml')
  return { sheet, sheetCount: ids.length, isHidden, isFrom1904, strings, styles }
}

async function readSheets(archive: Archive) {
  const ids: string[] = []
  let [isHidden, isFrom1904] = [false, false]
  await readXml(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      if (ids.length === 0) isHidden = /hidden$/i.test(attributes['state'] ?? '')
      // The prefix of relationships is mostly `r`, and may be any.
      const other = Object.keys(attributes).find((key) => /^(?!xmlns:).+:id$/.test(key)) ?? ''
      ids.push(attributes['r:id'] ?? attributes[other] ?? '')
    },
  })
  return { ids, isHidden, isFrom1904 }
}

/** The entries that a workbook is made of, by their ids, and those that it has one of by the end of their type. */
async function readLinks(archive: Archive): Promise<Map<string, string>> {
  const links = new Map<string, string>()
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open(_, { Id, Target, Type = '' }) {
      if (!Id || !Target) return
      const entry = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      links.set(Id, entry)
      const [kind] = /\/(?:styles|sharedStrings)$/.exec(Type) ?? []
      if (kind) links.set(kind, entry)
    },
  })
  return links
}

/** The texts that cells share, by their place. Readings for pronunciation are no part of them. */
async function readStrings(archive: Archive, entry: string): Promise<string[]> {
  const strings: string[] = []
  if (!archive.has(entry)) return strings
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
  await readXml(archive, entry, handlers, Number.POSITIVE_INFINITY)
  return strings
}

/** The format spells what XML cannot write as `_x0001_`. */
export const unescapeText = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
