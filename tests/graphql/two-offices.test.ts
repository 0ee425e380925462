import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })

beforeAll(async () => {
  const { database } = server
  await addSource(database, 'bureau', 10)
  await addSource(database, 'office', 50)
  for (const name of ['alone', 'both']) {
    await addSubjects(database, [
      { kind: 'PARK', slug: name },
      { kind: 'ENTERPRISE', slug: `${name}-firm` },
    ])
    await addFact(database, 'membership', `${name}-firm`, { park: name, role: 'LOCATED_IN' })
    await addFact(database, 'panel_membership', `${name}-firm`, { scope: 'ABOVE_SCALE' })
  }
  const tax = (subject: string, of: number, value: string, source: string): NewFigure => ({
    subject,
    indicator: 'tax_revenue',
    ...year(of),
    value,
    source,
  })
  for (const subject of ['alone', 'alone-firm'])
    await addFigures(database, [tax(subject, 2017, '120', 'bureau'), tax(subject, 2016, '60', 'office')])
  for (const subject of ['both', 'both-firm'])
    await addFigures(database, [
      tax(subject, 2017, '120', 'office'),
      tax(subject, 2016, '60', 'bureau'),
      tax(subject, 2016, '100', 'office'),
    ])
})

const ask = async (query: string) => {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return data
}

const reconcile = (park: string) =>
  ask(`{ park(slug: "${park}") { reconciliation(indicator: "tax_revenue", period: "2017") {
    base { value } growth reason contributions { base { value } change contribution } } } }`)

const grow = (park: string) =>
  ask(
    `{ park(slug: "${park}") { panelGrowth(indicator: "tax_revenue", period: "2017") { part missingCount base growth reason } } }`,
  )

test('what two offices counted makes no growth of a park, of its enterprises, or of a panel', async () => {
  expect(pick(await reconcile('alone'), 'park.reconciliation')).toEqual({
    base: null,
    growth: null,
    reason: 'MISSING_BASE',
    contributions: [{ base: null, change: null, contribution: null }],
  })
  const lost = { missingCount: 1, base: null, growth: null, reason: 'MISSING_BASE' }
  expect(pick(await grow('alone'), 'park.panelGrowth')).toEqual([
    { part: 'SAME_PANEL', ...lost },
    { part: 'TOTAL', ...lost },
  ])
})

test('of several offices that counted the year before, the one that counted this year is the base', async () => {
  expect(pick(await reconcile('both'), 'park.reconciliation')).toEqual({
    base: { value: '100' },
    growth: '20',
    reason: null,
    contributions: [{ base: { value: '100' }, change: '20', contribution: '20' }],
  })
  expect(pick(await grow('both'), 'park.panelGrowth')).toMatchObject([
    { part: 'SAME_PANEL', missingCount: 0, growth: '20', reason: null },
    { part: 'TOTAL', growth: '20' },
  ])
})
