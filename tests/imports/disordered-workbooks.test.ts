import { expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, header, row, useFiles } from './files.ts'
import { line, makeWorkbook } from './workbook.ts'

const server = useServer()
const { xlsx, find } = useFiles(server)

const first = line(1, header)

/** A row, or its cells, without a word of where they stand. */
const bare = (cells: readonly string[]) => line(9, cells).replaceAll(/ r="[A-Z]*9"/g, '')

const cell = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`

/** A row with a further cell behind its own. */
const ending = (number: number, further: string) => line(number, row()).replace('</row>', `${further}</row>`)

test.each([
  ['two rows have one number', () => [line(2, row()), line(2, row())], /row with the number 2 follows row 2/],
  [
    'a row without a number stands where the next one says that it does',
    () => [line(2, row()), bare(row()), line(3, row())],
    /row with the number 3 follows row 3/,
  ],
  ['a row follows a later one', () => [line(4, row()), line(3, row())], /row with the number 3 follows row 4/],
  ['two headers stand in one row', () => [line(1, row())], /row with the number 1 follows row 1/],
  ['two cells stand in one place', () => [ending(2, cell('C2', '8'))], /row 2 has a cell "C2" behind column 5/],
  [
    'two cells stand in one place beyond all columns that are read',
    () => [ending(2, cell('XFD2', '8') + cell('XFD2', '9'))],
    /row 2 has a cell "XFD2" behind column 16384/,
  ],
  ['a cell is of another row', () => [ending(2, cell('F3', '8'))], /row 2 has a cell "F3"/],
  ['a cell says no column', () => [ending(2, cell('2', '8'))], /row 2 has a cell "2"/],
  ['a cell says no row', () => [ending(2, cell('F', '8'))], /row 2 has a cell "F"/],
  [
    'a row begins within another one',
    () => [line(2, row()).replace('</row>', `${line(3, row())}</row>`)],
    /a row begins within row 2/,
  ],
  ['a cell stands between rows', () => [line(2, row()), cell('F2', '8'), line(3, row())], /a cell stands in no row/],
  [
    'a cell begins within another one',
    () => [ending(2, '<c r="F2"><v>8</v><c r="G2"><v>9</v></c></c>')],
    /row 2 has a cell within another one/,
  ],
  ['a column is in small letters', () => [ending(2, cell('f2', '8'))], /row 2 has a cell "f2"/],
])('a workbook is damaged where %s', async (_, makeRows, reason) => {
  const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows: [first, ...makeRows()] })))
  expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
  expect(answer.errors?.[0]?.message).toMatch(reason)
})

test('rows and cells that do not say where they stand follow those before them', async () => {
  const items = [row([4, 'bare one']), row([4, 'bare two']), row([4, 'bare three'])]
  const rows = [first, line(3, items[0] ?? []), bare(items[1] ?? []), line(6, items[2] ?? []).replace(' r="E6"', '')]
  const answer = await xlsx(makeWorkbook({ rows }))
  expect(answer).toMatchObject({ outcome: 'RECORDED', figures: 3, noteCount: 0 })
  for (const name of ['bare one', 'bare two', 'bare three']) expect(await find(name)).toMatchObject({ value: '7' })
})
