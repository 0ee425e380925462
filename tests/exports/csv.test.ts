import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addFigures, addSubjects } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { ask, readCsv, readRows } from './ask.ts'

const server = useServer()

const texts = [
  '=1+1',
  '+86 731',
  '-3%',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '－5',
  ' =1',
  "'=1",
  "''\t=1",
  'a,b',
  'says "no"',
  'two\r\nlines',
  'a;=1',
  '湘乡',
  "'quoted",
]

beforeAll(async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'cells', name: '=HYPERLINK("x")' }])
  await addFigures(
    server.database,
    texts.map((text, n) => ({ subject: 'cells', indicator: 'revenue', value: `-${n}.25`, breakdown: String(n), text })),
  )
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const where = '{"subject":{"slug":{"eq":"cells"}}}'

describe('CSV', () => {
  it('keeps every text, with an apostrophe before what would be a formula', async () => {
    const [, ...rows] = await readCsv(server, 'observations', { where, columns: 'printed.text' })
    expect(rows.map(([text]) => text)).toEqual(texts.map((text, n) => (n < 12 ? `'${text}` : text)))
  })

  it('keeps negative numbers as numbers', async () => {
    const [, ...rows] = await readCsv(server, 'observations', { where, columns: 'value,subject.name' })
    expect(rows).toEqual(texts.map((_, n) => [n === 0 ? '-0.25' : `-${n}.25`, `'=HYPERLINK("x")`]))
  })

  it('ends every line with CR and LF, and says what it is', async () => {
    const response = await ask(server, 'indicators.csv', { columns: 'code' })
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="indicators.csv"')
    const text = Buffer.from(await response.arrayBuffer()).toString()
    expect(text).toMatch(/^\uFEFF代码\r\n([a-z_]+\r\n)+$/)
  })

  it('has a first line where there are no rows', async () => {
    const parameters = { where: '{"slug":{"eq":"nowhere"}}' }
    expect(await readCsv(server, 'parks', parameters)).toEqual([
      ['代号', '名称', '类别', '级别', '行政区划代码', '行政区划标准'],
    ])
    expect(await readRows(server, 'parks', parameters)).toEqual([])
  })
})

describe('what people read', () => {
  const figure = { where: '{"printedText":{"eq":"542.28亿元"}}' }

  it('is Chinese unless told otherwise', async () => {
    expect(await readCsv(server, 'observations', figure)).toEqual([
      [
        '对象代号',
        '对象名称',
        '指标代码',
        '指标名称',
        '度量',
        '累计口径',
        '价格口径',
        '统计范围',
        '分项',
        '时期',
        '性质',
        '数据阶段',
        '数值',
        '下限',
        '上限',
        '限定词',
        '缺失原因',
        '单位代码',
        '单位名称',
        '原文名称',
        '原文数字',
        '来源代码',
        '出处章节',
        '出处段落',
        '发布日期',
        '对应水平值标识',
        '标识',
      ],
      [
        'xiangxiang-etdz',
        '湘乡经开区',
        'gross_industrial_output_value',
        '工业总产值',
        '水平值',
        '年初累计',
        '未注明',
        '未注明',
        '',
        '2017-01/2017-11',
        '实际',
        '未注明',
        '542.28',
        '',
        '',
        '准确',
        '',
        'CNY_100M',
        '亿元',
        '工业总产值',
        '542.28亿元',
        'xiangxiang-2017-review',
        'lead',
        '2',
        '2017-12-31',
        '',
        expect.any(String),
      ],
    ])
  })

  it('is English with locale=EN, labels included', async () => {
    const columns = 'subject.slug,indicator.label,nature,printed.text,subject.__typename'
    expect(await readCsv(server, 'observations', { ...figure, columns, locale: 'EN' })).toEqual([
      ['Subject slug', 'Indicator label', 'Nature', 'Printed text', 'Subject type'],
      ['xiangxiang-etdz', 'Gross industrial output value', 'Actual', '542.28亿元', 'Park'],
    ])
  })

  it('is names and codes for programs with codes=true', async () => {
    const columns = 'subject.slug,nature,_cursor'
    const [headers, row] = await readCsv(server, 'observations', { ...figure, columns, codes: 'true' })
    expect([headers, row?.slice(0, 2)]).toEqual([
      ['subject.slug', 'nature', '_cursor'],
      ['xiangxiang-etdz', 'ACTUAL'],
    ])
  })
})
