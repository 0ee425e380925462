import { describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, defaults, header, plainHeader, plainRow, row, toLines, useFiles } from './files.ts'
import { encodeGb18030 } from './gb18030.ts'
import { type ImportAnswer, post, send, tell, toCsv } from './send.ts'
import { line, makeWorkbook, XLSX, zip } from './workbook.ts'

const server = useServer({ importLimit: 2_000_000 })
const { csv, xlsx, find, getToken } = useFiles(server)

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

  test.each(['', '\uFEFF'])(
    'two in one file, after the mark "%s", are no guess: the cells of the other are told',
    async (mark) => {
      const mixed = [
        Buffer.from(mark + toLines(plainHeader, plainRow('湘乡经开'))),
        encodeGb18030(toLines(plainRow('国标'))),
      ]
      const answer = await leaveNothing(server, () => csv(Buffer.concat(mixed)))
      expect([tell(answer), answer.notes]).toEqual([['3 breakdown INVALID_ENCODING'], []])
      const headers = [encodeGb18030(toLines(header)), Buffer.from(toLines(plainRow('湘乡经开')))]
      const other = await leaveNothing(server, () =>
        csv(Buffer.concat(mark ? [Buffer.from(mark), ...headers] : headers)),
      )
      expect([...new Set(tell(other))]).toEqual(expect.arrayContaining(['1 null INVALID_ENCODING']))
    },
  )

  test('GB18030 is told where nobody named it, and a mark of UTF-8 goes before what is named', async () => {
    const file = encodeGb18030(toLines(plainHeader, plainRow('国标一')))
    const told = await csv(file)
    expect(told.notes?.map(({ row: at, code }) => `${at} ${code}`)).toEqual(['1 READ_AS_GB18030'])
    expect(told.notes?.[0]?.reason).toContain('encoding=UTF-8')
    expect(await csv(encodeGb18030(toLines(plainHeader, plainRow('国标二'))), { encoding: 'GB18030' })).toMatchObject({
      noteCount: 0,
    })
    const marked = Buffer.from(`\uFEFF${toLines(plainHeader, plainRow('国标三'))}`)
    expect(await csv(marked, { encoding: 'GB18030' })).toMatchObject({ outcome: 'RECORDED', noteCount: 0 })
    expect(await find('国标三')).toMatchObject({ value: '7' })
  })

  test('UTF-16, and what is no text at all, is refused as a whole', async () => {
    expect(codeOf(await csv(Buffer.from(`\uFEFF${toCsv([header, row()])}`, 'utf16le')))).toEqual([
      400,
      'INVALID_ENCODING',
    ])
    expect(codeOf(await csv(zip({ a: 'b' })))).toEqual([415, 'WRONG_FORMAT'])
    expect(codeOf(await send(server, 'x', { token: getToken(), type: 'application/json' }))).toEqual([
      415,
      'WRONG_FORMAT',
    ])
    expect(codeOf(await send(server, 'x', { token: getToken(), type: 'text/csv; charset=latin1' }))).toEqual([
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
    const response = await post(server, file, { token: getToken(), parameters: defaults, headers })
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
      ...{ method: 'POST', headers: { 'content-type': 'text/csv', authorization: `Bearer ${getToken()}` } },
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

  test.each([
    '3.2亿万',
    '1.2E+10',
    '1,20',
    '1.2.3',
    '(3)',
    '3 4',
    'many',
    '５％５',
    '∞',
    '0x1F',
    '--3',
    '5②',
    '5²',
    '¹5',
  ])('that say %s are refused', async (text) => {
    const answer = await leaveNothing(server, () => csv(toCsv([header, row([2, text])])))
    expect(answer.problems?.map(({ row: at, column, value }) => [at, column, value])).toEqual([[2, '数值', text]])
  })

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
  for (const path of ['observations/template.pdf', 'parks/template.csv', 'luck', 'uploads']) {
    const unknown = await fetch(new URL(`/imports/${path}`, server.url))
    const { errors } = (await unknown.json()) as Pick<ImportAnswer, 'errors'>
    expect([path, ...codeOf({ status: unknown.status, ...(errors ? { errors } : {}) })]).toEqual([
      ...[path, 404, 'UNKNOWN_IMPORT'],
    ])
    expect(errors?.[0]?.message).toMatch(/\/imports\/observations\/template\.csv/)
  }
})

test('lines of JSON tell what happens, and errors before it keep their status', async () => {
  const headers = { accept: 'application/x-ndjson' }
  const file = toCsv([header, row([2, '1,000']), row([2, 'many'])])
  const response = await post(server, file, { token: getToken(), parameters: defaults, headers })
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text))
  expect(response.status).toBe(200)
  expect(lines.map(({ type }) => type).filter((type) => type !== 'progress')).toEqual(['note', 'problem', 'summary'])
  expect(lines.at(-1)).toMatchObject({ outcome: 'REFUSED', problemCount: 1, noteCount: 1 })
  expect((await post(server, file, { token: null, headers })).status).toBe(403)
})
