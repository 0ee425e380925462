import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, decide, pick, propose } from './data.ts'
import { land, tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const dollars = { unit: 'USD_10K' }

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
  await addSubjects(server.database, [
    ...['changed', 'yuan', 'dollar', 'withdrawn', 'both', 'twice'].map((slug) => ({ kind: 'PARK' as const, slug })),
    { kind: 'PARK', slug: 'secret', accessLevel: 'RESTRICTED' },
  ])
  await addFigures(server.database, [
    tax('changed', '2015', '10'),
    tax('changed', '2016', '11'),
    tax('changed', '2017', '2', dollars),
    tax('changed', '2018', '3', dollars),
    land('changed', '2015/2018', '10'),
    tax('yuan', '2018', '20'),
    tax('dollar', '2018', '4', dollars),
    tax('dollar', '2017', '5', dollars),
    tax('withdrawn', '2017', '7'),
    tax('withdrawn', '2018', null, dollars),
    tax('both', '2018', '70', { source: 'bulletin' }),
    tax('both', '2018', '10', { source: 'yearbook', ...dollars }),
    tax('twice', '2018', '8'),
    tax('twice', '2018', '1', dollars),
    tax('twice', '2018', '25', { measure: 'GROWTH', unit: 'PERCENT' }),
    tax('secret', '2018', '4', { indicator: 'revenue', ...dollars, seriesAccessLevel: 'RESTRICTED' }),
  ])
})

interface Told {
  readonly subject: { readonly slug: string }
  readonly value?: string
  readonly reason?: string
  readonly observation: { readonly period: string } | null
}

/** Value or reason of each park, and the period of its figure. */
async function rank(args: string, by = '{ indicator: { indicator: "tax_revenue" } }') {
  const { data, errors } = await server.send(
    `{ ranking(by: ${by} ${args} among: { where: { slug: { in: ["changed", "yuan", "dollar", "withdrawn", "both", "twice"] } } }) {
      rows { subject { slug } value observation { period } }
      excluded(reasons: [MISSING_VALUE, MISSING_BASE, OTHER_DIMENSION]) { subject { slug } reason observation { period } } } }`,
  )
  expect(errors).toBeUndefined()
  const told = [...(pick(data, 'ranking.rows') as Told[]), ...(pick(data, 'ranking.excluded') as Told[])]
  return Object.fromEntries(
    told.map(({ subject, value, reason, observation }) => [subject.slug, [value ?? reason, observation?.period]]),
  )
}

async function tell(subject: string, from: string, to: string, measures: string, more = '') {
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["${subject}"] indicators: ["tax_revenue"] bucket: YEAR from: "${from}" to: "${to}" measures: [${measures}] ${more}) {
      series { unit { code } columns { measure values reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const columns = pick(data, 'timeSeries.series.0.columns') as {
    measure: string
    values: string[]
    reasons: string[]
  }[]
  return Object.fromEntries(
    columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]),
  )
}

const other = 'OTHER_DIMENSION'

describe('a ranking', () => {
  it('of latest figures leaves out a park whose latest one is in another currency', async () => {
    expect(await rank('unit: CNY_10K')).toEqual({
      changed: [other, '2018'],
      yuan: ['20', '2018'],
      dollar: [other, '2018'],
      withdrawn: ['MISSING_VALUE', '2018'],
      both: [other, '2018'],
      twice: ['8', '2018'],
    })
    expect(await rank('unit: USD_10K')).toEqual({
      changed: ['3', '2018'],
      yuan: [other, '2018'],
      dollar: ['4', '2018'],
      withdrawn: ['MISSING_VALUE', '2018'],
      both: ['10', '2018'],
      twice: ['1', '2018'],
    })
    expect(await rank('unit: CNY_10K asOf: { published: "2021-01-01" }')).toEqual(await rank('unit: CNY_10K'))
  })

  it('of a period takes the figure in its currency, where there is one', async () => {
    expect(await rank('unit: CNY_10K period: "2018"')).toEqual({
      changed: [other, '2018'],
      yuan: ['20', '2018'],
      dollar: [other, '2018'],
      withdrawn: ['MISSING_VALUE', '2018'],
      both: ['70', '2018'],
      twice: ['8', '2018'],
    })
    expect(await rank('unit: USD_10K period: "2018"')).toMatchObject({ changed: ['3', '2018'], both: ['10', '2018'] })
    expect(await rank('unit: CNY_10K period: "2016"')).toMatchObject({ changed: ['11', '2016'] })
  })

  it('of what is derived leaves them out too', async () => {
    for (const derivation of ['YEAR_ON_YEAR', 'PER_MU'])
      expect(
        await rank('period: "2018"', `{ derived: { derivation: ${derivation}, indicator: "tax_revenue" } }`),
      ).toMatchObject({ changed: [other, '2018'], yuan: ['MISSING_BASE', '2018'] })
  })
})

describe('a time series', () => {
  it('says of buckets with figures in another currency that it reads none of them', async () => {
    expect(
      await tell('changed', '2015', '2019', 'LEVEL, YEAR_ON_YEAR, PER_MU, RANK, REPORTED_GROWTH', 'unit: CNY_10K'),
    ).toEqual({
      LEVEL: ['10', '11', other, other, 'MISSING_VALUE'],
      YEAR_ON_YEAR: ['MISSING_BASE', '10', other, other, 'MISSING_VALUE'],
      PER_MU: ['1', '1.1', other, other, 'MISSING_VALUE'],
      RANK: ['1', '1', other, other, 'MISSING_VALUE'],
      REPORTED_GROWTH: Array(5).fill('MISSING_VALUE'),
    })
  })

  it('reads them where their unit is asked for', async () => {
    expect(
      await tell('changed', '2016', '2018', 'LEVEL, YEAR_ON_YEAR, PER_MU, SHARE_OF_PARENT', 'unit: USD_10K'),
    ).toEqual({
      LEVEL: [other, '2', '3'],
      YEAR_ON_YEAR: [other, 'MISSING_BASE', '50'],
      PER_MU: ['NOT_DERIVED', 'NOT_DERIVED', 'NOT_DERIVED'],
      SHARE_OF_PARENT: [other, 'NO_PARENT', 'NO_PARENT'],
    })
  })

  it('fills them as it fills others', async () => {
    expect(await tell('changed', '2016', '2018', 'LEVEL', 'unit: CNY_10K fill: LAST')).toEqual({
      LEVEL: ['11', '11', '11'],
    })
  })
})

describe('the latest figure', () => {
  const of = (list: string) => `parks(${list}) { nodes { slug } }`
  const slugs = (data: unknown, list: string) =>
    (pick(data, `${list}.nodes`) as { slug: string }[]).map(({ slug }) => slug)

  it('is the newest of any, of several told together that of the indicator, and typed fields are of that alone', async () => {
    const { data, errors } =
      await server.send(`{ parks(where: { slug: { in: ["changed", "dollar", "both", "twice"] } }) { nodes { slug
      latest(indicator: "tax_revenue") { value unit { code } reportedGrowth { value } } taxRevenue { value period } } } }`)
    expect(errors).toBeUndefined()
    expect(pick(data, 'parks.nodes')).toEqual([
      {
        slug: 'both',
        latest: { value: '10', unit: { code: 'USD_10K' }, reportedGrowth: null },
        taxRevenue: { value: '70', period: '2018' },
      },
      {
        slug: 'changed',
        latest: { value: '3', unit: { code: 'USD_10K' }, reportedGrowth: null },
        taxRevenue: { value: '11', period: '2016' },
      },
      { slug: 'dollar', latest: { value: '4', unit: { code: 'USD_10K' }, reportedGrowth: null }, taxRevenue: null },
      {
        slug: 'twice',
        latest: { value: '8', unit: { code: 'CNY_10K' }, reportedGrowth: { value: '25' } },
        taxRevenue: { value: '8', period: '2018' },
      },
    ])
  })

  it('meets conditions in its own currency alone', async () => {
    const own = 'slug: { in: ["changed", "yuan", "dollar", "withdrawn", "both", "twice"] }'
    const met = (unit: string) => of(`where: { ${own} latest: [{ indicator: "tax_revenue" unit: ${unit} gte: "1" }] }`)
    const { data, errors } = await server.send(`{ yuan: ${met('CNY_10K')} dollars: ${met('USD_10K')}
      typed: ${of(`where: { ${own} taxRevenue: { unit: CNY_10K gte: "1" } }`)} }`)
    expect(errors).toBeUndefined()
    expect(slugs(data, 'yuan')).toEqual(['twice', 'yuan'])
    expect(slugs(data, 'dollars')).toEqual(['both', 'changed', 'dollar', 'twice'])
    expect(slugs(data, 'typed')).toEqual(['both', 'changed', 'twice', 'withdrawn', 'yuan'])
  })

  it('has no place in an order where it is in another one', async () => {
    const { data, errors } = await server.send(
      `{ ${of('where: { slug: { in: ["changed", "yuan", "dollar", "both", "twice"] } } orderBy: [{ latest: { indicator: "tax_revenue" direction: DESC } }]')} }`,
    )
    expect(errors).toBeUndefined()
    expect(slugs(data, 'parks')).toEqual(['yuan', 'twice', 'changed', 'dollar', 'both'])
  })

  it('is refused a condition in a currency that no figure has', async () => {
    const { errors } = await server.send(
      `{ ${of('where: { latest: [{ indicator: "revenue" unit: USD_10K gte: "1" }] }')} }`,
    )
    expect(errors?.[0]?.extensions).toEqual({ code: 'INCOMPATIBLE_UNITS', argument: 'where.latest[0].indicator' })
  })
})

it('reported growth is of the currency of the indicator', async () => {
  expect(await tell('twice', '2018', '2018', 'LEVEL, REPORTED_GROWTH', 'unit: CNY_10K')).toEqual({
    LEVEL: ['8'],
    REPORTED_GROWTH: ['25'],
  })
  expect(await tell('twice', '2018', '2018', 'LEVEL, REPORTED_GROWTH', 'unit: USD_10K')).toEqual({
    LEVEL: ['1'],
    REPORTED_GROWTH: ['MISSING_VALUE'],
  })
  const { data } = await server.send(
    `{ observations(where: { subject: { slug: { eq: "twice" } } measure: { eq: LEVEL } }) { nodes { unit { code } growth { reported { value } } } } }`,
  )
  const found = pick(data, 'observations.nodes') as {
    unit: { code: string }
    growth: { reported: { value: string } | null } | null
  }[]
  expect(Object.fromEntries(found.map(({ unit, growth }) => [unit.code, growth?.reported?.value]))).toEqual({
    CNY_10K: '25',
    USD_10K: undefined,
  })
})

describe('a unit of another currency', () => {
  it.each([
    ['tax_revenue', 'MU'],
    ['tax_revenue', 'PERCENT'],
    ['revenue', 'USD_10K'],
  ])('that no figure of %s has is refused: %s', async (indicator, unit) => {
    for (const field of [
      `timeSeries(subjects: ["changed"] indicators: ["${indicator}"] bucket: YEAR from: "2015" to: "2018" unit: ${unit}) { periods }`,
      `ranking(by: { indicator: { indicator: "${indicator}" } } unit: ${unit}) { count }`,
    ]) {
      const { errors } = await server.send(`{ ${field} }`)
      expect(errors?.[0]?.extensions).toEqual({ code: 'INCOMPATIBLE_UNITS', argument: 'unit' })
    }
  })
})

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

it('a figure that is corrected to another currency keeps none of its growth, and its place among others is told in that', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'corrected' }])
  const [, level = ''] = await addFigures(server.database, [
    tax('corrected', '2016', '12', dollars),
    tax('corrected', '2017', '15'),
  ])
  await addFigures(server.database, [
    tax('corrected', '2017', '10', { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }),
  ])
  const correction = await propose(server.database, level, { unit: 'USD_10K' })
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview {
      growths { dimension period beforeReported afterReported afterComputed }
      ranks(first: 50) { dimension park { slug } beforeValue afterValue unit { code } } } } } }`,
    { id: correction },
  )
  expect(errors).toBeUndefined()
  const ofYear = (pick(data, 'node.preview.growths') as { period: string }[]).filter(({ period }) => period === '2017')
  expect(ofYear).toEqual([
    { dimension: 'money:CNY', period: '2017', beforeReported: '10', afterReported: null, afterComputed: null },
    { dimension: 'money:USD', period: '2017', beforeReported: null, afterReported: null, afterComputed: '25' },
  ])
  const ranks = pick(data, 'node.preview.ranks') as { park: { slug: string } }[]
  const own = ranks.filter(({ park }) => park.slug === 'corrected')
  expect(own).toHaveLength(2)
  expect(own).toEqual(
    expect.arrayContaining([
      {
        dimension: 'money:CNY',
        park: { slug: 'corrected' },
        beforeValue: '0.0015',
        afterValue: null,
        unit: { code: 'CNY_100M' },
      },
      {
        dimension: 'money:USD',
        park: { slug: 'corrected' },
        beforeValue: null,
        afterValue: '15',
        unit: { code: 'USD_10K' },
      },
    ]),
  )
  await decide(server.database, correction)
  const told = await tell(
    'corrected',
    '2017',
    '2017',
    'LEVEL, YEAR_ON_YEAR, REPORTED_GROWTH',
    'unit: USD_10K reading: CORRECTED',
  )
  expect(told).toEqual({ LEVEL: ['15'], YEAR_ON_YEAR: ['25'], REPORTED_GROWTH: ['MISSING_VALUE'] })
  const read = await server.send(`{ park(slug: "corrected") { latest(indicator: "tax_revenue", reading: CORRECTED) {
    value unit { code } reportedGrowth { value } growth { reported { value } } } checks(reading: CORRECTED) { nodes { rule } } } }`)
  expect(read.errors).toBeUndefined()
  expect(read.data).toMatchObject({
    park: { latest: { value: '15', unit: { code: 'USD_10K' }, reportedGrowth: null, growth: null } },
  })
  expect(JSON.stringify(read.data)).not.toContain('GROWTH_AGAINST_LEVELS')
})

it('what a forecast requires is told in each currency by itself where it is corrected to another one', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'required' }])
  const [forecast = ''] = await addFigures(server.database, [
    tax('required', '2017', '13', { nature: 'FORECAST' }),
    tax('required', '2017-01/2017-11', '11'),
    tax('required', '2017-01/2017-11', '2', dollars),
  ])
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview {
      requirements { dimension unit { code } beforeRequired afterRequired } } } } }`,
    { id: await propose(server.database, forecast, { unit: 'USD_10K' }) },
  )
  expect(errors).toBeUndefined()
  const rows = pick(data, 'node.preview.requirements')
  expect(rows).toHaveLength(2)
  expect(rows).toEqual(
    expect.arrayContaining([
      { dimension: 'money:CNY', unit: { code: 'CNY_10K' }, beforeRequired: '2', afterRequired: null },
      { dimension: 'money:USD', unit: { code: 'USD_10K' }, beforeRequired: null, afterRequired: '11' },
    ]),
  )
})

it('a growth whose level is corrected to another currency is told in no series', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'left' }])
  const [level = ''] = await addFigures(server.database, [tax('left', '2017', '15')])
  await addFigures(server.database, [
    tax('left', '2017', '20', { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }),
  ])
  await decide(server.database, await propose(server.database, level, { unit: 'USD_10K' }))
  const told = (reading: string) =>
    tell('left', '2017', '2017', 'LEVEL, REPORTED_GROWTH', `unit: CNY_10K reading: ${reading}`)
  expect(await told('AS_PRINTED')).toEqual({ LEVEL: ['15'], REPORTED_GROWTH: ['20'] })
  expect(await told('CORRECTED')).toMatchObject({
    LEVEL: [other],
    REPORTED_GROWTH: [expect.stringMatching(/^[A-Z_]+$/)],
  })
})

it('nor is one that is told by itself', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'alone' }])
  const [level = ''] = await addFigures(server.database, [tax('alone', '2017', '15')])
  await addFigures(server.database, [tax('alone', '2017', '50', { measure: 'GROWTH', unit: 'PERCENT' })])
  await decide(server.database, await propose(server.database, level, { unit: 'USD_10K' }))
  const told = (reading: string) =>
    tell('alone', '2017', '2017', 'REPORTED_GROWTH', `unit: CNY_10K reading: ${reading}`)
  expect(await told('AS_PRINTED')).toEqual({ REPORTED_GROWTH: ['50'] })
  expect(await told('CORRECTED')).toMatchObject({ REPORTED_GROWTH: [expect.stringMatching(/^[A-Z_]+$/)] })
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

it('a growth that is missing is no vague one', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'unsaid' }])
  const [, level = ''] = await addFigures(server.database, [tax('unsaid', '2016', '100'), tax('unsaid', '2017', '150')])
  const growth = { measure: 'GROWTH' as const, unit: 'PERCENT', growthOf: level, missingReason: 'withdrawn' }
  await addFigures(server.database, [tax('unsaid', '2017', null, growth)])
  const { data } = await server.send('{ park(slug: "unsaid") { taxRevenue { growth { computed reason } } } }')
  expect(pick(data, 'park.taxRevenue.growth')).toEqual({ computed: '50', reason: 'MISSING_VALUE' })
})

it('growth is told of levels alone', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'levels' }])
  const change = { measure: 'CHANGE' } as const
  await addFigures(server.database, [
    tax('levels', '2016', '1000'),
    tax('levels', '2017', '1200'),
    tax('levels', '2017', '20', { measure: 'GROWTH', unit: 'PERCENT' }),
    tax('levels', '2016', '150', change),
    tax('levels', '2017', '200', change),
  ])
  const { data, errors } = await server.send(`{
    observations(where: { subject: { slug: { eq: "levels" } } period: { eq: "2017" } }) {
      nodes { measure growth { computed agreement } reportedGrowth { value } reportedChange { value } } }
    differing: observations(where: { subject: { slug: { eq: "levels" } } growthAgreement: { eq: DIFFERS } }) { totalCount } }`)
  expect(errors).toBeUndefined()
  expect(pick(data, 'differing.totalCount')).toBe(0)
  const none = { growth: null, reportedGrowth: null, reportedChange: null }
  expect(pick(data, 'observations.nodes')).toEqual([
    {
      measure: 'LEVEL',
      growth: { computed: '20', agreement: 'AGREES' },
      reportedGrowth: { value: '20' },
      reportedChange: { value: '200' },
    },
    { measure: 'GROWTH', ...none },
    { measure: 'CHANGE', ...none },
  ])
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
