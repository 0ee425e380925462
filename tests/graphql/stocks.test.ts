import { findStock, parsePeriod, periodOf, printDecimal, printPeriod, yearOnYear } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const stock = (subject: string, period: string, value: string, rest: Partial<NewFigure> = {}): NewFigure => {
  const { start, end } = parsePeriod(period)
  const unit = { indicator: 'land_area', unit: 'MU', accumulation: 'STOCK' }
  return { subject, ...unit, start, end: end ?? 'infinity', value, ...rest }
}

async function addParks(...parks: (readonly [string, Record<string, string>])[]): Promise<void> {
  await addSubjects(
    server.database,
    parks.map(([slug]) => ({ kind: 'PARK', slug })),
  )
  await addFigures(
    server.database,
    parks.flatMap(([slug, figures]) => Object.entries(figures).map(([period, value]) => stock(slug, period, value))),
  )
}

interface Series {
  readonly completeness: readonly number[]
  readonly columns: readonly { measure: string; values: (string | null)[]; reasons: (string | null)[] }[]
}

async function askSeries(subjects: readonly string[], bucket: string, from: string, to: string, measures: string[]) {
  const { data, errors } = await server.send(
    `query ($subjects: [String!]!) { timeSeries(subjects: $subjects, indicators: ["land_area"], unit: MU, bucket: ${bucket}, from: "${from}",
      to: "${to}", measures: [${measures.join()}]) { series { completeness columns { measure values reasons } } } }`,
    { subjects },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'timeSeries.series') as Series[]
}

/** Values of the measures of each subject, an absent one as its reason. */
const tell = (series: readonly Series[]) =>
  series.map(({ columns }) =>
    Object.fromEntries(
      columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]),
    ),
  )

const levels = 'by: { indicator: { indicator: "land_area" } } unit: MU'
const growth = 'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "land_area" } }'

/** What a ranking tells of each park whose slug begins so: its value and its place, else why it has none. */
async function rank(prefix: string, by: string, period: string | null) {
  const { data, errors } = await server.send(
    `query ($prefix: String!, $period: Period) { ranking(${by} period: $period among: { where: { slug: { startsWith: $prefix } } }) {
      rows { rank value subject { slug } base { period } }
      excluded(reasons: [MISSING_VALUE, MISSING_BASE, ZERO_BASE, NEGATIVE_BASE, VAGUE]) { reason subject { slug } } } }`,
    { prefix, period },
  )
  expect(errors).toBeUndefined()
  const { rows, excluded } = pick(data, 'ranking') as {
    rows: { rank: number; value: string; subject: { slug: string }; base: { period: string } | null }[]
    excluded: { reason: string; subject: { slug: string } }[]
  }
  return new Map<string, { value: string; rank: number | null; base: string | undefined }>([
    ...rows.map(({ subject, value, rank, base }) => [subject.slug, { value, rank, base: base?.period }] as const),
    ...excluded.map(({ subject, reason }) => [subject.slug, { value: reason, rank: null, base: undefined }] as const),
  ])
}

describe('a stock that a year tells once', () => {
  it('makes the year whole, so that all measures derive from it', async () => {
    await addParks(
      ['once-a', { '2016-12-31': '40', '2017-01-31': '50', '2017-11-30': '60' }],
      ['once-b', { '2016-02': '80', '2017-02': '100' }],
    )
    const measures = ['LEVEL', 'YEAR_ON_YEAR', 'PERIOD_ON_PERIOD', 'INDEX', 'MOVING_AVERAGE', 'RANK']
    const series = await askSeries(['once-a', 'once-b'], 'YEAR', '2016', '2017', measures)
    expect(series.map(({ completeness }) => completeness)).toEqual([
      [12, 12],
      [12, 12],
    ])
    const none = ['MISSING_BASE', 'MISSING_BASE']
    expect(tell(series)).toEqual([
      {
        LEVEL: ['40', '60'],
        YEAR_ON_YEAR: ['MISSING_BASE', '50'],
        PERIOD_ON_PERIOD: ['MISSING_BASE', '50'],
        INDEX: ['100', '150'],
        MOVING_AVERAGE: none,
        RANK: ['2', '2'],
      },
      {
        LEVEL: ['80', '100'],
        YEAR_ON_YEAR: ['MISSING_BASE', '25'],
        PERIOD_ON_PERIOD: ['MISSING_BASE', '25'],
        INDEX: ['100', '125'],
        MOVING_AVERAGE: none,
        RANK: ['1', '1'],
      },
    ])
  })

  it('grows by as much in a ranking of the year', async () => {
    const found = await rank('once-', growth, '2017')
    expect(found).toEqual(
      new Map([
        ['once-a', { value: '50', rank: 1, base: '2016-12-31' }],
        ['once-b', { value: '25', rank: 2, base: '2016-02' }],
      ]),
    )
  })

  it('is missing in a year that does not tell it', async () => {
    const [series] = await askSeries(['once-b'], 'YEAR', '2015', '2018', ['LEVEL', 'YEAR_ON_YEAR'])
    expect(series?.completeness).toEqual([0, 12, 12, 0])
    expect(tell([series as Series])[0]).toEqual({
      LEVEL: ['MISSING_VALUE', '80', '100', 'MISSING_VALUE'],
      YEAR_ON_YEAR: ['MISSING_VALUE', 'MISSING_BASE', '25', 'MISSING_VALUE'],
    })
    expect((await rank('once-', growth, '2018')).get('once-b')?.value).toBe('MISSING_VALUE')
    expect((await rank('once-', growth, '2016')).get('once-b')?.value).toBe('MISSING_BASE')
  })
})

test('the latest stock is held against that of the same days a year before', async () => {
  await addParks(
    ['latest-a', { '2016-11-30': '40', '2017-11-30': '50' }],
    ['latest-b', { '2016': '40', '2017-12-31': '60' }],
    ['latest-c', { '2016-06-30': '40', '2017-11-30': '60' }],
    ['latest-d', { '2010/..': '40' }],
  )
  const found = await rank('latest-', growth, null)
  expect([...found].map(([slug, { value }]) => [slug.at(-1), value])).toEqual([
    ['b', '50'],
    ['a', '25'],
    ['c', 'MISSING_BASE'],
    ['d', 'MISSING_BASE'],
  ])
})

test('a stock that holds since a day, or for a year, holds in every month of it', async () => {
  await addParks(['held', { '2010/2016': '40', '2017-03-01/..': '50' }])
  const [series] = await askSeries(['held'], 'QUARTER', '2016-Q4', '2017-Q3', ['LEVEL', 'YEAR_ON_YEAR'])
  expect(series?.completeness).toEqual([3, 3, 3, 3])
  expect(tell([series as Series])[0]).toEqual({
    LEVEL: ['40', '50', '50', '50'],
    YEAR_ON_YEAR: ['0', '25', '25', '25'],
  })
  expect((await rank('held', growth, '2017-Q3')).get('held')?.value).toBe('25')
})

test('a level that lasts is a stock where nobody says how it accumulates, and no year to date is one', async () => {
  await addSubjects(
    server.database,
    ['lasting-a', 'lasting-b'].map((slug) => ({ kind: 'PARK', slug })),
  )
  await addFigures(server.database, [
    stock('lasting-a', '2016-12', '40', { accumulation: 'UNSPECIFIED' }),
    stock('lasting-a', '2017-11', '50', { accumulation: 'UNSPECIFIED' }),
    stock('lasting-b', '2016', '40', { accumulation: 'YEAR_TO_DATE' }),
    stock('lasting-b', '2017-01/2017-11', '50', { accumulation: 'YEAR_TO_DATE' }),
  ])
  const series = await askSeries(['lasting-a', 'lasting-b'], 'YEAR', '2017', '2017', ['YEAR_ON_YEAR'])
  expect(tell(series)).toEqual([{ YEAR_ON_YEAR: ['25'] }, { YEAR_ON_YEAR: ['INCOMPLETE_BUCKET'] }])
  const found = await rank('lasting-', growth, '2017')
  expect([...found].map(([slug, { value }]) => [slug.at(-1), value])).toEqual([
    ['a', '25'],
    ['b', 'MISSING_VALUE'],
  ])
})

const firstYear = 2014
const lastYear = 2017
const day = (at: number) => new Date(Date.UTC(firstYear, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)
const days = 366 * 4
const month = (at: number) => `${firstYear + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
const told = fc.oneof(
  fc.nat(days).map((at) => parsePeriod(day(at))),
  fc.tuple(fc.nat(47), fc.nat(17)).map(([at, more]) => parsePeriod(`${month(at)}/${month(at + more)}`)),
  fc.nat(3).map((at) => parsePeriod(String(firstYear + at))),
  fc.nat(47).map((at) => parsePeriod(`${month(at)}/..`)),
)
const history = fc.uniqueArray(told, { maxLength: 12, selector: (period) => printPeriod(period) })
const buckets = { YEAR: 12, HALF_YEAR: 6, QUARTER: 3, MONTH: 1 } as const
const spanOf = (at: number, months: number) => {
  const start = (firstYear * 12 + at * months) / 12
  const print = (year: number) => `${Math.floor(year)}-${String(Math.round((year % 1) * 12) + 1).padStart(2, '0')}-01`
  return periodOf(print(start), print(start + months / 12))
}

test('time series and rankings tell the stock of random histories that packages/statistics finds', async () => {
  const histories = fc.sample(history, { numRuns: 40, seed: 7 })
  const slugs = histories.map((_, index) => `random-${String(index).padStart(2, '0')}`)
  const amountOf = (index: number) => String(10 + ((index * 37) % 23))
  await addParks(
    ...histories.map(
      (periods, at) =>
        [
          slugs[at] as string,
          Object.fromEntries(periods.map((one, index) => [printPeriod(one), amountOf(index)])),
        ] as const,
    ),
  )
  const level = (periods: readonly ReturnType<typeof parsePeriod>[], at: number, months: number) => {
    const found = findStock(periods, spanOf(at, months))
    return found === null ? null : amountOf(found)
  }
  for (const [bucket, months] of Object.entries(buckets)) {
    const count = ((lastYear - firstYear + 1) * 12) / months
    const series = await askSeries(slugs, bucket, String(firstYear), String(lastYear), ['LEVEL', 'YEAR_ON_YEAR'])
    const expected = histories.map((periods) => {
      const own = Array.from({ length: count }, (_, at) => level(periods, at, months))
      const year = own.map((value, at) => {
        const base = level(periods, at - 12 / months, months)
        if (value === null) return 'MISSING_VALUE'
        if (base === null) return 'MISSING_BASE'
        return printDecimal(yearOnYear(value, base).value?.toSignificantDigits(34) ?? '0')
      })
      return { LEVEL: own.map((value) => value ?? 'MISSING_VALUE'), YEAR_ON_YEAR: year }
    })
    expect(tell(series)).toEqual(expected)
    expect(series.map(({ completeness }) => completeness)).toEqual(
      expected.map(({ LEVEL }) => LEVEL.map((value) => (value === 'MISSING_VALUE' ? 0 : months))),
    )
    for (const at of [0, count / 4, count - 1]) {
      const [byLevel, byGrowth] = await Promise.all(
        [levels, growth].map((by) => rank('random-', by, printPeriod(spanOf(at, months)))),
      )
      for (const [index, slug] of slugs.entries()) {
        expect(byLevel?.get(slug)?.value).toBe(expected[index]?.LEVEL[at])
        expect(byGrowth?.get(slug)?.value).toBe(expected[index]?.YEAR_ON_YEAR[at])
      }
    }
  }
}, 60_000)
