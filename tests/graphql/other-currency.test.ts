import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { dollars, other, tellYears } from './currencies.ts'
import { addFigures, addSource, addSubjects, pick } from './data.ts'
import { land, tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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

const tell = (subject: string, from: string, to: string, measures: string, more = '') =>
  tellYears(server, subject, [from, to], measures, more)

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
