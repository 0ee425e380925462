import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { AppError } from '../errors.ts'
import { damaged } from './damaged.ts'
import { type Entry, readAt, readDirectory } from './zip-directory.ts'

/** A zip archive that is read from disk, an entry at a time. */
export interface Archive {
  has(name: string): boolean
  /** The content of an entry, as it is unpacked, of so many bytes at most. */
  read(name: string, most?: number): AsyncGenerator<Buffer>
}

/** How many times larger than the archive all that is read of it may be: sheets are some twenty times. */
const mostExpansion = 100

/** What passes in any case, and what never does. */
const [leastBytes, mostBytes] = [10 * 2 ** 20, 2 ** 30]

const PIECE = 64 * 1024

/** Reads the directory of an archive. @throws AppError `WRONG_FORMAT`; `FILE_TOO_LARGE` for what is unpacked out of all proportion */
export async function openArchive(handle: FileHandle): Promise<Archive> {
  const { size } = await handle.stat()
  const entries = await readDirectory(handle, size)
  const budget = { bytes: Math.min(mostBytes, Math.max(leastBytes, size * mostExpansion)) }
  return {
    has: (name) => entries.has(name),
    async *read(name, most = mostBytes) {
      const entry = entries.get(name)
      if (!entry) throw damaged(`it has no ${name}`)
      let [left, length, sum] = [most, 0, 0]
      for await (const piece of unpack(handle, entry, size)) {
        budget.bytes -= piece.length
        left -= piece.length
        length += piece.length
        sum = crc32(piece, sum)
        if (budget.bytes < 0 || left < 0)
          throw new AppError(
            'FILE_TOO_LARGE',
            'The workbook grows too large when it is unpacked. Split it, or send it as CSV.',
          )
        yield piece
      }
      // A bit that fell over may be another digit: nothing else tells it.
      if (length !== entry.length || sum !== entry.sum) throw damaged(`its ${name} is damaged`)
    },
  }
}

async function* unpack(handle: FileHandle, { method, packed, start }: Entry, size: number): AsyncGenerator<Buffer> {
  const head = await readAt(handle, start, 30)
  if (head.readUInt32LE(0) !== 0x0403_4b50) throw damaged('an entry does not stand where it says')
  const first = start + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (first + packed > size) throw damaged('an entry does not fit')
  async function* readPacked() {
    for (let at = first; at < first + packed; at += PIECE)
      yield await readAt(handle, at, Math.min(PIECE, first + packed - at))
  }
  if (method === 0) {
    yield* readPacked()
    return
  }
  if (method !== 8) throw damaged('it is packed in a way that is not read')
  const inflate = createInflateRaw()
  // What fails is thrown where it is read.
  const feeding = pipeline(readPacked, inflate).catch(() => {})
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch (error) {
    throw error instanceof AppError ? error : damaged('an entry cannot be unpacked')
  } finally {
    inflate.destroy()
    await feeding
  }
}
