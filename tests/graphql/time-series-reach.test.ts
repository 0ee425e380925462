import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'
import { type Bucket, dayOf, monthsOf } from './time-series-oracle.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(async () => {
  await addSource(server.database, 'bureau', 10)
  await addSource(server.database, 'office', 50)
})

const addPark = (slug: string) => addSubjects(server.database, [{ kind: 'PARK', slug }])

const monthly = { accumulation: 'MONTH' }
const total = { accumulation: 'PERIOD_TOTAL' }
const toDate = { accumulation: 'YEAR_TO_DATE' }

/** What a series tells, each absent value as its reason, by measure; and what its buckets are read from. */
async function tell(args: string, measures: string, selection = 'accumulation accumulations') {
  const { data, errors } = await server.send(
    `{ timeSeries(${args} measures: [${measures}]) { series { ${selection} columns { measure values reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const series = pick(data, 'timeSeries.series.0') as { columns: object[] }
  const columns = series.columns.map((column) => {
    const [values, reasons] = [pick(column, 'values') as unknown[], pick(column, 'reasons') as unknown[]]
    return [pick(column, 'measure'), values.map((value, at) => value ?? reasons[at])]
  })
  return { ...series, columns: undefined, ...Object.fromEntries(columns) }
}

it('what is longer than the buckets is refused in the window, and not where measures look back at it', async () => {
  const slug = 'reach-long'
  await addPark(slug)
  await addFigures(server.database, [tax(slug, '2015-01/2015-12', '7', total)])
  const of = (at: string) => `subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: MONTH from: "${at}" to: "${at}"`
  expect(await tell(of('2016-12'), 'LEVEL, YEAR_ON_YEAR')).toMatchObject({
    LEVEL: ['MISSING_VALUE'],
    YEAR_ON_YEAR: ['MISSING_VALUE'],
  })
  const { errors } = await server.send(
    `{ timeSeries(${of('2015-12')} measures: [LEVEL]) { series { columns { values } } } }`,
  )
  expect(errors?.[0]?.extensions?.['code']).toBe('BUCKET_TOO_FINE')
})

it.each([
  ['2014-03', '2015-01', '2015-12'],
  ['2015-11', '2015-01', '2015-06'],
])('a shorter figure beyond the window makes no longer one fit, whatever is measured: %s', async (month, from, to) => {
  const slug = `reach-short-${month}`
  await addPark(slug)
  await addFigures(server.database, [tax(slug, month, '7', monthly), tax(slug, '2015', '70')])
  for (const measures of ['LEVEL', 'LEVEL, YEAR_ON_YEAR']) {
    const { errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: MONTH from: "${from}" to: "${to}" measures: [${measures}]) {
        series { columns { values } } } }`,
    )
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BUCKET_TOO_FINE'])
  }
})

it.each(['', '2014'])('a figure without a first day is of no bucket: %s', async (beside) => {
  const slug = `reach-open${beside && `-${beside}`}`
  await addPark(slug)
  const open = tax(slug, '2014-01/2014-06', '7', { start: '-infinity', accumulation: 'UNSPECIFIED' })
  await addFigures(server.database, [open, ...(beside ? [tax(slug, beside, '70')] : [])])
  for (const bucket of ['MONTH', 'QUARTER', 'YEAR']) {
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "2014-01" to: "2014-12" measures: [LEVEL] unit: CNY_10K) {
        series { columns { values } } } }`,
    )
    const refused = beside !== '' && bucket !== 'YEAR'
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(refused ? ['BUCKET_TOO_FINE'] : undefined)
    if (bucket === 'YEAR') expect(pick(data, 'timeSeries.series.0.columns.0.values')).toEqual([beside ? '70' : null])
  }
})

describe('each bucket is told by the figures that there are of it', () => {
  const slug = 'reach-mixed'
  const of = (bucket: string, from: string, to: string) =>
    `subjects: ["${slug}"] indicators: ["tax_revenue"] unit: CNY_10K bucket: ${bucket} from: "${from}" to: "${to}"`

  beforeAll(async () => {
    await addPark(slug)
    await addFigures(server.database, [
      ...Array.from({ length: 12 }, (_, at) => tax(slug, dayOf(2023 * 12 + at).slice(0, 7), `${at + 1}`, monthly)),
      tax(slug, '2024-01/2024-03', '30', toDate),
      tax(slug, '2024-01/2024-04', '42', toDate),
      tax(slug, '2024-02', '9', monthly),
      tax(slug, '2024-05', '14', total),
      tax(slug, '2024-Q3', '45', total),
    ])
  })

  it('months stay what they are where the window reaches a year to date', async () => {
    const levels = ['11', '12', 'MISSING_VALUE', '9', '30', '42', '14', 'MISSING_VALUE']
    const months = ['11', '12', 'PUBLISHED_TOGETHER', '9', 'PUBLISHED_TOGETHER', '12', '14', 'MISSING_VALUE']
    expect(await tell(of('MONTH', '2023-11', '2023-12'), 'LEVEL, SINGLE_MONTH')).toEqual({
      accumulation: 'MONTH',
      accumulations: ['MONTH', 'MONTH'],
      LEVEL: levels.slice(0, 2),
      SINGLE_MONTH: months.slice(0, 2),
    })
    expect(await tell(of('MONTH', '2023-11', '2024-06'), 'LEVEL, SINGLE_MONTH, PERIOD_ON_PERIOD')).toEqual({
      accumulation: null,
      accumulations: ['MONTH', 'MONTH', null, 'MONTH', 'YEAR_TO_DATE', 'YEAR_TO_DATE', 'PERIOD_TOTAL', null],
      LEVEL: levels,
      SINGLE_MONTH: months,
      // A single month is a single month, however it is told.
      PERIOD_ON_PERIOD: [
        '10',
        '9.090909090909090909090909090909091',
        'PUBLISHED_TOGETHER',
        'PUBLISHED_TOGETHER',
        'PUBLISHED_TOGETHER',
        'PUBLISHED_TOGETHER',
        '16.66666666666666666666666666666667',
        'MISSING_VALUE',
      ],
    })
  })

  it('points say the same of their buckets', async () => {
    const { data } = await server.send(
      `{ timeSeries(${of('MONTH', '2023-12', '2024-03')}) { series { points { accumulation inputs { accumulation } } } } }`,
    )
    const point = (accumulation: string) => ({ accumulation, inputs: [{ accumulation }] })
    const none = { accumulation: null, inputs: [] }
    expect(pick(data, 'timeSeries.series.0.points')).toEqual([
      point('MONTH'),
      none,
      point('MONTH'),
      point('YEAR_TO_DATE'),
    ])
  })

  it('longer buckets are one series, however each is told', async () => {
    expect(await tell(of('QUARTER', '2023-Q4', '2024-Q3'), 'LEVEL, YEAR_ON_YEAR, PERIOD_ON_PERIOD')).toEqual({
      accumulation: null,
      accumulations: ['MONTH', 'YEAR_TO_DATE', 'YEAR_TO_DATE', 'PERIOD_TOTAL'],
      LEVEL: ['33', '30', '12', '45'],
      YEAR_ON_YEAR: ['MISSING_BASE', '400', 'INCOMPLETE_BUCKET', '87.5'],
      PERIOD_ON_PERIOD: ['37.5', '-9.090909090909090909090909090909091', 'INCOMPLETE_BUCKET', 'MISSING_BASE'],
    })
  })

  it('an accumulation that is named is read alone', async () => {
    const args = `${of('MONTH', '2023-12', '2024-04')} accumulation: MONTH`
    expect(await tell(args, 'LEVEL')).toMatchObject({
      accumulation: 'MONTH',
      LEVEL: ['12', 'MISSING_VALUE', '9', 'MISSING_VALUE', 'MISSING_VALUE'],
    })
  })
})

test('a share that is published as one is read beside levels of it, bucket by bucket', async () => {
  const slug = 'reach-share'
  const share = { ...monthly, indicator: 'moderate_prosperity_share', unit: 'PERCENT' }
  await addPark(slug)
  await addFigures(server.database, [
    tax(slug, '2017-10', '70', share),
    tax(slug, '2017-11', '71', { ...share, measure: 'SHARE' }),
    tax(slug, '2017-10', '69', { ...share, measure: 'SHARE' }),
  ])
  const of = (from: string, to: string) =>
    tell(
      `subjects: ["${slug}"] indicators: ["moderate_prosperity_share"] bucket: MONTH from: "${from}" to: "${to}"`,
      'LEVEL',
      'of',
    )
  expect(await of('2017-11', '2017-11')).toEqual({ of: 'SHARE', LEVEL: ['71'] })
  expect(await of('2017-10', '2017-11')).toEqual({ of: null, LEVEL: ['70', '71'] })
})

test('a rate is told from January on, year by year', async () => {
  const slug = 'reach-rate'
  const rate = { indicator: 'moderate_prosperity_share', unit: 'PERCENT', accumulation: 'UNSPECIFIED' }
  await addPark(slug)
  await addFigures(server.database, [
    tax(slug, '2016-01/2016-11', '40', rate),
    tax(slug, '2016', '41', rate),
    tax(slug, '2017-05', '50', rate),
  ])
  const of = (to: string) =>
    tell(
      `subjects: ["${slug}"] indicators: ["moderate_prosperity_share"] bucket: MONTH from: "2016-11" to: "${to}"`,
      'LEVEL',
      'count',
    )
  const none = Array(4).fill('MISSING_VALUE')
  expect(await of('2016-12')).toEqual({ count: [1, 1], LEVEL: ['40', '41'] })
  expect(await of('2017-05')).toEqual({ count: [1, 1, 0, 0, 0, 0, 1], LEVEL: ['40', '41', ...none, '50'] })
})

const [firstMonth, lastMonth] = [2015 * 12, 2017 * 12 + 11]

/** What the figures of a subject may tell, by the indicator. */
const kinds = {
  tax_revenue: {
    unit: 'CNY_10K',
    accumulations: ['MONTH', 'YEAR_TO_DATE', 'PERIOD_TOTAL', 'UNSPECIFIED', 'FULL_YEAR'],
    measures: ['LEVEL', 'GROWTH'],
  },
  land_area: {
    unit: 'MU',
    accumulations: ['STOCK', 'MONTH', 'UNSPECIFIED', 'FULL_YEAR', 'PERIOD_TOTAL'],
    measures: ['LEVEL', 'GROWTH'],
  },
  moderate_prosperity_share: {
    unit: 'PERCENT',
    accumulations: ['MONTH', 'YEAR_TO_DATE', 'UNSPECIFIED'],
    measures: ['LEVEL', 'SHARE'],
  },
} as const

const figure = fc.record({
  indicator: fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
  kind: fc.nat(),
  measure: fc.constantFrom(0, 0, 0, 1),
  at: fc.integer({ min: firstMonth, max: lastMonth }),
  length: fc.constantFrom(1, 3, 3, 6, 12),
  source: fc.constantFrom('bureau', 'office'),
  value: fc.option(fc.integer({ min: 1, max: 999 }).map(String), { freq: 9 }),
})

function toFigure(subject: string, one: typeof figure extends fc.Arbitrary<infer F> ? F : never): NewFigure {
  const { unit, accumulations, measures } = kinds[one.indicator]
  const accumulation = accumulations[one.kind % accumulations.length] as string
  const measure = measures[one.measure] as string
  const year = Math.floor(one.at / 12) * 12
  const spans: Record<string, [number, number]> = {
    MONTH: [one.at, one.at + 1],
    YEAR_TO_DATE: [year, one.at + 1],
    FULL_YEAR: [year, year + 12],
    UNSPECIFIED: one.kind % 2 ? [year, one.at + 1] : [one.at, one.at + 1],
  }
  const starts = Math.floor(one.at / one.length) * one.length
  const [start, end] = spans[accumulation] ?? [starts, starts + one.length]
  const missing = one.value === null ? { missingReason: 'withdrawn' } : {}
  return {
    subject,
    indicator: one.indicator,
    accumulation,
    measure,
    unit: measure === 'GROWTH' ? 'PERCENT' : unit,
    start: dayOf(start),
    end: dayOf(end),
    value: one.value,
    source: one.source,
    ...missing,
  }
}

const windows = fc.record({
  figures: fc.array(figure, { minLength: 1, maxLength: 60 }),
  bucket: fc.constantFrom<Bucket>('MONTH', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'),
  days: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: firstMonth, max: lastMonth }))),
  base: fc.integer({ min: firstMonth, max: lastMonth }),
})

const measures = [
  'LEVEL',
  'YEAR_ON_YEAR',
  'REPORTED_GROWTH',
  'GROWTH_DIVERGENCE',
  'PERIOD_ON_PERIOD',
  'INDEX',
  'CUMULATIVE',
  'MOVING_AVERAGE',
  'RANK',
]

let count = 0

test('what random figures tell of a bucket does not depend on how far the window reaches', async () => {
  await fc.assert(
    fc.asyncProperty(windows, async ({ figures, bucket, days, base }) => {
      const slug = `reach-${count++}`
      await addPark(slug)
      await addFigures(
        server.database,
        figures.map((one) => toFigure(slug, one)),
      )
      const [outer = 0, from = 0, to = 0, end = 0] = days.toSorted((a, b) => a - b)
      const months = monthsOf[bucket]
      const toBucket = (at: number) => Math.floor(at / months)
      const asked = bucket === 'MONTH' ? [...measures, 'SINGLE_MONTH'] : measures
      const read = async (first: number, last: number) => {
        const { data, errors } = await server.send(
          `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue", "land_area", "moderate_prosperity_share"] bucket: ${bucket}
            from: "${dayOf(first).slice(0, 7)}" to: "${dayOf(last).slice(0, 7)}" base: "${dayOf(base).slice(0, 7)}" measures: [${asked}])
            { series { count completeness accumulations status columns { values lower upper reasons } } } }`,
        )
        // Where nothing but longer figures is there, the whole is refused.
        if (errors?.[0]?.extensions?.['code'] === 'BUCKET_TOO_FINE') return null
        expect(errors).toBeUndefined()
        const at = toBucket(from) - toBucket(first)
        const cut = (lists: object) =>
          Object.entries(lists).map(([name, list]) => [name, list.slice(at, at + toBucket(to) - toBucket(from) + 1)])
        return (pick(data, 'timeSeries.series') as { columns: object[] }[]).map(({ columns, ...lists }) => ({
          lists: cut(lists),
          columns: columns.map(cut),
        }))
      }
      const narrow = await read(from, to)
      for (const wide of [await read(from, end), await read(outer, to), await read(outer, end)])
        if (narrow && wide) expect(wide).toEqual(narrow)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 30) },
  )
}, 120_000)
