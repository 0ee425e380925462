import { afterEach, beforeAll, expect, test } from 'vitest'
import { type GraphQLAnswer, useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })

beforeAll(async () => {
  const { database } = server
  await addSubjects(database, [
    { kind: 'PARK', slug: 'park' },
    { kind: 'ENTERPRISE', slug: 'firm' },
    { kind: 'ENTERPRISE', slug: 'silent' },
  ])
  for (const slug of ['firm', 'silent']) {
    await addFact(database, 'membership', slug, { park: 'park', role: 'LOCATED_IN' })
    await addFact(database, 'panel_membership', slug, { scope: 'ABOVE_SCALE' })
  }
  const tax = { indicator: 'tax_revenue' }
  await addFigures(database, [
    { subject: 'park', ...tax, ...year(2017), value: '0.25', unit: 'CNY_100M' },
    { subject: 'firm', ...tax, ...year(2017), value: '14', unit: 'CNY_10K' },
  ])
})

const reconcile = (fields: string) =>
  server.send(`{ park(slug: "park") { reconciliation(indicator: "tax_revenue", period: "2017") { ${fields} } } }`)

const isRefused = ({ errors = [] }: GraphQLAnswer) =>
  errors[0]?.extensions?.['code'] === 'INCOMPATIBLE_UNITS' && errors[0].extensions['argument'] === 'unit'

test('a unit that measures something else is refused also where there is no amount', async () => {
  expect(pick(await reconcile('contributions { change }'), 'data.park.reconciliation.contributions')).toMatchObject([
    { change: null },
    { change: null },
  ])
  expect(await reconcile('contributions { change(unit: MU) }')).toSatisfy(isRefused)
  const panel = (unit: string) =>
    server.send(`{ park(slug: "park") { panelGrowth(indicator: "tax_revenue", period: "2017") { current${unit} } } }`)
  expect(pick(await panel(''), 'data.park.panelGrowth.0')).toMatchObject({ current: null })
  expect(await panel('(unit: MU)')).toSatisfy(isRefused)
})
