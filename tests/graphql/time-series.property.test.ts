import { Decimal, printDecimal, toDecimal, yearOnYear } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { type Bucket, dayOf, foretell, type HistoryFigure, monthsOf, round, toFigures } from './time-series-oracle.ts'

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
    fc
      .record({
        ends: month.map((at) => at + 1),
        value,
        publishedOn,
        growth,
        isOther: fc.boolean(),
        isNamed: fc.boolean(),
      })
      .map(
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
    base: fc.option(month),
    window: fc.integer({ min: 2, max: 5 }),
    membership: fc.tuple(month, month).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    fill: fc.constantFrom('NONE' as const, 'LAST' as const),
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
  'SHARE_OF_PARENT',
  'CUMULATIVE',
  'MOVING_AVERAGE',
]

const document = `query ($subjects: [String!]!, $bucket: Bucket!, $from: Period!, $to: Period!, $base: Period, $window: Int!, $fill: Fill!, $asOf: Date!,
    $accumulation: Accumulation, $measures: [TimeSeriesMeasure!]!) {
  timeSeries(subjects: $subjects, indicators: ["tax_revenue"], bucket: $bucket, from: $from, to: $to, base: $base, window: $window, fill: $fill,
    asOf: { published: $asOf }, accumulation: $accumulation, measures: $measures, unit: CNY_10K) {
    periods series { completeness columns { measure values reasons } points { measure value reason completeness } } } }`

let count = 0

/** Long before all that is read: without any year to date, full years are not split. */
const toDate: HistoryFigure = { starts: 2010 * 12, ends: 2010 * 12 + 1, value: '1', publishedOn: '2018-01-01' }

test('every measure of random histories is what looking at each figure again tells, as of any day', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ one, pair }) => {
      const { accumulation, bucket, asOf, span, base, window, fill, membership } = one
      const subjects = pair.map(() => `random-${count++}`)
      await addSubjects(
        server.database,
        subjects.map((slug) => ({ kind: 'PARK', slug })),
      )
      await server.database.pool.query(
        `INSERT INTO membership (subject_id, park_id, reporting_park_id, citation_id, role, published_on, period_start, period_end)
         SELECT s.id, p.id, s.reporting_park_id, (SELECT min(id) FROM citation), 'PART_OF', '2018-01-01', $3, $4
         FROM subject s, subject p WHERE s.slug = $1 AND p.slug = $2`,
        [...subjects, ...membership.map((at, end) => dayOf(at + end))],
      )
      // In shorter buckets than a year, what is told from January on is one, whatever it is called.
      const isOne = accumulation === 'YEAR_TO_DATE' && bucket !== 'YEAR'
      await addFigures(
        server.database,
        pair.flatMap((history, index) => {
          const told = isOne ? [toDate, ...history] : history.map((one) => ({ ...one, isNamed: false }))
          return toFigures(subjects[index] as string, accumulation, told)
        }),
      )
      const [from, to] = [Math.min(...span), Math.max(...span)]
      const measures = bucket === 'MONTH' ? [...always, 'SINGLE_MONTH'] : always
      const toPeriod = (at: number) => dayOf(at).slice(0, 7)
      const { data, errors } = await server.send(document, {
        subjects,
        bucket,
        from: toPeriod(from),
        to: toPeriod(to),
        base: base === null ? null : toPeriod(base),
        window,
        fill,
        asOf,
        accumulation: isOne ? null : accumulation,
        measures,
      })
      expect(errors).toBeUndefined()
      const months = monthsOf[bucket]
      const [first, last] = [Math.floor(from / months), Math.floor(to / months)]
      const buckets = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      const oracles = pair.map((history) => foretell(history, accumulation, bucket, asOf))
      oracles.forEach((oracle, index) => {
        const isMember = (at: number) => index === 0 && at >= membership[0] && at <= membership[1]
        const parent = (at: number) => (isMember((at + 1) * months - 1) ? (oracles[1]?.whole(at) ?? null) : null)
        const asked = { first, last, base: base === null ? null : Math.floor(base / months), window, fill, parent }
        const found = pick(data, `timeSeries.series.${index}`) as {
          columns: { measure: string; values: unknown[]; reasons: unknown[] }[]
        }
        const told = measures.map((measure) => buckets.map((at) => oracle.tell(measure, at, asked)))
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

const amount = fc.integer({ min: -20, max: 400 }).map((tenths) => tenths / 10)
const quantity = fc.oneof(
  amount.map((one) => ({ low: one, high: one })),
  fc.tuple(amount, amount).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) })),
)

interface Range {
  readonly low: number
  readonly high: number
}

const toFigure = (subject: string, at: number, { low, high }: Range): NewFigure => ({
  subject,
  indicator: 'tax_revenue',
  accumulation: 'MONTH',
  start: dayOf(at),
  end: dayOf(at + 1),
  ...(low === high ? { value: String(low) } : { lower: String(low), upper: String(high), qualifier: 'ABOUT' }),
})

/** Least and greatest of what the corners of two ranges give; nothing where the base may be zero or less. */
function spread(a: Range, b: Range): (string | null)[] {
  if (b.low <= 0) return [null, null]
  const corners = [a.low, a.high].flatMap((value) =>
    [b.low, b.high].map((base) => yearOnYear(String(value), String(base)).value as Decimal),
  )
  return [Decimal.min(...corners), Decimal.max(...corners)].map((value) => printDecimal(round(value)))
}

test('of vague figures, growth and sums have the bounds that their corners give', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(quantity, { minLength: 24, maxLength: 24 }), async (ranges) => {
      const subject = `vague-${count++}`
      await addSubjects(server.database, [{ kind: 'PARK', slug: subject }])
      await addFigures(
        server.database,
        ranges.map((range, at) => toFigure(subject, 2016 * 12 + at, range)),
      )
      const ask = (bucket: string, measure: string) =>
        `timeSeries(subjects: ["${subject}"], indicators: ["tax_revenue"], bucket: ${bucket}, from: "2017", to: "2017", measures: [${measure}],
          unit: CNY_10K) { series { columns { values lower upper } } }`
      const { data, errors } = await server.send(
        `{ growth: ${ask('MONTH', 'YEAR_ON_YEAR')} sums: ${ask('QUARTER', 'LEVEL')} }`,
      )
      expect(errors).toBeUndefined()
      const [growth, sums] = ['growth', 'sums'].map((name) => pick(data, `${name}.series.0.columns.0`))
      const expected = (columns: { isVague: boolean; bounds: (string | null)[] }[]) => ({
        values: columns.map(({ isVague, bounds }) => (isVague ? null : bounds[0])),
        lower: columns.map(({ isVague, bounds }) => (isVague ? bounds[0] : null)),
        upper: columns.map(({ isVague, bounds }) => (isVague ? bounds[1] : null)),
      })
      const isVague = (range: Range) => range.low !== range.high
      const [before, after] = [ranges.slice(0, 12), ranges.slice(12)]
      expect(growth).toEqual(
        expected(
          after.map((a, at) => {
            const b = before[at] as Range
            return { isVague: isVague(a) || isVague(b), bounds: spread(a, b) }
          }),
        ),
      )
      const total = (items: Range[], end: keyof Range) =>
        printDecimal(items.reduce((sum, item) => sum.plus(String(item[end])), toDecimal('0')))
      expect(sums).toEqual(
        expected(
          [0, 3, 6, 9].map((at) => {
            const items = after.slice(at, at + 3)
            return { isVague: items.some(isVague), bounds: [total(items, 'low'), total(items, 'high')] }
          }),
        ),
      )
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  )
}, 120_000)
