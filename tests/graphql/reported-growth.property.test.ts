import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addSubjects, pick } from './data.ts'
import { tax } from './one-answer.ts'
import { rate, useReportedGrowth } from './reported-growth.ts'

const { server, add, addPark, tell } = useReportedGrowth()

const figures = fc.array(
  fc.record({
    year: fc.constantFrom('2015', '2016', '2017'),
    value: fc.option(fc.integer({ min: 1, max: 99 }).map(String), { freq: 8 }),
    isGrowth: fc.boolean(),
    accumulation: fc.constantFrom('FULL_YEAR', 'YEAR_TO_DATE', 'PERIOD_TOTAL'),
    priceBasis: fc.constantFrom('UNSPECIFIED', 'CURRENT', 'CONSTANT'),
    source: fc.constantFrom('yearbook', 'bulletin', 'issue-1', 'issue-2'),
    publishedOn: fc.constantFrom('2018-01-01', '2019-01-01', '2020-01-01'),
  }),
  { minLength: 2, maxLength: 12 },
)

const asked = fc.constantFrom('', 'priceBasis: CURRENT', 'source: "bulletin"')

let count = 0

it('what random figures report of a year does not depend on the figures of other years', async () => {
  const years = ['2015', '2016', '2017']
  await fc.assert(
    fc.asyncProperty(figures, asked, async (history, more) => {
      const [all, ...apart] = ['all', ...years].map((name) => `random-${count}-${name}`) as [string, ...string[]]
      count++
      await addSubjects(
        server.database,
        [all, ...apart].map((slug) => ({ kind: 'PARK', slug })),
      )
      await add(
        ...history.flatMap(({ year, value, isGrowth, ...rest }) =>
          [all, apart[years.indexOf(year)] as string].map((slug) =>
            tax(slug, year, value, { ...rest, ...(isGrowth ? rate : {}) }),
          ),
        ),
      )
      const answers = await Promise.all([all, ...apart].map((slug) => tell(slug, '2015', '2017', more)))
      const [together, ...alone] = answers as string[][]
      expect(together).toEqual(alone.map((values, at) => values[at]))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  )
}, 120_000)

const spans = fc.array(
  fc.record({
    period: fc.constantFrom('2015', '2016', '2016-01/2016-06', '2016-07/2016-12', '2016-10/2016-12', '2016-12'),
    value: fc.option(fc.integer({ min: 1, max: 99 }).map(String), { freq: 8 }),
    isGrowth: fc.boolean(),
    accumulation: fc.constantFrom('FULL_YEAR', 'YEAR_TO_DATE', 'PERIOD_TOTAL', 'UNSPECIFIED'),
    priceBasis: fc.constantFrom('UNSPECIFIED', 'CURRENT'),
    source: fc.constantFrom('bulletin', 'issue-1', 'issue-2'),
    publishedOn: fc.constantFrom('2018-01-01', '2019-01-01', '2020-01-01'),
  }),
  { minLength: 2, maxLength: 14 },
)

it('what random figures report with a level of one figure is what that figure has', async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(spans, async (history) => {
      const slug = `one-figure-${count++}`
      await addPark(
        slug,
        ...history.map(({ period, value, isGrowth, ...rest }) =>
          tax(slug, period, value, { ...rest, ...(isGrowth ? rate : {}) }),
        ),
      )
      for (const [bucket, at] of [
        ['MONTH', '2016-12'],
        ['QUARTER', '2016-Q4'],
        ['HALF_YEAR', '2016-H2'],
        ['YEAR', '2016'],
      ]) {
        const { data, errors } = await server.send(
          `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${at}" to: "${at}"
            measures: [LEVEL, REPORTED_GROWTH]) { monthsPerBucket series { completeness points { measure value inputs { period growth { reported { id value } } } } } } }`,
        )
        // What is longer than the bucket is refused where nothing else tells it.
        if (errors?.[0]?.extensions?.code === 'BUCKET_TOO_FINE') continue
        expect(errors).toBeUndefined()
        const [level, growth] = pick(data, 'timeSeries.series.0.points') as { value: string | null; inputs: object[] }[]
        const isWhole = pick(data, 'timeSeries.series.0.completeness.0') === pick(data, 'timeSeries.monthsPerBucket')
        if (level?.inputs.length !== 1 || !isWhole || level.value === null) continue
        told += 1
        expect(growth?.value ?? null).toBe(pick(level.inputs[0], 'growth.reported.value') ?? null)
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  )
  expect(told).toBeGreaterThan(20)
}, 120_000)
