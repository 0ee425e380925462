import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file within an archive. Its content is read as it is written. */
export interface Entry {
  readonly name: string
  readonly content: AsyncIterable<string>
}

/** Where offsets and sizes no longer fit. What spreadsheet programs make of longer ones differs. */
const MOST_BYTES = 0xffff_ffff

/** Deflated; sizes and checksum after the content, since they are not known before; names in UTF-8. */
const METHOD = 8
const FLAGS = 0x0808
/** Midnight of 1980-01-01, the first that the format knows: files of the same rows are the same. */
const DATE = 0x0021
const VERSION = 20

/** Writes a zip archive as it is read, an entry at a time. @throws Error for one of 4 GiB or more */
export async function* writeZip(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, content } of entries) {
    const start = offset
    const path = Buffer.from(name)
    const head = Buffer.concat([fields([4, 0x0403_4b50], [2, VERSION], ...common(0, 0, 0, path.length), [2, 0]), path])
    yield head
    offset += head.length
    const written = { checksum: 0, size: 0, packed: 0 }
    for await (const chunk of deflate(content, written)) {
      written.packed += chunk.length
      yield chunk
    }
    const { checksum, size, packed } = written
    offset += packed
    const tail = fields([4, 0x0807_4b50], [4, checksum], [4, packed], [4, size])
    offset += tail.length
    if (size > MOST_BYTES || offset > MOST_BYTES) throw new Error('The archive has grown over 4 GiB')
    yield tail
    const more = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, start],
    ] as const
    const made = fields(
      [4, 0x0201_4b50],
      [2, VERSION],
      [2, VERSION],
      ...common(checksum, packed, size, path.length),
      [2, 0],
      ...more,
    )
    directory.push(made, path)
  }
  const all = Buffer.concat(directory)
  const count = directory.length / 2
  yield Buffer.concat([
    all,
    fields([4, 0x0605_4b50], [2, 0], [2, 0], [2, count], [2, count], [4, all.length], [4, offset], [2, 0]),
  ])
}

type Field = readonly [bytes: 2 | 4, value: number]

const common = (checksum: number, packed: number, size: number, name: number): readonly Field[] => [
  ...([
    [2, FLAGS],
    [2, METHOD],
    [2, 0],
    [2, DATE],
  ] as const),
  ...([
    [4, checksum],
    [4, packed],
    [4, size],
    [2, name],
  ] as const),
]

/** Numbers one after the other, the lowest byte first. */
function fields(...items: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(items.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of items) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}

/** Compresses texts as they come, and notes what they were. */
async function* deflate(content: AsyncIterable<string>, written: { checksum: number; size: number }) {
  async function* measure() {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      written.checksum = crc32(bytes, written.checksum)
      written.size += bytes.length
      yield bytes
    }
  }
  const packer = createDeflateRaw()
  // What fails in the content is thrown where the packer is read.
  const feeding = pipeline(measure(), packer).catch(() => {})
  try {
    for await (const chunk of packer) yield chunk as Buffer
  } finally {
    packer.destroy()
    await feeding
  }
}
