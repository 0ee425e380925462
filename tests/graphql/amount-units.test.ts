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
    { subject: 'park', ...tax, ...year(2018), value: '267640', unit: 'CNY_10K' },
    { subject: 'firm', ...tax, ...year(2018), value: '9225', unit: 'CNY_10K' },
    { subject: 'silent', ...tax, ...year(2018), value: '3', unit: 'CNY_100M' },
    { subject: 'firm', ...tax, ...year(2019), value: '5', unit: 'CNY_10K' },
  ])
  const output = { subject: 'work', indicator: 'output_value' }
  await addSubjects(database, [{ kind: 'PROJECT', slug: 'work', park: 'park' }])
  await addFact(database, 'project_stage', 'work', { stage: 'PRODUCTION', state: 'DONE' })
  await addFigures(database, [
    { ...output, nature: 'EXPECTED', value: '900', unit: 'CNY_10K' },
    { ...output, ...year(2018), value: '800', unit: 'CNY_10K' },
  ])
  const investment = { subject: 'park', indicator: 'fixed_asset_investment', unit: 'CNY_10K' }
  const toDate = (of: number) => ({ ...year(of), end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })
  const [, level] = await addFigures(database, [
    { ...investment, ...year(2018), value: '750', nature: 'FORECAST' },
    { ...investment, ...year(2018), value: '700' },
    { ...investment, ...toDate(2018), value: '600' },
    { ...investment, ...year(2017), value: '110' },
    { ...investment, ...toDate(2017), value: '100' },
  ])
  await addFigures(database, [
    { ...investment, ...year(2018), value: '40', unit: 'PERCENT', measure: 'GROWTH', growthOf: level ?? null },
  ])
})

const ask = async (fields: string) => {
  const { data, errors } = await server.send(`{ park(slug: "park") { ${fields} } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'park') as object
}

test('amounts beside a total are in its unit, and those of a figure in the unit of that figure', async () => {
  const fields = `total { value unit { code } } unit { code } sum difference
    contributions { unit { code } current { value unit { code } } change }`
  expect(await ask(`reconciliation(indicator: "tax_revenue", period: "2018") { ${fields} }`)).toEqual({
    reconciliation: {
      total: { value: '267640', unit: { code: 'CNY_10K' } },
      unit: { code: 'CNY_10K' },
      sum: '39225',
      difference: '228415',
      contributions: [
        { unit: { code: 'CNY_10K' }, current: { value: '9225', unit: { code: 'CNY_10K' } }, change: '9211' },
        { unit: { code: 'CNY_100M' }, current: { value: '3', unit: { code: 'CNY_100M' } }, change: null },
      ],
    },
  })
})

test('a sum without a total beside it is in the unit of the indicator', async () => {
  expect(
    await ask('reconciliation(indicator: "tax_revenue", period: "2019") { total { value } unit { code } sum }'),
  ).toEqual({ reconciliation: { total: null, unit: { code: 'CNY_100M' }, sum: '0.0005' } })
  expect(
    await ask('panelGrowth(indicator: "tax_revenue", period: "2018") { part unit { code } current }'),
  ).toMatchObject({
    panelGrowth: [
      { part: 'SAME_PANEL', unit: { code: 'CNY_100M' }, current: '0.9225' },
      { part: 'TOTAL', unit: { code: 'CNY_100M' }, current: '0.9225' },
    ],
  })
})

test('what came of a promise, a forecast and a growth is in their unit', async () => {
  const unit = { code: 'CNY_10K' }
  expect(
    await ask(`projects { nodes { fulfilment { unit { code } difference } } }
      fulfilment { unit { code } difference }
      observations(where: { indicator: { code: { eq: "fixed_asset_investment" } }, nature: { eq: FORECAST } }) { nodes {
        requirement { unit { code } required meanMonth past { unit { code } amount } } } }
      levels: observations(where: { growthAgreement: { eq: DIFFERS } }) { nodes { growth { unit { code } impliedBase } } }`),
  ).toEqual({
    projects: { nodes: [{ fulfilment: [{ unit, difference: '-100' }] }] },
    fulfilment: [{ unit: { code: 'CNY_100M' }, difference: '-0.01' }],
    observations: {
      nodes: [
        {
          requirement: {
            unit,
            required: '150',
            meanMonth: '54.54545454545454545454545454545455',
            past: [{ unit, amount: '10' }],
          },
        },
      ],
    },
    levels: { nodes: [{ growth: { unit, impliedBase: '500' } }] },
  })
  const { data } = await server.send('{ forecastErrors(subjects: ["park"]) { errors { unit { code } error } } }')
  expect(data).toEqual({ forecastErrors: { errors: [{ unit, error: '-50' }] } })
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
