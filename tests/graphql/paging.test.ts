import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick, type SubjectKind, ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const kinds: readonly [SubjectKind, string, string][] = [
  ['PARK', 'parks', 'ParkOrder'],
  ['PROJECT', 'projects', 'ProjectOrder'],
  ['ENTERPRISE', 'enterprises', 'EnterpriseOrder'],
  ['FACILITY', 'facilities', 'FacilityOrder'],
  ['PROGRAMME', 'programmes', 'ProgrammeOrder'],
]

beforeAll(async () => {
  const { database } = server
  for (const [kind] of kinds) {
    const slugs = Array.from({ length: 17 }, (_, index) => `paged-${kind.toLowerCase()}-${index}`)
    await addSubjects(
      database,
      slugs.map(
        (slug, index) =>
          ({
            kind,
            slug,
            name: '名',
            pinyin: ['an', 'an', 'bo', 'Ce', 'é', '𠮷'][index % 6] ?? '',
            park: ZONE,
          }) as const,
      ),
    )
    await addFigures(database, slugs.flatMap(makeFigures))
  }
})

/** Figures with ties, gaps, vague values and open periods. */
function makeFigures(subject: string, index: number): NewFigure[] {
  const investment = {
    subject,
    indicator: 'total_investment',
    value: `${index % 4}`,
    unit: index % 2 ? 'CNY_10K' : 'CNY',
  }
  const end = index % 2 ? 'infinity' : '2020-01-01'
  const tax = { subject, indicator: 'tax_revenue', lower: '0.10', qualifier: 'OVER', start: '2019-01-01', end }
  const plan = {
    subject,
    indicator: 'tax_revenue',
    nature: 'PLAN',
    value: '-1.5',
    start: '-infinity',
    end: '9999-12-31',
  }
  const given: [boolean, NewFigure][] = [
    [index % 3 !== 0, investment],
    [index % 5 === 0, tax],
    [index % 4 === 0, plan],
  ]
  return given.flatMap(([isGiven, figure]) => (isGiven ? [figure] : []))
}

interface Page {
  readonly edges: { cursor: string; node: { id: string } }[]
  readonly totalCount: number
  readonly pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

async function readPage(field: string, order: string, args: Record<string, unknown>): Promise<Page> {
  const query = `query ($first: Int, $last: Int, $after: String, $before: String, $orderBy: [${order}!]) {
    page: ${field}(first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
      edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const { data, errors } = await server.send(query, args)
  expect(errors).toBeUndefined()
  return data?.page as Page
}

async function walk(field: string, order: string, orderBy: unknown, sizes: readonly number[], isBackward: boolean) {
  const seen: string[] = []
  let cursor: string | null = null
  for (let step = 0; step < 500; step += 1) {
    const size = sizes[step % sizes.length]
    const args = isBackward ? { last: size, before: cursor } : { first: size, after: cursor }
    const { edges, pageInfo, totalCount } = await readPage(field, order, { ...args, orderBy })
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null])
    const ids = edges.map(({ node }) => node.id)
    if (isBackward) seen.unshift(...ids)
    else seen.push(...ids)
    const hasMore = isBackward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage
    expect(isBackward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(cursor !== null)
    if (!hasMore) {
      expect(seen).toHaveLength(totalCount)
      return seen
    }
    expect(edges).toHaveLength(size as number)
    cursor = isBackward ? pageInfo.startCursor : pageInfo.endCursor
  }
  throw new Error('The walk does not end')
}

const direction = fc.constantFrom('ASC', 'DESC')
const subjectKey = fc.oneof(
  direction.map((slug) => ({ slug })),
  direction.map((name) => ({ name })),
  direction.map((direction) => ({ totalInvestment: { direction, nature: 'ACTUAL' } })),
  fc
    .record({ direction, nature: fc.constantFrom('ACTUAL', 'PLAN', 'FORECAST') })
    .map((choice) => ({ latest: { ...choice, indicator: 'tax_revenue' } })),
)
const observationKey = fc.oneof(
  direction.map((period) => ({ period })),
  direction.map((publishedOn) => ({ publishedOn })),
  direction.map((id) => ({ id })),
)
const sizes = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 4 })

const walks: [string, string, fc.Arbitrary<unknown>][] = [
  ['parks', 'ParkOrder', subjectKey],
  ['projects', 'ProjectOrder', subjectKey],
  ['enterprises', 'EnterpriseOrder', subjectKey],
  [
    'facilities',
    'FacilityOrder',
    fc.oneof(
      direction.map((name) => ({ name })),
      direction.map((slug) => ({ slug })),
    ),
  ],
  [
    'programmes',
    'ProgrammeOrder',
    fc.oneof(
      direction.map((name) => ({ name })),
      direction.map((slug) => ({ slug })),
    ),
  ],
  ['indicators', 'IndicatorOrder', direction.map((code) => ({ code }))],
  ['observations', 'ObservationOrder', observationKey],
]

describe.each(walks)('%s', (field, order, key) => {
  it('are visited once each, in one order, forward and backward, whatever the sizes of pages', {
    timeout: 60_000,
  }, async () => {
    const runs = field === 'observations' ? 4 : 8
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 3 }), sizes, sizes, async (orderBy, forward, backward) => {
        const least = field === 'observations' ? 40 : 3
        const ahead = await walk(
          field,
          order,
          orderBy,
          forward.map((size) => size + least),
          false,
        )
        expect(new Set(ahead).size).toBe(ahead.length)
        expect(
          await walk(
            field,
            order,
            orderBy,
            backward.map((size) => size + least),
            true,
          ),
        ).toEqual(ahead)
      }),
      { numRuns: runs },
    )
  })
})

test('the last row of a walk has no cursor beyond it, the first none before', async () => {
  const all = await readPage('parks', 'ParkOrder', { first: 100 })
  const after = await readPage('parks', 'ParkOrder', { first: 5, after: all.edges.at(-1)?.cursor })
  expect([after.edges, after.pageInfo.hasNextPage, after.totalCount]).toEqual([[], false, all.totalCount])
  const before = await readPage('parks', 'ParkOrder', { last: 5, before: all.edges[0]?.cursor })
  expect([before.edges, before.pageInfo.hasPreviousPage]).toEqual([[], false])
})

test('after and before together cut out what lies between, from either end', async () => {
  const { edges } = await readPage('enterprises', 'EnterpriseOrder', { first: 10 })
  const bounds = { after: edges[1]?.cursor, before: edges[8]?.cursor }
  const slice = (page: Page) => page.edges.map(({ node }) => node.id)
  const ids = edges.map(({ node }) => node.id)
  expect(slice(await readPage('enterprises', 'EnterpriseOrder', { ...bounds, first: 100 }))).toEqual(ids.slice(2, 8))
  expect(slice(await readPage('enterprises', 'EnterpriseOrder', { ...bounds, first: 3 }))).toEqual(ids.slice(2, 5))
  expect(slice(await readPage('enterprises', 'EnterpriseOrder', { ...bounds, last: 3 }))).toEqual(ids.slice(5, 8))
  expect(
    slice(await readPage('enterprises', 'EnterpriseOrder', { after: bounds.before, before: bounds.after })),
  ).toEqual([])
})

test('numbers, not texts, are compared: 10 comes after 9, and 0.10 equals 0.1', async () => {
  const subjects = ['9', '10', '100', '-3', '0.1', '0.10'].map((value, index) => ({ value, slug: `numbered-${index}` }))
  await addSubjects(
    server.database,
    subjects.map(({ slug }) => ({ kind: 'ENTERPRISE', slug })),
  )
  await addFigures(
    server.database,
    subjects.map(({ slug, value }) => ({ subject: slug, indicator: 'revenue', value })),
  )
  const query = `query ($after: String) { enterprises(first: 1, after: $after, where: { slug: { startsWith: "numbered-" } },
    orderBy: [{ revenue: { direction: DESC } }, { slug: DESC }]) { nodes { slug } pageInfo { endCursor hasNextPage } } }`
  const seen: unknown[] = []
  let after: unknown = null
  do {
    const { data } = await server.send(query, { after })
    seen.push(pick(data, 'enterprises.nodes.0.slug'))
    after = pick(data, 'enterprises.pageInfo.hasNextPage') ? pick(data, 'enterprises.pageInfo.endCursor') : null
  } while (after)
  expect(seen).toEqual([2, 1, 0, 5, 4, 3].map((index) => `numbered-${index}`))
})

test('rows without a value come last in both directions', async () => {
  for (const direction of ['ASC', 'DESC']) {
    const query = `{ enterprises(first: 100, where: { slug: { startsWith: "paged-" } },
      orderBy: [{ totalInvestment: { direction: ${direction} } }]) { nodes { totalInvestment { value } } } }`
    const { data } = await server.send(query)
    const known = (pick(data, 'enterprises.nodes') as { totalInvestment: unknown }[]).map(
      (row) => row.totalInvestment !== null,
    )
    expect(known).toContain(false)
    expect(known.lastIndexOf(true)).toBe(known.indexOf(false) - 1)
  }
})

test('rows inserted between two pages neither repeat nor hide others', async () => {
  const orderBy = [{ name: 'ASC' }]
  const before = await readPage('facilities', 'FacilityOrder', { first: 100, orderBy })
  const first = await readPage('facilities', 'FacilityOrder', { first: 5, orderBy })
  await addSubjects(server.database, [
    { kind: 'FACILITY', slug: 'inserted-first', pinyin: '!' },
    { kind: 'FACILITY', slug: 'inserted-last', pinyin: '~~' },
  ])
  const rest = await readPage('facilities', 'FacilityOrder', { first: 100, orderBy, after: first.pageInfo.endCursor })
  const old = new Set(before.edges.map(({ node }) => node.id))
  const seen = [...first.edges, ...rest.edges].map(({ node }) => node.id)
  expect(seen.filter((id) => old.has(id))).toEqual([...old])
  expect(seen.filter((id) => !old.has(id))).toHaveLength(1)
  expect(rest.totalCount).toBe(old.size + 2)
})

test('nested connections page on their own', async () => {
  const query = `query ($after: String) { park(slug: "${ZONE}") { parks(first: 4, after: $after, isDeep: false) {
    nodes { slug } totalCount pageInfo { hasNextPage endCursor } } } }`
  const seen: unknown[] = []
  let after: unknown = null
  do {
    const { data } = await server.send(query, { after })
    seen.push(...(pick(data, 'park.parks.nodes') as { slug: string }[]).map(({ slug }) => slug))
    after = pick(data, 'park.parks.pageInfo.hasNextPage') ? pick(data, 'park.parks.pageInfo.endCursor') : null
    expect(pick(data, 'park.parks.totalCount')).toBe(23)
  } while (after)
  expect(new Set(seen).size).toBe(23)
  expect(seen).toEqual([...seen].sort())
})

test('a period that ends after the year 9999 or never has a cursor that leads on', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'far-away' }])
  await addFigures(server.database, [
    { subject: 'far-away', indicator: 'revenue', value: '1', start: '9999-01-01', end: '10000-01-01' },
    { subject: 'far-away', indicator: 'revenue', value: '2', start: '2017-01-01', end: 'infinity' },
    { subject: 'far-away', indicator: 'revenue', value: '3', start: '-infinity', end: '2017-01-01' },
    { subject: 'far-away', indicator: 'revenue', value: '4' },
  ])
  const query = `query ($after: String) { enterprise(slug: "far-away") { observations(first: 1, after: $after,
    orderBy: [{ period: ASC }]) { nodes { value period } pageInfo { hasNextPage endCursor } } } }`
  const seen: unknown[] = []
  let after: unknown = null
  do {
    const { data, errors } = await server.send(query, { after })
    expect(errors).toBeUndefined()
    const { value, period } = pick(data, 'enterprise.observations.nodes.0') as Record<string, unknown>
    seen.push([value, period])
    after = pick(data, 'enterprise.observations.pageInfo.hasNextPage')
      ? pick(data, 'enterprise.observations.pageInfo.endCursor')
      : null
  } while (after)
  expect(seen).toEqual([
    ['3', '../2016'],
    ['1', '9999'],
    ['2', '2017/..'],
    ['4', null],
  ])
})
