import { describe, expect, it } from 'vitest'
import { decide, pick, propose, ZONE } from './data.ts'
import { tax } from './one-answer.ts'
import { rate, useReportedGrowth } from './reported-growth.ts'

const { server, add, addPark } = useReportedGrowth()

const total = { ...rate, accumulation: 'PERIOD_TOTAL' }
const above = { scope: 'ABOVE_SCALE' }

/** Level and reported growth of one bucket: the value, or why there is none. */
async function tell(slug: string, bucket: string, at: string, more = '', indicator = 'tax_revenue') {
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["${slug}"] indicators: ["${indicator}"] bucket: ${bucket} from: "${at}" to: "${at}" ${more}
      ${indicator === 'tax_revenue' ? 'unit: CNY_10K' : ''} measures: [LEVEL, REPORTED_GROWTH]) { series { columns { values reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const columns = pick(data, 'timeSeries.series.0.columns') as { values: string[]; reasons: string[] }[]
  return columns.map(({ values, reasons }) => values[0] ?? reasons[0])
}
const nothing = ['MISSING_VALUE', 'MISSING_VALUE']

describe('growth where a bucket has no level', () => {
  it('is not that of a part, though it says nothing of one itself', async () => {
    await addPark('of-part')
    const [level = ''] = await add(tax('of-part', '2016', '100', above))
    await add(tax('of-part', '2016', '9', { ...rate, growthOf: level }))
    expect(await tell('of-part', 'YEAR', '2016')).toEqual(nothing)
    expect(await tell('of-part', 'YEAR', '2016', 'scope: ABOVE_SCALE')).toEqual(['100', '9'])
  })

  it('is not that of a level that a correction makes one of a part', async () => {
    const { data } = await server.send(
      '{ corrections(where: { observation: { measure: { eq: LEVEL }, printedText: { in: ["542.28亿元"] } } }) { nodes { id } } }',
    )
    for (const { id } of pick(data, 'corrections.nodes') as { id: string }[]) await decide(server.database, id)
    const ask = (more: string) => tell(ZONE, 'MONTH', '2017-11', more, 'gross_industrial_output_value')
    expect((await ask(''))[1]).toBe('34.89')
    expect(await ask('reading: CORRECTED')).toEqual(nothing)
    expect((await ask('reading: CORRECTED scope: ABOVE_SCALE'))[1]).toBe('34.89')
  })

  it('is not that of a level that a correction moves to another year', async () => {
    await addPark('moved')
    const [level = ''] = await add(tax('moved', '2016', '100'))
    await add(tax('moved', '2016', '9', { ...rate, growthOf: level }))
    await decide(server.database, await propose(server.database, level, { period: '2015' }))
    expect(await tell('moved', 'YEAR', '2016')).toEqual(['100', '9'])
    expect(await tell('moved', 'YEAR', '2016', 'reading: CORRECTED')).toEqual(nothing)
    expect(await tell('moved', 'YEAR', '2015', 'reading: CORRECTED')).toEqual(['100', '9'])
  })

  it.each([true, false])('is not that of a level which a better source calls missing (named: %s)', async (isNamed) => {
    const slug = `missing-${isNamed}`
    await addPark(slug)
    await add(tax(slug, '2016', null, { source: 'yearbook' }))
    const [level = ''] = await add(tax(slug, '2016', '100', { source: 'bulletin' }))
    await add(tax(slug, '2016', '9', { ...rate, source: 'bulletin', ...(isNamed ? { growthOf: level } : {}) }))
    expect(await tell(slug, 'YEAR', '2016')).toEqual(nothing)
    expect(await tell(slug, 'YEAR', '2016', 'source: "bulletin"')).toEqual(['100', '9'])
  })

  it('is that of a level of just this bucket in prices, or accumulated in a way, that were not asked for', async () => {
    await addPark('prices')
    const monthly = { accumulation: 'MONTH' }
    const [current = ''] = await add(tax('prices', '2016-12', '100', { ...monthly, priceBasis: 'CURRENT' }))
    await add(tax('prices', '2016-12', '9', { ...rate, ...monthly, priceBasis: 'CONSTANT', growthOf: current }))
    expect(await tell('prices', 'MONTH', '2016-12', 'priceBasis: CONSTANT')).toEqual(['MISSING_VALUE', '9'])
    await addPark('accumulated')
    const [month = ''] = await add(tax('accumulated', '2016-12', '100', monthly))
    await add(tax('accumulated', '2016-12', '9', { ...total, growthOf: month }))
    expect(await tell('accumulated', 'MONTH', '2016-12', 'accumulation: PERIOD_TOTAL')).toEqual(['MISSING_VALUE', '9'])
  })

  it('is the newest of those that stand alone, whatever stands with another level', async () => {
    await addPark('in-dollars')
    await add(tax('in-dollars', '2016', '7', { ...rate, source: 'issue-1', publishedOn: '2019-01-01' }))
    const later = { source: 'issue-2', publishedOn: '2020-01-01' }
    await add(
      tax('in-dollars', '2016', '3', { ...later, unit: 'USD_10K' }),
      tax('in-dollars', '2016', '9', { ...rate, ...later }),
    )
    expect((await tell('in-dollars', 'YEAR', '2016'))[1]).toBe('7')
    await add(tax('in-dollars', '2016', null, { ...rate, source: 'issue-1', publishedOn: '2021-01-01' }))
    expect((await tell('in-dollars', 'YEAR', '2016'))[1]).toBe('MISSING_VALUE')
  })
})

describe('growth beside a level that several figures make', () => {
  it.each([
    ['quarter', ''],
    ['quarter-of-months', 'accumulation: MONTH'],
    ['quarter-in-prices', 'priceBasis: CURRENT'],
  ])('of months is that of the %s %s', async (slug, more) => {
    await addPark(slug)
    for (const month of ['01', '02', '03'])
      await add(tax(slug, `2016-${month}`, '5', { accumulation: 'MONTH', priceBasis: 'CURRENT' }))
    await add(tax(slug, '2016-Q1', '9', { ...total, priceBasis: 'CONSTANT' }))
    expect(await tell(slug, 'QUARTER', '2016-Q1', more)).toEqual(['15', '9'])
  })

  it.each(['', 'accumulation: YEAR_TO_DATE'])('to date is that of the quarter (%s)', async (more) => {
    const slug = `difference-${more.length}`
    await addPark(slug)
    await add(tax(slug, '2016-01/2016-03', '10'), tax(slug, '2016-01/2016-06', '30'), tax(slug, '2016-Q2', '7', total))
    expect(await tell(slug, 'QUARTER', '2016-Q2', more)).toEqual(['20', '7'])
  })

  it('is of levels alone, and not of a share that covers it in part', async () => {
    await addPark('share')
    const indicator = 'moderate_prosperity_share'
    const share = { measure: 'SHARE', unit: 'PERCENT', indicator }
    await add(tax('share', '2016-01/2016-02', '40', share))
    await add(tax('share', '2016-Q1', '7', { ...total, indicator }))
    expect((await tell('share', 'QUARTER', '2016-Q1', '', indicator))[1]).toBe('MISSING_VALUE')
  })
})

describe('buckets without a figure', () => {
  it.each(['CUMULATIVE', 'CUMULATIVE, SINGLE_MONTH'])('rest on none, of %s', async (measures) => {
    const slug = `empty-${measures.length}`
    await addPark(slug)
    await add(tax(slug, '2016-10', '5', { accumulation: 'MONTH' }), tax(slug, '2016-01/2016-12', '100'))
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: MONTH from: "2016-11" to: "2016-11" measures: [${measures}])
        { series { points { measure value reason inputs { period } } } } }`,
    )
    expect(errors).toBeUndefined()
    const [first] = pick(data, 'timeSeries.series.0.points') as object[]
    expect(first).toEqual({ measure: 'CUMULATIVE', value: null, reason: 'MISSING_VALUE', inputs: [] })
  })
})

it('a vague level without a base says that there is none, as a time series and a ranking do', async () => {
  await addPark('vague')
  const [level = ''] = await add(tax('vague', '2017', null, { lower: '5', qualifier: 'OVER', missingReason: null }))
  await add(tax('vague', '2017', '9', { ...rate, growthOf: level }))
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["vague"] indicators: ["tax_revenue"] bucket: YEAR from: "2017" to: "2017" measures: [YEAR_ON_YEAR]) { series { columns { reasons } } }
      observations(where: { subject: { slug: { eq: "vague" } }, measure: { eq: LEVEL } }) { nodes { growth { reason } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'timeSeries.series.0.columns.0.reasons.0')).toBe('MISSING_BASE')
  expect(pick(data, 'observations.nodes.0.growth.reason')).toBe('MISSING_BASE')
})
