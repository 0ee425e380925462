import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = {
  indicator: 'revenue',
  unit: 'CNY_10K',
  accumulation: 'FULL_YEAR',
  start: '2017-01-01',
  end: '2018-01-01',
}
const before = { start: '2016-01-01', end: '2017-01-01' }

beforeAll(async () => {
  const { database } = server
  await addSubjects(database, [
    { kind: 'PARK', slug: 'sums' },
    { kind: 'PARK', slug: 'empty' },
    { kind: 'ENTERPRISE', slug: 'stayed' },
    { kind: 'ENTERPRISE', slug: 'entered' },
  ])
  for (const slug of ['stayed', 'entered'])
    await addFact(database, 'membership', slug, { park: 'sums', role: 'LOCATED_IN' })
  await addFact(database, 'panel_membership', 'stayed', { scope: 'ABOVE_SCALE' })
  const entry = { scope: 'ABOVE_SCALE', period_start: '2017-01-01', period_end: '2018-01-01' }
  await addFact(database, 'panel_membership', 'entered', entry)
  await addFact(database, 'panel_membership', 'entered', { ...entry, scope: 'LOCAL' })
  await addFigures(database, [
    { ...year, subject: 'sums', value: '20' },
    { ...year, ...before, subject: 'sums', value: '10' },
    { ...year, subject: 'entered', value: '5' },
    { ...year, ...before, subject: 'stayed', value: '0' },
  ])
})

const read = async (park: string, field: string) => {
  const { data, errors } = await server.send(`{ park(slug: "${park}") { ${field} } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'park')
}

const reconcile = (park: string, period: string) =>
  read(
    park,
    `reconciliation(indicator: "revenue", period: "${period}") { sum(unit: CNY_10K) count missingCount difference(unit: CNY_10K) share growth reason }`,
  )

test('enterprises without any figure have no sum', async () => {
  const nothing = { sum: null, difference: null, share: null, reason: 'MISSING_VALUE' }
  expect(await reconcile('sums', '1990')).toEqual({
    reconciliation: { ...nothing, count: 2, missingCount: 2, growth: null },
  })
  expect(await reconcile('empty', '2017')).toEqual({
    reconciliation: { ...nothing, count: 0, missingCount: 0, growth: null },
  })
})

test('figures that are zero, or of some enterprises only, have one', async () => {
  expect(await reconcile('sums', '2016')).toEqual({
    reconciliation: {
      sum: '0',
      count: 2,
      missingCount: 1,
      difference: '10',
      share: '0',
      growth: null,
      reason: 'MISSING_BASE',
    },
  })
  expect(await reconcile('sums', '2017')).toEqual({
    reconciliation: { sum: '5', count: 2, missingCount: 1, difference: '15', share: '25', growth: '100', reason: null },
  })
})

const panelFields =
  'part count missingCount current(unit: CNY_10K) base(unit: CNY_10K) change(unit: CNY_10K) growth contribution reason'
const none = { growth: null, contribution: null }
const grow = (park: string, period: string, scope = 'ABOVE_SCALE', indicator = 'revenue') =>
  read(park, `panelGrowth(indicator: "${indicator}", period: "${period}", scope: ${scope}) { ${panelFields} }`)

test('a panel that is not known is told from one that nobody is in', async () => {
  const whole = { part: 'TOTAL', count: 0, missingCount: 0, change: null, ...none }
  expect(await grow('sums', '2017', 'ALL')).toEqual({
    panelGrowth: [{ ...whole, current: null, base: null, reason: 'NO_PANEL' }],
  })
  expect(await grow('empty', '2017')).toEqual({
    panelGrowth: [{ ...whole, current: '0', base: '0', change: '0', reason: 'ZERO_BASE' }],
  })
})

test('a panel that is known of one year only has no growth', async () => {
  const whole = { part: 'TOTAL', count: 1, change: null, ...none, reason: 'NO_PANEL' }
  expect(await grow('sums', '2017', 'LOCAL')).toEqual({
    panelGrowth: [{ ...whole, missingCount: 0, current: '5', base: null }],
  })
  expect(await grow('sums', '2018', 'LOCAL')).toEqual({
    panelGrowth: [{ ...whole, missingCount: 0, current: null, base: '5' }],
  })
})

test('parts of a panel have none either, but nothing where nobody was', async () => {
  expect(await grow('sums', '2017')).toEqual({
    panelGrowth: [
      {
        part: 'SAME_PANEL',
        count: 1,
        missingCount: 1,
        current: null,
        base: null,
        change: null,
        ...none,
        reason: 'MISSING_BASE',
      },
      {
        part: 'ENTRIES',
        count: 1,
        missingCount: 0,
        current: '5',
        base: '0',
        change: '5',
        ...none,
        reason: 'MISSING_BASE',
      },
      {
        part: 'TOTAL',
        count: 2,
        missingCount: 1,
        current: '5',
        base: null,
        change: null,
        ...none,
        reason: 'MISSING_BASE',
      },
    ],
  })
  expect(await grow('sums', '2017', 'ABOVE_SCALE', 'tax_revenue')).toEqual({
    panelGrowth: [
      {
        part: 'SAME_PANEL',
        count: 1,
        missingCount: 1,
        current: null,
        base: null,
        change: null,
        ...none,
        reason: 'MISSING_BASE',
      },
      {
        part: 'ENTRIES',
        count: 1,
        missingCount: 1,
        current: null,
        base: '0',
        change: null,
        ...none,
        reason: 'MISSING_BASE',
      },
      {
        part: 'TOTAL',
        count: 2,
        missingCount: 2,
        current: null,
        base: null,
        change: null,
        ...none,
        reason: 'MISSING_BASE',
      },
    ],
  })
})
