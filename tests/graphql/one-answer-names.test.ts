import { parsePeriod } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** A figure of tax, of a span that is called this or that. */
const tax = (subject: string, accumulation: string, period: string, value: string | null, rest = {}): NewFigure => {
  const { start, end } = parsePeriod(period)
  const missing = value === null ? { missingReason: 'withdrawn' } : {}
  return { subject, indicator: 'tax_revenue', unit: 'CNY_100M', accumulation, start, end, value, ...missing, ...rest }
}

const full = (subject: string, period: string, value: string | null, rest = {}) =>
  tax(subject, 'FULL_YEAR', period, value, rest)
const toDate = (subject: string, period: string, value: string | null, rest = {}) =>
  tax(subject, 'YEAR_TO_DATE', period, value, rest)

const [february, march] = [{ publishedOn: '2021-02-01' }, { publishedOn: '2021-03-01' }]

beforeAll(async () => {
  const { database } = server
  await addSource(database, 'bureau', 1)
  await addSource(database, 'office', 50)
  const slugs = ['a', 'b', 'c', 'd', 'e'].map((name) => `named-${name}`)
  await addSubjects(
    database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  const [a = '', b = '', c = '', d = '', e = ''] = slugs
  await addFigures(database, [
    full(a, '2020', '90', february),
    toDate(a, '2020', '89', february),
    toDate(a, '2020', '88', march),
    full(a, '2019', '80', march),
    toDate(a, '2019', '40', february),
    full(b, '2020', '100', { source: 'office' }),
    toDate(b, '2020', '55', { source: 'bureau' }),
    full(b, '2019', '50', { source: 'office' }),
    full(c, '2020', '89.5'),
    full(d, '2020', null, { source: 'bureau' }),
    toDate(d, '2020', '70', { source: 'office' }),
    toDate(e, '2020/2020-11', '44'),
    tax(e, 'PERIOD_TOTAL', '2020', '60'),
    tax(e, 'PERIOD_TOTAL', '2019', '48'),
  ])
})

type Row = { value?: string; rank?: number; reason?: string; subject: { slug: string } }

describe('a year is one, whatever its figures are called', () => {
  const slugs = ['a', 'b', 'c', 'd', 'e'].map((name) => `named-${name}`)

  it('level, growth and rank are those of rankings and of latest', async () => {
    const among = 'period: "2020" among: { where: { slug: { startsWith: "named-" } } }'
    const found = 'rows { value rank subject { slug } } excluded { reason subject { slug } }'
    const { data, errors } = await server.send(
      `query ($slugs: [String!]!) {
        level: ranking(by: { indicator: { indicator: "tax_revenue" } } unit: CNY_100M ${among}) { ${found} }
        growth: ranking(by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } } ${among}) { ${found} }
        timeSeries(subjects: $slugs indicators: ["tax_revenue"] bucket: YEAR from: "2020" to: "2020" unit: CNY_100M
          measures: [LEVEL, RANK, YEAR_ON_YEAR]) { series { accumulation columns { values reasons } } }
        parks(where: { slug: { startsWith: "named-" } }) { nodes { slug latest(indicator: "tax_revenue") { value } } } }`,
      { slugs },
    )
    expect(errors).toBeUndefined()
    const told = (name: string, of: 'value' | 'rank') =>
      slugs.map((slug) => {
        const rows = [...(pick(data, `${name}.rows`) as Row[]), ...(pick(data, `${name}.excluded`) as Row[])]
        const row = rows.find(({ subject }) => subject.slug === slug)
        return String(row?.[of] ?? row?.reason)
      })
    const series = pick(data, 'timeSeries.series') as object[]
    const columns = [0, 1, 2].map((at) =>
      series.map((one) => pick(one, `columns.${at}.values.0`) ?? pick(one, `columns.${at}.reasons.0`)),
    )
    expect(columns).toEqual([told('level', 'value'), told('level', 'rank'), told('growth', 'value')])
    expect(columns).toEqual([
      ['88', '55', '89.5', 'MISSING_VALUE', '60'],
      ['2', '4', '1', 'MISSING_VALUE', '3'],
      ['120', 'MISSING_BASE', 'MISSING_BASE', 'MISSING_VALUE', '25'],
    ])
    const latest = pick(data, 'parks.nodes') as { latest: { value: string | null } }[]
    expect(latest.map((park) => park.latest.value)).toEqual(['88', '55', '89.5', null, '60'])
    expect(series.map((one) => pick(one, 'accumulation'))).toEqual([
      'YEAR_TO_DATE',
      'YEAR_TO_DATE',
      'FULL_YEAR',
      null,
      'PERIOD_TOTAL',
    ])
  })

  it('each year by itself', async () => {
    const { data } = await server.send(
      `{ timeSeries(subjects: ["named-b"] indicators: ["tax_revenue"] bucket: YEAR from: "2019" to: "2020" unit: CNY_100M
        measures: [LEVEL]) { series { columns { values } } } }`,
    )
    expect(pick(data, 'timeSeries.series.0.columns.0.values')).toEqual(['50', '55'])
  })

  it('an accumulation that is asked for is read alone', async () => {
    const { data } = await server.send(
      `{ timeSeries(subjects: ["named-a", "named-b"] indicators: ["tax_revenue"] bucket: YEAR from: "2020" to: "2020" unit: CNY_100M
        accumulation: FULL_YEAR measures: [LEVEL, YEAR_ON_YEAR]) { series { columns { values } } } }`,
    )
    expect(pick(data, 'timeSeries.series')).toEqual([
      { columns: [{ values: ['90'] }, { values: ['12.5'] }] },
      { columns: [{ values: ['100'] }, { values: ['100'] }] },
    ])
  })
})

describe('a month is one, whatever its figures are called', () => {
  const slugs = ['a', 'b', 'c', 'd'].map((name) => `month-${name}`)
  const among = 'among: { where: { slug: { startsWith: "month-" } } } by: { indicator: { indicator: "tax_revenue" } }'
  const found = 'rows { value subject { slug } } excluded { reason subject { slug } }'

  beforeAll(async () => {
    await addSubjects(
      server.database,
      slugs.map((slug) => ({ kind: 'PARK', slug })),
    )
    const [a = '', b = '', c = '', d = ''] = slugs
    await addFigures(server.database, [
      tax(a, 'MONTH', '2020-12', '5'),
      tax(a, 'MONTH', '2020-11', '4'),
      tax(b, 'PERIOD_TOTAL', '2020-12', '6', { source: 'office', ...march }),
      tax(b, 'MONTH', '2020-12', '7', { source: 'bureau', ...february }),
      tax(c, 'MONTH', '2020-12', '3', february),
      toDate(c, '2020', '60', march),
      tax(d, 'MONTH', '2020-12', null, { source: 'bureau' }),
      tax(d, 'UNSPECIFIED', '2020-12', '9', { source: 'office' }),
    ])
  })

  const read = (data: unknown, name: string) => {
    const rows = [...(pick(data, `${name}.rows`) as Row[]), ...(pick(data, `${name}.excluded`) as Row[])]
    return slugs
      .map((slug) => rows.find(({ subject }) => subject.slug === slug))
      .map((row) => row?.value ?? row?.reason)
  }

  it('in rankings, time series and reconciliations', async () => {
    const { data, errors } = await server.send(
      `query ($slugs: [String!]!) { ranking(${among} period: "2020-12" unit: CNY_100M) { ${found} }
        timeSeries(subjects: $slugs indicators: ["tax_revenue"] bucket: MONTH from: "2020-12" to: "2020-12" unit: CNY_100M
          measures: [SINGLE_MONTH]) { series { columns { values reasons } } }
        parks(where: { slug: { startsWith: "month-" } }) {
          nodes { reconciliation(indicator: "tax_revenue", period: "2020-12") { total { value(unit: CNY_100M) } } } } }`,
      { slugs },
    )
    expect(errors).toBeUndefined()
    const series = pick(data, 'timeSeries.series') as object[]
    expect(read(data, 'ranking')).toEqual(['5', '7', '3', 'MISSING_VALUE'])
    expect(series.map((one) => pick(one, 'columns.0.values.0') ?? pick(one, 'columns.0.reasons.0'))).toEqual(
      read(data, 'ranking'),
    )
    const parks = pick(data, 'parks.nodes') as object[]
    expect(parks.map((park) => pick(park, 'reconciliation.total.value'))).toEqual(['5', '7', '3', null])
  })

  it('but it is no latest figure, which others are held against', async () => {
    const { data } = await server.send(`{ ranking(${among} unit: CNY_100M) { ${found} } }`)
    expect(read(data, 'ranking')).toEqual(['MISSING_VALUE', '6', '60', '9'])
  })
})

it('a single day tells a stock of a period where nothing else does', async () => {
  const slugs = ['day-a', 'day-b']
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  const land = { indicator: 'land_area', unit: 'MU' }
  await addFigures(server.database, [
    tax('day-a', 'DAY', '2020-12-31', '5', land),
    tax('day-b', 'DAY', '2020-12-31', '6', land),
    tax('day-b', 'STOCK', '2020-06-30', '7', land),
  ])
  const { data, errors } = await server.send(
    `{ ranking(by: { indicator: { indicator: "land_area" } } period: "2020" unit: MU among: { where: { slug: { startsWith: "day-" } } }) { rows { value } }
      timeSeries(subjects: ["day-b", "day-a"] indicators: ["land_area"] bucket: YEAR from: "2020" to: "2020" unit: MU) { series { columns { values } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'ranking.rows')).toEqual([{ value: '7' }, { value: '5' }])
  expect(pick(data, 'timeSeries.series')).toEqual(['7', '5'].map((value) => ({ columns: [{ values: [value] }] })))
})
