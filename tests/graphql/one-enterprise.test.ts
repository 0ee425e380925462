import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tax = (subject: string, of: number, value: string): NewFigure => ({
  subject,
  indicator: 'tax_revenue',
  start: `${of}-01-01`,
  end: `${of + 1}-01-01`,
  accumulation: 'FULL_YEAR',
  value,
})

/** A zone of 100 after 80: one enterprise told twice with 60 after 50, one that may be a third with 30 after 25. */
beforeAll(async () => {
  const { database } = server
  const told = ['told', 'told-again', 'perhaps']
  await addSubjects(database, [
    { kind: 'PARK', slug: 'zone' },
    ...told.map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  ])
  // The one told first left before 2017, as far as its own records go.
  await addFact(database, 'membership', 'told', {
    park: 'zone',
    role: 'LOCATED_IN',
    period_start: '2010-01-01',
    period_end: '2017-06-01',
  })
  for (const slug of ['told-again', 'perhaps'])
    await addFact(database, 'membership', slug, { park: 'zone', role: 'LOCATED_IN' })
  for (const slug of told) await addFact(database, 'panel_membership', slug, { scope: 'ABOVE_SCALE' })
  await addFact(database, 'relationship', 'told', { to: 'told-again', kind: 'SAME_AS' })
  await addFact(database, 'relationship', 'perhaps', { to: 'told', kind: 'POSSIBLY_SAME_AS' })
  await addFigures(database, [
    tax('zone', 2017, '100'),
    tax('zone', 2016, '80'),
    tax('told', 2016, '50'),
    tax('told-again', 2017, '60'),
    tax('told-again', 2016, '50'),
    tax('perhaps', 2017, '30'),
    tax('perhaps', 2016, '25'),
  ])
})

const ask = async (fields: string) => {
  const { data, errors } = await server.send(`{ park(slug: "zone") { ${fields} } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'park')
}

const reconcile = (duplicates: string) =>
  ask(`reconciliation(indicator: "tax_revenue", period: "2017"${duplicates}) { count mergedCount sum
    contributions { enterprise { slug } mergedCount change contribution } }`)

const one = (slug: string, mergedCount: number, change: string, contribution: string) => ({
  enterprise: { slug },
  mergedCount,
  change,
  contribution,
})

test('enterprises told twice count twice unless asked otherwise', async () => {
  const counted = {
    reconciliation: {
      count: 2,
      mergedCount: 0,
      sum: '90',
      contributions: [
        one('told-again', 0, '10', '12.5'),
        one('perhaps', 0, '5', '6.25'),
        one('told', 0, '-50', '-62.5'),
      ],
    },
  }
  expect(await reconcile('')).toEqual(counted)
  expect(await reconcile(', duplicates: COUNT_ALL')).toEqual(counted)
})

test('merged, the one that has the figure stands for all', async () => {
  expect(await reconcile(', duplicates: MERGE_CONFIRMED')).toEqual({
    reconciliation: {
      count: 2,
      mergedCount: 1,
      sum: '90',
      contributions: [one('told-again', 1, '10', '12.5'), one('perhaps', 0, '5', '6.25')],
    },
  })
  expect(await reconcile(', duplicates: MERGE_POSSIBLE')).toEqual({
    reconciliation: { count: 1, mergedCount: 2, sum: '60', contributions: [one('told-again', 2, '10', '12.5')] },
  })
})

test('a panel counts each of them once', async () => {
  const fields = 'part count mergedCount current base growth'
  const grow = (duplicates: string) =>
    ask(`panelGrowth(indicator: "tax_revenue", period: "2017"${duplicates}) { ${fields} }`)
  expect(await grow('')).toMatchObject({
    panelGrowth: [
      { part: 'SAME_PANEL', count: 2, mergedCount: 0 },
      { part: 'EXITS', count: 1, mergedCount: 0 },
      { part: 'TOTAL', count: 3, mergedCount: 0, base: '0.0125' },
    ],
  })
  expect(await grow(', duplicates: MERGE_CONFIRMED')).toEqual({
    panelGrowth: ['SAME_PANEL', 'TOTAL'].map((part) => ({
      part,
      count: 2,
      mergedCount: 1,
      current: '0.009',
      base: '0.0075',
      growth: '20',
    })),
  })
})

/** Of two firms that are one, the first has figures of these years, and the second of both. */
async function addPair(name: string, first: readonly NewFigure[]) {
  const { database } = server
  const firms = ['first', 'second'].map((nth) => `${name}-${nth}`)
  await addSubjects(database, [
    { kind: 'PARK', slug: name },
    ...firms.map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: name })),
  ])
  for (const slug of firms) await addFact(database, 'panel_membership', slug, { scope: 'ABOVE_SCALE' })
  await addFact(database, 'relationship', `${name}-second`, { to: `${name}-first`, kind: 'SAME_AS' })
  await addFigures(database, [
    ...first.map((figure) => ({ ...figure, subject: `${name}-first` })),
    ...[tax(`${name}-second`, 2017, '60'), tax(`${name}-second`, 2016, '40')],
  ])
}

const missing = { value: null, missingReason: 'not collected' }

test.each([
  ['has this year alone', 'this', [tax('', 2017, '50')], '50', 'TOTAL 0.006 0.004'],
  ['has the year before alone', 'before', [tax('', 2016, '30')], '60', 'TOTAL 0.006 0.004'],
  ['has both years', 'both', [tax('', 2017, '50'), tax('', 2016, '30')], '50', 'TOTAL 0.005 0.003'],
  [
    'says that this year is missing',
    'missing',
    [{ ...tax('', 2017, ''), ...missing }, tax('', 2016, '30')],
    null,
    'TOTAL null null',
  ],
])('a sum of one that is told first, and %s, is that of groups', async (_, name, first, sum, total) => {
  await addPair(`pair-${name}`, first)
  const merge = 'duplicates: MERGE_CONFIRMED'
  const { data, errors } = await server.send(`{ park(slug: "pair-${name}") {
      reconciliation(indicator: "tax_revenue", period: "2017", ${merge}) { sum(unit: CNY_10K) }
      panelGrowth(indicator: "tax_revenue", period: "2017", ${merge}) { part current base } }
    enterprises(where: { slug: { startsWith: "pair-${name}-" } }) { groupBy(by: [], ${merge},
      figure: { indicator: "tax_revenue", period: "2017" }) { nodes { sum(unit: CNY_10K) } } } }`)
  expect(errors).toBeUndefined()
  expect(pick(data, 'enterprises.groupBy.nodes.0')).toEqual({ sum })
  expect(pick(data, 'park.reconciliation')).toEqual({ sum })
  const parts = pick(data, 'park.panelGrowth') as Record<string, string>[]
  expect(parts.map(({ part, current, base }) => `${part} ${current} ${base}`)).toContain(total)
})

test('what is archived since is part of a reconciliation, and of the group of a list that asks for it', async () => {
  const { database } = server
  const firms = ['stayed', 'closed'].map((name) => `archive-${name}`)
  await addSubjects(database, [
    { kind: 'PARK', slug: 'archive' },
    ...firms.map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'archive' })),
  ])
  await addFigures(database, [
    tax('archive', 2017, '90'),
    tax('archive-stayed', 2017, '50'),
    tax('archive-closed', 2017, '60'),
  ])
  await database.pool.query("UPDATE subject SET is_archived = TRUE WHERE slug = 'archive-closed'")
  const sum = async (args: string) => {
    const { data, errors } =
      await server.send(`{ enterprises(where: { park: { slug: { eq: "archive" } } }, includeArchived: ${args}) {
      groupBy(by: [PARK], figure: { indicator: "tax_revenue", period: "2017" }) { nodes { sum(unit: CNY_10K) } } } }`)
    expect(errors).toBeUndefined()
    return pick(data, 'enterprises.groupBy.nodes.0.sum')
  }
  const { data } = await server.send(`{ park(slug: "archive") {
    reconciliation(indicator: "tax_revenue", period: "2017") { count sum } checks { nodes { rule actual } } } }`)
  expect(pick(data, 'park')).toEqual({
    reconciliation: { count: 2, sum: '110' },
    checks: { nodes: [{ rule: 'PARTS_AGAINST_TOTAL', actual: '110' }] },
  })
  expect(await sum('true')).toBe('110')
  expect(await sum('false')).toBe('50')
})
