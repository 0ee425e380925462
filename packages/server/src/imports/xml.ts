import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { AppError } from '../errors.ts'
import { damaged } from './damaged.ts'
import type { Archive } from './unzip.ts'

export interface Handlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Most characters of a text, of a tag, and of all tags that are open: the parser holds them in memory. */
const LONGEST = 1_000_000

/** Most bytes of an entry whose content is kept: styles of real workbooks have some megabytes. */
const mostKept = 16 * 2 ** 20

/** What an open tag takes beside its characters. */
const TAG = 64

/** Reads an entry as XML, a piece at a time; after each, `take` hands over what has come together. */
export async function* parseXml<Item>(
  archive: Archive,
  name: string,
  handlers: Handlers,
  take: () => Item | null,
  most?: number,
): AsyncGenerator<Item> {
  const { parser, requireShort } = createParser(name, handlers)
  const decoder = new TextDecoder()
  for await (const piece of archive.read(name, most)) {
    parser.write(decoder.decode(piece, { stream: true }))
    requireShort()
    const item = take()
    if (item !== null) yield item
  }
  parser.write(decoder.decode()).close()
  const item = take()
  if (item !== null) yield item
}

function createParser(name: string, handlers: Handlers) {
  const parser = new SaxesParser()
  const sizes: number[] = []
  /** Characters of the tags that are open, and where the last tag or text ended: what came since is held by the parser. */
  let [open, since] = [0, 0]
  const requireShort = () => {
    if (open + parser.position - since > LONGEST) throw tooMuchText()
  }
  parser.on('error', (error) => {
    throw damaged(`${name} is broken XML (${error.message})`)
  })
  parser.on('opentag', ({ name: tag, attributes }: SaxesTagPlain) => {
    const size = parser.position - since + TAG
    open += size
    sizes.push(size)
    since = parser.position
    requireShort()
    handlers.open?.(bare(tag), attributes)
  })
  const tell = (text: string) => {
    since = parser.position
    handlers.text?.(text)
  }
  parser.on('text', tell)
  parser.on('cdata', tell)
  parser.on('closetag', ({ name: tag }) => {
    open -= sizes.pop() ?? 0
    since = parser.position
    handlers.close?.(bare(tag))
  })
  return { parser, requireShort }
}

/** Names without their prefix: some programs write `x:row`. */
const bare = (name: string) => name.slice(name.indexOf(':') + 1)

/** Reads the whole of an entry, of so many bytes at most, for handlers that keep what they are told. */
export async function readXml(archive: Archive, name: string, handlers: Handlers, most = mostKept): Promise<void> {
  for await (const _ of parseXml(archive, name, handlers, () => null, most));
}

/** What would have to be held in memory, and is not. */
export const tooMuchText = () =>
  new AppError('FILE_TOO_LARGE', 'The workbook has too much text, in a cell or in all. Split it, or send it as CSV.')
