import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { of, seriesOf, tax } from './time-series.ts'

const server = useServer()
const { parks, add, ask } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('the kind of the figures', () => {
  const share = {
    indicator: 'moderate_prosperity_share',
    accumulation: 'UNSPECIFIED',
    measure: 'SHARE',
    unit: 'PERCENT',
  }
  const growth = { measure: 'GROWTH', unit: 'PERCENT' }
  const kind = async (args: string) => {
    const answer = await ask(args, 'series { of unit { code } completeness columns { values reasons } }')
    return pick(answer, 'series.0')
  }

  it('is the share that an indicator is, by month and by year', async () => {
    const args = (bucket: string, from: string) =>
      `indicators: ["moderate_prosperity_share"] ${of('xiangxiang-etdz', bucket, from, '2017')}`
    expect(await kind(args('MONTH', '2017-10'))).toEqual({
      of: 'SHARE',
      unit: { code: 'PERCENT' },
      completeness: [0, 1, 0],
      columns: [{ values: [null, '71.5', null], reasons: ['MISSING_VALUE', null, 'MISSING_VALUE'] }],
    })
    expect(await kind(args('YEAR', '2016'))).toEqual({
      of: 'SHARE',
      unit: { code: 'PERCENT' },
      completeness: [0, 11],
      columns: [{ values: [null, '71.5'], reasons: ['MISSING_VALUE', null] }],
    })
    const { errors } = await server.send(`{ timeSeries(${args('QUARTER', '2017')}) { series { of } } }`)
    expect(errors?.[0]?.extensions).toEqual({ code: 'BUCKET_TOO_FINE', argument: 'bucket' })
  })

  it('is the rank that an indicator is', async () => {
    await parks('placed')
    const rank = { indicator: 'provincial_park_rank', unit: 'RANK', accumulation: 'UNSPECIFIED' }
    await add(
      tax('placed', '2016-12', '9', { ...rank, measure: 'RANK' }),
      tax('placed', '2017-12', '7', { ...rank, measure: 'RANK' }),
    )
    expect(await kind(`indicators: ["provincial_park_rank"] ${of('placed', 'YEAR', '2016', '2018')}`)).toEqual({
      of: 'RANK',
      unit: { code: 'RANK' },
      completeness: [12, 12, 0],
      columns: [{ values: ['9', '7', null], reasons: [null, null, 'MISSING_VALUE'] }],
    })
  })

  it('is the level where the buckets have both', async () => {
    await parks('both-kinds')
    await add(
      tax('both-kinds', '2017-11', '71', share),
      tax('both-kinds', '2017-11', '70', { ...share, measure: 'LEVEL' }),
      tax('both-kinds', '2018-11', '73', share),
    )
    const args = (year: string, more = '') =>
      `indicators: ["moderate_prosperity_share"] ${of('both-kinds', 'MONTH', `${year}-11`, `${year}-11`, '[LEVEL]', more)}`
    expect(await kind(args('2017'))).toMatchObject({ of: 'LEVEL', columns: [{ values: ['70'] }] })
    expect(await kind(args('2017', 'of: SHARE'))).toMatchObject({ of: 'SHARE', columns: [{ values: ['71'] }] })
    expect(await kind(args('2018'))).toMatchObject({ of: 'SHARE', columns: [{ values: ['73'] }] })
    expect(await kind(args('2018', 'of: LEVEL'))).toMatchObject({ columns: [{ reasons: ['MISSING_VALUE'] }] })
  })

  it('is never a growth or change in the place of a level, unless it is asked for', async () => {
    await parks('kinds')
    await add(
      tax('kinds', '2017-11', '16.5', growth),
      tax('kinds', '2017-11', '4', { measure: 'CHANGE' }),
      tax('kinds', '2017-11', '30', { measure: 'SHARE', unit: 'PERCENT' }),
    )
    const args = (more: string, measures = '[LEVEL]') =>
      `indicators: ["tax_revenue"] ${of('kinds', 'MONTH', '2017-11', '2017-11', measures, more)}`
    expect(await kind(args(''))).toMatchObject({ of: null, columns: [{ reasons: ['MISSING_VALUE'] }] })
    const answers = { GROWTH: ['16.5', 'PERCENT'], CHANGE: ['0.0004', 'CNY_100M'], SHARE: ['30', 'PERCENT'] }
    for (const [name, [value, code]] of Object.entries(answers))
      expect(await kind(args(`of: ${name}`))).toMatchObject({
        of: name,
        unit: { code },
        columns: [{ values: [value] }],
      })
    expect(await kind(args('of: GROWTH', '[LEVEL, RANK]'))).toMatchObject({ columns: [{}, { values: ['1'] }] })
  })

  it('is not split: rates of separate months make no year', async () => {
    await parks('separate')
    await add(
      tax('separate', '2017-01', '40', { ...share, start: '2017-01-01' }),
      tax('separate', '2017-02', '50', { ...share, start: '2017-02-01' }),
    )
    const args = (bucket: string) =>
      `indicators: ["moderate_prosperity_share"] ${of('separate', bucket, '2017-01', '2017-02', '[LEVEL]')}`
    expect(await kind(args('MONTH'))).toMatchObject({ columns: [{ values: ['40', '50'] }] })
    expect(await kind(args('YEAR'))).toMatchObject({ columns: [{ reasons: ['MISSING_VALUE'] }] })
  })
})
