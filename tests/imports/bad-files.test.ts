import { randomBytes } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
import { countRows, leaveNothing, makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { encodeGb18030 } from './gb18030.ts'
import { type ImportAnswer, post, send, tell, toCsv } from './send.ts'
import { line, makeWorkbook, XLSX, zip } from './workbook.ts'

const server = useServer({ importLimit: 2_000_000 })
let token = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSource(server.database, 'form', 50)
  token = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const header = ['指标代码', '时期', '数值', '单位代码', '分项']
const defaults = { subject: 'own', accumulation: 'UNSPECIFIED', nature: 'ACTUAL', source: 'form' }

let count = 0

/** A row of an item of its own. */
const row = (...more: [at: number, text: string][]) => {
  count += 1
  const cells = ['tax_revenue', '2019', '7', '亿元', `item ${count}`]
  for (const [at, text] of more) cells[at] = text
  return cells
}

const csv = (file: string | Buffer, parameters: Record<string, string> = {}) =>
  send(server, file, { token, parameters: { ...defaults, ...parameters } })
const xlsx = (file: Buffer, parameters: Record<string, string> = {}) =>
  send(server, file, { token, type: XLSX, parameters: { ...defaults, ...parameters } })

const codeOf = ({ status, errors }: ImportAnswer) => [status, errors?.[0]?.extensions['code']]

const find = async (breakdown: string) => {
  const query = `{ observations(where: { breakdown: { eq: "${breakdown}" } }) { nodes { value unit { code } period publishedOn } } }`
  const { data } = await server.send(query, {}, token)
  const [figure] = (data as { observations: { nodes: Record<string, unknown>[] } }).observations.nodes
  return figure
}

describe('encodings', () => {
  test.each([
    ['UTF-8', (text: string) => Buffer.from(text), {}],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`), {}],
    ['GB18030', encodeGb18030, {}],
    ['GB18030 that is told', encodeGb18030, { encoding: 'GB18030' }],
  ])('%s is read', async (name, encode, parameters) => {
    const lines = toCsv([header, row([4, `湘乡 ${name}`])])
    expect(await csv(encode(lines), parameters)).toMatchObject({ outcome: 'RECORDED' })
    expect(await find(`湘乡 ${name}`)).toMatchObject({ value: '7' })
  })

  test('bytes that are no text are told by row and column', async () => {
    const lines = [
      Buffer.from(`${toCsv([header, row()])}\r\n`),
      encodeGb18030(`${toCsv([row([4, '湘乡']), row([0, '税收'])])}`),
    ]
    const answer = await leaveNothing(server, () => csv(Buffer.concat(lines), { encoding: 'UTF-8' }))
    expect(tell(answer)).toEqual([
      '3 unit INVALID_ENCODING',
      '3 breakdown INVALID_ENCODING',
      '4 unit INVALID_ENCODING',
      '4 indicator INVALID_ENCODING',
    ])
  })

  const english = ['indicator', 'period', 'value', 'unit', 'breakdown']
  const plain = (breakdown: string) => row([3, 'CNY_100M'], [4, breakdown])
  const lines = (...rows: string[][]) => `${toCsv(rows)}\r\n`

  test.each(['', '\uFEFF'])(
    'two in one file, after the mark "%s", are no guess: the cells of the other are told',
    async (mark) => {
      const mixed = [Buffer.from(mark + lines(english, plain('湘乡经开'))), encodeGb18030(lines(plain('国标')))]
      const answer = await leaveNothing(server, () => csv(Buffer.concat(mixed)))
      expect([tell(answer), answer.notes]).toEqual([['3 breakdown INVALID_ENCODING'], []])
      const headers = [encodeGb18030(lines(header)), Buffer.from(lines(plain('湘乡经开')))]
      const other = await leaveNothing(server, () =>
        csv(Buffer.concat(mark ? [Buffer.from(mark), ...headers] : headers)),
      )
      expect([...new Set(tell(other))]).toEqual(expect.arrayContaining(['1 null INVALID_ENCODING']))
    },
  )

  test('GB18030 is told where nobody named it, and a mark of UTF-8 goes before what is named', async () => {
    const file = encodeGb18030(lines(english, plain('国标一')))
    const told = await csv(file)
    expect(told.notes?.map(({ row: at, code }) => `${at} ${code}`)).toEqual(['1 READ_AS_GB18030'])
    expect(told.notes?.[0]?.reason).toContain('encoding=UTF-8')
    expect(await csv(encodeGb18030(lines(english, plain('国标二'))), { encoding: 'GB18030' })).toMatchObject({
      noteCount: 0,
    })
    const marked = Buffer.from(`\uFEFF${lines(english, plain('国标三'))}`)
    expect(await csv(marked, { encoding: 'GB18030' })).toMatchObject({ outcome: 'RECORDED', noteCount: 0 })
    expect(await find('国标三')).toMatchObject({ value: '7' })
  })

  test('UTF-16, and what is no text at all, is refused as a whole', async () => {
    expect(codeOf(await csv(Buffer.from(`\uFEFF${toCsv([header, row()])}`, 'utf16le')))).toEqual([
      400,
      'INVALID_ENCODING',
    ])
    expect(codeOf(await csv(zip({ a: 'b' })))).toEqual([415, 'WRONG_FORMAT'])
    expect(codeOf(await send(server, 'x', { token, type: 'application/json' }))).toEqual([415, 'WRONG_FORMAT'])
    expect(codeOf(await send(server, 'x', { token, type: 'text/csv; charset=latin1' }))).toEqual([
      400,
      'INVALID_ENCODING',
    ])
  })
})

describe('CSV', () => {
  test('has quoted cells over several lines, other separators and line ends, and empty lines', async () => {
    const text = `\n${header.join(';')}\n"tax_revenue";2018;7;亿元;"two\nlines; ""a"""\n;;;;\n\ntax_revenue;2018;many;亿元;b`
    const answer = await csv(text)
    expect(answer).toMatchObject({ rows: 2 })
    expect(tell(answer).sort()).toEqual(['3 breakdown INVALID_TEXT', '6 value INVALID_NUMBER'])
  })

  test('with text after a closing quotation mark is read on after the row', async () => {
    const text = `${toCsv([header, row()])}\r\n"tax_revenue"x,2019,7,亿元,a\r\n${toCsv([row([2, 'many'])])}`
    expect(tell(await leaveNothing(server, () => csv(text)))).toEqual([
      '3 null BROKEN_QUOTES',
      '4 value INVALID_NUMBER',
    ])
  })

  test('with a quotation mark that is never closed ends there', async () => {
    const text = `${toCsv([header, row(), row([2, 'many'])])}\r\n"tax_revenue,2019,7\r\n${toCsv([row()])}`
    expect(tell(await csv(text))).toEqual(['3 value INVALID_NUMBER', '4 null BROKEN_QUOTES'])
    const long = `${toCsv([header, row()])}\r\n"${'x\n'.repeat(600_000)}`
    expect(tell(await csv(long))).toEqual(['3 null ROW_TOO_LONG'])
  })

  test('without rows, with 10,000 columns, or with cells beyond the headers is refused', async () => {
    expect(tell(await csv(''))).toEqual(['1 null EMPTY_FILE'])
    expect(await csv(toCsv([header]))).toMatchObject({ outcome: 'RECORDED', rows: 0 })
    const wide = toCsv([Array.from({ length: 10_000 }, (_, at) => `c${at}`), row()])
    expect(tell(await csv(wide))).toEqual(['1 null TOO_MANY_COLUMNS'])
    expect(tell(await csv(toCsv([header, [...row(), '', 'x']])))).toEqual(['2 null EXTRA_CELLS'])
  })

  test('with cells beyond the headers has one problem for a row, and ends where there are too many', async () => {
    const cells = (length: number, text = 'x') => Array.from({ length }, () => text)
    const some = await csv(toCsv([header, [...row(), ...cells(100), ...cells(100, '')], [...row(), '', 'y']]))
    expect(some.problems?.map(({ row: at, value, code, reason }) => [at, value, code, reason])).toEqual([
      [2, 'x', 'EXTRA_CELLS', 'has 100 cells beyond the last column that has a header'],
      [3, 'y', 'EXTRA_CELLS', 'has a cell beyond the last column that has a header'],
    ])
    expect(await csv(toCsv([header, [...row(), ...cells(100_000, '')]]))).toMatchObject({ outcome: 'RECORDED' })
    const quoted = toCsv([header, [...row([4, 'a, "b"']), ...cells(200_000, '')], row([2, 'many'])])
    expect(tell(await csv(quoted))).toEqual(['3 value INVALID_NUMBER'])
    for (const text of ['', 'a, "b"']) {
      const file = toCsv([header, row(), [...row([4, text]), ...cells(200_000)], row([2, 'many'])])
      expect(tell(await leaveNothing(server, () => csv(file)))).toEqual(['3 null TOO_MANY_COLUMNS'])
    }
  })

  test('is looked at by some rows at once, and what is told of them goes before the next', async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => ['tax_revenue', '2019', '7', '亿元', `${at}`])
    const file = `${toCsv([header, ['luck', ...row().slice(1)], ...rows, row([2, 'many'])])}\r\n`
    expect(file.length).toBeLessThan(64 * 1024)
    const headers = { accept: 'application/x-ndjson' }
    const response = await post(server, file, { token, parameters: defaults, headers })
    const lines = (await response.text()).trim().split('\n')
    const problems = lines.map((text) => JSON.parse(text)).filter(({ type }) => type === 'problem')
    expect(problems.map(({ row: at, code }) => `${at} ${code}`)).toEqual(['2 UNKNOWN_INDICATOR', '1503 INVALID_NUMBER'])
  })

  test('larger than the limit is refused, told beforehand or found out', async () => {
    const big = toCsv([header, ...Array.from({ length: 60_000 }, () => row())])
    expect(codeOf(await csv(big))).toEqual([413, 'FILE_TOO_LARGE'])
    async function* pieces() {
      for (let at = 0; at < big.length; at += 10_000) yield Buffer.from(big.slice(at, at + 10_000))
    }
    const response = await fetch(new URL(`/imports?${new URLSearchParams(defaults)}`, server.url), {
      ...{ method: 'POST', headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` } },
      ...{ body: pieces() as unknown as BodyInit, duplex: 'half' },
    } as RequestInit)
    expect(response.status).toBe(413)
  })
})

describe('cells', () => {
  test('that have one meaning are read, and told', async () => {
    const cells: [given: string, unit: string, value: string, code: string, note: string][] = [
      ['１２.５', '亿元', '12.5', 'CNY_100M', 'FULL_WIDTH'],
      ['1,205.15', '万元', '1205.15', 'CNY_10K', 'THOUSANDS'],
      ['１，２０５', '万元', '1205', 'CNY_10K', 'FULL_WIDTH'],
      ['−3', '万元', '-3', 'CNY_10K', ''],
      ['3.2亿', '元', '3.2', 'CNY_100M', 'UNIT_IN_CELL'],
      ['3.2亿', '亿元', '3.2', 'CNY_100M', 'UNIT_IN_CELL'],
      ['5万元', '万元', '5', 'CNY_10K', 'UNIT_IN_CELL'],
      ['5万元', '', '5', 'CNY_10K', 'UNIT_IN_CELL'],
    ]
    const rows = cells.map(([given, unit]) => row([2, given], [3, unit]))
    const answer = await csv(toCsv([header, ...rows]))
    expect(answer).toMatchObject({ outcome: 'REFUSED' })
    expect(tell(answer)).toEqual(['9 unit MISSING_VALUE'])
    const right = await csv(toCsv([header, ...rows.slice(0, 7)]))
    expect(right.outcome).toBe('RECORDED')
    expect(right.notes?.map(({ row: at, code }) => `${at} ${code}`)).toEqual(
      cells.slice(0, 7).flatMap(([, , , , note], at) => (note ? [`${at + 2} ${note}`] : [])),
    )
    for (const [at, [, , value, code]] of cells.slice(0, 7).entries())
      expect(await find(rows[at]?.[4] ?? '')).toMatchObject({ value, unit: { code } })
  })

  test('with a percent sign are in percent', async () => {
    const one = row([2, '12.5%'], [3, '%'])
    expect(
      await csv(
        toCsv([
          [...header, '度量'],
          [...one, '占比'],
        ]),
      ),
    ).toMatchObject({ outcome: 'RECORDED' })
    expect(await find(one[4] ?? '')).toMatchObject({ value: '12.5', unit: { code: 'PERCENT' } })
    expect(tell(await csv(toCsv([header, row([2, '12.5%'])])))).toEqual(['2 value UNIT_DISAGREES'])
  })

  test('with a letter for a digit are no number, and not in another unit', async () => {
    expect(tell(await csv(toCsv([header, row([2, '31O']), row([2, '3l0'])])))).toEqual([
      '2 value INVALID_NUMBER',
      '3 value INVALID_NUMBER',
    ])
  })

  test.each(['3.2亿万', '1.2E+10', '1,20', '1.2.3', '(3)', '3 4', 'many', '５％５', '∞', '0x1F', '--3'])(
    'that say %s are refused',
    async (text) => {
      const answer = await leaveNothing(server, () => csv(toCsv([header, row([2, text])])))
      expect(answer.problems?.map(({ row: at, column, value }) => [at, column, value])).toEqual([[2, '数值', text]])
    },
  )

  test('that hold days are read, and the numbers by which programs keep them are told', async () => {
    const more = [...header, '发布日期']
    const [one, two] = [row([1, '2018年1-10月']), row([1, '２０１８'])]
    const right = await csv(toCsv([more, [...one, '2026/2/3'], [...two, '2026年1月31日']]))
    expect(right.outcome).toBe('RECORDED')
    expect(await find(one[4] ?? '')).toMatchObject({ period: '2018-01/2018-10', publishedOn: '2026-02-03' })
    const wrong = await csv(toCsv([more, [...row([1, '43131']), '43131'], [...row(), '2026-02-30']]))
    expect(tell(wrong)).toEqual(['2 period INVALID_PERIOD', '2 publishedOn INVALID_DATE', '3 publishedOn INVALID_DATE'])
    expect(wrong.problems?.[0]?.reason).toMatch(/P11M\. It may be .+ 2018-01-31/)
    expect(wrong.problems?.[1]?.reason).toMatch(/2018-02-10\. It may be .+ 2018-01-31/)
  })

  test('that begin like a formula are refused, and what exports defuse is read', async () => {
    expect(tell(await csv(toCsv([header, row([4, '=1+1'])])))).toEqual(['2 breakdown FORMULA'])
    const answer = await csv(toCsv([header, row([4, "'=1+1"]), row([4, "'quoted'"])]))
    expect(answer.notes?.map(({ row: at, field, value, code }) => [at, field, value, code])).toEqual([
      [2, 'breakdown', "'=1+1", 'APOSTROPHE'],
    ])
    expect(await find('=1+1')).toMatchObject({ value: '7' })
    // A workbook has texts as they are, and so have its exports.
    const book = makeWorkbook({ rows: [line(1, header), line(2, row([4, "'=2+2"]))] })
    expect(await xlsx(book)).toMatchObject({ outcome: 'RECORDED', noteCount: 0 })
    expect(await find("'=2+2")).toMatchObject({ value: '7' })
  })
})

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
  })

  test('are damaged where a row has no number, and no fault where a cell has none', async () => {
    const none = makeWorkbook({ rows: [first, line(2, row()).replace('r="2"', 'r="AAA"')] })
    expect(codeOf(await leaveNothing(server, () => xlsx(none)))).toEqual([415, 'WRONG_FORMAT'])
    const odd = makeWorkbook({ rows: [first, line(2, row([2, '<c><v>1.2.3</v></c>']))] })
    expect(tell(await xlsx(odd))).toEqual(['2 value INVALID_NUMBER'])
  })
})

test('templates have all headers, and are known', async () => {
  const response = await fetch(new URL('/imports/observations/template.csv', server.url))
  const text = await response.text()
  expect(text.startsWith('对象代号,指标代码,累计口径,性质,时期,数值,单位代码,来源代码,')).toBe(true)
  const answer = await csv(text)
  expect(answer).toMatchObject({ outcome: 'RECORDED', rows: 0, noteCount: 0 })
  const workbook = await fetch(new URL('/imports/observations/template.xlsx', server.url))
  expect(workbook.headers.get('content-type')).toBe(XLSX)
  expect(await xlsx(Buffer.from(await workbook.arrayBuffer()))).toMatchObject({ outcome: 'RECORDED', rows: 0 })
})

test('other addresses and methods are refused', async () => {
  expect(
    codeOf({ status: 0, ...(await (await fetch(new URL('/imports/luck', server.url), { method: 'POST' })).json()) }),
  ).toEqual([0, 'UNKNOWN_IMPORT'])
  const response = await fetch(new URL('/imports', server.url))
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
})

test('lines of JSON tell what happens, and errors before it keep their status', async () => {
  const headers = { accept: 'application/x-ndjson' }
  const file = toCsv([header, row([2, '1,000']), row([2, 'many'])])
  const response = await post(server, file, { token, parameters: defaults, headers })
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text))
  expect(response.status).toBe(200)
  expect(lines.map(({ type }) => type).filter((type) => type !== 'progress')).toEqual(['note', 'problem', 'summary'])
  expect(lines.at(-1)).toMatchObject({ outcome: 'REFUSED', problemCount: 1, noteCount: 1 })
  expect((await post(server, file, { token: null, headers })).status).toBe(403)
})
