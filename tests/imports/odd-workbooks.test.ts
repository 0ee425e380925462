import { describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, header, row, useFiles } from './files.ts'
import { tell } from './send.ts'
import { line, makeWorkbook, stylesOf } from './workbook.ts'

const server = useServer()
const { xlsx, find } = useFiles(server)

const first = line(1, header)

describe('cells of workbooks', () => {
  test('that are true or false are no numbers', async () => {
    const rows = [first, line(2, row([2, '<c t="b"><v>1</v></c>'])), line(3, row([2, '<c t="b"><v>0</v></c>']))]
    const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows })))
    expect(tell(answer)).toEqual(['2 value INVALID_NUMBER', '3 value INVALID_NUMBER'])
    expect(answer.problems?.map(({ value }) => value)).toEqual(['TRUE', 'FALSE'])
  })

  test('have no readings for pronunciation, and no value beside a text of their own', async () => {
    const said = '<c t="inlineStr"><is><t>园</t><rPh sb="0" eb="1"><t>yuan</t></rPh><r><t>区</t></r></is></c>'
    const own = '<is><t>5</t></is>'
    const cells = [`<c t="inlineStr">${own}<v>7</v></c>`, `<c><v>7</v>${own}</c>`, '<c t="inlineStr"><v>5</v></c>']
    const rows = [
      first,
      line(2, row([4, said])),
      ...cells.map((cell, at) => line(at + 3, row([2, cell], [4, `own ${at}`]))),
    ]
    expect(await xlsx(makeWorkbook({ rows }))).toMatchObject({ outcome: 'RECORDED', figures: 4 })
    expect(await find('园区')).toMatchObject({ value: '7' })
    for (const at of cells.keys()) expect(await find(`own ${at}`)).toMatchObject({ value: '5' })
  })

  test.each([
    ['text', '<c t="s"><v>1</v></c>', /row 2 .*shared text 1, and there is none/],
    ['text by no number', '<c t="s"><v>x</v></c>', /row 2 .*text x, and there is none/],
    ['style', '<c s="9"><v>7</v></c>', /row 2 .*style 9, and there is none/],
    ['number format', '<c s="1"><v>7</v></c>', /row 2 .*style 1, and there is none or no number format/],
    ['number format of those built in', '<c s="2"><v>7</v></c>', /row 2 .*style 2, and there is none or no number/],
    ['type', '<c t="z"><v>7</v></c>', /row 2 .*type z, and there is none/],
  ])('that name a %s that is not there are damaged', async (_, cell, reason) => {
    const formats = ['0', '177', '100'].map((id) => `<xf numFmtId="${id}"/>`)
    const files = { 'xl/styles.xml': `<styleSheet><cellXfs>${formats.join('')}</cellXfs></styleSheet>` }
    const book = makeWorkbook({ rows: [first, line(2, row([4, cell]))], strings: ['<si><t>a</t></si>'], files })
    const answer = await leaveNothing(server, () => xlsx(book))
    expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
    expect(answer.errors?.[0]?.message).toMatch(reason)
  })

  test('that hold no number need no style and number format', async () => {
    const files = {
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="180"/></cellXfs></styleSheet>',
    }
    const cells = ['<c s="1"/>', '<c s="9"/>', '<c s="1" t="inlineStr"><is><t>own text</t></is></c>']
    const truth = '<c s="9" t="b"><v>1</v></c>'
    const rows = [...cells, truth].map((cell, at) => line(at + 2, row([1, String(2000 + at)], [4, cell])))
    const answer = await xlsx(makeWorkbook({ rows: [first, ...rows], files }))
    expect(answer).toMatchObject({ outcome: 'RECORDED', figures: 4 })
    expect(await find('own text')).toMatchObject({ value: '7' })
    expect(await find('TRUE')).toMatchObject({ value: '7' })
  })

  test('whose numbers stand between blanks have their formats', async () => {
    const files = { 'xl/styles.xml': stylesOf(['0,', '0.00"万元"']) }
    const cells = ['<c s="1"><v> 5000 </v></c>', '<c s="2"><v>\n5000\n</v></c>', '<c><v> 5 </v></c>']
    const rows = cells.map((cell, at) => line(at + 2, row([2, cell])))
    const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows: [first, ...rows], files })))
    expect(tell(answer)).toEqual(['2 value SHOWN_OTHERWISE', '3 value UNIT_DISAGREES'])
  })

  test.each(['５', '5元', 'many', '0x5', 'Infinity', '1e309', '-1e999', '1E-325'])(
    'of the type of numbers that hold %s are damaged',
    async (text) => {
      const rows = [first, line(2, row([2, `<c><v>${text}</v></c>`]))]
      const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows })))
      expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
      expect(answer.errors?.[0]?.message).toContain(`row 2 has a number that is "${text}"`)
    },
  )

  test('that name no text at all are empty', async () => {
    const rows = [first, line(2, row([2, '<c t="s"/>']))]
    const answer = await xlsx(makeWorkbook({ rows, strings: ['<si><t>5</t></si>'] }))
    expect(tell(answer)).toEqual(['2 value INVALID_QUANTITY'])
  })

  test.each([
    ['row', () => line(1_048_577, row())],
    ['column', () => line(2, row()).replace('</row>', '<c r="XFE2"/></row>')],
  ])('beyond the last %s of all sheets are damaged', async (_, make) => {
    const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows: [first, make()] })))
    expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
  })

  test('may stand in the last row of all sheets', async () => {
    const rows = [first, line(1_048_576, row())]
    expect(await xlsx(makeWorkbook({ rows }), { dryRun: 'true' })).toMatchObject({ outcome: 'CHECKED', figures: 1 })
  })
})

describe('sheets', () => {
  test('are found by whatever prefix the names of relationships have', async () => {
    const sheets = '<sheets><sheet name="s" sheetId="1" rel:id="rId1"/></sheets>'
    const files = { 'xl/workbook.xml': `<workbook xmlns:rel="r">${sheets}</workbook>` }
    expect(await xlsx(makeWorkbook({ rows: [first, line(2, row())], files }))).toMatchObject({ outcome: 'RECORDED' })
  })

  test('have their styles and texts wherever the workbook says that they are', async () => {
    const types = ['worksheet', 'styles', 'sharedStrings']
    const links = ['worksheets/sheet1.xml', 'own/looks.xml', '/own/texts.xml'].map(
      (target, at) => `<Relationship Id="rId${at + 1}" Type="http://r/${types[at]}" Target="${target}"/>`,
    )
    const files = {
      'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
      'xl/own/looks.xml': stylesOf(['0"万元"']),
      'own/texts.xml': '<sst><si><t>own place</t></si></sst>',
    }
    const cells = row([2, '<c s="1"><v>7</v></c>'], [3, '万元'], [4, '<c t="s"><v>0</v></c>'])
    const answer = await xlsx(makeWorkbook({ rows: [first, line(2, cells)], files }))
    expect(answer.notes?.map(({ code }) => code)).toEqual(['UNIT_IN_CELL'])
    expect(await find('own place')).toMatchObject({ value: '7', unit: { code: 'CNY_10K' } })
  })

  test('whose styles are not where the workbook says are damaged', async () => {
    const links = ['worksheet', 'styles'].map(
      (type, at) =>
        `<Relationship Id="rId${at + 1}" Type="http://r/${type}" Target="${['worksheets/sheet1.xml', 'gone.xml'][at]}"/>`,
    )
    const files = { 'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>` }
    const answer = await leaveNothing(server, () => xlsx(makeWorkbook({ rows: [first, line(2, row())], files })))
    expect(codeOf(answer)).toEqual([415, 'WRONG_FORMAT'])
    expect(answer.errors?.[0]?.message).toContain('it has no xl/gone.xml')
  })

  test('may have styles that say nothing of cells', async () => {
    const files = { 'xl/styles.xml': '<styleSheet/>' }
    expect(await xlsx(makeWorkbook({ rows: [first, line(2, row())], files }))).toMatchObject({ outcome: 'RECORDED' })
  })

  test('and rows that are hidden are read, and told', async () => {
    const sheets = '<sheets><sheet name="s" sheetId="1" state="veryHidden" r:id="rId1"/></sheets>'
    const files = { 'xl/workbook.xml': `<workbook xmlns:r="r">${sheets}</workbook>` }
    const hide = (tag: string) => tag.replace('<row', '<row hidden="1"')
    const rows = [first, line(2, row()), hide(line(3, row())), hide(line(4, []))]
    const answer = await xlsx(makeWorkbook({ rows, files }))
    expect(answer).toMatchObject({ outcome: 'RECORDED', figures: 2 })
    expect(answer.notes?.map(({ row: at, code }) => `${at} ${code}`)).toEqual(['1 HIDDEN_SHEET', '3 HIDDEN_ROW'])
  })
})
