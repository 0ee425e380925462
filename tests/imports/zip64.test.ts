import { expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, header, row, useFiles } from './files.ts'
import { line, makeWorkbook } from './workbook.ts'

const server = useServer()
const { xlsx } = useFiles(server)

const makeBook = (item: string) => makeWorkbook({ rows: [line(1, header), line(2, row([4, item]))] })

const LOST = 0xffff_ffff

const numbers = (...all: readonly (bigint | number)[]) => {
  const bytes = Buffer.alloc(all.length * 8)
  for (const [at, each] of all.entries()) bytes.writeBigUInt64LE(BigInt(each), at * 8)
  return bytes
}

interface Large {
  /** Places in an entry of the directory that say that the number stands elsewhere. */
  readonly fields?: readonly number[]
  /** What stands elsewhere, instead of what is true. */
  readonly lie?: (fields: (bigint | number)[]) => (bigint | number)[]
  /** Whether the end of the directory says so too, and of what it says instead. */
  readonly end?: readonly [count: bigint | number, length: bigint | number, start?: bigint | number]
  readonly extra?: (extra: Buffer) => Buffer
}

/** The archive as programs write it that leave room for more than 4 GiB, in its directory and at the end of that. */
function enlarge(book: Buffer, { fields = [24, 20, 42], lie = (all) => all, end, extra = (all) => all }: Large = {}) {
  const start = book.readUInt32LE(book.length - 6)
  const parts: Buffer[] = []
  let count = 0
  for (let at = start; book.readUInt32LE(at) === 0x0201_4b50; count += 1) {
    const entry = Buffer.from(book.subarray(at, at + 46 + book.readUInt16LE(at + 28)))
    at += entry.length
    const large = numbers(...lie(fields.map((place) => entry.readUInt32LE(place))))
    for (const place of fields) entry.writeUInt32LE(LOST, place)
    // Another field before it, as of times, and the number of the disk behind it.
    const added = extra(
      Buffer.concat([Buffer.from([0x55, 0x54, 1, 0, 0, 1, 0, large.length + 4, 0]), large, Buffer.alloc(4)]),
    )
    entry.writeUInt16LE(added.length, 30)
    parts.push(entry, added)
  }
  const directory = Buffer.concat(parts)
  const [all, length, first] = end ?? [count, directory.length]
  const record = Buffer.concat([
    Buffer.from('PK\x06\x06'),
    numbers(44),
    Buffer.alloc(12),
    numbers(all, all, length, first ?? start),
  ])
  const locator = Buffer.concat([
    Buffer.from('PK\x06\x07'),
    Buffer.alloc(4),
    numbers(start + directory.length),
    Buffer.alloc(4),
  ])
  const last = Buffer.from(book.subarray(-22))
  last.fill(0xff, 8, 20)
  return Buffer.concat([book.subarray(0, start), directory, record, locator, last])
}

test.each([
  ['all numbers', [24, 20, 42]],
  ['lengths alone', [24, 20]],
  ['places alone', [42]],
])('archives that have room for large numbers are read, %s', async (item, fields) => {
  expect(await xlsx(enlarge(makeBook(item), { fields }))).toMatchObject({ outcome: 'RECORDED', figures: 1 })
})

test('so are they behind the longest comment', async () => {
  const book = Buffer.concat([enlarge(makeBook('comment')), Buffer.alloc(0xffff, ' ')])
  book.writeUInt16LE(0xffff, book.length - 0xffff - 2)
  expect(await xlsx(book)).toMatchObject({ outcome: 'RECORDED', figures: 1 })
})

const huge = 2n ** 63n + 1n
test.each<[string, Large, RegExp]>([
  ['a length that is another', { lie: ([length = 0, ...more]) => [Number(length) + 1, ...more] }, /is damaged/],
  ['a packed length beyond its end', { lie: (all) => all.with(1, huge) }, /an entry does not fit/],
  ['a place beyond its end', { lie: (all) => all.with(2, huge) }, /an entry does not fit/],
  ['no large numbers', { extra: () => Buffer.alloc(0) }, /directory is broken/],
  ['fewer large numbers', { extra: () => Buffer.from([1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0]) }, /directory is broken/],
  ['large numbers that end early', { extra: (all) => all.subarray(0, -6) }, /directory is broken/],
  ['too many entries', { end: [10_001, 100] }, /directory does not fit/],
  ['a directory that is too large', { end: [1, 5 * 2 ** 20] }, /directory does not fit/],
  ['a directory beyond its end', { end: [1, 100, huge] }, /directory does not fit/],
])('archives of large numbers with %s are refused', async (_, large, reason) => {
  const answer = await leaveNothing(server, () => xlsx(enlarge(makeBook('refused'), large)))
  expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
  expect(answer.errors?.[0]?.message).toMatch(reason)
})

test.each([
  ['is not there', -42, 0],
  ['names a place beyond the end', -42 + 8, huge],
  ['names a place where there is none', -42 + 8, 0n],
])(
  'archives whose end says that large numbers stand elsewhere, and what tells where %s, are refused',
  async (_, at, told) => {
    const book = enlarge(makeBook('refused'))
    book.writeBigUInt64LE(BigInt(told), book.length + at)
    const answer = await leaveNothing(server, () => xlsx(book))
    expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
    expect(answer.errors?.[0]?.message).toMatch(/directory does not fit/)
  },
)
