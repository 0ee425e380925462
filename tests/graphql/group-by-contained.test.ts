import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects, pick } from './data.ts'
import { groupsOf, year } from './group-by.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
const { add, ask, refuse } = groupsOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('a park is not added to its own sub-parks, unless these are left out', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'whole' },
    { kind: 'PARK', slug: 'part', park: 'whole' },
    { kind: 'PARK', slug: 'part-of-part', park: 'part' },
  ])
  await add([
    { subject: 'whole', ...year(2017), value: '100' },
    { subject: 'part-of-part', ...year(2017), value: '30' },
  ])
  const sum = (contained: string) =>
    `{ observations(where: { subject: { slug: { in: ["whole", "part-of-part"] } } }) { groupBy(by: [], contained: ${contained}) { nodes { sum(unit: CNY_10K) } } } }`
  await refuse(sum('COUNT'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'PARTS_AND_WHOLE' })
  expect(pick(await ask(sum('EXCLUDE')), 'observations.groupBy.nodes')).toEqual([{ sum: '100' }])
  const each =
    '{ observations(where: { subject: { slug: { in: ["whole", "part-of-part"] } } }) { groupBy(by: [SUBJECT]) { nodes { sum(unit: CNY_10K) } } } }'
  expect(pick(await ask(each), 'observations.groupBy.nodes')).toEqual([{ sum: '30' }, { sum: '100' }])
})

test('what lies within what is told by the memberships of the last day of the period, or of the day looked from', async () => {
  await addSubjects(
    server.database,
    ['host', 'leaver', 'joiner'].map((slug) => ({ kind: 'PARK' as const, slug })),
  )
  const spanning = (from: string, to: string) => ({ period_start: from, period_end: to })
  await addFact(server.database, 'membership', 'leaver', {
    park: 'host',
    role: 'PART_OF',
    ...spanning('-infinity', '2024-07-01'),
  })
  await addFact(server.database, 'membership', 'joiner', {
    park: 'host',
    role: 'PART_OF',
    ...spanning('2024-07-01', 'infinity'),
  })
  await add(
    [2023, 2024].flatMap((of) => [
      { subject: 'host', ...year(of), value: '100' },
      { subject: 'leaver', ...year(of), value: '20' },
      { subject: 'joiner', ...year(of), value: '3' },
    ]),
  )
  const sums = (slugs: string, more = '', asOf = '') =>
    `{ observations(${asOf} where: { subject: { slug: { in: [${slugs}] } } }) { groupBy(by: [YEAR] ${more}) { nodes { key { period } sum(unit: CNY_10K) } } } }`
  const all = '"host", "leaver", "joiner"'
  await refuse(sums('"host", "leaver"'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'PARTS_AND_WHOLE' })
  await refuse(sums('"host", "joiner"'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'PARTS_AND_WHOLE' })
  expect(pick(await ask(sums(all, 'contained: EXCLUDE')), 'observations.groupBy.nodes')).toEqual([
    { key: { period: '2023' }, sum: '103' },
    { key: { period: '2024' }, sum: '120' },
  ])
  const asOf = 'asOf: { published: "2024-06-30" }'
  expect(pick(await ask(sums(all, 'contained: EXCLUDE', asOf)), 'observations.groupBy.nodes')).toEqual([
    { key: { period: '2023' }, sum: '103' },
    { key: { period: '2024' }, sum: '103' },
  ])
})

test('what lies within another row is left out where that row is told too: in its group, in totals, in other', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'outer' },
    { kind: 'PARK', slug: 'inner', park: 'outer' },
    { kind: 'PARK', slug: 'apart' },
  ])
  await add([
    { subject: 'outer', ...year(2016), value: '100' },
    { subject: 'inner', ...year(2016), value: '20' },
    { subject: 'inner', ...year(2017), value: '30' },
    { subject: 'apart', ...year(2017), value: '4' },
    // Without a value there is a figure still, and whole and parts are told apart by it.
    { subject: 'outer', ...year(2018), value: null, lower: '90', qualifier: 'AT_LEAST' },
    { subject: 'inner', ...year(2018), value: '40' },
    // What is said to be missing tells nothing of its parts.
    { subject: 'outer', ...year(2019), value: null, missingReason: 'not collected' },
    { subject: 'inner', ...year(2019), value: '50' },
  ])
  const groups = async (by: string, more: string, selection: string) =>
    pick(
      await ask(`{ observations(where: { subject: { slug: { in: ["outer", "inner", "apart"] } } }) {
        groupBy(by: [${by}], contained: EXCLUDE ${more}) { ${selection} } } }`),
      'observations.groupBy',
    )
  const sum = 'sum(unit: CNY_10K)'
  expect(await groups('YEAR', '', `nodes { key { period } count ${sum} } totals { count }`)).toEqual({
    nodes: [
      { key: { period: '2016' }, count: 1, sum: '100' },
      { key: { period: '2017' }, count: 2, sum: '34' },
      { key: { period: '2018' }, count: 1, sum: null },
      { key: { period: '2019' }, count: 2, sum: '50' },
    ],
    totals: { count: 4 },
  })
  // Each subject is a group, so nothing lies within another of it; a total holds them all.
  const subjects = `nodes { key { subject { slug } } ${sum} }`
  expect(
    await groups('SUBJECT, YEAR', 'having: { sum: { unit: CNY_10K, gte: 0 } }', `${subjects} totals { count ${sum} }`),
  ).toEqual({
    nodes: [
      { key: { subject: { slug: 'apart' } }, sum: '4' },
      ...['20', '30', '40', '50'].map((value) => ({ key: { subject: { slug: 'inner' } }, sum: value })),
      { key: { subject: { slug: 'outer' } }, sum: '100' },
    ],
    totals: { count: 2, sum: '104' },
  })
  // The groups that having leaves, and those beyond the top, hold no row around: nothing is left out of them.
  const few = 'having: { sum: { unit: CNY_10K, lte: 50, gte: 0 } }'
  expect(await groups('SUBJECT, YEAR', few, `totals { count ${sum} }`)).toEqual({ totals: { count: 5, sum: '144' } })
  const top = 'top: 1, orderBy: [{ aggregate: MAX, direction: DESC }], having: { sum: { unit: CNY_10K, gte: 0 } }'
  expect(await groups('SUBJECT, YEAR', top, `nodes { ${sum} } other { count ${sum} } totals { count }`)).toEqual({
    nodes: [{ sum: '100' }],
    other: { count: 5, sum: '144' },
    totals: { count: 2 },
  })
})

test('a row contains nothing in the groups where it is not told', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'holder' },
    { kind: 'ENTERPRISE', slug: 'held', park: 'holder' },
  ])
  await add([
    { subject: 'holder', ...year(2017), value: '50', indicator: 'output_value' },
    { subject: 'held', ...year(2017), value: '6' },
  ])
  const counts = async (by: string) =>
    pick(
      await ask(`{ observations(where: { subject: { slug: { in: ["holder", "held"] } } }) {
        groupBy(by: [${by}], contained: EXCLUDE) { nodes { count } totals { count } } } }`),
      'observations.groupBy',
    )
  expect(await counts('INDICATOR')).toEqual({ nodes: [{ count: 1 }, { count: 1 }], totals: { count: 1 } })
  expect(await counts('')).toEqual({ nodes: [{ count: 1 }], totals: { count: 1 } })
})
