import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { AppError } from '../errors.ts'
import { cut } from './cells.ts'

interface Entry {
  readonly method: number
  readonly packed: number
  readonly start: number
  /** Length and checksum of what is unpacked. */
  readonly length: number
  readonly sum: number
}

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

/** Most entries of a directory, and bytes of it. */
const [mostEntries, mostDirectory] = [10_000, 4 * 2 ** 20]

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

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead < length) throw damaged('it ends early')
  return buffer
}

/** Bytes of the end of a directory, without the comment that may follow it. */
const END = 22

async function readDirectory(handle: FileHandle, size: number): Promise<Map<string, Entry>> {
  if (size < END) throw damaged('it is too short')
  const tail = await readAt(handle, Math.max(0, size - END - 0xffff), Math.min(size, END + 0xffff))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + END > tail.length) throw damaged('it has no directory')
  const [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count > mostEntries || length > mostDirectory || start + length > size)
    throw damaged('its directory does not fit')
  const directory = await readAt(handle, start, length)
  const entries = new Map<string, Entry>()
  for (let at = 0, left = count; left > 0; left -= 1) {
    if (at + 46 > length || directory.readUInt32LE(at) !== 0x0201_4b50) throw damaged('its directory is broken')
    const nameLength = directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    if (directory.readUInt16LE(at + 8) & 1) throw damaged('it is encrypted')
    // Which of two is meant, programs read differently.
    if (entries.has(name)) throw damaged(`it has two entries ${cut(name)}`)
    const [method, sum] = [directory.readUInt16LE(at + 10), directory.readUInt32LE(at + 16)]
    const [packed, unpacked] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)]
    entries.set(name, { method, sum, packed, length: unpacked, start: directory.readUInt32LE(at + 42) })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
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

export const damaged = (why: string) =>
  new AppError(
    'WRONG_FORMAT',
    `The file is no workbook that can be read: ${why}. Save it anew as XLSX, or as CSV UTF-8.`,
  )
