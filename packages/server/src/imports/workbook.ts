import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { AppError } from '../errors.ts'
import { type Archive, damaged } from './unzip.ts'

/** How numbers of a style are shown. */
export type Shown = 'NUMBER' | 'DATE' | 'PERCENT'

/** What is needed of a workbook to read its first sheet. */
export interface Workbook {
  /** Entry of the first sheet. */
  readonly sheet: string
  readonly sheetCount: number
  /** Whether its days are counted from 1904. */
  readonly isFrom1904: boolean
  readonly strings: readonly string[]
  readonly styles: readonly Shown[]
}

export interface Handlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Most characters of all texts that cells share: they are in memory while a sheet is read. */
const mostShared = 50_000_000

/** Reads an entry as XML, a piece at a time; after each, `take` hands over what has come together. */
export async function* parseXml<Item>(
  archive: Archive,
  name: string,
  handlers: Handlers,
  take: () => Item | null,
): AsyncGenerator<Item> {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw damaged(`${name} is broken XML (${error.message})`)
  })
  parser.on('opentag', ({ name: tag, attributes }: SaxesTagPlain) => handlers.open?.(bare(tag), attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', ({ name: tag }) => handlers.close?.(bare(tag)))
  const decoder = new TextDecoder()
  for await (const piece of archive.read(name)) {
    parser.write(decoder.decode(piece, { stream: true }))
    const item = take()
    if (item !== null) yield item
  }
  parser.write(decoder.decode()).close()
  const item = take()
  if (item !== null) yield item
}

/** Names without their prefix: some programs write `x:row`. */
const bare = (name: string) => name.slice(name.indexOf(':') + 1)

async function readAll(archive: Archive, name: string, handlers: Handlers): Promise<void> {
  for await (const _ of parseXml(archive, name, handlers, () => null));
}

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const { ids, isFrom1904 } = await readSheets(archive)
  const targets = new Map<string, string>()
  await readAll(archive, 'xl/_rels/workbook.xml.rels', {
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
  await readAll(archive, 'xl/workbook.xml', {
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
  let [text, length, isText, isAside] = ['', 0, false, false]
  await readAll(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isAside = true
      isText = name === 't' && !isAside
    },
    text(piece) {
      if (isText) text += piece
    },
    close(name) {
      isText = false
      if (name === 'rPh') isAside = false
      if (name !== 'si') return
      strings.push(unescapeText(text))
      length += text.length + 16
      if (length > mostShared)
        throw new AppError('FILE_TOO_LARGE', 'The workbook has too much text. Split it, or send it as CSV.')
    },
  })
  return strings
}

/** The format spells what XML cannot write as `_x0001_`. */
export const unescapeText = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

async function readStyles(archive: Archive): Promise<Shown[]> {
  const styles: Shown[] = []
  if (!archive.has('xl/styles.xml')) return styles
  const formats = new Map<string, string>()
  let isCell = false
  await readAll(archive, 'xl/styles.xml', {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'cellXfs') isCell = true
      if (name === 'numFmt') formats.set(numFmtId, formatCode)
      if (name === 'xf' && isCell) styles.push(explainFormat(Number(numFmtId), formats.get(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isCell = false
    },
  })
  return styles
}

/** Built-in formats have numbers alone; those of dates differ between languages, and lie in these spans. */
function explainFormat(id: number, code: string | undefined): Shown {
  if (code !== undefined) {
    const signs = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    if (signs.includes('%')) return 'PERCENT'
    return /[ymdhs年月日]/i.test(signs) ? 'DATE' : 'NUMBER'
  }
  if (id === 9 || id === 10) return 'PERCENT'
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    ? 'DATE'
    : 'NUMBER'
}
