import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = { start: '2017-01-01', end: '2018-01-01', accumulation: 'FULL_YEAR' }
const vague = { value: null, lower: '3', qualifier: 'AT_LEAST' }
const growth = { measure: 'GROWTH', unit: 'PERCENT', value: '9' }

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'home' },
    { kind: 'PARK', slug: 'abroad' },
    ...['money', 'vague', 'none'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'home' })),
    { kind: 'ENTERPRISE', slug: 'dollars', park: 'abroad' },
  ])
  await addFigures(server.database, [
    { subject: 'money', ...year, indicator: 'revenue', unit: 'CNY_10K', value: '5' },
    { subject: 'money', ...year, indicator: 'revenue', ...growth },
    { subject: 'money', ...year, indicator: 'land_area', unit: 'MU', value: '15', accumulation: 'STOCK' },
    { subject: 'money', ...year, indicator: 'employment', unit: 'PERSON', value: '7', accumulation: 'STOCK' },
    { subject: 'vague', ...year, indicator: 'revenue', unit: 'CNY_10K', ...vague },
    { subject: 'dollars', ...year, indicator: 'revenue', unit: 'USD_10K', ...vague },
  ])
})

const of = (slugs: string, indicators = '"revenue"', measure = 'LEVEL') =>
  `where: { subject: { slug: { in: [${slugs}] } }, indicator: { code: { in: [${indicators}] } }, measure: { eq: ${measure} } }`

async function ask(query: string) {
  server.forget()
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  expect(server.statements.filter((text) => text.startsWith('/* Query'))).toHaveLength(1)
  return data
}

async function refuse(query: string, argument: string, message: string | RegExp) {
  expect((await server.send(query)).errors).toMatchObject([
    { message: expect.stringMatching(message), extensions: { code: 'INCOMPATIBLE_UNITS', argument } },
  ])
}

test.each([
  ['nodes { sum(unit: MU) }', 'an exact figure', '"money"'],
  ['nodes { sum(unit: MU) }', 'a vague figure', '"vague"'],
  ['nodes { max(unit: MU) }', 'a vague figure', '"vague"'],
  ['totals { sumLower(unit: MU) }', 'both', '"money", "vague"'],
])('figures are not told in a unit of something else: %s of %s', async (selection, _, slugs) => {
  const why = /^unit MU measures area, and the figures of "revenue" money:CNY\. Use a unit of money:CNY/
  await refuse(`{ observations(${of(slugs)}) { groupBy(by: []) { ${selection} } } }`, 'unit', why)
})

test.each([
  ['having: { sum: { unit: MU, gte: 0 } }', 'having.sum.unit'],
  ['having: { count: { gte: 1 }, median: { unit: MU } }', 'having.median.unit'],
  [
    'having: { percentiles: [{ fraction: 0.5, unit: CNY }, { fraction: 0.1, unit: MU }] }',
    'having.percentiles[1].unit',
  ],
])('groups are not narrowed by a unit of something else: %s', async (having, argument) => {
  const query = `{ observations(${of('"money"')}) { groupBy(by: [SUBJECT], ${having}) { totalCount } } }`
  await refuse(query, argument, /measures area, and the figures of "revenue" money:CNY/)
})

test('growth is told in percent, and refused in the unit of its levels', async () => {
  const query = (unit: string) =>
    `{ observations(${of('"money"', '"revenue"', 'GROWTH')}) { groupBy(by: []) { nodes { max(unit: ${unit}) } } } }`
  await refuse(query('CNY'), 'unit', /the figures of "revenue" ratio/)
  expect(pick(await ask(query('PERCENT')), 'observations.groupBy.nodes')).toEqual([{ max: '9' }])
})

test('one group that measures something else is enough, shown on this page or not', async () => {
  const query = (more: string, selection: string) =>
    `{ observations(${of('"money"', '"revenue", "land_area"')}) { groupBy(by: [INDICATOR], orderBy: [{ key: INDICATOR }], ${more}) { ${selection} } } }`
  const why = /the figures of "land_area" area/
  await refuse(query('first: 10', 'nodes { max(unit: CNY) }'), 'unit', why)
  await refuse(query('first: 1', 'nodes { max(unit: MU) }'), 'unit', /the figures of "revenue" money:CNY/)
  await refuse(query('having: { max: { unit: CNY, gte: 0 } }', 'totalCount'), 'having.max.unit', why)
  const { nodes, other } = pick(
    await ask(query('top: 1', 'nodes { max(unit: MU) } other { sum(unit: CNY_10K) }')),
    'observations.groupBy',
  ) as { nodes: object[]; other: object }
  expect([nodes, other]).toEqual([[{ max: '15' }], { sum: '5' }])
  const few = query('having: { count: { gte: 2 } }', 'nodes { max(unit: CNY) }')
  expect(pick(await ask(few), 'observations.groupBy.nodes')).toEqual([])
})

test('figures that must not be aggregated are not compared in having either, whether they meet it or not', async () => {
  const query = `{ observations(${of('"money"', '"revenue", "land_area"')}) { groupBy(by: [], having: { max: { unit: CNY, gte: 9999999 } }) { totalCount } } }`
  expect((await server.send(query)).errors).toMatchObject([
    { extensions: { code: 'AGGREGATION_NOT_ALLOWED', rule: 'MIXED_INDICATORS' } },
  ])
})

test('a currency that one group has and another has not is refused of both', async () => {
  const query = (args: string, selection: string) =>
    `{ enterprises(where: { slug: { in: ["money", "dollars"] } }) { groupBy(by: [PARK], figure: { indicator: "revenue" }, ${args}) { ${selection} } } }`
  const why = /the figures of "revenue" money:USD/
  await refuse(query('first: 9', 'nodes { sum(unit: CNY) }'), 'unit', why)
  await refuse(query('having: { sum: { unit: CNY } }', 'totalCount'), 'having.sum.unit', why)
})

test('rows without a figure have no unit, and leave that of the others as it is', async () => {
  const query = (unit: string) =>
    `{ enterprises(where: { slug: { in: ["money", "none"] } }) { groupBy(by: [], figure: { indicator: "employment" }) { nodes { sum${unit} missingCount } } } }`
  for (const unit of ['', '(unit: PERSON)'])
    expect(pick(await ask(query(unit)), 'enterprises.groupBy.nodes')).toEqual([{ sum: '7', missingCount: 1 }])
})

test('a group tells the unit that its amounts come in where none is asked for', async () => {
  const unit = 'unit { code }'
  const told = async (query: string, path: string) => pick(await ask(query), path)
  const list = (slugs: string, indicators: string, selection: string, more = '', measure = 'LEVEL') =>
    told(
      `{ observations(${of(slugs, indicators, measure)}) { groupBy(by: [INDICATOR], orderBy: [{ key: INDICATOR }] ${more}) { ${selection} } } }`,
      'observations.groupBy',
    )
  const both = '"revenue", "land_area"'
  expect(await list('"money"', both, `nodes { ${unit} sum }`)).toEqual({
    nodes: [
      { unit: { code: 'MU' }, sum: '15' },
      { unit: { code: 'CNY_100M' }, sum: '0.0005' },
    ],
  })
  expect(
    await list(
      '"money"',
      '"revenue"',
      `nodes { ${unit} sum(unit: CNY_10K) percentiles { value } }`,
      'percentiles: [1]',
    ),
  ).toEqual({
    nodes: [{ unit: { code: 'CNY_100M' }, sum: '5', percentiles: [{ value: '0.0005' }] }],
  })
  expect(await list('"money"', '"revenue"', `nodes { ${unit} max }`, '', 'GROWTH')).toEqual({
    nodes: [{ unit: { code: 'PERCENT' }, max: '9' }],
  })
  expect(await list('"dollars"', '"revenue"', `nodes { ${unit} sumLower }`)).toEqual({
    nodes: [{ unit: { code: 'USD_10K' }, sumLower: '3' }],
  })
})

test('groups whose amounts measure different things are not ordered by them', async () => {
  const list = (slugs: string, indicators: string, order: string) =>
    `{ observations(${of(slugs, indicators)}) { groupBy(by: [SUBJECT, INDICATOR], orderBy: [{ ${order}, direction: DESC }]) { nodes { count } } } }`
  for (const [slugs, indicators] of [
    ['"money", "dollars"', '"revenue"'],
    ['"money"', '"revenue", "land_area"'],
  ] as const)
    for (const order of ['aggregate: SUM', 'percentile: "0.5"']) {
      const { errors } = await server.send(list(slugs, indicators, order))
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'AGGREGATION_NOT_ALLOWED', rule: 'MIXED_DIMENSIONS' })
    }
  expect(
    pick(await ask(list('"money", "dollars"', '"revenue"', 'aggregate: COUNT')), 'observations.groupBy.nodes'),
  ).toHaveLength(2)
})

test('figures of several kinds have no unit, as they have no amounts, nor has a group without figures', async () => {
  const units = 'nodes { unit { code } } totals { unit { code } } other { unit { code } }'
  expect(
    pick(
      await ask(
        `{ observations(${of('"money", "dollars"', '"revenue", "land_area"')}) { groupBy(by: [SUBJECT], top: 1) { ${units} } } }`,
      ),
      'observations.groupBy',
    ),
  ).toEqual({ nodes: [{ unit: { code: 'USD_10K' } }], totals: { unit: null }, other: { unit: null } })
  const none = (more: string) =>
    `{ enterprises(where: { slug: { eq: "none" } }) { groupBy(by: [] ${more}) { nodes { unit { code } } } } }`
  for (const more of ['', 'figure: { indicator: "revenue" }'])
    expect(pick(await ask(none(more)), 'enterprises.groupBy.nodes')).toEqual([{ unit: null }])
})
