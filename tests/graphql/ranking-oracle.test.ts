import { convert, perUnit, printDecimal, type Rankable, rankFigures, yearOnYear } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const number = fc.integer({ min: 1, max: 12 })
const figure: fc.Arbitrary<Rankable | null> = fc.oneof(
  { weight: 4, arbitrary: number.map((value) => make('EXACT', { value })) },
  number.map((lower) => make('OVER', { lower })),
  number.map((lower) => make('AT_LEAST', { lower })),
  number.map((upper) => make('NEARLY', { upper })),
  number.map((upper) => make('AT_MOST', { upper })),
  fc.tuple(number, number).map(([lower, width]) => make('ABOUT', { lower, upper: lower + width })),
  fc.constant(null),
)

function make(qualifier: Rankable['qualifier'], parts: { value?: number; lower?: number; upper?: number }): Rankable {
  const text = (part: number | undefined) => (part === undefined ? null : String(part))
  return { qualifier, value: text(parts.value), lower: text(parts.lower), upper: text(parts.upper) }
}

const year = (number: number) => ({
  start: `${number}-01-01`,
  end: `${number + 1}-01-01`,
  unit: 'CNY',
  indicator: 'revenue',
})

/** Makes a cohort of parks for each list of figures; answers the slugs. */
async function addCohorts<Item>(
  prefix: string,
  cohorts: readonly Item[][],
  toFigures: (slug: string, item: Item) => NewFigure[],
) {
  const slug = (cohort: number, index: number) => `${prefix}-${cohort}-${index}`
  const slugs = cohorts.map((items, cohort) => items.map((_, index) => slug(cohort, index)))
  await addSubjects(
    server.database,
    slugs.flat().map((name) => ({ kind: 'PARK', slug: name })),
  )
  await addFigures(
    server.database,
    cohorts.flatMap((items, cohort) => items.flatMap((item, index) => toFigures(slug(cohort, index), item))),
  )
  return slugs
}

interface Row {
  readonly rank: number
  readonly tied: number
  readonly value: string | null
  readonly subject: { readonly slug: string }
}

async function rank(prefix: string, cohort: number, options: string): Promise<Map<string, Row>> {
  const { data, errors } = await server.send(
    `query ($prefix: String!) { ranking(${options} among: { where: { slug: { startsWith: $prefix } } }) {
      rows { rank tied value subject { slug } } } }`,
    { prefix: `${prefix}-${cohort}-` },
  )
  expect(errors).toBeUndefined()
  return new Map((pick(data, 'ranking.rows') as Row[]).map((row) => [row.subject.slug, row]))
}

/** The ranks that a time series tells of the year, an absent one as its reason. */
async function rankInSeries(subjects: readonly string[]) {
  const { data, errors } = await server.send(
    `query ($subjects: [String!]!) { timeSeries(subjects: $subjects, indicators: ["revenue"], bucket: YEAR, from: "2019", to: "2019",
      accumulation: UNSPECIFIED, measures: [RANK]) { series { columns { values reasons } } } }`,
    { subjects },
  )
  expect(errors).toBeUndefined()
  const series = pick(data, 'timeSeries.series') as { columns: { values: string[]; reasons: string[] }[] }[]
  return series.map(({ columns: [column] }) => column?.values[0] ?? column?.reasons[0])
}

test('ranks and ties are those of packages/statistics, vague figures included', async () => {
  const cohorts = fc.sample(fc.array(figure, { minLength: 1, maxLength: 9 }), { numRuns: 120, seed: 11 })
  const toFigures = (subject: string, item: Rankable | null): NewFigure[] =>
    item === null
      ? []
      : [{ subject, ...year(2019), ...(item as Omit<Rankable, 'value' | 'lower' | 'upper'>), ...texts(item) }]
  const texts = ({ value, lower, upper }: Rankable) => ({
    value: value as string,
    lower: lower as string,
    upper: upper as string,
  })
  const slugs = await addCohorts('oracle', cohorts, toFigures)
  let vague = 0
  for (const [cohort, items] of cohorts.entries()) {
    const direction = cohort % 2 === 0 ? 'DESC' : 'ASC'
    const ties = (['STANDARD', 'MODIFIED', 'DENSE'] as const)[cohort % 3] as 'STANDARD'
    const known = items.filter((item) => item !== null)
    const places = rankFigures(known, direction, ties)
    const expected = new Map(
      items.flatMap((item, index) => {
        const place = item === null ? null : places[known.indexOf(item)]
        return place ? [[slugs[cohort]?.[index], place]] : []
      }) as [string, { rank: number; tied: number }][],
    )
    vague += places.filter((place) => place === null).length
    const found = await rank(
      'oracle',
      cohort,
      `by: { indicator: { indicator: "revenue" } } direction: ${direction} ties: ${ties}`,
    )
    expect(new Map([...found].map(([slug, row]) => [slug, { rank: row.rank, tied: row.tied }]))).toEqual(expected)
    const bySize = rankFigures(known).map((place) => (place ? String(place.rank) : 'VAGUE_VALUE'))
    expect(await rankInSeries(slugs[cohort] ?? [])).toEqual(
      items.map((item) => (item === null ? 'MISSING_VALUE' : bySize[known.indexOf(item)])),
    )
  }
  expect(vague).toBeGreaterThan(50)
})

test('growth and quotients are those of packages/statistics', async () => {
  const amount = fc.integer({ min: -50, max: 1_000_000 }).map((cents) => String(cents / 100))
  const item = fc.record({ before: amount, now: amount, land: fc.integer({ min: 0, max: 999 }).map(String) })
  const cohorts = fc.sample(fc.array(item, { minLength: 40, maxLength: 40 }), { numRuns: 3, seed: 5 })
  const slugs = await addCohorts('ratio', cohorts, (subject, { before, now, land }) => [
    { subject, ...year(2018), value: before },
    { subject, ...year(2019), value: now },
    { subject, ...year(2019), value: land, indicator: 'land_area', unit: 'MU', accumulation: 'STOCK' },
  ])
  const round = (value: ReturnType<typeof yearOnYear>['value']) => value && printDecimal(value.toSignificantDigits(34))
  for (const [cohort, items] of cohorts.entries()) {
    const of = (values: (string | null)[]) =>
      new Map(
        values.flatMap((value, index) => (value === null ? [] : [[slugs[cohort]?.[index], value]])) as [
          string,
          string,
        ][],
      )
    const values = (rows: Map<string, Row>) => new Map([...rows].map(([slug, row]) => [slug, row.value]))
    const growth = await rank('ratio', cohort, 'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "revenue" } }')
    expect(values(growth)).toEqual(of(items.map(({ before, now }) => round(yearOnYear(now, before).value))))
    const perHectare = await rank(
      'ratio',
      cohort,
      'by: { derived: { derivation: PER_MU, indicator: "revenue" } } unit: CNY_10K_PER_HECTARE',
    )
    const convertAll = ({ now, land }: { now: string; land: string }) =>
      perUnit(convert(now, 'CNY', 'CNY_10K').value, convert(land, 'MU', 'HECTARE').value).value
    for (const [index, one] of items.entries()) {
      const expected = convertAll(one)
      const found = perHectare.get(slugs[cohort]?.[index] as string)?.value ?? null
      expect(found === null ? null : Number(found)).toBe(
        expected === null ? null : Number(expected.toSignificantDigits(20)),
      )
    }
  }
})
