import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { type Bucket, dayOf, foretell, type HistoryFigure, monthsOf, toFigures } from './time-series-oracle.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const firstMonth = 2015 * 12
const lastMonth = 2017 * 12 + 11
const month = fc.integer({ min: firstMonth, max: lastMonth })
const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9999 }).map((cents) => String(cents / 100)) },
  fc.constantFrom('0', '-3.5'),
)
const publishedOn = fc.constantFrom('2018-01-01', '2018-02-01', '2018-03-01')

const growth = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })

const histories = (accumulation: 'YEAR_TO_DATE' | 'MONTH') =>
  fc.array(
    fc.record({ ends: month.map((at) => at + 1), value, publishedOn, growth }).map(
      ({ ends, ...rest }): HistoryFigure => ({
        ...rest,
        starts: accumulation === 'MONTH' ? ends - 1 : Math.floor((ends - 1) / 12) * 12,
        ends,
      }),
    ),
    { minLength: 1, maxLength: 70 },
  )

const cases = fc
  .record({
    accumulation: fc.constantFrom('YEAR_TO_DATE' as const, 'MONTH' as const),
    bucket: fc.constantFrom<Bucket>('MONTH', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'),
    asOf: fc.constantFrom('2018-01-15', '2018-02-15', '2019-01-01'),
    span: fc.tuple(month, month),
    base: month,
    window: fc.integer({ min: 2, max: 5 }),
  })
  .chain((one) =>
    fc.record({ one: fc.constant(one), pair: fc.tuple(histories(one.accumulation), histories(one.accumulation)) }),
  )

const always = [
  'LEVEL',
  'YEAR_ON_YEAR',
  'REPORTED_GROWTH',
  'GROWTH_DIVERGENCE',
  'PERIOD_ON_PERIOD',
  'INDEX',
  'CUMULATIVE',
  'MOVING_AVERAGE',
]

const document = `query ($subjects: [String!]!, $bucket: Bucket!, $from: Period!, $to: Period!, $base: Period!, $window: Int!, $asOf: Date!,
    $accumulation: Accumulation!, $measures: [TimeSeriesMeasure!]!) {
  timeSeries(subjects: $subjects, indicators: ["tax_revenue"], bucket: $bucket, from: $from, to: $to, base: $base, window: $window,
    asOf: { published: $asOf }, accumulation: $accumulation, measures: $measures, unit: CNY_10K) {
    periods series { completeness columns { measure values reasons } points { measure value reason completeness } } } }`

let count = 0

test('every measure of random histories is what looking at each figure again tells, as of any day', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ one, pair }) => {
      const { accumulation, bucket, asOf, span, base, window } = one
      const subjects = pair.map(() => `random-${count++}`)
      await addSubjects(
        server.database,
        subjects.map((slug) => ({ kind: 'PARK', slug })),
      )
      await addFigures(
        server.database,
        pair.flatMap((history, index) => toFigures(subjects[index] as string, accumulation, history)),
      )
      const [from, to] = [Math.min(...span), Math.max(...span)]
      const measures = bucket === 'MONTH' ? [...always, 'SINGLE_MONTH'] : always
      const toPeriod = (at: number) => dayOf(at).slice(0, 7)
      const { data, errors } = await server.send(document, {
        subjects,
        bucket,
        from: toPeriod(from),
        to: toPeriod(to),
        base: toPeriod(base),
        window,
        asOf,
        accumulation,
        measures,
      })
      expect(errors).toBeUndefined()
      const months = monthsOf[bucket]
      const [first, last] = [Math.floor(from / months), Math.floor(to / months)]
      const buckets = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      pair.forEach((history, index) => {
        const oracle = foretell(history, accumulation, bucket, asOf)
        const found = pick(data, `timeSeries.series.${index}`) as {
          columns: { measure: string; values: unknown[]; reasons: unknown[] }[]
        }
        const told = measures.map((measure) =>
          buckets.map((at) => oracle.tell(measure, at, Math.floor(base / months), window)),
        )
        const expected = told.map((column, at) => ({
          measure: measures[at],
          values: column.map(({ value }) => value),
          reasons: column.map(({ reason }) => reason),
        }))
        expect(found.columns).toEqual(expected)
        expect(pick(found, 'completeness')).toEqual(buckets.map((at) => oracle.completeness(at)))
        expect(pick(found, 'points')).toEqual(
          buckets.flatMap((at, row) =>
            expected.map((column) => ({
              measure: column.measure,
              value: column.values[row],
              reason: column.reasons[row],
              completeness: oracle.completeness(at),
            })),
          ),
        )
      })
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  )
}, 120_000)
