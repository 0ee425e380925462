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

test('a growth or change accumulates as the level that it names, where both say how', async () => {
  const level = taxOf('2015-01/2015-10')
  const other = { accumulation: 'PERIOD_TOTAL' }
  const answer = await recordFigures(
    server,
    [level, { ...level, ...rate, ...other }, { ...level, ...other, measure: 'CHANGE', growthOf: 0 }],
    editor,
  )
  expect(issuesOf(answer)).toEqual(['observations.1.growthOf INVALID_GROWTH', 'observations.2.growthOf INVALID_GROWTH'])
  expect(answer.issues?.[0]?.message).toContain('accumulates as YEAR_TO_DATE, and this GROWTH as PERIOD_TOTAL')
})

test('one of which nobody says how it accumulates stands with the level alone that it names', async () => {
  const level = taxOf('2014', { accumulation: 'FULL_YEAR' })
  const answer = await recordFigures(
    server,
    [level, { ...level, ...rate, accumulation: 'UNSPECIFIED' }, taxOf('2013', { accumulation: 'FULL_YEAR' })],
    editor,
  )
  expect(answer).toMatchObject({ __typename: 'RecordObservationsSuccess' })
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Observation { growth { reported { value } } } }
      timeSeries(subjects: ["own"], indicators: ["tax_revenue"], bucket: YEAR, from: "2014", to: "2014", measures: [REPORTED_GROWTH]) {
        series { columns { values reasons } } } }`,
    { id: pick(answer, 'observations.0.id') },
    editor,
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'node.growth')).toEqual({ reported: { value: '20' } })
  expect(pick(data, 'timeSeries.series.0.columns.0')).toEqual({ values: [null], reasons: ['MISSING_VALUE'] })
})
