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

test('parts of a panel have none either, but nothing where nobody was', async () => {
  const field =
    'part count missingCount current(unit: CNY_10K) base(unit: CNY_10K) change(unit: CNY_10K) growth contribution reason'
  const none = { growth: null, contribution: null }
  expect(await read('sums', `panelGrowth(indicator: "revenue", period: "2017") { ${field} }`)).toEqual({
    panelGrowth: [
      {
        part: 'SAME_PANEL',
        count: 1,
        missingCount: 1,
        current: null,
        base: '0',
        change: null,
        ...none,
        reason: 'ZERO_BASE',
      },
      {
        part: 'ENTRIES',
        count: 1,
        missingCount: 0,
        current: '5',
        base: '0',
        change: '5',
        ...none,
        reason: 'ZERO_BASE',
      },
      { part: 'TOTAL', count: 2, missingCount: 1, current: '5', base: '0', change: '5', ...none, reason: 'ZERO_BASE' },
    ],
  })
  expect(await read('sums', `panelGrowth(indicator: "tax_revenue", period: "2017") { ${field} }`)).toEqual({
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
