import { describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { header, row, useFiles } from './files.ts'
import { tell, toCsv } from './send.ts'
import { line, makeWorkbook, stylesOf } from './workbook.ts'

const server = useServer()
const { csv, xlsx, find } = useFiles(server)

/** Numbers with a format of each, in the unit 亿元. */
const makeBook = (cells: readonly (readonly [value: string, format: string, unit?: string])[]) => {
  const rows = cells.map(([value, , unit = '亿元'], at) =>
    row(
      [2, value.startsWith('<c') ? value.replace('<c', `<c s="${at + 1}"`) : `<c s="${at + 1}"><v>${value}</v></c>`],
      [3, unit],
    ),
  )
  const files = { 'xl/styles.xml': stylesOf(cells.map(([, format]) => format)) }
  const book = makeWorkbook({ rows: [line(1, header), ...rows.map((one, at) => line(at + 2, one))], files })
  return { book, items: rows.map((one) => one[4] ?? '') }
}

const told = (notes: Awaited<ReturnType<typeof xlsx>>['notes']) =>
  notes?.map(({ row: at, value, code }) => `${at} ${value} ${code}`)

describe('numbers that are shown with a unit', () => {
  test('are read as the same text in CSV is', async () => {
    const cells = [
      ['5000', '0.00"亿元"', '5000亿元'],
      ['5000', '#,##0.00\\亿', '5000亿'],
      ['-3', '0"亿";[Red]-0"亿"', '-3亿'],
      ['<c t="inlineStr"><is><t>12</t></is></c>', '@"亿元"', '12亿元'],
    ] as const
    const { book, items } = makeBook(cells.map(([value, format]) => [value, format]))
    const answer = await xlsx(book)
    expect(answer).toMatchObject({ outcome: 'RECORDED', figures: 4 })
    expect(told(answer.notes)).toEqual(cells.map(([, , text], at) => `${at + 2} ${text} UNIT_IN_CELL`))
    const same = await csv(toCsv([header, ...cells.map(([, , text]) => row([2, text]))]))
    expect(told(same.notes)).toEqual(told(answer.notes))
    expect(await find(items[0] ?? '')).toMatchObject({ value: '5000', unit: { code: 'CNY_100M' } })
    expect(await find(items[2] ?? '')).toMatchObject({ value: '-3' })
  })

  test('are in that unit where that of their row is of one kind with it', async () => {
    const { book, items } = makeBook([
      ['5000', '0.00"万元"', ''],
      ['5000', '0"万"', '元'],
    ])
    const answer = await xlsx(book, { unit: '万元' })
    expect(answer).toMatchObject({ outcome: 'RECORDED' })
    for (const item of items) expect(await find(item)).toMatchObject({ value: '5000', unit: { code: 'CNY_10K' } })
  })

  test('are refused where it is another one than that of their row', async () => {
    const { book } = makeBook([
      ['5000', '0.00"万元"'],
      ['5000', '[$万元-804]0'],
      ['5000', '0.00[$万元-804]'],
      ['5000', '0"元"'],
      ['0.5', '0.0%'],
      ['5', '0"%"'],
      ['5', '"约"0'],
      ['5', '[>=1]0"万元";0"亿元"'],
      ['<c t="inlineStr"><is><t>12</t></is></c>', '@"万元"'],
    ])
    expect(tell(await leaveNothing(server, () => xlsx(book)))).toEqual([
      '2 value UNIT_DISAGREES',
      '3 value INVALID_NUMBER',
      '4 value UNIT_DISAGREES',
      '5 value UNIT_DISAGREES',
      '6 value UNIT_DISAGREES',
      '7 value UNIT_DISAGREES',
      '8 value INVALID_NUMBER',
      '9 value UNIT_DISAGREES',
      '10 value UNIT_DISAGREES',
    ])
  })
})

describe('numbers that are shown as other ones', () => {
  test('are refused', async () => {
    const { book } = makeBook([
      ['123456', '0!.0,"万元"'],
      ['123456', '#,##0,"千"'],
      ['123456', '0,,'],
      ['5', '0"000"'],
      ['-5', '0;0'],
      ['5', ';;;'],
    ])
    const answer = await leaveNothing(server, () => xlsx(book))
    expect(tell(answer)).toEqual(Array.from({ length: 6 }, (_, at) => `${at + 2} value SHOWN_OTHERWISE`))
    expect(answer.problems?.[0]).toMatchObject({ value: '123456', hint: expect.stringContaining('plain number') })
  })

  test('are those with signs of other currencies than yuan, as the same text in CSV is', async () => {
    const cells = [
      ['[$$-409]#,##0.00', '$5000'],
      ['"US$"0.00', 'US$5000'],
      ['[$€-407]0', '€5000'],
      ['0\\ [$€-407]', '5000€'],
      ['[$JP¥-411]0', 'JP¥5000'],
      ['$#,##0', '$5000'],
      ['0[$USD]', '5000USD'],
      ['0[$万美元-804]', '5000万美元'],
    ] as const
    const { book } = makeBook(cells.map(([format]) => ['5000', format]))
    const answer = await leaveNothing(server, () => xlsx(book))
    const same = await leaveNothing(server, () => csv(toCsv([header, ...cells.map(([, text]) => row([2, text]))])))
    expect(answer.problemCount).toBe(cells.length)
    expect(tell(answer)).toEqual(tell(same))
    expect(answer.problems?.map(({ value }) => value)).toEqual(cells.map(([, text]) => text))
  })

  test('are not those with signs of yuan, separators and colours alone', async () => {
    const formats = [
      '#,##0.00',
      '[$¥-804]#,##0.00;[Red][$¥-804]\\-#,##0.00',
      '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
      '[Blue][>=100]0.0;0.00',
      'General',
    ]
    const { book, items } = makeBook(formats.map((format) => ['1234.5', format]))
    expect(await xlsx(book)).toMatchObject({ outcome: 'RECORDED', figures: 5, noteCount: 0 })
    for (const item of items) expect(await find(item)).toMatchObject({ value: '1234.5' })
  })
})
