import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const plan = (subject: string, value: string, rest: Partial<NewFigure> = {}): NewFigure => ({
  ...{ subject, indicator: 'total_investment', nature: 'PLAN', value, ...rest },
})
const tax = (subject: string, value: string, rest: Partial<NewFigure> = {}): NewFigure => ({
  ...{ subject, indicator: 'tax_revenue', value, accumulation: 'FULL_YEAR', start: '2017-01-01', end: '2018-01-01' },
  ...rest,
})

beforeAll(async () => {
  const { database } = server
  await addSource(database, 'one', 10)
  await addSource(database, 'two', 50)
  const pairs = ['sources', 'stated', 'retold', 'scopes', 'years', 'items']
  await addSubjects(
    database,
    pairs.flatMap((name) => ['a', 'b'].map((side) => ({ kind: 'PROJECT' as const, slug: `${name}-${side}` }))),
  )
  for (const name of pairs) await addFact(database, 'relationship', `${name}-b`, { to: `${name}-a`, kind: 'SAME_AS' })
  await addFigures(database, [
    plan('sources-a', '5', { source: 'one' }),
    plan('sources-b', '6', { source: 'two' }),
    tax('stated-a', '5', { source: 'one' }),
    tax('stated-b', '6', { source: 'two', scope: 'ALL', priceBasis: 'CURRENT', accumulation: 'PERIOD_TOTAL' }),
    plan('retold-a', '5', { source: 'one' }),
    plan('retold-a', '5', { source: 'two' }),
    plan('retold-b', '5', { source: 'one' }),
    tax('scopes-a', '5', { scope: 'ABOVE_SCALE' }),
    tax('scopes-b', '6'),
    tax('years-a', '5'),
    tax('years-b', '6'),
    tax('years-b', '7', { start: '2018-01-01', end: '2019-01-01' }),
    tax('items-a', '5', { breakdown: 'a' }),
    tax('items-b', '6', { breakdown: 'b' }),
  ])
})

const query = (name: string, selection: string, by = '') =>
  `{ observations(where: { subject: { slug: { in: ["${name}-a", "${name}-b"] } } }) {
    groupBy(by: [${by}], duplicates: MERGE_CONFIRMED) { ${selection} } } }`

async function ask(text: string, list = 'observations') {
  const { data, errors } = await server.send(text)
  expect(errors).toBeUndefined()
  return pick(data, `${list}.groupBy.nodes`)
}

const sum = 'nodes { count mergedCount sum(unit: CNY_10K) }'

test('what two sources tell of one project is counted once, as in the list of projects', async () => {
  const once = [{ count: 1, mergedCount: 1, sum: '5' }]
  expect(await ask(query('sources', sum))).toEqual(once)
  const figure = 'figure: { indicator: "total_investment", nature: PLAN }'
  const projects = `{ projects(where: { slug: { startsWith: "sources-" } }) { groupBy(by: [], ${figure}, duplicates: MERGE_CONFIRMED) { ${sum} } } }`
  expect(await ask(projects, 'projects')).toEqual(once)
})

test('also where one of them states accumulation, scope or prices', async () => {
  expect(await ask(query('stated', sum))).toEqual([{ count: 1, mergedCount: 1, sum: '5' }])
})

test('a subject that is told twice itself stays so, and is refused', async () => {
  expect(await ask(query('retold', 'nodes { count mergedCount }'))).toEqual([{ count: 2, mergedCount: 1 }])
  expect((await server.send(query('retold', sum))).errors).toMatchObject([
    { extensions: { code: 'AGGREGATION_NOT_ALLOWED', rule: 'MIXED_SOURCES' } },
  ])
})

test('what one of them alone tells is kept: another scope, year or item', async () => {
  const each = 'nodes { count mergedCount max(unit: CNY_10K) }'
  const kept = (value: string, mergedCount = 0) => ({ count: 1, mergedCount, max: value })
  expect(await ask(query('scopes', each, 'SCOPE'))).toEqual([kept('5'), kept('6')])
  expect(await ask(query('years', each, 'YEAR'))).toEqual([kept('5', 1), kept('7')])
  expect(await ask(query('items', each, 'BREAKDOWN'))).toEqual([kept('5'), kept('6')])
})
