import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addFigures, addSubjects } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { ask, type Parameters, readRows } from './ask.ts'
import { readWorkbook } from './xlsx.ts'

const whole = useServer()
const split = useServer({ sheetRows: 5 })
const long = useServer({ sheetRows: 151 })

const texts = [
  '=1+1',
  '-3%',
  '@SUM(A1)',
  ' blank ',
  '<&>"',
  'two\r\nlines',
  'bell \x07',
  '_x0041_',
  '𠮷',
  'x'.repeat(40_000),
]
const values = [
  '-1.5',
  '0',
  '123456789012345',
  '1234567890123456',
  '0.123456789012345',
  '0.1234567890123456',
  '-0.00000000001',
  '12345678901234500000',
]

beforeAll(async () => {
  for (const { database } of [whole, split]) {
    await addSubjects(database, [{ kind: 'ENTERPRISE', slug: 'cells', name: '=A1' }])
    await addFigures(
      database,
      texts.map((text, n) => ({
        subject: 'cells',
        indicator: 'revenue',
        value: values[n] ?? '1',
        breakdown: String(n),
        text,
      })),
    )
  }
})

afterEach(() => expect([whole, split, long].flatMap(({ faults }) => faults.splice(0))).toEqual([]))

const where = '{"subject":{"slug":{"eq":"cells"}}}'

async function read(server: typeof whole, name: string, parameters: Parameters) {
  const response = await ask(server, `${name}.xlsx`, parameters)
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])
  return readWorkbook(Buffer.from(await response.arrayBuffer()))
}

describe('a workbook', () => {
  it('has texts as they are, none of them a formula', async () => {
    const [sheet] = await read(whole, 'observations', { where, columns: 'printed.text,subject.name' })
    const cut = `${'x'.repeat(32_767 - 59)}… [cut: the cell holds no more; CSV and NDJSON have it all]`
    expect(sheet?.rows.slice(1)).toEqual(texts.map((text) => [text.length > 32_767 ? cut : text, '=A1']))
    expect(cut).toHaveLength(32_767)
    expect(sheet?.xml).not.toContain('<f')
  })

  it('has numbers as numbers, where it keeps each digit, and else as texts', async () => {
    const [sheet] = await read(whole, 'observations', { where, columns: 'value', first: '8' })
    expect(sheet?.rows.slice(1).map(([value]) => value)).toEqual([
      -1.5,
      0,
      123456789012345,
      '1234567890123456',
      0.123456789012345,
      '0.1234567890123456',
      -0.00000000001,
      12345678901234500000,
    ])
  })

  it('has headers that stay in sight, days as ISO texts, and empty cells', async () => {
    const columns = 'period,publishedOn,lower,qualifier,status'
    const [sheet] = await read(whole, 'observations', { where, columns, first: '1' })
    expect(sheet?.name).toBe('observations')
    expect(sheet?.xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet?.rows).toEqual([
      ['时期', '发布日期', '下限', '限定词', '状态码'],
      [null, '2020-01-01', null, '准确', ''],
    ])
  })

  it('has columns past Z', async () => {
    const columns =
      'slug,name,kind,id,__typename,park.slug,park.name,park.kind,park.level,park.id,park.regionCode,park.regionSystem,park.__typename,park.parent.slug,park.parent.name,park.parent.kind,park.parent.id,builtPark.slug,builtPark.name,builtPark.kind,builtPark.id,currentStage.stage,currentStage.state,taxRevenue.value,taxRevenue.period,revenue.value,revenue.period,landArea.value'
    const [sheet] = await read(whole, 'projects', { columns, codes: 'true' })
    expect(sheet?.rows[0]).toEqual(columns.split(','))
    const rows = await readRows(whole, 'projects', { columns })
    expect(sheet?.rows.slice(1).map((row) => row[27] ?? null)).toEqual(
      rows.map((row) => (row['landArea.value'] === null ? null : Number(row['landArea.value']))),
    )
  })

  it('has a sheet where there are no rows', async () => {
    const sheets = await read(whole, 'parks', { where: '{"slug":{"eq":"nowhere"}}', columns: 'slug,name' })
    expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([['parks', [['代号', '名称']]]])
  })
})

describe('sheets', () => {
  it.each([
    [3, [3]],
    [4, [4]],
    [5, [4, 1]],
    [8, [4, 4]],
    [10, [4, 4, 2]],
  ])('of %i rows at four a sheet hold %j, each beneath the headers', async (first, sizes) => {
    const columns = 'breakdown'
    const sheets = await read(split, 'observations', { where, columns, first: String(first) })
    expect(sheets.map(({ name }) => name)).toEqual(
      sizes.map((_, index) => (index ? `observations ${index + 1}` : 'observations')),
    )
    expect(sheets.map(({ rows }) => rows[0])).toEqual(sizes.map(() => ['分项']))
    expect(sheets.map(({ rows }) => rows.length - 1)).toEqual(sizes)
    expect(sheets.flatMap(({ rows }) => rows.slice(1).map(([item]) => item))).toEqual(
      Array.from({ length: first }, (_, n) => String(n)),
    )
  })

  it('that end within a batch of what is read, or with it, hold each row once, in order', async () => {
    await addSubjects(long.database, [{ kind: 'ENTERPRISE', slug: 'cells' }])
    const items = Array.from({ length: 640 }, (_, n) => ({ subject: 'cells', indicator: 'revenue', value: String(n) }))
    await addFigures(
      long.database,
      items.map((item) => ({ ...item, breakdown: item.value })),
    )
    const sheets = await read(long, 'observations', { where, columns: 'breakdown,value' })
    expect(sheets.map(({ rows }) => [rows[0], rows.length - 1])).toEqual(
      [150, 150, 150, 150, 40].map((size) => [['分项', '数值'], size]),
    )
    expect(sheets.flatMap(({ rows }) => rows.slice(1))).toEqual(items.map(({ value }) => [value, Number(value)]))
  })
})
