import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { monthly, of, select, seriesOf, tax, yearly } from './time-series.ts'

const server = useServer()
const { parks, add, ask, tell } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('longer buckets', () => {
  beforeAll(async () => {
    await parks('to-date', 'by-month', 'stock', 'yearly', 'halves')
    await add(
      ...['03', '06', '08'].map((month, at) => tax('to-date', `2017-${month}`, String(10 + 20 * at))),
      ...['01', '02', '03', '05'].map((month, at) => tax('by-month', `2017-${month}`, String(at + 1), monthly)),
      tax('yearly', '2016-12', '80', yearly),
      tax('yearly', '2017-12', '100', yearly),
      ...['2017-02', '2017-03', '2017-08'].map((month, at) => ({
        ...tax('stock', month, String(at + 1), { accumulation: 'STOCK', unit: 'MU' }),
        indicator: 'land_area',
      })),
      tax('halves', '2017-06', '60', { accumulation: 'PERIOD_TOTAL' }),
      tax('halves', '2017-03', '25', { accumulation: 'PERIOD_TOTAL' }),
    )
  })

  it('are differences of year-to-date figures, never sums, and say how much of them is covered', async () => {
    const answer = await ask(`indicators: ["tax_revenue"] unit: CNY_10K ${of('to-date', 'QUARTER', '2017', '2017')}`)
    expect(answer).toMatchObject({
      periods: ['2017-Q1', '2017-Q2', '2017-Q3', '2017-Q4'],
      monthsPerBucket: 3,
      series: [{ accumulation: 'YEAR_TO_DATE', count: [1, 1, 1, 0], completeness: [3, 3, 2, 0] }],
    })
    expect(pick(answer, 'series.0.columns.0.values')).toEqual(['10', '20', '20', null])
    expect(await tell(of('to-date', 'YEAR', '2017', '2017'))).toEqual({ LEVEL: ['50'] })
  })

  it('have no value where the year to date before them is not known', async () => {
    await parks('gap')
    await add(tax('gap', '2017-02', '10'), tax('gap', '2017-06', '30'))
    expect(await tell(of('gap', 'QUARTER', '2017', '2017'))).toEqual({
      LEVEL: ['10', 'MISSING_BASE', 'MISSING_VALUE', 'MISSING_VALUE'],
    })
  })

  it('are sums of single months, and partial ones derive nothing', async () => {
    const measures = '[LEVEL, PERIOD_ON_PERIOD]'
    expect(await tell(of('by-month', 'QUARTER', '2017-01', '2017-06', measures))).toEqual({
      LEVEL: ['6', '4'],
      PERIOD_ON_PERIOD: ['MISSING_BASE', 'INCOMPLETE_BUCKET'],
    })
    expect(await tell(of('by-month', 'QUARTER', '2017-01', '2017-06', '[LEVEL]', 'fill: NULL'))).toEqual({
      LEVEL: ['6', 'INCOMPLETE_BUCKET'],
    })
  })

  it('hold the last stock', async () => {
    expect(await tell(of('stock', 'HALF_YEAR', '2017', '2017', '[LEVEL, CUMULATIVE]'), 'land_area', '')).toEqual({
      LEVEL: ['2', '3'],
      CUMULATIVE: ['NOT_ADDITIVE', 'NOT_ADDITIVE'],
    })
  })

  it('hold no sum of figures that overlap', async () => {
    expect(await tell(of('halves', 'YEAR', '2017', '2017'))).toEqual({ LEVEL: ['OVERLAPPING_FIGURES'] })
    expect(await tell(of('halves', 'HALF_YEAR', '2017-01', '2017-06'))).toEqual({ LEVEL: ['60'] })
  })

  it('count the months that overlapping figures cover once, and give one reason for all that they make', async () => {
    const answer = await ask(
      `indicators: ["tax_revenue"] ${of('halves', 'YEAR', '2017', '2017', '[LEVEL, CUMULATIVE, YEAR_ON_YEAR]')}`,
      'series { count completeness columns { values reasons } }',
    )
    const column = { values: [null], reasons: ['OVERLAPPING_FIGURES'] }
    expect(answer).toEqual({ series: [{ count: [2], completeness: [6], columns: [column, column, column] }] })
  })

  it('of years take the figure of the year', async () => {
    expect(await tell(of('yearly', 'YEAR', '2016', '2017', '[LEVEL, YEAR_ON_YEAR]'))).toEqual({
      LEVEL: ['80', '100'],
      YEAR_ON_YEAR: ['MISSING_BASE', '25'],
    })
  })

  it.each([
    of('yearly', 'MONTH', '2017-01', '2017-03'),
    of('yearly', 'QUARTER', '2016', '2017'),
    of('by-month', 'MONTH', '2017', '2017', '[LEVEL]', 'accumulation: FULL_YEAR'),
    of('halves', 'MONTH', '2017', '2017'),
  ])('are never split: %s', async (args) => {
    const { errors } = await server.send(`{ timeSeries(indicators: ["tax_revenue"] ${args}) { ${select} } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BUCKET_TOO_FINE', argument: 'bucket' })
  })

  it('never add up rates', async () => {
    await parks('rate')
    const rate = { indicator: 'moderate_prosperity_share', unit: 'PERCENT' }
    const { rows } = await server.database.pool.query(
      `SELECT code FROM indicator WHERE over_time = 'NONE' AND dimension = 'ratio' LIMIT 1`,
    )
    const indicator = rows[0]?.code ?? rate.indicator
    await add(
      { ...tax('rate', '2017-01', '40', monthly), ...rate, indicator },
      { ...tax('rate', '2017-02', '50', monthly), ...rate, indicator },
    )
    expect(
      await tell(of('rate', 'MONTH', '2017-01', '2017-02', '[LEVEL, SINGLE_MONTH, CUMULATIVE]'), indicator, ''),
    ).toEqual({
      LEVEL: ['40', '50'],
      SINGLE_MONTH: ['NOT_ADDITIVE', 'NOT_ADDITIVE'],
      CUMULATIVE: ['NOT_ADDITIVE', 'NOT_ADDITIVE'],
    })
    const { errors } = await server.send(
      `{ timeSeries(indicators: ["${indicator}"] ${of('rate', 'MONTH', '2017', '2017')}) { periods } }`,
    )
    expect(errors).toBeUndefined()
  })
})
