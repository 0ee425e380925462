import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects, pick } from './data.ts'
import { figure, groupsOfParks, where, year } from './group-by.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
const { add, ask, refuse } = groupsOfParks(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test.each([
  ['first: 0', { code: 'BAD_USER_INPUT', argument: 'first' }],
  ['first: 1001', { code: 'BAD_USER_INPUT', argument: 'first' }],
  ['top: 0', { code: 'BAD_USER_INPUT', argument: 'top' }],
  ['after: "x"', { code: 'BAD_CURSOR', argument: 'after' }],
  ['orderBy: [{ direction: ASC }]', { code: 'BAD_USER_INPUT', argument: 'orderBy[0]' }],
  ['orderBy: [{ key: PARK, aggregate: SUM }]', { code: 'BAD_USER_INPUT', argument: 'orderBy[0]' }],
  ['orderBy: [{ key: COUNTY }]', { code: 'BAD_USER_INPUT', argument: 'orderBy[0].key' }],
  ['figure: { indicator: "nothing" }', { code: 'UNKNOWN_INDICATOR', argument: 'figure.indicator' }],
  ['percentiles: ["1.5"]', { code: 'BAD_USER_INPUT', argument: 'percentiles' }],
  ['percentiles: ["-0.1"]', { code: 'BAD_USER_INPUT', argument: 'percentiles' }],
  ['having: { count: { gte: 3, lte: 2 } }', { code: 'BAD_USER_INPUT', argument: 'having.count.lte' }],
  [
    'figure: { indicator: "revenue" }, having: { sum: { gte: "5", lte: "3", unit: CNY_10K } }',
    { code: 'BAD_USER_INPUT', argument: 'having.sum.lte' },
  ],
  [
    'figure: { indicator: "revenue" }, having: { percentiles: [{ fraction: 0.5, gte: "5", lte: "3", unit: CNY_10K }] }',
    { code: 'BAD_USER_INPUT', argument: 'having.percentiles[0].lte' },
  ],
  ['percentiles: ["0.5", "0.9", "0.5"]', { code: 'BAD_USER_INPUT', argument: 'percentiles[2]' }],
  ['percentiles: ["0.5", "0.50"]', { code: 'BAD_USER_INPUT', argument: 'percentiles[1]' }],
  ['percentiles: [0, "-0.0"]', { code: 'BAD_USER_INPUT', argument: 'percentiles[1]' }],
])('groupBy refuses %s', async (argument, expected) => {
  await refuse(`{ enterprises { groupBy(by: [PARK], ${argument}) { totalCount nodes { count } } } }`, expected)
})

test.each([
  ['observations { groupBy(by: [YEAR, MONTH]) { nodes { count } } }', 'by[1]'],
  ['observations { groupBy(by: [INDICATOR, YEAR, SUBJECT, QUARTER]) { nodes { count } } }', 'by[3]'],
  ['projects { groupBy(by: [KIND, KIND]) { nodes { count } } }', 'by[1]'],
  ['enterprises { groupBy(by: [PARK, COUNTY, PARK]) { nodes { count } } }', 'by[2]'],
])('keys are named once, and one period at most: %s', async (query, argument) => {
  await refuse(`{ ${query} }`, { code: 'BAD_USER_INPUT', argument })
})

test('a unit of another dimension is refused', async () => {
  await refuse(`{ enterprises(${where}) { groupBy(by: [], ${figure}) { nodes { max(unit: MU) } } } }`, {
    code: 'INCOMPATIBLE_UNITS',
    argument: 'unit',
  })
})

test.each([
  ['nodes { sum }'],
  ['nodes { count } totals { median }'],
  ['nodes { count } other { percentiles { value } }'],
  ['nodes { ...Mean }'],
])('lists of subjects have no aggregates without a figure: %s', async (selection) => {
  const mean = selection.includes('Mean') ? 'fragment Mean on ProjectGroup { average }' : ''
  await refuse(`{ projects { groupBy(by: [KIND], top: 1) { ${selection} } } } ${mean}`, {
    code: 'BAD_USER_INPUT',
    argument: 'figure',
  })
})

test.each([
  ['having: { sum: { unit: CNY_10K, gte: 1 } }'],
  ['having: { percentiles: [{ fraction: 0.5, unit: CNY_10K, gte: 1 }] }'],
  ['orderBy: [{ aggregate: SUM }]'],
  ['orderBy: [{ percentile: 0.5 }]'],
])('lists of subjects are not narrowed or ordered by aggregates without a figure: %s', async (argument) => {
  for (const list of ['projects', 'enterprises'])
    await refuse(`{ ${list} { groupBy(by: [PARK], ${argument}) { nodes { count } } } }`, {
      code: 'BAD_USER_INPUT',
      argument: 'figure',
    })
})

const growth = 'figure: { indicator: "tax_revenue", measure: GROWTH }'
const tax = 'figure: { indicator: "tax_revenue" }'
const rate = { code: 'AGGREGATION_NOT_ALLOWED', argument: 'figure.measure', rule: 'RATE' }
test.each([
  [`by: [], ${growth}`, 'nodes { sum(unit: "亿元") }', rate],
  [`by: [], ${growth}`, 'nodes { count } totals { average }', rate],
  [`by: [], ${growth}, orderBy: [{ aggregate: SUM }]`, 'nodes { count }', rate],
  [`by: [], ${growth}`, 'nodes { max(unit: "亿元") }', { code: 'INCOMPATIBLE_UNITS', argument: 'unit' }],
  [
    `by: [], ${growth}, having: { max: { unit: MU, gte: 1 } }`,
    'nodes { count }',
    { code: 'INCOMPATIBLE_UNITS', argument: 'having.max.unit' },
  ],
  [`by: [], ${tax}`, 'nodes { sum(unit: MU) }', { code: 'INCOMPATIBLE_UNITS', argument: 'unit' }],
  [
    `by: [], ${tax}, having: { percentiles: [{ fraction: 0.5, unit: MU, gte: 1 }] }`,
    'totalCount',
    { code: 'INCOMPATIBLE_UNITS', argument: 'having.percentiles[0].unit' },
  ],
  [
    'by: [], figure: { indicator: "nothing" }',
    'totalCount',
    { code: 'UNKNOWN_INDICATOR', argument: 'figure.indicator' },
  ],
  [
    'by: [], figure: { indicator: "tax_revenue", nature: PLAN, period: "2017" }',
    'totalCount',
    { code: 'BAD_USER_INPUT', argument: 'figure.period' },
  ],
])('what the arguments rule out is refused of no figures too: %s %s', async (args, selection, expected) => {
  await refuse(`{ enterprises(where: { slug: { eq: "no-such" } }) { groupBy(${args}) { ${selection} } } }`, expected)
})

test('a growth that no firm has is compared in percent, and its groups counted', async () => {
  const data = await ask(
    `{ enterprises(where: { slug: { in: ["e1", "e2"] } }) { groupBy(by: [], ${growth}, having: { count: { gte: 2 } }) { nodes { count max(unit: PERCENT) } } } }`,
  )
  expect(pick(data, 'enterprises.groupBy.nodes')).toEqual([{ count: 2, max: null }])
})

test('amounts of another currency than is usual are told in it, and never as the usual one', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'foreign' }])
  await add([{ subject: 'foreign', ...year(2017), value: '3', unit: 'USD_10K' }])
  const sum = (more: string, unit: string) =>
    `{ enterprises(where: { slug: { in: ["foreign"${more}] } }) { groupBy(by: [], ${figure}) { nodes { sum${unit} } } } }`
  expect(pick(await ask(sum('', '')), 'enterprises.groupBy.nodes')).toEqual([{ sum: '3' }])
  expect(pick(await ask(sum('', '(unit: USD)')), 'enterprises.groupBy.nodes')).toEqual([{ sum: '30000' }])
  await refuse(sum('', '(unit: CNY_10K)'), { code: 'INCOMPATIBLE_UNITS', argument: 'unit' })
  await refuse(sum(', "w1"', ''), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'MIXED_DIMENSIONS' })
})

test('ranks and ratios are no levels that add up or average, whatever they are called, and are compared', async () => {
  await addSubjects(
    server.database,
    ['rated-a', 'rated-b'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  )
  const [rank, share] = [
    { indicator: 'provincial_park_rank', unit: 'RANK', accumulation: 'STOCK' },
    { indicator: 'moderate_prosperity_share', unit: 'PERCENT', accumulation: 'STOCK' },
  ]
  const day = { start: '2017-12-31', end: '2018-01-01' }
  await add([
    { subject: 'rated-a', ...rank, ...day, value: '3' },
    { subject: 'rated-b', ...rank, ...day, value: '5' },
    { subject: 'rated-a', ...share, ...day, value: '71.5' },
    { subject: 'rated-a', ...share, start: '2016-12-31', end: '2017-01-01', value: '70' },
  ])
  const firms = (slug: string) => `where: { subject: { slug: { startsWith: "${slug}" } }, indicator: { code: { eq: `
  const groups = (indicator: string, by: string, field: string) =>
    `{ observations(${firms('rated-')}"${indicator}" } } }) { groupBy(by: [${by}]) { nodes { ${field} } } } }`
  const latest = (slug: string, field: string) =>
    `{ enterprises(where: { slug: { startsWith: "${slug}" } }) { groupBy(by: [], figure: { indicator: "provincial_park_rank" }) { nodes { ${field} } } } }`
  const refused = { code: 'AGGREGATION_NOT_ALLOWED', argument: 'groupBy', rule: 'RATE' }
  for (const field of ['sum', 'sumLower', 'average']) {
    await refuse(groups('provincial_park_rank', '', field), refused)
    await refuse(groups('moderate_prosperity_share', 'SUBJECT', field), refused)
    await refuse(latest('rated-', field), refused)
    await refuse(latest('no-such', field), refused)
  }
  const compared = [{ count: 2, min: '3', max: '5', median: '4' }]
  const fields = 'count min max median'
  expect(pick(await ask(groups('provincial_park_rank', '', fields)), 'observations.groupBy.nodes')).toEqual(compared)
  expect(pick(await ask(latest('rated-', fields)), 'enterprises.groupBy.nodes')).toEqual(compared)
})
