import { describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { header, row, useFiles } from './files.ts'
import { tell } from './send.ts'
import { line, makeWorkbook, stylesOf } from './workbook.ts'

const server = useServer()
const { xlsx, find } = useFiles(server)

const files = { 'xl/styles.xml': stylesOf(['yyyy"年"m"月"', 'yyyy-mm-dd']) }

const makeBook = (rows: readonly (readonly string[])[], sheet = header) =>
  makeWorkbook({ rows: [line(1, sheet), ...rows.map((cells, at) => line(at + 2, cells))], files })

describe('days of workbooks', () => {
  test('are no periods, whether they are kept as texts or as numbers', async () => {
    const cells = [
      '<c s="1"><v>43101</v></c>',
      '<c s="1" t="d"><v>2018-01-01</v></c>',
      '<c s="1" t="d"><v>2018-01-01T00:00:00</v></c>',
      '<c s="2" t="d"><v>2018-01</v></c>',
    ]
    const answer = await leaveNothing(server, () => xlsx(makeBook(cells.map((cell) => row([1, cell])))))
    expect(tell(answer)).toEqual(cells.map((_, at) => `${at + 2} period INVALID_PERIOD`))
    expect(new Set(answer.problems?.slice(0, 3).map(({ value, reason }) => `${value} ${reason}`)).size).toBe(1)
  })

  test('are days where these are wanted, at whatever time of them', async () => {
    const cells = [
      '<c s="2"><v>46000</v></c>',
      '<c s="2"><v>46000.75</v></c>',
      '<c s="2" t="d"><v>2025-12-09</v></c>',
      '<c s="2" t="d"><v>2025-12-09T00:00:00</v></c>',
      '<c s="1" t="d"><v>2025-12-09T18:00:00.000Z</v></c>',
    ]
    const rows = cells.map((cell) => [...row([1, '2017']), cell])
    expect(await xlsx(makeBook(rows, [...header, '发布日期']))).toMatchObject({ outcome: 'RECORDED', noteCount: 0 })
    for (const cellsOf of rows) expect(await find(cellsOf[4] ?? '')).toMatchObject({ publishedOn: '2025-12-09' })
  })

  test('are not told by a time alone, or by what begins otherwise than a day', async () => {
    const cells = ['T12:00:00', '12:00:00', '2025T12:00:00', '2025-12-9T00:00', 'on 2025-12-09T00:00'].map(
      (text) => `<c s="2" t="d"><v>${text}</v></c>`,
    )
    const asDays = cells.map((cell) => [...row([1, '2017']), cell])
    const answer = await leaveNothing(server, () => xlsx(makeBook(asDays, [...header, '发布日期'])))
    expect(tell(answer)).toEqual(cells.map((_, at) => `${at + 2} publishedOn INVALID_DATE`))
    const others = await leaveNothing(server, () => xlsx(makeBook([1, 2, 4].map((at) => row([at, cells[0] ?? ''])))))
    expect(tell(others)).toEqual(['2 period INVALID_PERIOD', '3 value INVALID_NUMBER', '4 breakdown SHOWN_OTHERWISE'])
  })

  test('are no texts and no numbers', async () => {
    const cell = '<c s="2" t="d"><v>2018-01-31</v></c>'
    const answer = await leaveNothing(server, () => xlsx(makeBook([row([4, cell]), row([2, cell])])))
    expect(tell(answer)).toEqual(['2 breakdown SHOWN_OTHERWISE', '3 value INVALID_NUMBER'])
  })

  test('beyond those that there are are not empty', async () => {
    const sheet = [...header, '下限', '限定词']
    const rows = ['2958466', '99999999', '150000000', '1E300', '-1E9'].map((serial) => [
      ...row([2, `<c s="2"><v>${serial}</v></c>`]),
      ...['3', 'AT_LEAST'],
    ])
    const answer = await leaveNothing(server, () => xlsx(makeBook(rows, sheet)))
    expect(tell(answer)).toEqual(rows.map((_, at) => `${at + 2} value SHOWN_OTHERWISE`))
  })
})
