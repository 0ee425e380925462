import { describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, header, row, useFiles } from './files.ts'
import { line, makeWorkbook } from './workbook.ts'

const server = useServer()
const { xlsx } = useFiles(server)

const sheet = 'xl/worksheets/sheet1.xml'

const makeBook = (files: Record<string, string> = {}) =>
  makeWorkbook({ rows: [line(1, header), line(2, row([2, '<c><v>1000.25</v></c>']))], files })

/** Places of the two headers of an entry: before its bytes, and in the directory. */
const findHeaders = (book: Buffer, name: string) => [book.indexOf(name) - 30, book.lastIndexOf(name) - 46] as const

const refuse = async (book: Buffer, reason: RegExp) => {
  const answer = await leaveNothing(server, () => xlsx(book))
  expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
  expect(answer.errors?.[0]?.message).toMatch(reason)
}

describe('archives', () => {
  test('of which a bit is another are refused', async () => {
    const book = makeBook()
    const [head] = findHeaders(book, sheet)
    const [first, length] = [head + 30 + sheet.length, book.readUInt32LE(head + 18)]
    for (let bit = 0; bit < length * 8; bit += 97) {
      const flipped = Buffer.from(book)
      flipped.writeUInt8(flipped.readUInt8(first + (bit >> 3)) ^ (1 << (bit & 7)), first + (bit >> 3))
      // Where it is the header, that is told, and nothing else read.
      const { status } = await leaveNothing(server, () => xlsx(flipped))
      expect([415, 422]).toContain(status)
    }
  })

  test.each([
    ['a sum', 16],
    ['a length', 24],
  ])('whose directory has %s that is not that of what is unpacked are damaged', async (_, offset) => {
    for (const name of [sheet, 'xl/styles.xml', 'xl/sharedStrings.xml']) {
      const book = makeBook()
      const [, entry] = findHeaders(book, name)
      book.writeUInt32LE(book.readUInt32LE(entry + offset) + 1, entry + offset)
      await refuse(book, new RegExp(`${name} is damaged`))
    }
  })

  test('with two entries of one name are damaged', async () => {
    const twin = sheet.replace('1', '9')
    const book = makeBook({
      [twin]: `<worksheet><sheetData>${line(1, header)}${line(2, row())}</sheetData></worksheet>`,
    })
    for (const [at, offset] of [30, 46].entries()) book.write(sheet, (findHeaders(book, twin)[at] ?? 0) + offset)
    await refuse(book, /two entries/)
  })
})
