import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const staff = (subject: string, period: string, value: string, rest: Partial<NewFigure> = {}): NewFigure =>
  tax(subject, period, value, { indicator: 'employment', unit: 'PERSON', accumulation: 'STOCK', ...rest })

const rate = { measure: 'GROWTH', unit: 'PERCENT' }

async function addPark(slug: string, ...figures: NewFigure[]): Promise<string[]> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  return addFigures(server.database, figures)
}

/** Values of the measures, an absent one as its reason; and the growth that the latest figure has. */
async function tell(slug: string, bucket: string, from: string, to = from, more = '') {
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["${slug}"] indicators: ["employment"] bucket: ${bucket} from: "${from}" to: "${to}" ${more}
        measures: [REPORTED_GROWTH, GROWTH_DIVERGENCE]) { series { columns { measure values reasons } } }
      park(slug: "${slug}" ${more}) { employment { growth { reported { value } divergence } } } }`,
  )
  expect(errors).toBeUndefined()
  const columns = pick(data, 'timeSeries.series.0.columns') as {
    measure: string
    values: string[]
    reasons: string[]
  }[]
  const growth = pick(data, 'park.employment.growth')
  return {
    ...Object.fromEntries(
      columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]),
    ),
    latest: growth && [pick(growth, 'reported.value'), pick(growth, 'divergence')],
  }
}

describe('the growth reported with a stock of a day', () => {
  it('is that of the figure which is read in the bucket', async () => {
    const slug = 'staff'
    const [growthOf = ''] = await addPark(slug, staff(slug, '2017-12-31', '110'), staff(slug, '2016-12', '100'))
    await addFigures(server.database, [staff(slug, '2017-12-31', '12', { ...rate, growthOf })])
    const expected = { REPORTED_GROWTH: ['12'], GROWTH_DIVERGENCE: ['2'], latest: ['12', '2'] }
    for (const [bucket, at] of [
      ['YEAR', '2017'],
      ['MONTH', '2017-12'],
    ] as const)
      expect(await tell(slug, bucket, at)).toEqual(expected)
    expect(await tell(slug, 'QUARTER', '2017-Q3', '2017-Q4')).toEqual({
      ...expected,
      REPORTED_GROWTH: ['MISSING_VALUE', '12'],
      GROWTH_DIVERGENCE: ['MISSING_VALUE', '2'],
    })
  })

  it('is not that of another figure of the bucket', async () => {
    const slug = 'staff-of-november'
    const [growthOf = ''] = await addPark(slug, staff(slug, '2017-11-30', '110'), staff(slug, '2017-12-31', '111'))
    await addFigures(server.database, [staff(slug, '2017-11-30', '12', { ...rate, growthOf })])
    expect(await tell(slug, 'YEAR', '2017')).toEqual({
      REPORTED_GROWTH: ['MISSING_VALUE'],
      GROWTH_DIVERGENCE: ['MISSING_VALUE'],
      latest: null,
    })
    expect(await tell(slug, 'MONTH', '2017-11')).toMatchObject({ REPORTED_GROWTH: ['12'] })
  })

  it('is one printed apart, one of an earlier vintage, and the corrected one where that is read', async () => {
    const slug = 'staff-revised'
    const [, growth = ''] = await addPark(
      slug,
      staff(slug, '2017-12-31', '110'),
      staff(slug, '2017-12-31', '12', rate),
      staff(slug, '2017-12-31', '112', { publishedOn: '2020-03-01' }),
    )
    expect(await tell(slug, 'YEAR', '2017')).toMatchObject({ REPORTED_GROWTH: ['12'], latest: ['12', null] })
    await decide(server.database, await propose(server.database, growth, { value: '13' }))
    expect(await tell(slug, 'YEAR', '2017')).toMatchObject({ REPORTED_GROWTH: ['12'] })
    expect(await tell(slug, 'YEAR', '2017', '2017', 'reading: CORRECTED')).toMatchObject({
      REPORTED_GROWTH: ['13'],
      latest: ['13', null],
    })
  })

  it('is told of the bucket itself where no level is', async () => {
    const slug = 'staff-growth-alone'
    await addPark(slug, staff(slug, '2017', '12', rate))
    expect(await tell(slug, 'YEAR', '2017')).toMatchObject({ REPORTED_GROWTH: ['12'] })
  })
})

describe('a growth that is reported without a level', () => {
  it('is what its divergence rests on', async () => {
    const [id] = await addPark('alone', tax('alone', '2017-01/2017-06', '5', { ...rate, accumulation: 'YEAR_TO_DATE' }))
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["alone"] indicators: ["tax_revenue"] bucket: MONTH from: "2017-06" to: "2017-06"
          measures: [REPORTED_GROWTH, GROWTH_DIVERGENCE]) { series { points { measure reason inputs { id } } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(pick(data, 'timeSeries.series.0.points')).toEqual([
      { measure: 'REPORTED_GROWTH', reason: null, inputs: [{ id }] },
      { measure: 'GROWTH_DIVERGENCE', reason: 'MISSING_VALUE', inputs: [{ id }] },
    ])
  })

  it('is of a document that the answer names only where the levels are of it too', async () => {
    const slug = 'two-issues'
    const toDate = (month: string, value: string, rest: Partial<NewFigure> = {}) =>
      tax(slug, `2017-01/2017-${month}`, value, { accumulation: 'YEAR_TO_DATE', ...rest })
    await addSource(server.database, 'issue-of-january', 7)
    await addSource(server.database, 'issue-of-april', 7)
    await addPark(
      slug,
      toDate('01', '10', { source: 'issue-of-january' }),
      ...['02', '03', '04'].map((month) => toDate(month, '5', { ...rate, source: 'issue-of-april' })),
    )
    const read = async (measures: string) => {
      const { data, errors } = await server.send(
        `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: MONTH from: "2017-01" to: "2017-04" unit: CNY_10K
            measures: [${measures}]) { series { source { code } columns { values } } } }`,
      )
      expect(errors).toBeUndefined()
      return pick(data, 'timeSeries.series.0')
    }
    expect(await read('LEVEL')).toEqual({
      source: { code: 'issue-of-january' },
      columns: [{ values: ['10', null, null, null] }],
    })
    expect(await read('REPORTED_GROWTH')).toEqual({ source: null, columns: [{ values: [null, '5', '5', '5'] }] })
  })
})

describe('a growth that was printed with a level', () => {
  const comparable = { priceBasis: 'COMPARABLE' }
  /** What is reported of 2017, by time series and by its latest figure. */
  async function read(slug: string) {
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: YEAR from: "2017" to: "2017"
          measures: [YEAR_ON_YEAR, REPORTED_GROWTH, GROWTH_DIVERGENCE]) { series { columns { values reasons } } }
        park(slug: "${slug}") { latest(indicator: "tax_revenue") { value growth { reported { value } divergence } } } }`,
    )
    expect(errors).toBeUndefined()
    const columns = pick(data, 'timeSeries.series.0.columns') as object[]
    return {
      told: columns.map((column) => pick(column, 'values.0') ?? pick(column, 'reasons.0')),
      latest: [pick(data, 'park.latest.growth.reported.value'), pick(data, 'park.latest.growth.divergence')],
    }
  }

  it('is not that of another level', async () => {
    const slug = 'other-prices'
    const [, , growthOf = ''] = await addPark(
      slug,
      tax(slug, '2016', '100'),
      tax(slug, '2017', '110'),
      tax(slug, '2017', '105', { ...comparable, publishedOn: '2019-01-01' }),
    )
    await addFigures(server.database, [tax(slug, '2017', '5', { ...rate, ...comparable, growthOf })])
    expect(await read(slug)).toEqual({ told: ['10', 'MISSING_VALUE', 'MISSING_VALUE'], latest: [undefined, undefined] })
  })

  it('is that of the level in other prices, and of its revision', async () => {
    const slug = 'own-prices'
    const [, growthOf = ''] = await addPark(slug, tax(slug, '2016', '100'), tax(slug, '2017', '109'))
    await addFigures(server.database, [
      tax(slug, '2017', '12', { ...rate, ...comparable, growthOf }),
      tax(slug, '2017', '110', { publishedOn: '2020-06-01' }),
    ])
    expect(await read(slug)).toEqual({ told: ['10', '12', '2'], latest: ['12', '2'] })
  })
})
