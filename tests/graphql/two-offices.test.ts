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

const toDate = (of: number) => ({ ...year(of), end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })

/** A park with figures of one indicator, from the bureau where no other source is named. */
async function addPark(subject: string, figures: readonly Partial<NewFigure>[]) {
  const { database } = server
  await addSubjects(database, [{ kind: 'PARK', slug: subject }])
  await addFigures(
    database,
    figures.map((figure) => ({ subject, indicator: 'tax_revenue', source: 'bureau', ...figure })),
  )
}

const past = async (slug: string) => {
  const query = `{ park(slug: "${slug}") { observations(where: { nature: { eq: FORECAST } }) { nodes { requirement { required
    past { period amount fullYear { value } yearToDate { value } } } } } } }`
  return pick(await ask(query), 'park.observations.nodes.0.requirement')
}

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

test('months left of a past year are what one office counted', async () => {
  await addPark('mixed', [
    { ...year(2017), nature: 'FORECAST', value: '75' },
    { ...toDate(2017), value: '60' },
    { ...year(2016), value: '100' },
    { ...toDate(2016), value: '30', source: 'office' },
    { ...year(2015), value: '90', source: 'office' },
    { ...toDate(2015), value: '80', source: 'office' },
    { ...toDate(2015), value: '85' },
  ])
  expect(await past('mixed')).toEqual({
    required: '15',
    past: [{ period: '2015-12', amount: '10', fullYear: { value: '90' }, yearToDate: { value: '80' } }],
  })
})

test('figures that do not say how they accumulate are the total of their months, but for stocks', async () => {
  const of = (more: Partial<NewFigure>) =>
    [
      { ...year(2017), nature: 'FORECAST', value: '75' },
      { ...toDate(2017), value: '60' },
      { ...year(2016), value: '70' },
      { ...toDate(2016), value: '50' },
    ].map((figure) => ({ ...figure, accumulation: 'UNSPECIFIED', ...more }))
  await addPark('unsaid', of({}))
  await addPark('people', of({ indicator: 'employment', unit: 'PERSON' }))
  expect(await past('people')).toBeNull()
  expect(await past('unsaid')).toMatchObject({ required: '15', past: [{ period: '2016-12', amount: '20' }] })
})
