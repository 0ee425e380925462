import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tax = (subject: string, rest: Partial<NewFigure> = {}): NewFigure => ({
  ...{ subject, indicator: 'tax_revenue', value: '100', accumulation: 'FULL_YEAR' },
  ...{ start: '2017-01-01', end: '2018-01-01', ...rest },
})
const land = (subject: string, value: string, accumulation: string): NewFigure => ({
  ...{ subject, indicator: 'land_area', unit: 'MU', value, accumulation, start: '2017-12-31', end: '2018-01-01' },
})

beforeAll(async () => {
  const { database } = server
  await addSource(database, 'one', 10)
  await addSource(database, 'two', 50)
  await addSubjects(
    database,
    ['scopes', 'prices', 'spans', 'halves', 'alone', 'land', 'other', 'items', 'part', 'whole'].map((slug) => ({
      kind: 'PARK' as const,
      slug,
    })),
  )
  await addFigures(database, [
    tax('scopes', { source: 'one' }),
    tax('scopes', { source: 'two', scope: 'ALL' }),
    tax('prices', { source: 'one' }),
    tax('prices', { source: 'two', priceBasis: 'CURRENT' }),
    tax('spans', { source: 'one' }),
    tax('spans', { source: 'two', accumulation: 'PERIOD_TOTAL' }),
    tax('halves', { accumulation: 'PERIOD_TOTAL', end: '2017-07-01' }),
    tax('halves', { scope: 'ALL', priceBasis: 'CURRENT' }),
    tax('alone'),
    tax('alone', { scope: 'ALL', value: '90' }),
    tax('alone', { priceBasis: 'CURRENT', value: '80' }),
    land('land', '10', 'STOCK'),
    land('land', '12', 'UNSPECIFIED'),
    land('other', '5', 'STOCK'),
    tax('items', { value: '80' }),
    tax('items', { breakdown: 'industry:C', value: '40' }),
    tax('items', { breakdown: 'industry:C39', value: '30' }),
    tax('part', { breakdown: 'industry:C', value: '7' }),
    tax('whole', { value: '10' }),
  ])
})

const group = (slugs: string, selection: string, by = '', more = '') =>
  `{ observations(where: { subject: { slug: { in: [${slugs}] } } ${more} }) { groupBy(by: [${by}]) { ${selection} } } }`

const sum = 'nodes { count sum(unit: CNY_10K) }'

async function ask(query: string) {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return pick(data, 'observations.groupBy.nodes')
}

const refuse = async (query: string, rule: string, message = '') =>
  expect((await server.send(query)).errors).toMatchObject([
    { message: expect.stringContaining(message), extensions: { code: 'AGGREGATION_NOT_ALLOWED', rule } },
  ])

test.each([
  ['without a scope and of the whole', '"scopes"'],
  ['in prices that are not stated and in current ones', '"prices"'],
  ['as the year and as a total of the same days', '"spans"'],
])('what two sources tell does not add up, however they tell it: %s', async (_, slug) => {
  for (const selection of ['nodes { sum }', 'nodes { average }', 'totals { sumUpper }'])
    await refuse(group(slug, selection), 'MIXED_SOURCES', 'narrow where to one source')
  expect(await ask(group(slug, sum, '', 'source: { eq: "two" }'))).toEqual([{ count: 1, sum: '100' }])
  expect(await ask(group(slug, 'nodes { count max(unit: CNY_10K) }'))).toEqual([{ count: 2, max: '100' }])
})

test('nor does what one source tells several times, and narrowing by what differs helps', async () => {
  const why = 'narrow where to one accumulation, scope and priceBasis'
  await refuse(group('"alone"', 'nodes { sum }'), 'TOLD_TWICE', why)
  await refuse(group('"land", "other"', 'nodes { sum }', 'PERIOD'), 'TOLD_TWICE', why)
  await refuse(group('"land", "other"', 'nodes { average }'), 'TOLD_TWICE', why)
  const stocks = 'accumulation: { eq: STOCK }'
  expect(await ask(group('"land", "other"', 'nodes { sum(unit: MU) }', '', stocks))).toEqual([{ sum: '15' }])
  const narrow = 'scope: { eq: UNSPECIFIED }, priceBasis: { eq: CURRENT }'
  expect(await ask(group('"alone"', sum, '', narrow))).toEqual([{ count: 1, sum: '80' }])
})

test('groups apart count it once each, and together twice', async () => {
  expect(await ask(group('"scopes"', 'nodes { key { scope } sum(unit: CNY_10K) }', 'SCOPE'))).toEqual([
    { key: { scope: 'ALL' }, sum: '100' },
    { key: { scope: 'UNSPECIFIED' }, sum: '100' },
  ])
  await refuse(group('"scopes"', 'nodes { sum } totals { sum }', 'SCOPE'), 'MIXED_SOURCES', 'leave the aggregate out')
  expect(await ask(group('"spans"', sum, 'ACCUMULATION'))).toEqual([
    { count: 1, sum: '100' },
    { count: 1, sum: '100' },
  ])
})

test('a half of a year is not added to the year, whose scope and prices are stated', async () => {
  await refuse(group('"halves"', 'nodes { sum }'), 'OVERLAPPING_PERIODS')
})

test('items of a breakdown are not mixed with the whole, nor with each other', async () => {
  const all = '"items", "whole"'
  await refuse(
    group(all, 'nodes { sum }', 'INDICATOR'),
    'MIXED_BREAKDOWNS',
    'group by BREAKDOWN, or narrow where to one',
  )
  await refuse(group(all, 'nodes { max }'), 'MIXED_BREAKDOWNS')
  const items = 'breakdown: { in: ["industry:C", "industry:C39"] }'
  await refuse(group('"items"', 'nodes { sum }', '', items), 'MIXED_BREAKDOWNS')
  const each = { 'breakdown: { eq: "" }': '90', 'breakdown: { eq: "industry:C" }': '47' }
  for (const [narrow, total] of Object.entries(each))
    expect(await ask(group(`${all}, "part"`, 'nodes { sum(unit: CNY_10K) }', '', narrow))).toEqual([{ sum: total }])
})

test('by BREAKDOWN each item has a group, and the whole one without a name', async () => {
  expect(
    await ask(group('"items", "part"', 'nodes { key { breakdown } count sum(unit: CNY_10K) }', 'BREAKDOWN')),
  ).toEqual([
    { key: { breakdown: '' }, count: 1, sum: '80' },
    { key: { breakdown: 'industry:C' }, count: 2, sum: '47' },
    { key: { breakdown: 'industry:C39' }, count: 1, sum: '30' },
  ])
  const sorted = '[{ key: BREAKDOWN, direction: DESC }]'
  const query = group('"items"', 'nodes { key { breakdown } count }', 'BREAKDOWN').replace(
    ']) {',
    `], orderBy: ${sorted}) {`,
  )
  expect(await ask(query)).toMatchObject([
    { count: 1 },
    { key: { breakdown: 'industry:C' } },
    { key: { breakdown: '' } },
  ])
})
