import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { fullYear, toDate, year, zonesOf } from './checks-one-answer.ts'
import { addFact, addSource, pick } from './data.ts'

const server = useServer()
const { addZone, check } = zonesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('a sum of parts is that of a reconciliation', () => {
  const reconcile = async (slug: string, duplicates = 'COUNT_ALL') => {
    const { data, errors } = await server.send(
      `{ park(slug: "${slug}") { reconciliation(indicator: "tax_revenue", period: "2017", duplicates: ${duplicates}) { total { value } sum } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'park.reconciliation')
  }
  const excess = (actual: string, expected = '10') => ({
    rule: 'PARTS_AGAINST_TOTAL',
    severity: 'WARNING',
    actual,
    expected,
  })

  it('whatever the levels of one span are called', async () => {
    await addZone(
      'called',
      [{ ...toDate, ...year(2017), value: '10.00' }],
      [{ ...fullYear, ...year(2017), value: '20.00' }],
    )
    expect(await reconcile('called')).toEqual({ total: { value: '10' }, sum: '20' })
    expect(await check('called', 'rule severity actual expected message(locale: EN)')).toEqual([
      { ...excess('20'), message: expect.stringContaining('1 enterprise in the park adds up to 20') },
    ])
  })

  it('whether the whole says that it is all or not', async () => {
    const firm = (value: string) => [{ ...fullYear, ...year(2017), value }]
    await addZone('scope', [{ ...fullYear, ...year(2017), scope: 'ALL', value: '10' }], firm('8'), firm('7'))
    expect(await reconcile('scope')).toEqual({ total: { value: '10' }, sum: '15' })
    expect(await check('scope', 'rule severity actual expected message(locale: EN)')).toEqual([
      { ...excess('15'), message: expect.stringContaining('2 enterprises in the park add up to 15') },
    ])
  })

  it('whether prices are told or not, but never of two kinds', async () => {
    const firm = (value: string, priceBasis = 'UNSPECIFIED') => [{ ...fullYear, ...year(2017), value, priceBasis }]
    await addZone('prices', firm('10', 'CURRENT'), firm('8'), firm('7', 'CURRENT'))
    expect(await check('prices')).toEqual([excess('15')])
    await addZone('mixed-prices', firm('10'), firm('8', 'CONSTANT'), firm('7', 'CURRENT'))
    expect(await reconcile('mixed-prices')).toEqual({ total: { value: '10' }, sum: null })
    expect(await check('mixed-prices')).toEqual([])
  })

  it('and is told once where a figure is told twice', async () => {
    const twice = (value: string) => [
      { ...toDate, ...year(2017), value },
      { ...fullYear, ...year(2017), value },
      { ...fullYear, ...year(2017), value, scope: 'ALL' },
    ]
    await addZone('twice', twice('10'), twice('8'), twice('7'))
    expect(await check('twice')).toEqual([excess('15')])
  })

  it('where the source of the total has no number of a firm and another has', async () => {
    await addSource(server.database, 'registry', 1000)
    const own = { ...fullYear, ...year(2017), source: 'registry' }
    const firm = (value: string) => ({ ...fullYear, ...year(2017), value })
    const missing = { ...own, value: null, missingReason: 'not collected' }
    await addZone('lacking', [{ ...own, value: '29' }], [missing, firm('25')], [firm('20')])
    expect(await reconcile('lacking')).toEqual({ total: { value: '29' }, sum: '45' })
    expect(await check('lacking')).toEqual([excess('45', '29')])
    await addZone('lacking-item', [
      { ...own, value: '29' },
      { ...own, value: '10', breakdown: '国税' },
      { ...own, value: '9', breakdown: '地税' },
      { ...missing, breakdown: '其他' },
    ])
    expect(await check('lacking-item')).toEqual([])
  })

  it('but the parts that the source of the total tells are held against it', async () => {
    await addSource(server.database, 'ledger', 1000)
    const firm = (value: string) => ({ ...fullYear, ...year(2017), value })
    const own = (value: string) => ({ ...firm(value), source: 'ledger' })
    await addZone('own-parts', [own('29')], [own('9'), firm('25')], [firm('20')])
    expect(await reconcile('own-parts')).toEqual({ total: { value: '29' }, sum: '45' })
    expect((await check('own-parts')).map(({ rule }) => rule)).toEqual(['BOUNDS_DISAGREE'])
  })

  it('and of two totals of one source the one of an unstated scope', async () => {
    const firm = (value: string) => [{ ...fullYear, ...year(2017), value }]
    await addZone('two-totals', [...firm('30'), { ...firm('10')[0], scope: 'ALL' }], firm('12'), firm('8'))
    expect(await reconcile('two-totals')).toEqual({ total: { value: '30' }, sum: '20' })
    expect(await check('two-totals')).toEqual([])
  })

  it('and of what is confirmed to be one the first that has the figure is added, whatever it says', async () => {
    const firm = (value: string) => ({ ...fullYear, ...year(2017), value })
    const missing = { ...fullYear, ...year(2017), value: null, missingReason: 'not collected' }
    const tie = (slug: string, one: number, other: number, kind = 'SAME_AS') =>
      addFact(server.database, 'relationship', `${slug}-firm-${one}`, { kind, to: `${slug}-firm-${other}` })
    await addZone('merged', [firm('15')], [firm('9')], [], [firm('9.5')], [firm('4')])
    await tie('merged', 2, 0)
    await tie('merged', 1, 2)
    expect(await reconcile('merged', 'MERGE_CONFIRMED')).toEqual({ total: { value: '15' }, sum: '13' })
    expect(await check('merged')).toEqual([])
    await addZone('merged-more', [firm('11')], [firm('9')], [], [firm('8')], [firm('4')])
    await tie('merged-more', 1, 2)
    await tie('merged-more', 3, 2, 'POSSIBLY_SAME_AS')
    await tie('merged-more', 2, 0)
    expect(await reconcile('merged-more', 'MERGE_CONFIRMED')).toEqual({ total: { value: '11' }, sum: '13' })
    expect((await check('merged-more', 'rule severity actual expected message(locale: EN)'))[0]).toEqual({
      ...excess('13', '11'),
      message: expect.stringContaining('2 enterprises in the park add up to 13'),
    })
    await addZone('merged-missing', [firm('5')], [missing], [firm('8')])
    await tie('merged-missing', 1, 0)
    expect(await reconcile('merged-missing', 'MERGE_CONFIRMED')).toEqual({ total: { value: '5' }, sum: null })
    expect(await check('merged-missing')).toEqual([])
  })

  it('and items of a breakdown are added once each', async () => {
    const item = (breakdown: string, value: string, parts: object) => ({ ...parts, ...year(2017), breakdown, value })
    await addZone('items', [
      { ...toDate, ...year(2017), value: '10' },
      ...[item('国税', '6', fullYear), item('国税', '6', toDate), item('地税', '4', fullYear)],
    ])
    expect(await check('items')).toEqual([])
    await addZone('large-items', [
      { ...toDate, ...year(2017), value: '10' },
      ...[item('国税', '8', fullYear), item('地税', '4', fullYear)],
    ])
    expect(await check('large-items')).toEqual([{ ...excess('12'), severity: 'ERROR' }])
  })
})
