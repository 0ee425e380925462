import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { countRows, leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, header, row, useFiles } from './files.ts'
import { tell } from './send.ts'
import { line, makeWorkbook, stylesOf, zip } from './workbook.ts'

const server = useServer({ importLimit: 2_000_000 })
const { xlsx, find } = useFiles(server)

describe('workbooks', () => {
  const at = (number: number, cells: readonly (string | null)[]) => line(number, cells)

  test('are read as they show their cells', async () => {
    const strings = ['<si><t>tax_revenue</t></si>', '<si><r><t>rich</t></r><r><t> text</t></r><rPh><t>x</t></rPh></si>']
    const rows = [
      at(1, [...header, '发布日期']),
      at(3, [
        '<c t="s"><v>0</v></c>',
        '2018',
        '<c><v>0.28999999999999998</v></c>',
        '亿元',
        '<c t="s"><v>1</v></c>',
        '<c s="1"><v>46000</v></c>',
      ]),
      at(4, ['tax_revenue', '<c><v>2018</v></c>', '<c><v>1.205E3</v></c>', '万元', '_x005F_x0041_ =1', null]),
    ]
    const answer = await xlsx(makeWorkbook({ rows, strings, sheets: 2 }))
    expect(answer).toMatchObject({ outcome: 'RECORDED', rows: 2, figures: 2 })
    expect(answer.notes?.map(({ row: number, code }) => `${number} ${code}`)).toEqual(['1 IGNORED_SHEETS', '3 ROUNDED'])
    expect(await find('rich text')).toMatchObject({ value: '0.29', publishedOn: '2025-12-09' })
    expect(await find('_x0041_ =1')).toMatchObject({ value: '1205' })
  })

  test('have their percents, and refuse formulas, errors, merged cells and days as periods', async () => {
    const share = [
      at(1, [...header, '度量']),
      at(2, ['tax_revenue', '2018', '<c s="2"><v>0.125</v></c>', '%', 'share', '占比']),
    ]
    expect(await xlsx(makeWorkbook({ rows: share }))).toMatchObject({ outcome: 'RECORDED' })
    expect(await find('share')).toMatchObject({ value: '12.5' })
    const rows = [
      at(1, header),
      at(2, ['tax_revenue', '2018', '<c><f>A1+1</f><v>7</v></c>', '亿元', 'a']),
      at(3, ['tax_revenue', '2018', '<c t="e"><v>#DIV/0!</v></c>', '亿元', 'b']),
      at(4, ['tax_revenue', '<c s="3"><v>43101</v></c>', '7', '亿元', 'c']),
      at(5, ['tax_revenue', '2018', '<c s="1"><v>43101</v></c>', '亿元', 'd']),
      at(6, ['tax_revenue', '2018', '7', '亿元', 'e']),
    ]
    const after = '<mergeCells count="1"><mergeCell ref="A6:A7"/></mergeCells>'
    const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows, after })))
    expect(answer).toMatchObject({ rows: 5 })
    expect(tell(answer)).toEqual([
      '2 value FORMULA',
      '3 value ERROR_VALUE',
      '4 period INVALID_PERIOD',
      '5 value INVALID_NUMBER',
      '6 null MERGED_CELLS',
    ])
  })

  test('that are none, are damaged, or grow out of all proportion are refused, and leave no file', async () => {
    const before = await countRows(server)
    const whole = makeWorkbook({ rows: [at(1, header)] })
    const broken = [
      Buffer.from('no archive'),
      Buffer.alloc(0),
      zip({ 'a.txt': 'a' }),
      whole.subarray(0, whole.length - 30),
      makeWorkbook({ rows: ['<row'] }),
      makeWorkbook({ rows: ['<!DOCTYPE x [<!ENTITY a "b">]><row>&a;</row>'] }),
      Buffer.concat([whole.subarray(0, 60), Buffer.alloc(40), whole.subarray(100)]),
    ]
    for (const file of broken) expect(codeOf(await xlsx(file))).toEqual([415, 'WRONG_FORMAT'])
    const bomb = makeWorkbook({ rows: [at(1, header), `<row a="${' '.repeat(1_000)}"/>`.repeat(12_000)] })
    expect(bomb.length).toBeLessThan(1_000_000)
    // Making it takes so long that a connection of before may have ended, which has to be seen before it is used again.
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(codeOf(await xlsx(bomb))).toEqual([413, 'FILE_TOO_LARGE'])
    const wide = makeWorkbook({ rows: [`<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>`] })
    expect(tell(await xlsx(wide))).toEqual(['1 null TOO_MANY_COLUMNS'])
    expect(await countRows(server)).toEqual(before)
  })
})

describe('workbooks that would fill the memory', () => {
  const long = 'A'.repeat(2_000_000)
  const tags = (name: string) => `<${name}>A</${name}>`.repeat(300_000)
  const first = line(1, header)
  const shared = (text: string) => makeWorkbook({ rows: [first], strings: [text] })
  /** What packs badly lets more be unpacked beside it. */
  const padding = { padding: randomBytes(450_000).toString('latin1') }
  const many = [`<si><t>${'A'.repeat(30_000)}</t></si>`.repeat(1_200)]
  const names = Array.from({ length: 300_000 }, (_, at) => ` a${at}=""`).join('')

  test.each([
    ['a cell', () => makeWorkbook({ rows: [first, line(2, [`<c><v>${long}</v></c>`])] })],
    ['a text that cells share', () => shared(`<si><t>${long}</t></si>`)],
    ['one in many pieces', () => shared(`<si>${tags('t')}</si>`)],
    ['one that cells may not hold', () => shared(`<si><t>${'A'.repeat(40_000)}</t></si>`)],
    ['many texts that cells share', () => makeWorkbook({ rows: [first], strings: many, files: padding })],
    ['an attribute', () => makeWorkbook({ rows: [first, `<row r="${long}"></row>`] })],
    ['many attributes', () => makeWorkbook({ rows: [first, `<row${names}></row>`] })],
    ['the name of a tag', () => makeWorkbook({ rows: [first, `<${long}/>`] })],
    ['a comment', () => makeWorkbook({ rows: [first, `<!--${long}-->`] })],
    ['tags within tags', () => makeWorkbook({ rows: [first, '<a>'.repeat(100_000)] })],
    ['long tags within tags', () => makeWorkbook({ rows: [first, `<a b="${long.slice(0, 300_000)}">`.repeat(4)] })],
    [
      'styles',
      () =>
        makeWorkbook({ rows: [first], files: { ...padding, 'xl/styles.xml': `<a>${'<xf/>'.repeat(3_500_000)}</a>` } }),
    ],
    [
      'formats of numbers',
      () => {
        const formats = Array.from({ length: 10_001 }, (_, at) => `0"${at}"`)
        return makeWorkbook({ rows: [first], files: { 'xl/styles.xml': stylesOf(formats) } })
      },
    ],
  ])('have too much in %s', async (_, make) => {
    const answer = await leaveNothing(server, () => xlsx(make()))
    expect(codeOf(answer)).toEqual([413, 'FILE_TOO_LARGE'])
  })

  test('are told by row where cells name a long text again and again', async () => {
    const cells = header
      .map(() => '<c t="s"><v>0</v></c>')
      .join('')
      .repeat(8)
    const strings = [`<si><t>${'A'.repeat(32_767)}</t></si>`]
    const answer = await xlsx(makeWorkbook({ rows: [first, `<row>${cells}</row>`], strings }))
    expect(tell(answer)).toEqual(['2 null ROW_TOO_LONG'])
    expect(answer.problems?.[0]?.hint).toBe('Shorten the texts of the row.')
  })

  test('say what to do about what is no text in the words of workbooks', async () => {
    const rows = [first, line(2, row([4, 'nul_x0000_'])), line(3, row([2, '7\uFFFD']))]
    const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows })))
    expect(tell(answer)).toEqual(['2 breakdown INVALID_ENCODING', '3 value INVALID_ENCODING'])
    for (const { hint } of answer.problems ?? [])
      expect(hint).toBe('Type the cell anew: it holds a sign that is no text.')
  })

  test('are damaged where a row or cell has no number', async () => {
    const none = makeWorkbook({ rows: [first, line(2, row()).replace('r="2"', 'r="AAA"')] })
    expect(codeOf(await leaveNothing(server, () => xlsx(none)))).toEqual([415, 'WRONG_FORMAT'])
    // However many digits come before what is none.
    for (const text of ['1.2.3', `${'1'.repeat(900_000)}x`]) {
      const odd = makeWorkbook({ rows: [first, line(2, row([2, `<c><v>${text}</v></c>`]))] })
      expect(codeOf(await leaveNothing(server, () => xlsx(odd)))).toEqual([415, 'WRONG_FORMAT'])
    }
  })
})
