import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const pad = (month: number) => String(month).padStart(2, '0')
const end = (year: number, month: number) => (month === 12 ? `${year + 1}-01-01` : `${year}-${pad(month + 1)}-01`)

function toDate(
  subject: string,
  year: number,
  month: number,
  value: string | null,
  rest: Partial<NewFigure> = {},
): NewFigure {
  return {
    subject,
    indicator: 'tax_revenue',
    accumulation: 'YEAR_TO_DATE',
    start: `${year}-01-01`,
    end: end(year, month),
    value,
    publishedOn: `${year + 1}-01-15`,
    ...rest,
  }
}

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'ts-a' },
    { kind: 'PARK', slug: 'ts-b' },
  ])
  await addFigures(server.database, [
    toDate('ts-a', 2016, 2, '10'),
    toDate('ts-a', 2016, 3, '16'),
    toDate('ts-a', 2016, 4, '20'),
    toDate('ts-a', 2017, 2, '12'),
    toDate('ts-a', 2017, 3, '20'),
    toDate('ts-a', 2017, 4, '26'),
    toDate('ts-a', 2017, 3, '28', { publishedOn: '2018-03-01' }),
  ])
})

test('a', async () => {
  const { data, errors } =
    await server.send(`{ timeSeries(subjects: ["ts-a"], indicators: ["tax_revenue"], bucket: MONTH, from: "2017-01", to: "2017-05", unit: CNY_10K,
    measures: [LEVEL, SINGLE_MONTH, YEAR_ON_YEAR, REPORTED_GROWTH, GROWTH_DIVERGENCE, PERIOD_ON_PERIOD, INDEX, SHARE_OF_PARENT, PER_MU, CUMULATIVE, MOVING_AVERAGE, RANK]) {
    periods monthsPerBucket series { subject { slug } indicator { code } unit { code } accumulation nature scope priceBasis source { code } count completeness status isFilled isNegativeAfterRevision
      columns { measure unit { code } values lower upper reasons }
      points { period measure value span { period value } isNegativeAfterRevision inputs { id period value publishedOn } } } } }`)
  expect(errors).toBeUndefined()
  console.log(
    JSON.stringify(pick(data, 'timeSeries'), null, 1)
      .replace(/\n\s+/g, ' ')
      .replaceAll('{ "measure"', '\n{ "measure"')
      .replaceAll('{ "period"', '\n{ "period"'),
  )
})
