import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { makeKey } from './writing.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** Firms of each park and their tax in 2017: one in alone, and cells of three and more. */
const taxes = { alone: [10], three: [1, 2, 3], four: [5, 6, 7, 8], five: [20, 20, 20, 20, 20] }
const firm = (park: string, at: number) => `${park}-${at}`
const year = (of: number, rest: Partial<NewFigure> & { subject: string }): NewFigure => ({
  ...{ indicator: 'tax_revenue', accumulation: 'FULL_YEAR', start: `${of}-01-01`, end: `${of + 1}-01-01`, ...rest },
})
const addFirms = (park: string, count: number) =>
  addSubjects(
    server.database,
    Array.from({ length: count }, (_, at) => ({
      ...{ kind: 'ENTERPRISE' as const, slug: firm(park, at), park, reportedBy: park },
    })),
  )

beforeAll(async () => {
  const { database } = server
  await addSubjects(
    database,
    [...Object.keys(taxes), 'vague', 'pair', 'timely'].map((slug) => ({ kind: 'PARK', slug, reportedBy: slug })),
  )
  for (const [park, values] of Object.entries(taxes)) {
    await addFirms(park, values.length)
    await addFigures(
      database,
      values.map((value, at) => year(2017, { subject: firm(park, at), value: String(value), reportedBy: park })),
    )
  }
})

const tax = 'figure: { indicator: "tax_revenue", period: "2017" }'
const sum = 'sum(unit: CNY_10K)'

async function ask(parks: readonly string[], args: string, selection: string, token: string | null = null) {
  const slugs = parks.map((slug) => `"${slug}"`).join(', ')
  const { data, errors } = await server.send(
    `{ enterprises(where: { park: { slug: { in: [${slugs}] } } }) { groupBy(by: [PARK], ${args}) { ${selection} } } }`,
    {},
    token,
  )
  expect(errors).toBeUndefined()
  return pick(data, 'enterprises.groupBy')
}

const all = Object.keys(taxes)
const cell = (slug: string, told: string | null) => ({ key: { park: { slug } }, suppressed: told === null, sum: told })
const cells = `nodes { key { park { slug } } suppressed ${sum} }`

test('a group of fewer than three firms is suppressed, and with it the next smallest, by which it would be told', async () => {
  expect(await ask(all, tax, `${cells} totals { suppressed count ${sum} }`)).toEqual({
    nodes: [cell('alone', null), cell('five', '100'), cell('four', '26'), cell('three', null)],
    totals: { suppressed: false, count: 13, sum: '142' },
  })
})

test('what is suppressed has a reason, no count and no amount, and is never zero', async () => {
  const fields = `key { park { slug } } suppressed suppressionReason count mergedCount exactCount vagueCount missingCount unit { code } ${sum}
    sumLower sumUpper min max average median percentiles { value }`
  const none = {
    ...{ count: null, mergedCount: null, exactCount: null, vagueCount: null, missingCount: null, sum: null },
  }
  const amounts = { sumLower: null, sumUpper: null, min: null, max: null, average: null, median: null, percentiles: [] }
  const suppressed = {
    suppressed: true,
    suppressionReason: 'FEW_ENTERPRISES',
    unit: { code: 'CNY_100M' },
    ...none,
    ...amounts,
  }
  expect(await ask(['alone'], `${tax}, percentiles: [0.5]`, `nodes { ${fields} } totals { ${fields} }`)).toEqual({
    nodes: [{ key: { park: { slug: 'alone' } }, ...suppressed }],
    totals: { key: { park: null }, ...suppressed },
  })
  expect(await ask(['four'], tax, 'nodes { suppressed suppressionReason count }')).toEqual({
    nodes: [{ suppressed: false, suppressionReason: null, count: 4 }],
  })
})

test('without another group to suppress, the total is', async () => {
  await addFirms('pair', 2)
  expect(await ask(['alone', 'pair'], tax, `${cells} totals { suppressed ${sum} }`)).toEqual({
    nodes: [cell('alone', null), cell('pair', null)],
    totals: { suppressed: true, sum: null },
  })
})

test('counts of firms are suppressed too, with a figure or without', async () => {
  const count = 'nodes { key { park { slug } } count } totals { count }'
  expect(await ask(['alone', 'four', 'five'], 'first: 9', count)).toEqual({
    nodes: [
      { key: { park: { slug: 'alone' } }, count: null },
      { key: { park: { slug: 'five' } }, count: 5 },
      { key: { park: { slug: 'four' } }, count: null },
    ],
    totals: { count: 10 },
  })
})

test('a vague figure of one firm among exact ones is not told by the bounds of the sum, less what the mean tells', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'bounded', reportedBy: 'bounded' }])
  await addFirms('bounded', 4)
  const figures = [
    { value: '1' },
    { value: '2' },
    { value: '3' },
    { value: null, qualifier: 'AT_LEAST', lower: '7' },
  ] as const
  await addFigures(
    server.database,
    figures.map((figure, at) => year(2017, { subject: firm('bounded', at), reportedBy: 'bounded', ...figure })),
  )
  const selection = 'nodes { suppressed exactCount average sumLower } totals { suppressed average sumLower }'
  const nothing = { suppressed: true, average: null, sumLower: null }
  expect(await ask(['bounded'], tax, selection)).toEqual({ nodes: [{ ...nothing, exactCount: null }], totals: nothing })
})

test('what few of many firms tell is suppressed, and so is a mean of few exact figures', async () => {
  await addFirms('vague', 4)
  const figure = (at: number, rest: Partial<NewFigure>) =>
    year(2017, { subject: firm('vague', at), reportedBy: 'vague', ...rest })
  await addFigures(server.database, [figure(0, { value: '5' })])
  expect(await ask(['vague'], tax, cells)).toEqual({ nodes: [cell('vague', null)] })
  const bound = { value: null, lower: '1', qualifier: 'AT_LEAST' }
  await addFigures(server.database, [figure(1, bound), figure(2, bound)])
  expect(await ask(['vague'], tax, 'nodes { suppressed average }')).toEqual({
    nodes: [{ suppressed: true, average: null }],
  })
  expect(await ask(['vague'], 'figure: { indicator: "revenue" }', 'nodes { suppressed count missingCount }')).toEqual({
    nodes: [{ suppressed: false, count: 4, missingCount: 4 }],
  })
})

test('orders and conditions take what is suppressed for missing', async () => {
  for (const direction of ['ASC', 'DESC'])
    for (const aggregate of ['SUM', 'COUNT', 'MAX']) {
      const nodes = pick(
        await ask(all, `${tax}, orderBy: [{ aggregate: ${aggregate}, direction: ${direction} }]`, cells),
        'nodes',
      )
      expect((nodes as unknown[]).slice(2)).toEqual([cell('alone', null), cell('three', null)])
    }
  expect(await ask(all, `${tax}, orderBy: [{ percentile: 0.5 }]`, cells)).toMatchObject({
    nodes: [cell('four', '26'), cell('five', '100'), {}, {}],
  })
  for (const having of [
    'sum: { unit: CNY_10K, gte: 0 }',
    'count: { gte: 1 }',
    'percentiles: [{ fraction: 0.5, unit: CNY_10K, gte: 0 }]',
  ])
    expect(await ask(all, `${tax}, having: { ${having} }`, `totalCount ${cells} totals { count ${sum} }`)).toEqual({
      totalCount: 2,
      nodes: [cell('five', '100'), cell('four', '26')],
      totals: { count: 9, sum: '126' },
    })
  expect(await ask(all, `${tax}, having: { count: { lte: 3 } }`, `totalCount totals { count ${sum} }`)).toEqual({
    totalCount: 0,
    totals: { count: 0, sum: null },
  })
})

test('what lies beyond the top tells no more', async () => {
  // In the order of the keys: alone, five, four, three.
  const top = (count: number, more = '') =>
    ask(all, `${tax}, top: ${count} ${more}`, `${cells} other { suppressed ${sum} } totals { suppressed ${sum} }`)
  // With other, the total would tell alone.
  expect(await top(1)).toEqual({
    nodes: [cell('alone', null)],
    other: { suppressed: true, sum: null },
    totals: { suppressed: false, sum: '142' },
  })
  expect(await top(3)).toEqual({
    nodes: [cell('alone', null), cell('five', '100'), cell('four', '26')],
    other: { suppressed: true, sum: null },
    totals: { suppressed: false, sum: '142' },
  })
  // Beyond three told ones lies one firm: the total would tell it.
  const last = 'orderBy: [{ key: PARK, direction: DESC }]'
  expect(await top(3, last)).toEqual({
    nodes: [cell('three', null), cell('four', '26'), cell('five', '100')],
    other: { suppressed: true, sum: null },
    totals: { suppressed: false, sum: '142' },
  })
  expect(await top(2, 'orderBy: [{ aggregate: SUM, direction: DESC }]')).toEqual({
    nodes: [cell('five', '100'), cell('four', '26')],
    other: { suppressed: false, sum: '16' },
    totals: { suppressed: false, sum: '142' },
  })
})

test('a role for a park has its groups told, and its firms give no cover to those of others', async () => {
  const own = await makeKey(server, 'READER', { park: 'alone' })
  const everything = await makeKey(server, 'READER', { isAll: true })
  const totals = `totals { suppressed ${sum} }`
  expect(await ask(all, tax, `${cells} ${totals}`, own)).toEqual({
    nodes: [cell('alone', '10'), cell('five', '100'), cell('four', '26'), cell('three', '6')],
    totals: { suppressed: false, sum: '142' },
  })
  expect(await ask(['alone', 'pair'], tax, cells, own)).toEqual({ nodes: [cell('alone', '10'), cell('pair', null)] })
  expect(await ask(['alone', 'pair'], 'first: 9', 'nodes { count } totals { count }', own)).toEqual({
    nodes: [{ count: 1 }, { count: null }],
    totals: { count: null },
  })
  expect(await ask(['alone', 'pair'], 'first: 9', 'nodes { count suppressed } totals { count }', everything)).toEqual({
    nodes: [
      { count: 1, suppressed: false },
      { count: 2, suppressed: false },
    ],
    totals: { count: 3 },
  })
})

test('firms are counted in groups of figures, not their figures, and what else is there gives no cover', async () => {
  await addFirms('timely', 3)
  const figure = (at: number, of: number) =>
    year(of, { subject: firm('timely', at), value: String(of), reportedBy: 'timely' })
  await addFigures(server.database, [
    ...[2014, 2015, 2016].map((of) => figure(0, of)),
    ...[0, 1, 2].map((at) => figure(at, 2017)),
    ...['timely', 'pair', 'alone'].map((subject) => year(2016, { subject, value: '1' })),
  ])
  const asked = async (by: string, where: string, selection: string) => {
    const { data, errors } = await server.send(
      `{ observations(where: { subject: { slug: { ${where} } } }) { groupBy(by: [${by}]) { ${selection} } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'observations.groupBy')
  }
  const max = 'suppressed count max(unit: CNY_10K)'
  expect(await asked('', 'eq: "timely-0"', `nodes { ${max} }`)).toEqual({
    nodes: [{ suppressed: true, count: null, max: null }],
  })
  expect(await asked('', 'in: ["timely-0", "timely", "pair", "alone"]', `nodes { ${max} }`)).toEqual({
    nodes: [{ suppressed: true, count: null, max: null }],
  })
  expect(await asked('', 'in: ["timely", "pair"]', `nodes { ${max} }`)).toEqual({
    nodes: [{ suppressed: false, count: 2, max: '1' }],
  })
  // One firm in three years: together they are still one.
  expect(await asked('YEAR', 'startsWith: "timely-"', `nodes { key { period } ${max} } totals { ${max} }`)).toEqual({
    nodes: ['2014', '2015', '2016', '2017'].map((period) => ({
      key: { period },
      suppressed: true,
      count: null,
      max: null,
    })),
    totals: { suppressed: false, count: 6, max: '2017' },
  })
})

test('what lies within a row of the total is left out of it, and so it would tell what is left', async () => {
  const { database } = server
  await addSubjects(database, [
    { kind: 'PARK', slug: 'shell', reportedBy: 'shell' },
    { kind: 'ENTERPRISE', slug: 'free' },
    ...[0, 1, 2].map((at) => ({ kind: 'ENTERPRISE' as const, slug: `kept-${at}`, park: 'shell' })),
    ...[0, 1, 2].map((at) => ({ kind: 'ENTERPRISE' as const, slug: `far-${at}` })),
  ])
  for (const slug of ['free', 'kept-0', 'kept-1', 'kept-2'])
    await database.pool.query(
      'UPDATE enterprise SET industry_code = $2 WHERE id = (SELECT id FROM subject WHERE slug = $1)',
      [slug, slug === 'free' ? 'C3912' : 'D4411'],
    )
  for (const at of [0, 1, 2])
    await database.pool.query(
      "UPDATE enterprise SET industry_code = 'E4610' WHERE id = (SELECT id FROM subject WHERE slug = $1)",
      [`far-${at}`],
    )
  await addFact(database, 'membership', 'free', { park: 'alone', role: 'PART_OF' })
  await addFigures(
    database,
    ['shell', 'free', 'kept-0', 'kept-1', 'kept-2', 'far-0', 'far-1', 'far-2'].map((subject, at) =>
      year(2017, { subject, value: String(10 ** at) }),
    ),
  )
  const { data } =
    await server.send(`{ observations(where: { subject: { slug: { in: ["shell", "free", "kept-0", "kept-1", "kept-2", "far-0", "far-1", "far-2"] } } }) {
    groupBy(by: [INDUSTRY_SECTION], contained: EXCLUDE) { nodes { suppressed ${sum} } totals { suppressed ${sum} } } } }`)
  expect(pick(data, 'observations.groupBy')).toEqual({
    nodes: [
      { suppressed: true, sum: null },
      { suppressed: true, sum: null },
      { suppressed: false, sum: '11100000' },
      { suppressed: false, sum: '1' },
    ],
    totals: { suppressed: true, sum: null },
  })
})
