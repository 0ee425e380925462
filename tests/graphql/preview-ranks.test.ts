import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

interface Amount {
  readonly qualifier: string
  readonly value: string | null
  readonly lower: string | null
  readonly upper: string | null
}

const number = fc.integer({ min: 2, max: 13 })
const [small, great] = [fc.integer({ min: 1, max: 3 }), fc.integer({ min: 11, max: 15 })]
const make = (qualifier: string, parts: { value?: number; lower?: number; upper?: number }): Amount => {
  const text = (part: number | undefined) => (part === undefined ? null : String(part))
  return { qualifier, value: text(parts.value), lower: text(parts.lower), upper: text(parts.upper) }
}
const amount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 7, arbitrary: number.map((value) => make('EXACT', { value })) },
  great.map((lower) => make('OVER', { lower })),
  great.map((lower) => make('AT_LEAST', { lower })),
  small.map((upper) => make('NEARLY', { upper })),
  small.map((upper) => make('AT_MOST', { upper })),
  number.map((lower) => make('ABOUT', { lower, upper: lower + 1 })),
)

const slugs = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']
const rest = {
  isSpring: fc.boolean(),
  /** What another document tells of it, with its place in precedence and whether it was published later. */
  other: fc.option(fc.record({ amount, source: fc.constantFrom('same', 'behind'), isLater: fc.boolean() }), {
    freq: 2,
  }),
  /** The later park in which it lies, if there is one of that number. */
  around: fc.option(fc.nat({ max: 16 }), { freq: 3 }),
}
const cohort = fc.record({
  own: fc.record({ ...rest, amount }),
  others: fc.array(fc.record({ ...rest, amount: fc.option(amount, { freq: 8 }) }), { minLength: 6, maxLength: 6 }),
  after: amount,
  isStock: fc.boolean(),
})

beforeAll(async () => {
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  const { rows } = await server.database.pool.query('SELECT priority FROM source ORDER BY id LIMIT 1')
  await addSource(server.database, 'same', rows[0].priority)
  await addSource(server.database, 'behind', rows[0].priority + 1)
})

interface Place {
  readonly rank: number
  readonly value: string | null
  readonly subject: { readonly slug: string }
}

interface Ranked {
  readonly count: number
  readonly places: ReadonlyMap<string, Place>
}

/** What `ranking` says, and how many parks it ranks. */
async function rank(indicator: string, accumulation: string, period: string): Promise<Ranked> {
  const { data, errors } = await server.send(
    `query ($indicator: String!, $accumulation: Accumulation!, $period: Period!) { ranking(reading: CORRECTED period: $period
      by: { indicator: { indicator: $indicator, accumulation: $accumulation, scope: UNSPECIFIED } }
      among: { where: { kind: { eq: INDUSTRIAL_PARK } } }) { count rows { rank value subject { slug } } } }`,
    { indicator, accumulation, period },
  )
  expect(errors).toBeUndefined()
  const rows = pick(data, 'ranking.rows') as Place[]
  return { count: pick(data, 'ranking.count') as number, places: new Map(rows.map((row) => [row.subject.slug, row])) }
}

interface Said {
  readonly park: { readonly slug: string }
  readonly before: number | null
  readonly after: number | null
  readonly beforeValue: string | null
  readonly afterValue: string | null
  readonly beforeSize: number | null
  readonly afterSize: number | null
}

async function preview(correction: string): Promise<readonly Said[]> {
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview { ranks(first: 1000) {
      park { slug } before after beforeValue afterValue beforeSize afterSize } } } } }`,
    { id: correction },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'node.preview.ranks') as Said[]
}

type Case = typeof cohort extends fc.Arbitrary<infer Item> ? Item : never

const toKind = (isStock: boolean) =>
  isStock
    ? { indicator: 'land_area', accumulation: 'STOCK', unit: 'MU' }
    : { indicator: 'tax_revenue', accumulation: 'FULL_YEAR', unit: 'CNY_10K' }

/** What is told of one park in a year: by the article, and by the other document. */
function toFigures(
  { amount, isSpring, other }: Case['others'][number],
  subject: string,
  year: number,
  isStock: boolean,
) {
  const days =
    isStock && isSpring
      ? { start: `${year}-03-01`, end: `${year}-06-01` }
      : { start: `${year}-01-01`, end: `${year + 1}-01-01` }
  const figure = { subject, ...toKind(isStock), ...days }
  const figures: NewFigure[] = amount ? [{ ...figure, ...amount }] : []
  if (!other) return figures
  const publishedOn = other.isLater ? '2020-06-01' : '2019-01-01'
  return [...figures, { ...figure, ...other.amount, source: other.source, priceBasis: 'CURRENT', publishedOn }]
}

/** Makes the figures and memberships of a case. Answers the figure that is corrected, and how many parks lie in another. */
async function addCase({ own, others, isStock }: Case, year: number) {
  const parks = [own, ...others]
  let inside = 0
  for (const [at, { around }] of parks.entries()) {
    if (around === null || around <= at || around >= slugs.length) continue
    inside += 1
    await addFact(server.database, 'membership', slugs[at] as string, {
      park: slugs[around] as string,
      role: 'PART_OF',
      period_start: `${year}-01-01`,
      period_end: `${year + 1}-01-01`,
    })
  }
  const figures = parks.flatMap((park, at) => toFigures(park, slugs[at] as string, year, isStock))
  const [figure = ''] = await addFigures(server.database, figures)
  return { figure, inside }
}

/** Holds a preview against the rankings before and after accepting: what it lists, and what it leaves out. */
function compare(said: readonly Said[], before: Ranked, after: Ranked) {
  for (const row of said) {
    const [old, now] = [before.places.get(row.park.slug), after.places.get(row.park.slug)]
    expect([row.before, row.beforeValue]).toEqual([old?.rank ?? null, old?.value ?? null])
    expect([row.after, row.afterValue]).toEqual([now?.rank ?? null, now?.value ?? null])
    expect([row.beforeSize, row.afterSize]).toEqual([old ? before.count : null, now ? after.count : null])
  }
  const listed = new Set(said.map((row) => row.park.slug))
  for (const slug of slugs.filter((name) => !listed.has(name)))
    expect(after.places.get(slug)).toEqual(before.places.get(slug))
}

test('previewed places are those that ranking tells before accepting and after it', async () => {
  const seen = { moved: 0, inside: 0, vague: 0 }
  for (const [index, one] of fc.sample(cohort, { numRuns: 45, seed: 3 }).entries()) {
    const [year, own] = [1900 + index, one.own.amount]
    const changes = Object.entries(one.after).filter(([name, part]) => part !== own[name as keyof Amount])
    if (changes.length === 0) continue
    const { figure, inside } = await addCase(one, year)
    const { indicator, accumulation } = toKind(one.isStock)
    const period = one.isStock && one.own.isSpring ? `${year}-03/${year}-05` : String(year)
    const correction = await propose(server.database, figure, Object.fromEntries(changes))
    const [said, before] = [await preview(correction), await rank(indicator, accumulation, period)]
    await decide(server.database, correction)
    compare(said, before, await rank(indicator, accumulation, period))
    expect(await preview(correction)).toEqual(said)
    seen.moved += said.length
    seen.inside += inside
    seen.vague += said.filter((row) => row.after !== null && row.afterValue === null).length
  }
  expect(seen.moved).toBeGreaterThan(50)
  expect(seen.inside).toBeGreaterThan(20)
  expect(seen.vague).toBeGreaterThan(5)
}, 120_000)
