import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { land, tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const cases: readonly (readonly [string, Partial<NewFigure>, Partial<NewFigure>])[] = [
  ['at-most', { value: '67' }, { value: null, upper: '855', qualifier: 'AT_MOST' }],
  ['at-most-of-a-loss', { value: '-67' }, { value: null, upper: '855', qualifier: 'AT_MOST' }],
  ['at-least', { value: '67' }, { value: null, lower: '855', qualifier: 'AT_LEAST' }],
  ['about', { value: null, lower: '60', upper: '70', qualifier: 'ABOUT' }, { value: '800' }],
  [
    'at-most-of-both',
    { value: null, upper: '67', qualifier: 'AT_MOST' },
    { value: null, upper: '855', qualifier: 'AT_MOST' },
  ],
]

test.each(cases)('tax per mu has the bounds in a time series that it has in a ranking: %s', async (name, own, base) => {
  const slug = `vague-${name}`
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  await addFigures(server.database, [
    tax(slug, '2017', null, { missingReason: null, ...own }),
    land(slug, '2017', null, { missingReason: null, ...base }),
  ])
  const { data, errors } = await server.send(
    `{ ranking(by: { derived: { derivation: PER_MU, indicator: "tax_revenue" } } period: "2017" among: { where: { slug: { eq: "${slug}" } } }) {
        rows { value lower upper } }
      timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: YEAR from: "2017" to: "2017" measures: [PER_MU]) {
        series { columns { values lower upper reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const column = pick(data, 'timeSeries.series.0.columns.0')
  const told = Object.fromEntries(
    ['value', 'lower', 'upper'].map((part) => [part, pick(column, part === 'value' ? 'values.0' : `${part}.0`)]),
  )
  expect(told).toEqual(pick(data, 'ranking.rows.0') ?? { value: null, lower: null, upper: null })
  expect(pick(column, 'reasons.0')).toBe('VAGUE_VALUE')
})
