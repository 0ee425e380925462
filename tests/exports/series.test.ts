import { createKey, localOwner } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addFigures, addSubjects, pick } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { ask, readCsv, readRows } from './ask.ts'

const server = useServer()
let token = ''

beforeAll(async () => {
  const slugs = ['east', 'west', 'hidden']
  await addSubjects(
    server.database,
    slugs.map((slug) => ({
      kind: 'PARK',
      slug,
      reportedBy: slug,
      accessLevel: slug === 'hidden' ? 'RESTRICTED' : 'PUBLIC',
    })),
  )
  const span = { accumulation: 'FULL_YEAR', unit: 'CNY_100M' }
  await addFigures(
    server.database,
    slugs.flatMap((subject, n) =>
      [2019, 2020].map((year) => ({
        ...span,
        subject,
        reportedBy: subject,
        indicator: 'tax_revenue',
        value: `${year - 2018 + n}.5`,
        start: `${year}-01-01`,
        end: `${year + 1}-01-01`,
        accessLevel: subject === 'hidden' ? ('RESTRICTED' as const) : ('PUBLIC' as const),
      })),
    ),
  )
  const scope = { isAll: true } as const
  token = await createKey(server.database.pool, localOwner, { label: 'all', role: 'EDITOR', scope, expires: null })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('a ranking', () => {
  const parameters = {
    by: '{"indicator":{"indicator":"tax_revenue"}}',
    period: '2020',
    unit: '万元',
    among: '{"where":{"slug":{"in":["east","west","hidden"]}}}',
  }

  it('holds the rows that GraphQL tells, of the parks that the caller sees', async () => {
    for (const key of [null, token]) {
      const { data, errors } = await server.send(
        '{ ranking(by: { indicator: { indicator: "tax_revenue" } }, period: "2020", unit: "万元", among: { where: { slug: { in: ["east", "west", "hidden"] } } }) { rows { rank subject { slug } value unit { code } } } }',
        {},
        key,
      )
      expect(errors).toBeUndefined()
      const rows = pick(data, 'ranking.rows') as Record<string, never>[]
      expect(rows).toHaveLength(key ? 3 : 2)
      const columns = 'rank,subject.slug,value,unit.code'
      expect(await readRows(server, 'ranking', { ...parameters, columns }, key ?? undefined)).toEqual(
        rows.map((row) => ({
          rank: row['rank'],
          'subject.slug': row['subject']?.['slug'],
          value: row['value'],
          'unit.code': row['unit']?.['code'],
        })),
      )
    }
  })

  it('has columns of its own where none are named', async () => {
    expect(await readCsv(server, 'ranking', { ...parameters, first: '1' })).toEqual([
      [
        '名次',
        '并列数',
        '对象代号',
        '对象名称',
        '数值',
        '下限',
        '上限',
        '单位代码',
        '单位名称',
        '时期',
        '权重覆盖率',
        '分组代码',
      ],
      ['1', '1', 'west', 'west', '35000', '', '', 'CNY_10K', '万元', '2020', '', ''],
    ])
  })

  it('is refused as GraphQL refuses it', async () => {
    const response = await ask(server, 'ranking.csv', { by: '{"indicator":{"indicator":"nothing"}}' })
    expect(response.status).toBe(400)
    expect((await response.json()).errors[0].extensions).toMatchObject({ code: 'UNKNOWN_INDICATOR' })
  })
})

describe('a time series', () => {
  const parameters = {
    subjects: 'east,west',
    indicators: 'tax_revenue',
    bucket: 'YEAR',
    from: '2019',
    to: '2021',
    measures: ['LEVEL', 'YEAR_ON_YEAR'],
  }

  it('has a line for each point, in the order of GraphQL', async () => {
    const { data, errors } = await server.send(
      '{ timeSeries(subjects: ["east", "west"], indicators: ["tax_revenue"], bucket: YEAR, from: "2019", to: "2021", measures: [LEVEL, YEAR_ON_YEAR]) { series { subject { slug } points { period measure value reason } } } }',
    )
    expect(errors).toBeUndefined()
    const series = pick(data, 'timeSeries.series') as { subject: { slug: string }; points: Record<string, unknown>[] }[]
    const columns = 'subject.slug,points.period,points.measure,points.value,points.reason'
    const rows = await readRows(server, 'timeSeries', { ...parameters, columns })
    expect(rows).toHaveLength(12)
    expect(rows).toEqual(
      series.flatMap(({ subject, points }) =>
        points.map((point) => ({
          'subject.slug': subject.slug,
          'points.period': point['period'],
          'points.measure': point['measure'],
          'points.value': point['value'],
          'points.reason': point['reason'],
        })),
      ),
    )
  })

  it('names what each line tells in a word or two, in Chinese and English', async () => {
    const measures = ['LEVEL', 'YEAR_ON_YEAR', 'CUMULATIVE', 'RANK']
    const asked = { ...parameters, subjects: 'east', from: '2020', to: '2020', measures, columns: 'points.measure' }
    const read = async (locale: string) => (await readCsv(server, 'timeSeries', { ...asked, locale })).flat()
    expect(await read('ZH')).toEqual(['度量', '数值', '同比(计算)', '累计', '名次'])
    expect(await read('EN')).toEqual(['Points measure', 'Value', 'Year on year (computed)', 'Cumulative', 'Rank'])
  })

  it('has columns of its own where none are named, and a line a series without points', async () => {
    const [headers, first] = await readCsv(server, 'timeSeries', parameters)
    expect(headers?.slice(0, 9)).toEqual([
      '对象代号',
      '对象名称',
      '指标代码',
      '指标名称',
      '时期',
      '度量',
      '数值',
      '下限',
      '上限',
    ])
    expect(first?.slice(0, 7)).toEqual(['east', 'east', 'tax_revenue', '税收', '2019', '数值', '1.5'])
    expect(await readRows(server, 'timeSeries', { ...parameters, columns: 'subject.slug' })).toEqual([
      { 'subject.slug': 'east' },
      { 'subject.slug': 'west' },
    ])
  })

  it.each([
    ['a hidden subject', { subjects: 'hidden' }, { code: 'UNKNOWN_SUBJECT' }],
    ['no bucket', { bucket: [] }, { code: 'BAD_USER_INPUT', argument: 'bucket' }],
    ['a cursor', { columns: '_cursor' }, { code: 'BAD_USER_INPUT', argument: 'columns' }],
    ['too many points', { bucket: 'DAY', from: '0001', to: '9999' }, { code: expect.stringMatching(/^[A-Z_]+$/) }],
  ])('with %s is refused', async (_, changed, extensions) => {
    const response = await ask(server, 'timeSeries.csv', { ...parameters, ...changed })
    expect(response.status).toBe(400)
    expect((await response.json()).errors[0].extensions).toMatchObject(extensions)
  })
})
