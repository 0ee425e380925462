import { parsePeriod } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tax = (subject: string, accumulation: string, period: string, value: string | null, rest = {}): NewFigure => {
  const { start, end } = parsePeriod(period)
  const missing = value === null ? { missingReason: 'withdrawn' } : {}
  return { subject, indicator: 'tax_revenue', unit: 'CNY_10K', accumulation, start, end, value, ...missing, ...rest }
}

const toDate = (subject: string, period: string, value: string | null, rest = {}) =>
  tax(subject, 'YEAR_TO_DATE', period, value, rest)

beforeAll(async () => {
  const { database } = server
  await addSource(database, 'bureau', 1)
  await addSource(database, 'office', 50)
  const slugs = ['whole', 'total', 'offices', 'both', 'later', 'only', 'withdrawn']
  await addSubjects(
    database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  await addFigures(database, [
    toDate('whole', '2019/2019-09', '30'),
    toDate('whole', '2019/2019-11', '44'),
    tax('whole', 'FULL_YEAR', '2019', '50'),
    tax('whole', 'FULL_YEAR', '2020', '70', { nature: 'FORECAST' }),
    toDate('whole', '2020/2020-11', '60'),
    toDate('total', '2019/2019-06', '30'),
    toDate('total', '2019/2019-10', '40'),
    tax('total', 'PERIOD_TOTAL', '2019/2019-11', '44'),
    tax('total', 'UNSPECIFIED', '2019', '50'),
    toDate('offices', '2019/2019-11', '44', { source: 'bureau' }),
    tax('offices', 'FULL_YEAR', '2019', '50', { source: 'office' }),
    toDate('both', '2019/2019-11', '44'),
    toDate('both', '2019', '49', { publishedOn: '2020-02-01' }),
    tax('both', 'FULL_YEAR', '2019', '50', { publishedOn: '2020-03-01' }),
    toDate('later', '2019/2019-11', '44'),
    toDate('later', '2019', '49', { publishedOn: '2020-03-01' }),
    tax('later', 'FULL_YEAR', '2019', '50', { publishedOn: '2020-02-01' }),
    tax('only', 'FULL_YEAR', '2019', '50'),
    tax('only', 'FULL_YEAR', '2020', '60'),
    toDate('withdrawn', '2019/2019-10', '40', { source: 'bureau' }),
    toDate('withdrawn', '2019/2019-11', null, { source: 'bureau' }),
    tax('withdrawn', 'FULL_YEAR', '2019', '50', { source: 'bureau' }),
    toDate('withdrawn', '2019/2019-11', '43', { source: 'office' }),
  ])
})

/** What a measure tells of the last bucket. */
async function tell(slug: string, bucket: string, from: string, to: string, measure: string) {
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}" unit: CNY_10K
      measures: [${measure}]) { series { columns { values reasons } } } }`,
  )
  if (errors) return errors[0]?.extensions?.['code']
  const column = pick(data, 'timeSeries.series.0.columns.0')
  const [values, reasons] = [pick(column, 'values') as unknown[], pick(column, 'reasons') as unknown[]]
  return values.at(-1) ?? reasons.at(-1)
}

describe('a full year is what came from January to December', () => {
  it.each([
    ['whole', 'MONTH', '2019-12', '2019-12', 'SINGLE_MONTH', '6'],
    ['whole', 'MONTH', '2019-01', '2019-12', 'SINGLE_MONTH', '6'],
    ['whole', 'MONTH', '2019-12', '2019-12', 'LEVEL', '50'],
    ['whole', 'QUARTER', '2019-Q4', '2019-Q4', 'LEVEL', '20'],
    ['total', 'MONTH', '2019-11', '2019-11', 'SINGLE_MONTH', '4'],
    ['total', 'MONTH', '2019-12', '2019-12', 'SINGLE_MONTH', '6'],
    ['total', 'MONTH', '2019-11', '2019-12', 'PERIOD_ON_PERIOD', '50'],
    ['total', 'HALF_YEAR', '2019-H2', '2019-H2', 'LEVEL', '20'],
    ['both', 'MONTH', '2019-12', '2019-12', 'SINGLE_MONTH', '6'],
    ['later', 'MONTH', '2019-12', '2019-12', 'SINGLE_MONTH', '5'],
    // Two offices make no difference.
    ['offices', 'MONTH', '2019-12', '2019-12', 'SINGLE_MONTH', 'PUBLISHED_TOGETHER'],
    ['offices', 'MONTH', '2019-11', '2019-11', 'LEVEL', '44'],
    ['only', 'MONTH', '2020-12', '2020-12', 'SINGLE_MONTH', 'BUCKET_TOO_FINE'],
    // What one office withdrew, another does not stand in for, whatever else is asked.
    ['withdrawn', 'MONTH', '2019-11', '2019-11', 'LEVEL', 'MISSING_VALUE'],
    ['withdrawn', 'MONTH', '2019-11', '2019-11', 'LEVEL, SINGLE_MONTH', 'MISSING_VALUE'],
    ['withdrawn', 'MONTH', '2019-11', '2019-11', 'SINGLE_MONTH', 'PUBLISHED_TOGETHER'],
  ])('%s by %s, %s to %s: %s is %s', async (slug, bucket, from, to, measure, expected) => {
    expect(await tell(slug, bucket, from, to, measure)).toBe(expected)
  })

  it('as what a forecast requires says of the same months', async () => {
    const { data } = await server.send(
      `{ park(slug: "whole") { observations(where: { nature: { eq: FORECAST } }) { nodes { requirement { past { period amount } } } } } }`,
    )
    expect(pick(data, 'park.observations.nodes.0.requirement.past')).toEqual([{ period: '2019-12', amount: '6' }])
  })
})
