import type { FileHandle } from 'node:fs/promises'
import { cut } from './cells.ts'
import { damaged } from './damaged.ts'

/** Where an entry of an archive stands, and what it should be. */
export interface Entry {
  readonly method: number
  readonly packed: number
  readonly start: number
  /** Length and checksum of what is unpacked. */
  readonly length: number
  readonly sum: number
}

/** Most entries of a directory, and bytes of it. */
const [mostEntries, mostDirectory] = [10_000, 4 * 2 ** 20]

/** Bytes of the end of a directory, without the comment that may follow it, and of what tells before it where its large numbers stand. */
const [END, LOCATOR] = [22, 20]

/** What stands in the place of a number that may be too large for it. Apache POI writes so whatever its size. */
const ELSEWHERE = 0xffff_ffff

/** Reads so many bytes. @throws AppError `WRONG_FORMAT` where the archive ends before */
export async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead < length) throw damaged('it ends early')
  return buffer
}

/** Reads the entries of an archive by their names. @throws AppError `WRONG_FORMAT` */
export async function readDirectory(handle: FileHandle, size: number): Promise<Map<string, Entry>> {
  const { count, length, start } = await readEnd(handle, size)
  if (count > mostEntries || length > mostDirectory || start + length > size) throw unfit()
  const directory = await readAt(handle, start, length)
  const entries = new Map<string, Entry>()
  for (let at = 0, left = count; left > 0; left -= 1) {
    if (at + 46 > length || directory.readUInt32LE(at) !== 0x0201_4b50) throw broken()
    const extraAt = at + 46 + directory.readUInt16LE(at + 28)
    const commentAt = extraAt + directory.readUInt16LE(at + 30)
    const name = directory.toString('utf8', at + 46, extraAt)
    if (directory.readUInt16LE(at + 8) & 1) throw damaged('it is encrypted')
    // Which of two is meant, programs read differently.
    if (entries.has(name)) throw damaged(`it has two entries ${cut(name)}`)
    const [method, sum] = [directory.readUInt16LE(at + 10), directory.readUInt32LE(at + 16)]
    const told = [24, 20, 42].map((place) => directory.readUInt32LE(at + place))
    const [unpacked = 0, packed = 0, first = 0] = findLarge(told, directory.subarray(extraAt, commentAt))
    if (first > size) throw damaged('an entry does not fit')
    entries.set(name, { method, sum, packed, length: unpacked, start: first })
    at = commentAt + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function readEnd(handle: FileHandle, size: number) {
  if (size < END) throw damaged('it is too short')
  const most = Math.min(size, LOCATOR + END + 0xffff)
  const tail = await readAt(handle, size - most, most)
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (at < 0 || at + END > tail.length) throw damaged('it has no directory')
  const [count, length, start] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (count < 0xffff && length < ELSEWHERE && start < ELSEWHERE) return { count, length, start }
  if (at < LOCATOR || tail.readUInt32LE(at - LOCATOR) !== 0x0706_4b50) throw unfit()
  const place = readLarge(tail, at - LOCATOR + 8)
  if (place + 56 > size) throw unfit()
  const large = await readAt(handle, place, 56)
  if (large.readUInt32LE(0) !== 0x0606_4b50) throw unfit()
  return { count: readLarge(large, 32), length: readLarge(large, 40), start: readLarge(large, 48) }
}

/** Numbers of an entry, those that stand elsewhere out of its extra fields: there, in the same order, are no others. */
function findLarge(numbers: readonly number[], extra: Buffer): readonly number[] {
  if (!numbers.includes(ELSEWHERE)) return numbers
  for (let at = 0, next = 0; at + 4 <= extra.length; at = next) {
    next = at + 4 + extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) !== 1 || next > extra.length) continue
    let place = at + 4
    return numbers.map((number) => {
      if (number !== ELSEWHERE) return number
      place += 8
      if (place > next) throw broken()
      return readLarge(extra, place - 8)
    })
  }
  throw broken()
}

/** One that JavaScript cannot hold is rounded: it is beyond the end in any case. */
const readLarge = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at))

const broken = () => damaged('its directory is broken')
const unfit = () => damaged('its directory does not fit')
