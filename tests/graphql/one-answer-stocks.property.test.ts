import { parsePeriod } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const years = ['2015', '2016', '2017', '2018']
const figure = fc.record({
  period: fc.oneof(
    fc.constantFrom(...years),
    fc.constantFrom(...years).map((year) => `${year}-12-31`),
    fc.constantFrom(...years).map((year) => `${year}-06-30`),
    fc.constantFrom('2016/..', '2015/2017-06', '2017-07/2018-03'),
  ),
  accumulation: fc.constantFrom('STOCK', 'STOCK', 'UNSPECIFIED', 'FULL_YEAR'),
  source: fc.constantFrom('first', 'second', 'third'),
  scope: fc.constantFrom('UNSPECIFIED', 'UNSPECIFIED', 'ALL'),
  publishedOn: fc.constantFrom('2019-02-01', '2019-03-01'),
  value: fc.option(fc.integer({ min: 1, max: 99 }).map(String), { freq: 6 }),
})
// A stock with figures that are none, of exactly a span, is one still; such figures alone are not.
const always = {
  period: '2018-06-30',
  accumulation: 'STOCK',
  source: 'third',
  scope: 'UNSPECIFIED',
  publishedOn: '2019-02-01',
  value: '7',
}
const ofStocks = fc
  .sample(fc.array(figure, { minLength: 1, maxLength: 9 }), { numRuns: 40, seed: 11 })
  .map((figures) => [always, ...figures])

// What is told by the day alone, each half year, stands before spans that end in it, unless they are of exactly what is asked for.
const halves = ['2014', ...years].flatMap((year) => [`${year}-06-30`, `${year}-12-31`])
const days = halves.map((period, at) => ({ ...always, period, accumulation: 'DAY', value: String(10 + at) }))
const beside = fc.record({
  period: fc.oneof(
    fc.constantFrom(...years),
    fc.constantFrom(...halves),
    fc.constantFrom(...years).map((year) => `${year}/${year}-11`),
    fc.constantFrom(...years).map((year) => `${year}-12`),
  ),
  source: fc.constantFrom('first', 'second', 'third'),
  scope: fc.constantFrom('UNSPECIFIED', 'UNSPECIFIED', 'ALL'),
  publishedOn: fc.constantFrom('2019-02-01', '2019-03-01'),
  value: fc.option(fc.integer({ min: 1, max: 99 }).map(String), { freq: 6 }),
})
const callSpan = (period: string) =>
  period.length === 4 ? 'FULL_YEAR' : period.length === 7 ? 'MONTH' : period.includes('/') ? 'YEAR_TO_DATE' : 'DAY'
const ofDays = fc
  .sample(fc.array(beside, { minLength: 1, maxLength: 9 }), { numRuns: 20, seed: 12 })
  .map((figures) => [...days, ...figures.map((one) => ({ ...one, accumulation: callSpan(one.period) }))])
const histories = [...ofStocks.slice(0, 20), ...ofDays.slice(0, 10), ...ofStocks.slice(20), ...ofDays.slice(10)]

const measures = ['LEVEL', 'YEAR_ON_YEAR', 'SHARE_OF_PARENT']

test('of random stocks of several sources, time series and rankings tell one figure of each span', async () => {
  for (const [index, source] of ['first', 'second', 'third'].entries())
    await addSource(server.database, source, index < 2 ? 10 : 50)
  const slugs = histories.map((_, index) => `lot-${String(index).padStart(2, '0')}`)
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  // The first half are parts of the second.
  const half = slugs.length / 2
  for (const [at, slug] of slugs.slice(0, half).entries())
    await addFact(server.database, 'membership', slug, { park: slugs[at + half] as string, role: 'PART_OF' })
  await addFigures(
    server.database,
    histories.flatMap((figures, at) =>
      figures.map(({ period, value, accumulation, ...rest }) => {
        const { start, end } = parsePeriod(period)
        const missing = value === null ? { missingReason: 'withdrawn' } : {}
        const told = accumulation === 'FULL_YEAR' && period.length > 4 ? 'STOCK' : accumulation
        const of = { subject: slugs[at] as string, indicator: 'land_area', unit: 'MU', accumulation: told }
        return { ...of, ...rest, ...missing, value, start, end: end ?? 'infinity' }
      }),
    ),
  )
  for (const [bucket, spans] of [
    ['YEAR', years],
    ['HALF_YEAR', years.flatMap((year) => [`${year}-H1`, `${year}-H2`])],
  ] as const) {
    const rankings = spans.flatMap((span, at) =>
      measures.map((measure) => {
        const by =
          measure === 'LEVEL'
            ? '{ indicator: { indicator: "land_area" } } unit: MU'
            : `{ derived: { derivation: ${measure}, indicator: "land_area" } }`
        return `${measure}_${at}: ranking(by: ${by} period: "${span}" among: { where: { slug: { startsWith: "lot-" } } subParks: INCLUDE }) {
          rows { subject { slug } value } excluded(reasons: [MISSING_VALUE, MISSING_BASE, NO_PARENT]) { subject { slug } reason } }`
      }),
    )
    const { data, errors } = await server.send(
      `query ($slugs: [String!]!) { timeSeries(subjects: $slugs indicators: ["land_area"] unit: MU bucket: ${bucket} from: "2015" to: "2018"
        measures: [${measures}]) { series { columns { values reasons } } } ${rankings.join(' ')} }`,
      { slugs },
    )
    expect(errors).toBeUndefined()
    for (const [at] of spans.entries())
      for (const [index, measure] of measures.entries()) {
        const { rows, excluded } = pick(data, `${measure}_${at}`) as Record<
          string,
          { subject: { slug: string }; value?: string; reason?: string }[]
        >
        const ranked = new Map(
          [...(rows ?? []), ...(excluded ?? [])].map(({ subject, value, reason }) => [subject.slug, value ?? reason]),
        )
        const told = slugs.map((slug, series) => {
          const column = pick(data, `timeSeries.series.${series}.columns.${index}`)
          return [slug, pick(column, `values.${at}`) ?? pick(column, `reasons.${at}`)]
        })
        expect({ span: spans[at], measure, told }).toEqual({
          span: spans[at],
          measure,
          told: slugs.map((slug) => [slug, ranked.get(slug)]),
        })
      }
  }
})
