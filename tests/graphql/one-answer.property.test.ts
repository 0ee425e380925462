import { printDecimal, yearOnYear } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const sources = ['first', 'second', 'third', 'fourth']
const priorityOf = (source: string) => (sources.indexOf(source) < 2 ? 10 : 50)
const scopes = ['UNSPECIFIED', 'ALL']
const priceBases = ['CURRENT', 'CONSTANT']

/** What tells a whole year, whatever it is called. */
const accumulations = ['FULL_YEAR', 'YEAR_TO_DATE', 'PERIOD_TOTAL', 'UNSPECIFIED']

const figure = fc.record({
  accumulation: fc.constantFrom(...accumulations),
  year: fc.constantFrom('2016', '2016', '2017'),
  source: fc.constantFrom(...sources),
  scope: fc.constantFrom(...scopes),
  priceBasis: fc.constantFrom(...priceBases),
  publishedOn: fc.constantFrom('2018-02-01', '2018-03-01', '2018-04-01'),
  value: fc.option(fc.integer({ min: 1, max: 99 }).map(String), { freq: 4 }),
})
const histories = fc.sample(fc.array(figure, { minLength: 1, maxLength: 14 }), { numRuns: 60, seed: 7 })

type Figure = (typeof histories)[number][number]

/** The one that comes first: of the first source, price basis and scope, then the one published last, then recorded last. */
function findFirst(figures: readonly Figure[]): Figure | undefined {
  const keyOf = (one: Figure) => [
    priorityOf(one.source),
    priceBases.indexOf(one.priceBasis),
    scopes.indexOf(one.scope),
    -Date.parse(one.publishedOn),
    -figures.indexOf(one),
  ]
  return figures.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    return left.map((part, at) => part - Number(right[at])).find((difference) => difference !== 0) ?? 0
  })[0]
}

function foretell(figures: readonly Figure[]): { level: string; growth: string } {
  const level = findFirst(figures.filter(({ year }) => year === '2017'))
  if (level?.value == null) return { level: 'MISSING_VALUE', growth: 'MISSING_VALUE' }
  const isAlike = (one: Figure) =>
    one.scope === level.scope &&
    one.priceBasis === level.priceBasis &&
    priorityOf(one.source) === priorityOf(level.source)
  const bases = figures.filter((one) => one.year === '2016' && isAlike(one))
  const base = findFirst(bases.filter((one) => one.accumulation === level.accumulation)) ?? findFirst(bases)
  const growth = yearOnYear(level.value, base?.value ?? null)
  return {
    level: level.value,
    growth: growth.value === null ? growth.reason : printDecimal(growth.value.toSignificantDigits(34)),
  }
}

test('of random figures of several sources, scopes and prices, all tell the one that comes first', async () => {
  const slugs = histories.map((_, index) => `random-${String(index).padStart(2, '0')}`)
  for (const [index, source] of sources.entries()) await addSource(server.database, source, index < 2 ? 10 : 50)
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  await addFigures(
    server.database,
    histories.flatMap((figures, at) => [
      // By month a full year alone would be refused.
      tax(slugs[at] as string, '2015-01', '1'),
      ...figures.map(({ year, value, ...rest }) => tax(slugs[at] as string, year, value, rest)),
    ]),
  )
  const among = 'period: "2017" among: { where: { slug: { startsWith: "random-" } } }'
  const found =
    'rows { value subject { slug } } excluded(reasons: [MISSING_VALUE, MISSING_BASE]) { reason subject { slug } }'
  const { data, errors } = await server.send(
    `query ($slugs: [String!]!) {
      level: ranking(by: { indicator: { indicator: "tax_revenue" } } unit: CNY_10K ${among}) { ${found} }
      growth: ranking(by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } } ${among}) { ${found} }
      timeSeries(subjects: $slugs indicators: ["tax_revenue"] bucket: YEAR from: "2017" to: "2017" unit: CNY_10K
        measures: [LEVEL, YEAR_ON_YEAR]) { series { columns { values reasons } } }
      byMonth: timeSeries(subjects: $slugs indicators: ["tax_revenue"] bucket: MONTH from: "2017-12" to: "2017-12" unit: CNY_10K
        measures: [LEVEL, YEAR_ON_YEAR]) { series { columns { values reasons } } }
      parks(where: { slug: { startsWith: "random-" }, latest: [] }, first: 100) { nodes { slug latest(indicator: "tax_revenue") { value period } } } }`,
    { slugs },
  )
  expect(errors).toBeUndefined()
  type Row = { value?: string; reason?: string; subject: { slug: string } }
  const ranked = (name: string) => {
    const rows = [...(pick(data, `${name}.rows`) as Row[]), ...(pick(data, `${name}.excluded`) as Row[])]
    return new Map(rows.map(({ value, reason, subject }) => [subject.slug, value ?? reason]))
  }
  const [levels, growths] = [ranked('level'), ranked('growth')]
  const latest = pick(data, 'parks.nodes') as { slug: string; latest: { value: string | null; period: string } }[]
  for (const [at, slug] of slugs.entries()) {
    const expected = foretell(histories[at] as Figure[])
    for (const bucket of ['timeSeries', 'byMonth']) {
      const columns = pick(data, `${bucket}.series.${at}.columns`) as object[]
      const told = columns.map((column) => pick(column, 'values.0') ?? pick(column, 'reasons.0'))
      expect({ slug, bucket, level: told[0], growth: told[1] }).toEqual({ slug, bucket, ...expected })
    }
    expect({ slug, level: levels.get(slug), growth: growths.get(slug) }).toEqual({ slug, ...expected })
    const newest = latest.find((park) => park.slug === slug)?.latest
    if (newest?.period === '2017') expect(newest.value ?? 'MISSING_VALUE').toBe(expected.level)
  }
})
