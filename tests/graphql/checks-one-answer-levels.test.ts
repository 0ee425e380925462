import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { days, fullYear, november, toDate, total, year, zonesOf } from './checks-one-answer.ts'
import { addFigures } from './data.ts'

const server = useServer()
const { addZone, check } = zonesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('a printed growth', () => {
  const levels = [
    { ...toDate, ...november(2016), value: '10' },
    { ...toDate, ...november(2017), value: '12' },
  ]
  const growth = { ...november(2017), measure: 'GROWTH', unit: 'PERCENT', value: '40' }

  it('is held against the level that it stands with', async () => {
    const [, level = ''] = await addZone('linked', levels)
    const add = (figure: object) =>
      addFigures(server.database, [{ subject: 'linked', indicator: 'tax_revenue', ...growth, ...figure }])
    await add({ growthOf: level })
    const found = { rule: 'GROWTH_AGAINST_LEVELS', severity: 'WARNING', actual: '40', expected: '20' }
    expect(await check('linked')).toEqual([found])
    await add(toDate)
    expect(await check('linked')).toEqual([found])
  })

  it('is held against no level of another kind', async () => {
    await addZone('unlinked', [...levels, growth])
    expect(await check('unlinked')).toEqual([])
  })

  it('implies a base of the level that it stands with', async () => {
    const [level = ''] = await addZone('implied', [{ ...toDate, ...november(2017), value: '60' }])
    await addFigures(server.database, [
      { subject: 'implied', indicator: 'tax_revenue', ...growth, value: '900', growthOf: level },
    ])
    expect(await check('implied')).toMatchObject([{ rule: 'HISTORY_JUMP', expected: '6', actual: '60' }])
  })
})

describe('levels of one span say the same', () => {
  const scale = { scope: 'ABOVE_SCALE' }
  const all = { scope: 'ALL' }

  it('of a part and its whole', async () => {
    await addZone('subset', [
      { ...toDate, ...year(2017), ...scale, value: '12.00' },
      { ...fullYear, ...year(2017), ...all, value: '10.00' },
    ])
    const found = { rule: 'SUBSET_LARGER', severity: 'ERROR', actual: '12', expected: '10' }
    expect(await check('subset')).toEqual([found])
    await addZone('subset-twice', [
      ...[toDate, fullYear].map((parts) => ({ ...parts, ...year(2017), ...scale, value: '12' })),
      ...[{}, all].map((parts) => ({ ...fullYear, ...year(2017), ...parts, value: '10' })),
    ])
    expect(await check('subset-twice')).toEqual([found])
  })

  it.each([
    ['once', [fullYear]],
    ['twice', [fullYear, toDate]],
  ])('of a year that is less than its first months, told %s', async (slug, told) => {
    await addZone(`falling-${slug}`, [
      { ...toDate, ...november(2017), value: '10.00' },
      ...told.map((parts) => ({ ...parts, ...year(2017), value: '8.00' })),
    ])
    expect(await check(`falling-${slug}`)).toEqual([
      { rule: 'NEGATIVE_MONTH', severity: 'WARNING', actual: '8', expected: '10' },
    ])
  })

  it.each([
    ['recorded as missing', 'missing', { value: null, missingReason: 'not collected' }, '100', '2017'],
    ['too vague to tell', 'vague', { lower: '80', qualifier: 'AT_LEAST' }, '100', '2017'],
    ['only about a number', 'about', { value: '90', qualifier: 'ABOUT' }, '100', '2017'],
    ['surely more', 'more', { lower: '96', qualifier: 'AT_LEAST' }, '96', '2017'],
    [
      'surely less, of which the fall is told alone',
      'less',
      { upper: '95', qualifier: 'AT_MOST' },
      '100',
      '2017-01/2017-11',
    ],
  ])('of a year after a month that is %s', async (_, slug, between, expected, period) => {
    await addZone(`between-${slug}`, [
      { ...toDate, ...days('2017-01-01', '2017-11-01'), value: '100' },
      { ...toDate, ...november(2017), ...between },
      { ...toDate, ...year(2017), value: '95' },
    ])
    expect(await check(`between-${slug}`, 'rule expected period')).toEqual([
      { rule: 'NEGATIVE_MONTH', expected, period },
    ])
  })

  it('but not of several years, nor of what does not add up over time', async () => {
    await addZone('rates', [
      { ...total, ...days('2016-01-01', '2018-01-01'), value: '8' },
      { ...fullYear, ...year(2016), value: '10' },
      { indicator: 'campaign_count', unit: 'PIECE', ...november(2017), value: '10' },
      { indicator: 'campaign_count', unit: 'PIECE', ...year(2017), value: '8' },
    ])
    expect(await check('rates')).toEqual([])
  })

  it('of two figures of one source', async () => {
    await addZone('apart', [
      { ...toDate, ...year(2017), value: '5.00' },
      { ...fullYear, ...year(2017), value: '6.00' },
    ])
    expect(await check('apart')).toEqual([{ rule: 'BOUNDS_DISAGREE', severity: 'WARNING', actual: '6', expected: '5' }])
  })

  it.each([
    ['once', [fullYear]],
    ['twice', [fullYear, toDate]],
  ])('of years before one that is told %s', async (slug, told) => {
    await addZone(`jump-${slug}`, [
      ...['10', '11', '12'].map((value, index) => ({ ...toDate, ...year(2014 + index), value })),
      ...told.map((parts) => ({ ...parts, ...year(2017), value: '60' })),
    ])
    expect(await check(`jump-${slug}`)).toEqual([
      { rule: 'HISTORY_JUMP', severity: 'WARNING', actual: '60', expected: '11' },
    ])
  })

  it('of the other members of a park', async () => {
    const firm = (value: string, parts: object) => [{ ...parts, ...year(2017), value, unit: 'CNY_10K' }]
    await addZone('members', [], ...['100', '200', '300'].map((value) => firm(value, fullYear)), firm('0.02', toDate))
    expect(await check('members')).toEqual([
      { rule: 'UNIT_SLIP', severity: 'WARNING', actual: '0.02', expected: '150' },
    ])
  })
})
