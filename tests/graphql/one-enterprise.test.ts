import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()
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

test('merged, the one of which most is known stands for all', async () => {
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
