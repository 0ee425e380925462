import { describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { header, row, useFiles } from './files.ts'
import { send, tell } from './send.ts'
import { line, makeWorkbook, stylesOf, XLSX } from './workbook.ts'

const server = useServer()
const { xlsx, getToken } = useFiles(server)

type Numbered = readonly [value: string, format: string, look?: string]

/** Figures whose breakdowns, and what else is to be, are numbers with a format of each. */
const makeBook = (cells: readonly Numbered[], more: readonly string[] = []) => {
  const files = { 'xl/styles.xml': stylesOf(cells.map(([, format]) => format)) }
  const rows = cells.map(([value], at) => {
    const cell = `<c s="${at + 1}"><v>${value}</v></c>`
    return line(at + 2, [...row([1, String(1990 + at)], [4, cell]), ...more.map(() => cell)])
  })
  return makeWorkbook({ rows: [line(1, [...header, ...more]), ...rows], files })
}

const readTexts = async () => {
  const { rows } = await server.database.pool.query(`SELECT breakdown FROM observation o
    JOIN series ON series.id = series_id JOIN source ON source.id = source_id WHERE code = 'form' ORDER BY o.id`)
  return rows.map(({ breakdown }) => breakdown)
}

describe('numbers in columns of texts', () => {
  test('are what a person sees, zeros and separators included', async () => {
    const cells: Numbered[] = [
      ['7', '000', '007'],
      ['610', '0000', '0610'],
      ['-7', '000', '-007'],
      ['7', '0.00', '7.00'],
      ['1.005', '0.00', '1.01'],
      ['1234567', '#,##0', '1,234,567'],
      ['5', '0,000', '0,005'],
      ['0.125', '0.00%', '12.50%'],
      ['5', '0"号"', '5号'],
      ['7', 'General', '7'],
      ['7', '¥General', '¥7'],
      ['1234.56789', 'General', '1234.56789'],
      ['3', '#.##', '3.'],
      ['-3', '0;(0)', '(3)'],
      ['30', '@', '30'],
    ]
    const answer = await xlsx(makeBook(cells))
    expect([tell(answer), answer.notes]).toEqual([[], []])
    expect(await readTexts()).toEqual(cells.map(([, , look]) => look))
  })

  test('are refused where that is not certain, as of days', async () => {
    const cells: Numbered[] = [
      ['46084', 'm"月"d"日"'],
      ['46084', 'yyyy-mm-dd'],
      ['12345', '0.00E+00'],
      ['123456789012', 'General'],
      ['5', '[DBNum2]General'],
      ['123456', '0,'],
    ]
    const answer = await leaveNothing(server, () => xlsx(makeBook(cells, ['出处章节'])))
    expect(tell(answer)).toEqual(
      cells.flatMap((_, at) => ['breakdown', 'section'].map((name) => `${at + 2} ${name} SHOWN_OTHERWISE`)),
    )
  })

  test('have built-in formats too', async () => {
    const built = ['1', '2', '3', '4', '10', '37', '39', '7', '44', '11']
    const cells = built.map((id) => `<xf numFmtId="${id}"/>`)
    const files = { 'xl/styles.xml': `<styleSheet><cellXfs>${cells.join('')}</cellXfs></styleSheet>` }
    const rows = built.map((_, at) => line(at + 2, row([1, String(1990 + at)], [4, `<c s="${at}"><v>8000</v></c>`])))
    const answer = await xlsx(makeWorkbook({ rows: [line(1, header), ...rows], files }))
    expect(tell(answer)).toEqual(['9', '10', '11'].map((at) => `${at} breakdown SHOWN_OTHERWISE`))
    const sure = makeWorkbook({ rows: [line(1, header), ...rows.slice(0, 7)], files })
    expect(await xlsx(sure)).toMatchObject({ outcome: 'RECORDED' })
    const looks = ['8000', '8000.00', '8,000', '8,000.00', '800000.00%', '8,000', '8,000.00']
    expect((await readTexts()).slice(-7)).toEqual(looks)
  })

  test('are codes of industries with the zeros that they begin with', async () => {
    const files = { 'xl/styles.xml': stylesOf(['0000']) }
    const sheet = ['代号', '名称', '拼音', '行业代码', '行业分类标准', '填报园区代号']
    const firm = ['own-coal', '煤矿', 'mei kuang', '<c s="1"><v>610</v></c>', 'GB/T 4754-2017', 'own']
    const book = makeWorkbook({ rows: [line(1, sheet), line(2, firm)], files })
    const parameters = { into: 'enterprises' }
    expect(await send(server, book, { token: getToken(), type: XLSX, parameters })).toMatchObject({
      outcome: 'RECORDED',
    })
    const { data } = await server.send('{ enterprise(slug: "own-coal") { industryCode } }', {}, getToken())
    expect(data).toEqual({ enterprise: { industryCode: '0610' } })
  })

  test('are no codes with separators', async () => {
    const formats = ['#,##0', '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ']
    const sheet = ['代号', '名称', '拼音', '行业代码', '行业分类标准', '填报园区代号']
    const rows = formats.map((_, at) =>
      line(at + 2, [`firm-${at}`, '厂', 'chang', `<c s="${at + 1}"><v>3042</v></c>`, 'GB/T 4754-2017', 'own']),
    )
    const book = makeWorkbook({ rows: [line(1, sheet), ...rows], files: { 'xl/styles.xml': stylesOf(formats) } })
    const sent = { token: getToken(), type: XLSX, parameters: { into: 'enterprises' } }
    const answer = await leaveNothing(server, () => send(server, book, sent))
    expect(tell(answer)).toEqual(['2 industryCode SHOWN_OTHERWISE', '3 industryCode SHOWN_OTHERWISE'])
    expect(answer.problems?.[0]).toMatchObject({ value: '3042', hint: expect.stringContaining('plain number') })
  })

  test('are numerals without separators, and with the digits that are not shown', async () => {
    const cells = [
      ['1234.5', '#,##0.0"亿元"', '1234.5亿元'],
      ['12.5', '0"亿元"', '12.5亿元'],
      ['-7.2', '0.00"亿元";[Red]0.00"亿元"', '-7.20亿元'],
      ['1234.5', '_ ¥* #,##0.00"亿元"_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', '1234.50亿元'],
    ] as const
    const makePrinted = (values: readonly string[]) => {
      const files = { 'xl/styles.xml': stylesOf(cells.map(([, format]) => format)) }
      const rows = cells.map(([kept], at) =>
        line(at + 2, [...row([2, values[at] ?? kept]), '税收', `<c s="${at + 1}"><v>${kept}</v></c>`]),
      )
      return makeWorkbook({ rows: [line(1, [...header, '原文名称', '原文数字']), ...rows], files })
    }
    // Another number than is printed is told by the text that was read.
    const answer = await leaveNothing(server, () => xlsx(makePrinted(cells.map(() => '8'))))
    expect(tell(answer)).toEqual(cells.map((_, at) => `${at + 2} printedText PRINTED_OTHERWISE`))
    expect(answer.problems?.map(({ value }) => value)).toEqual(cells.map(([, , text]) => text))
    for (const { value, reason } of answer.problems ?? []) expect(reason).toContain(value)
    expect(await xlsx(makePrinted([]))).toMatchObject({ outcome: 'RECORDED', figures: cells.length })
  })
})
