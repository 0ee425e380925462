import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, pick } from './data.ts'
import { land, tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const dollars = { unit: 'USD_10K' }

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
  await addSubjects(server.database, [
    ...['changed', 'yuan', 'dollar', 'withdrawn', 'both'].map((slug) => ({ kind: 'PARK' as const, slug })),
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
    `{ ranking(by: ${by} ${args} among: { where: { slug: { in: ["changed", "yuan", "dollar", "withdrawn", "both"] } } }) {
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
    })
    expect(await rank('unit: USD_10K')).toEqual({
      changed: ['3', '2018'],
      yuan: [other, '2018'],
      dollar: ['4', '2018'],
      withdrawn: ['MISSING_VALUE', '2018'],
      both: ['10', '2018'],
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
