import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { dollars, tellYears } from './currencies.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tell = (subject: string, from: string, to: string, measures: string, more = '') =>
  tellYears(server, subject, [from, to], measures, more)

describe('what is added up and derived', () => {
  const zone = ['zone', 'first', 'second', 'third']
  const year = { accumulation: 'FULL_YEAR' }

  beforeAll(async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'zone' },
      ...zone.slice(1).map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'zone' })),
    ])
    await addFigures(server.database, [
      ...(['2016', '2017'] as const).flatMap((period, at) => [
        tax('zone', period, ['80', '100'][at] ?? '', year),
        tax('first', period, ['50', '60'][at] ?? ''),
        tax('second', period, ['20', '30'][at] ?? ''),
        tax('third', period, '10'),
      ]),
      ...(['2016', '2017'] as const).map((period, at) => tax('zone', period, ['12', '15'][at] ?? '', dollars)),
      tax('second', '2017', '4', dollars),
    ])
  })

  it('reads of each the figure in the currency of the indicator, where there is one', async () => {
    const { data, errors } = await server.send(`{
      park(slug: "zone") { reconciliation(indicator: "tax_revenue", period: "2017") { total { value unit { code } } growth sum difference reason } }
      groups: enterprises(where: { slug: { in: ["first", "second", "third"] } }) {
        groupBy(by: [] figure: { indicator: "tax_revenue", period: "2017" }) { nodes { count } totals { sum(unit: CNY_10K) } } } }`)
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      park: {
        reconciliation: {
          total: { value: '100', unit: { code: 'CNY_10K' } },
          growth: '25',
          sum: '100',
          difference: '0',
        },
      },
    })
  })

  it('has the one of subjects that are one stand for all which tells it in that currency', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'merged' },
      ...['abroad', 'at-home', 'beside', 'further'].map((slug) => ({
        kind: 'ENTERPRISE' as const,
        slug,
        park: 'merged',
      })),
    ])
    await addFact(server.database, 'relationship', 'at-home', { kind: 'SAME_AS', to: 'abroad' })
    await addFigures(server.database, [
      tax('merged', '2017', '85', year),
      tax('abroad', '2017', '10', dollars),
      tax('at-home', '2017', '65'),
      tax('beside', '2017', '12'),
      tax('further', '2017', '8'),
    ])
    const { data, errors } = await server.send(`{
      park(slug: "merged") { reconciliation(indicator: "tax_revenue", period: "2017", duplicates: MERGE_CONFIRMED) { sum difference } }
      enterprises(where: { slug: { in: ["abroad", "at-home", "beside", "further"] } }) {
        groupBy(by: [] duplicates: MERGE_CONFIRMED figure: { indicator: "tax_revenue", period: "2017" }) { totals { sum(unit: CNY_10K) mergedCount } } } }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      park: { reconciliation: { sum: '85', difference: '0' } },
      enterprises: { groupBy: { totals: { sum: '85', mergedCount: 1 } } },
    })
  })
})

describe('a figure in another currency that is missing', () => {
  const missing = { ...dollars, value: null, missingReason: 'withdrawn' }

  it('keeps no group from its sum', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'missing' },
      ...['m1', 'm2', 'm3', 'm4'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'missing' })),
    ])
    await addFigures(server.database, [
      ...(['70', '40', '25'] as const).map((value, at) => tax(`m${at + 1}`, '2017', value)),
      tax('m4', '2017', null, missing),
    ])
    const { data, errors } = await server.send(`{ enterprises(where: { slug: { in: ["m1", "m2", "m3", "m4"] } }) {
      groupBy(by: [] figure: { indicator: "tax_revenue", period: "2017" }) { nodes { unit { code } } totals { sum(unit: CNY_10K) missingCount } } } }`)
    expect(errors).toBeUndefined()
    expect(pick(data, 'enterprises.groupBy')).toEqual({
      nodes: [{ unit: { code: 'CNY_100M' } }],
      totals: { sum: '135', missingCount: 1 },
    })
  })

  it('is missing in a series, whatever it was before', async () => {
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'gone' }])
    const { withdrawn } = { withdrawn: { ...missing, publishedOn: '2020-06-01' } }
    await addFigures(server.database, [tax('gone', '2017', '12', dollars)])
    await addFigures(server.database, [tax('gone', '2017', null, withdrawn)])
    expect(await tell('gone', '2017', '2017', 'LEVEL', 'unit: CNY_10K')).toEqual({ LEVEL: ['MISSING_VALUE'] })
  })
})

it('items that are told in this currency too are not missing from their total', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'items' }])
  const item = (breakdown: string, value: string, more = {}) => tax('items', '2017', value, { breakdown, ...more })
  await addFigures(server.database, [
    tax('items', '2017', '100'),
    item('a', '30'),
    item('b', '30'),
    item('a', '5', dollars),
  ])
  const ask = async () => {
    const { data } = await server.send('{ park(slug: "items") { checks { nodes { rule actual expected } } } }')
    return (pick(data, 'park.checks.nodes') as { rule: string }[]).filter(({ rule }) => rule === 'PARTS_AGAINST_TOTAL')
  }
  expect(await ask()).toHaveLength(1)
  await addFigures(server.database, [item('c', '8', dollars)])
  expect(await ask()).toEqual([])
})
