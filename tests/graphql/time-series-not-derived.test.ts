import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { land, tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const slug = 'ranked'

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'around' },
    { kind: 'PARK', slug, park: 'around' },
  ])
  const rank = { indicator: 'provincial_park_rank', unit: 'RANK', measure: 'RANK' }
  const share = { indicator: 'moderate_prosperity_share', unit: 'PERCENT', measure: 'SHARE' }
  await addFigures(server.database, [
    ...['around', slug].flatMap((subject) => [
      tax(subject, '2016', '10', rank),
      tax(subject, '2017', '5', rank),
      tax(subject, '2017', '70', share),
      land(subject, '2017', '10'),
      tax(subject, '2017', '100', { indicator: 'employment', unit: 'PERSON', accumulation: 'STOCK' }),
      tax(subject, '2016', '40'),
      tax(subject, '2017', '50'),
    ]),
  ])
})

async function tell(indicators: string[], measures: string[]) {
  const { data, errors } = await server.send(
    `query ($indicators: [String!]!) { timeSeries(subjects: ["${slug}"] indicators: $indicators bucket: YEAR from: "2017" to: "2017"
      window: 2 measures: [${measures}]) { series { columns { measure unit { code } values lower upper reasons }
        points { inputs { value } } } } }`,
    { indicators },
  )
  expect(errors).toBeUndefined()
  return (pick(data, 'timeSeries.series') as object[]).map((series) =>
    Object.fromEntries(
      (pick(series, 'columns') as object[]).map((column) => [
        pick(column, 'measure'),
        pick(column, 'values.0') ?? pick(column, 'reasons.0'),
      ]),
    ),
  )
}

const derived = ['YEAR_ON_YEAR', 'PERIOD_ON_PERIOD', 'INDEX', 'SHARE_OF_PARENT', 'PER_MU', 'MOVING_AVERAGE']

describe('what a ranking refuses to derive', () => {
  it.each([
    ['provincial_park_rank', '5'],
    ['moderate_prosperity_share', '70'],
  ])('has a reason in time series: of %s, which is itself a rank or a share', async (indicator, value) => {
    const reasons = Object.fromEntries([...derived, 'GROWTH_DIVERGENCE'].map((measure) => [measure, 'NOT_DERIVED']))
    expect(await tell([indicator], ['LEVEL', ...derived, 'GROWTH_DIVERGENCE', 'RANK', 'REPORTED_GROWTH'])).toEqual([
      { LEVEL: value, ...reasons, RANK: '1', REPORTED_GROWTH: 'MISSING_VALUE' },
    ])
    for (const derivation of ['YEAR_ON_YEAR', 'SHARE_OF_PARENT', 'PER_MU']) {
      const { errors } = await server.send(
        `{ ranking(by: { derived: { derivation: ${derivation}, indicator: "${indicator}" } }) { count } }`,
      )
      expect(['BAD_USER_INPUT', 'INCOMPATIBLE_UNITS']).toContain(errors?.[0]?.extensions?.['code'])
    }
  })

  it('has a reason by land where no unit is for it, and does not spoil the others', async () => {
    expect(await tell(['employment', 'land_area', 'tax_revenue'], ['PER_MU', 'SHARE_OF_PARENT'])).toEqual([
      { PER_MU: 'NOT_DERIVED', SHARE_OF_PARENT: '100' },
      { PER_MU: 'NOT_DERIVED', SHARE_OF_PARENT: '100' },
      { PER_MU: '5', SHARE_OF_PARENT: '100' },
    ])
  })
})
