import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

// Employment as it is told: of the last day, of half a year, of the year.
const told = [
  { subject: 'zone', value: '100', accumulation: 'UNSPECIFIED', start: '2019-12-31', end: '2020-01-01' },
  { subject: 'zone', value: '80', accumulation: 'UNSPECIFIED', start: '2018-12-31', end: '2019-01-01' },
  { subject: 'firm-a', value: '30', accumulation: 'DAY', start: '2019-12-31', end: '2020-01-01' },
  { subject: 'firm-a', value: '30', accumulation: 'STOCK', start: '2019-07-01', end: '2020-01-01' },
  { subject: 'firm-a', value: '30', accumulation: 'STOCK', start: '2018-07-01', end: '2019-01-01' },
  { subject: 'firm-b', value: '10', accumulation: 'STOCK', start: '2018-01-01', end: '2019-01-01' },
  { subject: 'firm-b', value: '20', accumulation: 'STOCK', start: '2019-01-01', end: '2020-01-01' },
]

beforeAll(async () => {
  const { database } = server
  await addSubjects(database, [
    { kind: 'PARK', slug: 'zone' },
    { kind: 'ENTERPRISE', slug: 'firm-a', park: 'zone' },
    { kind: 'ENTERPRISE', slug: 'firm-b', park: 'zone' },
  ])
  for (const slug of ['firm-a', 'firm-b']) await addFact(database, 'panel_membership', slug, { scope: 'ABOVE_SCALE' })
  await addFigures(
    database,
    told.map((figure) => ({ ...figure, indicator: 'employment', unit: 'PERSON' })),
  )
})

test('a park and its enterprises are held against each other by what there was at the end of the year', async () => {
  const { data, errors } = await server.send(`{ park(slug: "zone") {
      reconciliation(indicator: "employment", period: "2019") { total { value } sum missingCount growth share reason }
      panelGrowth(indicator: "employment", period: "2019") { part count current base }
    }
    enterprises(where: { park: { slug: { eq: "zone" } } }) {
      groupBy(by: [PARK], figure: { indicator: "employment", period: "2019" }) { nodes { sum } } } }`)
  expect(errors).toBeUndefined()
  expect(pick(data, 'park.reconciliation')).toEqual({
    ...{ total: { value: '100' }, sum: '50', missingCount: 0, growth: '25', share: '50', reason: null },
  })
  expect(pick(data, 'enterprises.groupBy.nodes')).toEqual([{ sum: '50' }])
  const all = { count: 2, current: '50', base: '40' }
  expect(pick(data, 'park.panelGrowth')).toEqual([
    { part: 'SAME_PANEL', ...all },
    { part: 'TOTAL', ...all },
  ])
})
