import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

it('an accumulation without a figure in the buckets is not preferred to one with them', async () => {
  const slug = 'told-later'
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  const month = (period: string, value: string) => tax(slug, period, value, { accumulation: 'MONTH' })
  await addFigures(server.database, [
    tax(slug, '2019-01/2019-11', '110'),
    ...['3', '4', '5'].map((value) => month(`2019-0${value}`, value)),
  ])
  const ask = async (bucket: string, from: string, to: string, measures: string) => {
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}" measures: [${measures}]
        unit: CNY_10K) { series { accumulation columns { values reasons } } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'timeSeries.series.0')
  }
  const told = { values: ['3', '4', '5'], reasons: [null, null, null] }
  expect(await ask('MONTH', '2019-03', '2019-05', 'LEVEL, SINGLE_MONTH')).toEqual({
    accumulation: 'MONTH',
    columns: [told, told],
  })
  expect(await ask('QUARTER', '2019-Q2', '2019-Q2', 'LEVEL')).toEqual({
    accumulation: 'MONTH',
    columns: [{ values: ['9'], reasons: [null] }],
  })
  expect(await ask('MONTH', '2019-11', '2019-11', 'LEVEL')).toMatchObject({ accumulation: 'YEAR_TO_DATE' })
})

const month = { accumulation: 'MONTH' }
const total = { accumulation: 'PERIOD_TOTAL' }

async function addPark(slug: string, ...figures: NewFigure[]) {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  await addFigures(server.database, figures)
}

/** What each measure tells of the buckets of each subject, in 万元; an absent value as its reason. */
async function tell(slugs: string[], bucket: string, from: string, to: string, measures: string) {
  const { data, errors } = await server.send(
    `query ($slugs: [String!]!) { timeSeries(subjects: $slugs indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}"
      measures: [${measures}] unit: CNY_10K) { series { columns { measure values reasons } } } }`,
    { slugs },
  )
  expect(errors).toBeUndefined()
  return (pick(data, 'timeSeries.series') as object[]).map((series) =>
    Object.fromEntries(
      (pick(series, 'columns') as { measure: string; values: unknown[]; reasons: unknown[] }[]).map(
        ({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at]).join(' ')],
      ),
    ),
  )
}

/** What a ranking by the level of a period tells. */
async function rank(slug: string, period: string) {
  const { data } = await server.send(
    `{ ranking(by: { indicator: { indicator: "tax_revenue" } } period: "${period}" unit: CNY_10K among: { where: { slug: { eq: "${slug}" } } }) {
      rows { value } } }`,
  )
  return pick(data, 'ranking.rows.0.value')
}

it('a year to date is not ranked against a month alone', async () => {
  const months = (slug: string, value: string) =>
    addPark(slug, ...['2024-01', '2024-03'].map((period) => tax(slug, period, value, month)))
  await months('told-alone', '30')
  await months('told-alone-too', '20')
  await addPark(
    'told-to-date',
    ...['01', '02', '03'].map((end, at) => tax('told-to-date', `2024-01/2024-${end}`, `${12 * (at + 1)}`)),
  )
  const slugs = ['told-alone', 'told-alone-too', 'told-to-date']
  const of = async (bucket: string, at: string) =>
    (await tell(slugs, bucket, at, at, 'LEVEL, RANK')).map((one) => [one['LEVEL'], one['RANK']])
  expect(await of('MONTH', '2024-03')).toEqual([
    ['30', '1'],
    ['20', '2'],
    ['36', '1'],
  ])
  // January alone is January to date, and a quarter is one however it is told.
  expect(await of('MONTH', '2024-01')).toEqual([
    ['30', '1'],
    ['20', '2'],
    ['12', '3'],
  ])
  expect(await of('QUARTER', '2024-Q1')).toEqual([
    ['60', 'INCOMPLETE_BUCKET'],
    ['40', 'INCOMPLETE_BUCKET'],
    ['36', '1'],
  ])
})

describe('a year to date that says nothing', () => {
  it('hides no month that is printed alone', async () => {
    const slug = 'told-month'
    const toDate = { 2: '20', 3: '30', 4: null, 5: '50', 6: null }
    await addPark(
      slug,
      ...[1, 2, 3, 4, 5].map((at) => tax(slug, `2024-0${at}`, '10', month)),
      ...Object.entries(toDate).map(([end, value]) => tax(slug, `2024-01/2024-0${end}`, value)),
    )
    const told = { LEVEL: '30 10 50 MISSING_VALUE', SINGLE_MONTH: '10 10 10 MISSING_VALUE' }
    expect(await tell([slug], 'MONTH', '2024-03', '2024-06', 'LEVEL, SINGLE_MONTH')).toEqual([told])
    expect(await tell([slug], 'MONTH', '2024-03', '2024-06', 'LEVEL')).toEqual([{ LEVEL: told.LEVEL }])
    const april = { SINGLE_MONTH: '10', LEVEL: '10', CUMULATIVE: '40', PERIOD_ON_PERIOD: '0' }
    expect(
      await tell([slug], 'MONTH', '2024-04', '2024-04', 'SINGLE_MONTH, LEVEL, CUMULATIVE, PERIOD_ON_PERIOD'),
    ).toEqual([april])
    expect(await rank(slug, '2024-04')).toBe('10')
  })

  it('hides no quarter that is printed', async () => {
    const slug = 'told-quarter'
    await addPark(
      slug,
      ...[1, 2, 3, 4].map((at) => tax(slug, `2024-Q${at}`, `${at}0`, total)),
      tax(slug, '2024-01/2024-09', null),
    )
    expect(await tell([slug], 'QUARTER', '2024-Q3', '2024-Q4', 'LEVEL, CUMULATIVE, PERIOD_ON_PERIOD')).toEqual([
      { LEVEL: '30 40', CUMULATIVE: '60 100', PERIOD_ON_PERIOD: '50 33.33333333333333333333333333333333' },
    ])
    expect(await rank(slug, '2024-Q3')).toBe('30')
  })

  it('tells of its own months, which nothing else tells', async () => {
    const slug = 'told-january'
    await addPark(slug, tax(slug, '2024-Q1', '30', total), tax(slug, '2024-01/2024-03', null))
    expect(await tell([slug], 'QUARTER', '2024-Q1', '2024-Q1', 'LEVEL')).toEqual([{ LEVEL: 'MISSING_VALUE' }])
    expect(await rank(slug, '2024-Q1')).toBeUndefined()
  })
})

it('by quarters and half years a printed year to date goes before the sum of its quarters', async () => {
  const slug = 'told-cumulative'
  await addPark(
    slug,
    ...[1, 2, 3].map((at) => tax(slug, `2024-Q${at}`, `${at}0`, total)),
    tax(slug, '2024-01/2024-09', '65'),
    tax(slug, '2023-Q1', '7', total),
    tax(slug, '2023-Q2', '8', total),
  )
  const cumulative = (bucket: string, from: string, to = from) => tell([slug], bucket, from, to, 'CUMULATIVE')
  expect(await cumulative('QUARTER', '2024-Q3')).toEqual([{ CUMULATIVE: '65' }])
  expect(await cumulative('QUARTER', '2023-Q2', '2024-Q3')).toEqual([
    { CUMULATIVE: '15 MISSING_VALUE MISSING_VALUE 10 30 65' },
  ])
  expect(await cumulative('MONTH', '2024-09')).toEqual([{ CUMULATIVE: '65' }])
  expect(await rank(slug, '2024-01/2024-09')).toBe('65')
})
