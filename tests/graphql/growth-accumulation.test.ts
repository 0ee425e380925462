import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { recordFigures, taxOf } from './recording.ts'
import { issuesOf, openForm } from './writing.ts'

const server = useServer()
let editor = ''

beforeAll(async () => {
  editor = await openForm(server)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const rate = { measure: 'GROWTH', value: '20', unit: 'PERCENT', growthOf: 0 }

test('a growth or change of what there is at a time, or could be, is of no level of what came together', async () => {
  const level = taxOf('2015-01/2015-10')
  const other = { accumulation: 'STOCK' }
  const answer = await recordFigures(
    server,
    [level, { ...level, ...rate, ...other }, { ...level, ...other, measure: 'CHANGE', growthOf: 0 }],
    editor,
  )
  expect(issuesOf(answer)).toEqual(['observations.1.growthOf INVALID_GROWTH', 'observations.2.growthOf INVALID_GROWTH'])
  expect(answer.issues?.[0]?.message).toContain('accumulates as YEAR_TO_DATE, and this GROWTH as STOCK')
  const capacity = taxOf('2015', { accumulation: 'AT_CAPACITY' })
  expect(
    issuesOf(await recordFigures(server, [capacity, { ...capacity, ...rate, accumulation: 'FULL_YEAR' }], editor)),
  ).toEqual(['observations.1.growthOf INVALID_GROWTH'])
})

test('without a period nothing says that a month and a year to date are of the same days', async () => {
  const { period: _, ...level } = taxOf('2015', { accumulation: 'MONTH' })
  expect(
    issuesOf(await recordFigures(server, [level, { ...level, ...rate, accumulation: 'YEAR_TO_DATE' }], editor)),
  ).toEqual(['observations.1.growthOf INVALID_GROWTH'])
})

test.each([
  ['2012-01', 'YEAR_TO_DATE', 'MONTH'],
  ['2012-01', 'MONTH', 'YEAR_TO_DATE'],
  ['2012', 'YEAR_TO_DATE', 'FULL_YEAR'],
  ['2012-Q1', 'YEAR_TO_DATE', 'PERIOD_TOTAL'],
])('over one period what came together is one, whatever it is called: %s %s with %s', async (period, own, other) => {
  const level = taxOf(period, { accumulation: own, breakdown: `${own} ${other}` })
  const answer = await recordFigures(server, [level, { ...level, ...rate, accumulation: other }], editor)
  expect(answer).toMatchObject({ __typename: 'RecordObservationsSuccess' })
  const { data } = await server.send(
    'query ($id: ID!) { node(id: $id) { ... on Observation { growth { reported { value } } } } }',
    { id: pick(answer, 'observations.0.id') },
    editor,
  )
  expect(pick(data, 'node.growth')).toEqual({ reported: { value: '20' } })
})

test.each([
  ['2014', 'UNSPECIFIED'],
  ['2010', 'YEAR_TO_DATE'],
])('one that is not called as its level stands with it, in time series too: %s %s', async (year, accumulation) => {
  const level = taxOf(year, { accumulation: 'FULL_YEAR' })
  const answer = await recordFigures(
    server,
    [level, { ...level, ...rate, accumulation }, taxOf(`${Number(year) - 1}`, { accumulation: 'FULL_YEAR' })],
    editor,
  )
  expect(answer).toMatchObject({ __typename: 'RecordObservationsSuccess' })
  const { data, errors } = await server.send(
    `query ($id: ID!, $year: Period!) { node(id: $id) { ... on Observation { growth { reported { value } } } }
      timeSeries(subjects: ["own"], indicators: ["tax_revenue"], bucket: YEAR, from: $year, to: $year, measures: [REPORTED_GROWTH]) {
        series { columns { values reasons } } } }`,
    { id: pick(answer, 'observations.0.id'), year },
    editor,
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'node.growth')).toEqual({ reported: { value: '20' } })
  expect(pick(data, 'timeSeries.series.0.columns.0')).toEqual({ values: ['20'], reasons: [null] })
})
