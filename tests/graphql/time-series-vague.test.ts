import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { monthly, of, seriesOf, tax } from './time-series.ts'

const server = useServer()
const { parks, add, ask } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('vague figures', () => {
  beforeAll(async () => {
    await parks('vague')
    await add(
      tax('vague', '2016-01', '10', monthly),
      tax('vague', '2017-01', null, { ...monthly, lower: '20', qualifier: 'OVER' }),
      tax('vague', '2017-02', '7', monthly),
      tax('vague', '2017-03', null, { ...monthly, lower: '1', upper: '3', qualifier: 'ABOUT' }),
      tax('vague', '2018-03', '4', monthly),
    )
  })

  const column = async (args: string) => {
    const answer = await ask(`indicators: ["tax_revenue"] unit: CNY_10K ${args}`)
    return pick(answer, 'series.0.columns.0')
  }

  it('derive bounds, and no value', async () => {
    expect(await column(of('vague', 'MONTH', '2017-01', '2017-01', '[YEAR_ON_YEAR]'))).toMatchObject({
      values: [null],
      lower: ['100'],
      upper: [null],
      reasons: ['VAGUE_VALUE'],
    })
    expect(await column(of('vague', 'MONTH', '2018-03', '2018-03', '[YEAR_ON_YEAR]'))).toMatchObject({
      values: [null],
      lower: ['33.33333333333333333333333333333333'],
      upper: ['300'],
      reasons: ['VAGUE_VALUE'],
    })
  })

  it('make vague sums', async () => {
    expect(await column(of('vague', 'QUARTER', '2017-01', '2017-03'))).toMatchObject({
      values: [null],
      lower: ['28'],
      upper: [null],
      reasons: ['VAGUE_VALUE'],
    })
  })

  it('make vague differences', async () => {
    await parks('vague-to-date')
    await add(
      tax('vague-to-date', '2017-10', null, { lower: '40', upper: '50', qualifier: 'ABOUT' }),
      tax('vague-to-date', '2017-11', '60'),
    )
    expect(await column(of('vague-to-date', 'MONTH', '2017-11', '2017-11', '[SINGLE_MONTH]'))).toMatchObject({
      values: [null],
      lower: ['10'],
      upper: ['20'],
      reasons: ['VAGUE_VALUE'],
    })
  })
})

describe('a vague level', () => {
  const rank = async (subjects: string[], bucket: string, period: string) => {
    const answer = await ask(
      `subjects: ["${subjects.join('", "')}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${period}" to: "${period}" measures: [RANK]`,
    )
    const columns = (answer.series as object[]).map((one) => pick(one, 'columns.0'))
    return columns.map((column) => pick(column, 'values.0') ?? pick(column, 'reasons.0'))
  }

  it('gives up its own place where that is open, and no other', async () => {
    await parks('open-a', 'open-b', 'open-c')
    await add(
      tax('open-a', '2017-01', '5'),
      tax('open-b', '2017-01', null, { lower: '4', qualifier: 'OVER' }),
      tax('open-c', '2017-01', '2'),
    )
    expect(await rank(['open-a', 'open-b', 'open-c'], 'MONTH', '2017-01')).toEqual(['1', 'VAGUE_VALUE', '2'])
    expect(await rank(['open-c', 'open-b'], 'MONTH', '2017-01')).toEqual(['2', '1'])
  })

  it('has a place beside an equal one where the bound of a sum or a difference is excluded', async () => {
    await parks('edge-a', 'edge-b', 'edge-c')
    await add(
      tax('edge-a', '2017-04', null, { ...monthly, lower: '3', qualifier: 'OVER' }),
      ...['05', '06'].map((month) => tax('edge-a', `2017-${month}`, '1', monthly)),
      tax('edge-b', '2017-03', null, { upper: '4', qualifier: 'NEARLY' }),
      tax('edge-b', '2017-06', '10'),
      tax('edge-c', '2017-03', '4'),
      tax('edge-c', '2017-06', '9'),
    )
    expect(await rank(['edge-a', 'edge-c'], 'QUARTER', '2017-Q2')).toEqual(['1', '2'])
    await add(tax('edge-c', '2017-06', '10', { publishedOn: '2020-02-01' }))
    expect(await rank(['edge-b', 'edge-c'], 'QUARTER', '2017-Q2')).toEqual(['1', '2'])
  })
})
