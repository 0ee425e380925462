import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { figure, groupsOfParks, where } from './group-by.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
const { ask, refuse } = groupsOfParks(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('the groups beyond the top ones are one, and with them the parts add up', async () => {
  const data =
    await ask(`{ enterprises(where: { slug: { in: ["e1", "e2", "w1", "w2"] } }) { groupBy(by: [INDUSTRY_CLASS], ${figure}, top: 1,
    orderBy: [{ aggregate: SUM, direction: DESC }]) { totalCount nodes { key { industryClass } sum(unit: CNY_10K) } other { count sum(unit: CNY_10K) key { industryClass } }
    totals { sum(unit: CNY_10K) } } } }`)
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    totalCount: 1,
    nodes: [{ key: { industryClass: '3912' }, sum: '50' }],
    other: { count: 2, sum: '70', key: { industryClass: null } },
    totals: { sum: '120' },
  })
})

test('percentiles lie between figures in proportion', async () => {
  const data =
    await ask(`{ enterprises(where: { slug: { in: ["e1", "e2", "w1", "w2"] } }) { groupBy(by: [], ${figure}, percentiles: ["0", "0.25", "0.9", "1"]) {
    nodes { median(unit: CNY_10K) percentiles { fraction value } } } } }`)
  expect(pick(data, 'enterprises.groupBy.nodes')).toEqual([
    {
      median: '30',
      percentiles: [
        { fraction: '0', value: '0.001' },
        { fraction: '0.25', value: '0.00175' },
        { fraction: '0.9', value: '0.0047' },
        { fraction: '1', value: '0.005' },
      ],
    },
  ])
})

test('groups are narrowed and ordered by percentiles, whether these are shown or not', async () => {
  const slugs = (more: string) =>
    `{ observations(where: { subject: { slug: { in: ["e1", "e2", "w1", "w2"] } } }) { groupBy(by: [SUBJECT], ${more}) { totalCount nodes { key { subject { slug } } } } } }`
  const list = async (more: string) =>
    (pick(await ask(slugs(more)), 'observations.groupBy.nodes') as unknown[]).map((node) =>
      pick(node, 'key.subject.slug'),
    )
  expect(await list('orderBy: [{ percentile: 0.1, direction: DESC }]')).toEqual(['w1', 'e2', 'w2', 'e1'])
  expect(await list('orderBy: [{ percentile: "0.95", direction: DESC }]')).toEqual(['w2', 'w1', 'e2', 'e1'])
  expect(await list('orderBy: [{ aggregate: MEDIAN, direction: DESC }]')).toEqual(['w1', 'w2', 'e2', 'e1'])
  const conditions = '[{ fraction: 0.1, unit: CNY_10K, lte: 20 }, { fraction: 0.9, unit: CNY_10K, gte: "20" }]'
  expect(await list(`having: { percentiles: ${conditions} } orderBy: [{ percentile: 0.9 }]`)).toEqual(['e2', 'w2'])
  await refuse(slugs('having: { percentiles: [{ fraction: 1.1, unit: MU }] }'), {
    code: 'BAD_USER_INPUT',
    argument: 'having.percentiles[0].fraction',
  })
  await refuse(slugs('orderBy: [{ key: SUBJECT }, { percentile: -0.1 }]'), {
    code: 'BAD_USER_INPUT',
    argument: 'orderBy[1].percentile',
  })
  await refuse(slugs('orderBy: [{ key: SUBJECT, percentile: 0.1 }]'), {
    code: 'BAD_USER_INPUT',
    argument: 'orderBy[0]',
  })
})

test('having narrows groups and what totals hold', async () => {
  const data =
    await ask(`{ enterprises(${where}) { groupBy(by: [PARK], ${figure}, having: { max: { gte: "45", unit: CNY_10K }, count: { lte: 3 } }) {
    totalCount nodes { key { park { slug } } } totals { count } } } }`)
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    totalCount: 1,
    nodes: [{ key: { park: { slug: 'west' } } }],
    totals: { count: 2 },
  })
})

test('groups are paged by cursor, and a cursor of another grouping is refused', async () => {
  const page = `query ($after: String, $first: Int!) { enterprises(${where}) { groupBy(by: [INDUSTRY_CLASS], first: $first, after: $after, orderBy: [{ aggregate: COUNT, direction: DESC }]) {
    totalCount nodes { key { industryClass } count } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
  const whole = pick(await ask(page, { first: 100 }), 'enterprises.groupBy.nodes')
  const found: unknown[] = []
  let after: string | null = null
  for (let pages = 0; pages < 4; pages += 1) {
    const groups = pick(await ask(page, { first: 1, after }), 'enterprises.groupBy') as {
      nodes: unknown[]
      totalCount: number
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
    expect(groups).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: pages < 3, hasPreviousPage: pages > 0 } })
    found.push(...groups.nodes)
    after = groups.pageInfo.endCursor
  }
  expect(found).toEqual(whole)
  await refuse(`{ enterprises { groupBy(by: [PARK], after: "${after}") { totalCount } } }`, {
    code: 'BAD_CURSOR',
    argument: 'after',
  })
})

test('percentiles come in the unit of their group, or in the one asked for', async () => {
  const percentiles = (unit: string) =>
    `{ enterprises(${where}) { groupBy(by: [], ${figure}, percentiles: [0.5]) { nodes { percentiles { fraction value${unit} } } } } }`
  const told = async (unit: string) =>
    pick(await ask(percentiles(unit)), 'enterprises.groupBy.nodes.0.percentiles.0.value')
  expect([await told(''), await told('(unit: CNY_10K)')]).toEqual(['0.003', '30'])
  for (const part of ['nodes', 'totals'])
    await refuse(percentiles('(unit: MU)').replace('nodes', part), { code: 'INCOMPATIBLE_UNITS', argument: 'unit' })
})

test('having with nothing in it, and orders by count, need no figure', async () => {
  const data = await ask(
    `{ enterprises(where: { slug: { in: ["w1", "w2"] } }) { groupBy(by: [PARK], having: { sum: null, count: { gte: 1 } }, orderBy: [{ aggregate: COUNT }]) { nodes { count } totals { exactCount missingCount } } } }`,
  )
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    nodes: [{ count: 2 }],
    totals: { exactCount: 0, missingCount: 2 },
  })
})
