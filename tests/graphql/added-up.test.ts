import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Level = Partial<NewFigure> & { readonly of?: number }

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })

/** A park with its own figures, and firms with theirs, all in the panel. */
async function addPark(park: string, own: readonly Level[], firms: readonly (readonly Level[])[]): Promise<void> {
  const { database } = server
  const slugs = firms.map((_, index) => `${park}-${index}`)
  await addSubjects(database, [
    { kind: 'PARK', slug: park },
    ...slugs.map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  ])
  for (const slug of slugs) {
    await addFact(database, 'membership', slug, { park, role: 'LOCATED_IN' })
    await addFact(database, 'panel_membership', slug, { scope: 'ABOVE_SCALE' })
  }
  const complete =
    (subject: string) =>
    ({ of = 2017, ...figure }: Level) => ({ indicator: 'tax_revenue', ...year(of), ...figure, subject })
  await addFigures(database, [
    ...own.map(complete(park)),
    ...firms.flatMap((levels, index) => levels.map(complete(`${park}-${index}`))),
  ])
}

const [cny, usd] = [{ unit: 'CNY_10K' }, { unit: 'USD_10K' }]
const [current, constant] = [{ priceBasis: 'CURRENT' }, { priceBasis: 'CONSTANT' }]

beforeAll(async () => {
  await addPark(
    'currencies',
    [
      { ...cny, value: '100' },
      { ...cny, of: 2016, value: '80' },
    ],
    [
      [
        { ...cny, value: '60' },
        { ...cny, of: 2016, value: '50' },
      ],
      [
        { ...usd, value: '40' },
        { ...usd, of: 2016, value: '30' },
      ],
    ],
  )
  await addPark(
    'dollars',
    [
      { ...usd, value: '100' },
      { ...usd, of: 2016, value: '80' },
    ],
    [
      [
        { ...usd, value: '60' },
        { ...usd, of: 2016, value: '50' },
      ],
      [
        { ...usd, value: '20' },
        { ...usd, of: 2016, value: '20' },
      ],
    ],
  )
  await addPark(
    'turning',
    [
      { ...usd, value: '100' },
      { ...cny, of: 2016, value: '100' },
    ],
    [
      [
        { ...usd, value: '100' },
        { ...cny, of: 2016, value: '100' },
      ],
    ],
  )
  await addPark(
    'prices',
    [
      { ...current, value: '100' },
      { ...constant, of: 2016, value: '80' },
    ],
    [
      [
        { ...current, value: '60' },
        { ...constant, of: 2016, value: '50' },
      ],
      [
        { ...constant, value: '40' },
        { ...constant, of: 2016, value: '40' },
      ],
    ],
  )
  const rank = { indicator: 'provincial_park_rank', unit: 'RANK' }
  await addPark(
    'ranks',
    [
      { ...rank, value: '10' },
      { ...rank, of: 2016, value: '8' },
    ],
    [
      [
        { ...rank, value: '4' },
        { ...rank, of: 2016, value: '2' },
      ],
      [
        { ...rank, value: '6' },
        { ...rank, of: 2016, value: '6' },
      ],
    ],
  )
  const vague = { lower: '5', qualifier: 'AT_LEAST' }
  await addPark('vague', [vague, { of: 2018, value: '8' }], [[{ value: '4' }, { of: 2018, value: '6' }]])
  await addPark(
    'partly',
    [],
    [
      [{ value: '110' }, { of: 2016, value: '100' }],
      [{ of: 2016, value: '100' }],
      [{ value: '7' }, { of: 2016, ...vague }],
    ],
  )
})

const read = async (park: string, field: string) => {
  const { data, errors } = await server.send(`{ park(slug: "${park}") { ${field} } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'park')
}

const reconcile = (park: string, indicator = 'tax_revenue', period = '2017') =>
  read(
    park,
    `reconciliation(indicator: "${indicator}", period: "${period}") { sum difference share growth reason count missingCount
      base { value } contributions { change contribution } }`,
  )

const nothing = { sum: null, difference: null, share: null, count: 2, missingCount: 0 }

test('two currencies make no sum, and each firm is held against a zone of its currency alone', async () => {
  expect(await reconcile('currencies')).toEqual({
    reconciliation: {
      ...nothing,
      growth: '25',
      base: { value: '80' },
      reason: 'MIXED_DIMENSIONS',
      contributions: [
        { change: '10', contribution: '12.5' },
        { change: '10', contribution: null },
      ],
    },
  })
})

test('figures that are all in dollars are told in dollars', async () => {
  expect(await reconcile('dollars')).toMatchObject({
    reconciliation: { sum: '80', difference: '20', share: '80', growth: '25', reason: null },
  })
  const asked = `{ park(slug: "dollars") { reconciliation(indicator: "tax_revenue", period: "2017") { sum(unit: CNY_10K) } } }`
  expect((await server.send(asked)).errors).toMatchObject([
    { extensions: { code: 'INCOMPATIBLE_UNITS', argument: 'unit' } },
  ])
})

test('a figure in another currency is no base', async () => {
  expect(await reconcile('turning')).toMatchObject({
    reconciliation: {
      sum: '100',
      share: '100',
      growth: null,
      base: null,
      reason: 'MISSING_BASE',
      contributions: [{ change: null, contribution: null }],
    },
  })
})

test('current and constant prices make neither a sum nor a growth', async () => {
  expect(await reconcile('prices')).toMatchObject({
    reconciliation: { ...nothing, growth: null, base: null, reason: 'MIXED_PRICES' },
  })
})

test('ranks do not add up', async () => {
  expect(await reconcile('ranks', 'provincial_park_rank')).toMatchObject({
    reconciliation: {
      ...nothing,
      growth: null,
      reason: 'NOT_ADDITIVE_OVER_SUBJECTS',
      contributions: [{ contribution: null }, { contribution: null }],
    },
  })
})

test('a vague figure of the park is told from none', async () => {
  const lost = { growth: null, reason: 'VAGUE_VALUE' }
  expect(await reconcile('vague')).toMatchObject({ reconciliation: { sum: '4', share: null, ...lost } })
  expect(await reconcile('vague', 'tax_revenue', '2018')).toMatchObject({ reconciliation: { share: '75', ...lost } })
})

const grow = async (park: string, indicator = 'tax_revenue') => {
  const fields = 'part count missingCount current base growth contribution reason'
  return pick(await read(park, `panelGrowth(indicator: "${indicator}", period: "2017") { ${fields} }`), 'panelGrowth')
}

test('a panel grows over members that have both figures', async () => {
  const compared = { count: 3, missingCount: 2, current: '0.011', base: '0.01', reason: 'MISSING_VALUE' }
  expect(await grow('partly')).toEqual([
    { part: 'SAME_PANEL', ...compared, growth: '10', contribution: '10' },
    { part: 'TOTAL', ...compared, growth: '10', contribution: '10' },
  ])
})

test('a panel does not grow from one currency into another', async () => {
  const lost = { count: 1, missingCount: 1, current: null, base: null, reason: 'MISSING_BASE' }
  expect(await grow('turning')).toMatchObject([
    { part: 'SAME_PANEL', ...lost, growth: null, contribution: null },
    { part: 'TOTAL', ...lost, growth: null, contribution: null },
  ])
})

test('nor does one of two currencies, of two kinds of prices, or by ranks', async () => {
  const none = { count: 2, current: null, base: null, growth: null, contribution: null }
  const both = (reason: string) => [
    { part: 'SAME_PANEL', ...none, reason },
    { part: 'TOTAL', ...none, reason },
  ]
  expect(await grow('currencies')).toMatchObject(both('MIXED_DIMENSIONS'))
  expect(await grow('ranks', 'provincial_park_rank')).toMatchObject(both('NOT_ADDITIVE_OVER_SUBJECTS'))
  expect(await grow('dollars')).toMatchObject([{ current: '80', base: '70' }, { part: 'TOTAL' }])
})

test('members of two kinds of prices are compared in one of them', async () => {
  expect(await grow('prices')).toMatchObject([
    { part: 'SAME_PANEL', count: 2, missingCount: 1, growth: '0', contribution: '0', reason: 'MISSING_VALUE' },
    { part: 'TOTAL', count: 2, missingCount: 1 },
  ])
})
