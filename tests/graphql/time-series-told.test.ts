import { afterEach, expect, it } from 'vitest'
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
