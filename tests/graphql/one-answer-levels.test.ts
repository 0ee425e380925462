import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { land, tax, tellLevel } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const [first, second, later] = [{ source: 'yearbook' }, { source: 'second-yearbook' }, { source: 'bulletin' }]
const [early, late] = [{ publishedOn: '2018-02-01' }, { publishedOn: '2018-06-01' }]

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'second-yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

async function addPark(slug: string, ...figures: NewFigure[]): Promise<string[]> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  return addFigures(server.database, figures)
}

describe('the level of a period is one', () => {
  it.each([
    [
      'published last, of one priority',
      [tax('', '2017', '2', { ...second, ...late }), tax('', '2017', '1', first)],
      '2',
    ],
    ['of the first priority', [tax('', '2017', '1', { ...first, ...early }), tax('', '2017', '2', later)], '1'],
    ['withdrawn by its source', [tax('', '2017', '1', early), tax('', '2017', null, late)], 'MISSING_VALUE'],
    [
      'missing in the source published last, of one priority',
      [tax('', '2017', '1', { ...first, ...early }), tax('', '2017', null, { ...second, ...late })],
      'MISSING_VALUE',
    ],
    [
      'missing in the first source',
      [tax('', '2017', null, { ...first, ...early }), tax('', '2017', '2', { ...later, ...late })],
      'MISSING_VALUE',
    ],
    [
      'told after it was missing',
      [tax('', '2017', null, { ...first, ...early }), tax('', '2017', '2', { ...first, ...late })],
      '2',
    ],
    [
      'of the first source, whatever the scope',
      [tax('', '2017', '1', { ...later, scope: 'UNSPECIFIED' }), tax('', '2017', '2', { ...first, scope: 'ALL' })],
      '2',
    ],
    [
      'of the first source, whatever the prices',
      [
        tax('', '2017', '1', { ...later, priceBasis: 'CURRENT' }),
        tax('', '2017', '2', { ...first, priceBasis: 'CONSTANT' }),
      ],
      '2',
    ],
    [
      'of the first prices, then of the first scope, in one source',
      [
        tax('', '2017', '1', { priceBasis: 'CONSTANT' }),
        tax('', '2017', '2', { priceBasis: 'CURRENT', scope: 'ALL' }),
        tax('', '2017', '3', { priceBasis: 'CURRENT' }),
      ],
      '3',
    ],
  ])('%s', async (name, figures, expected) => {
    const slug = `level-${name.replaceAll(/[^a-z]+/g, '-')}`
    await addPark(
      slug,
      ...figures.map((figure) => ({ ...figure, publishedOn: early.publishedOn, ...figure, subject: slug })),
    )
    expect(await tellLevel(server, slug)).toBe(expected)
  })

  it.each([
    ['read last', [land('', '2017-06-30', '1'), land('', '2017-11-30', '2')], '2'],
    [
      'read last, whatever the scope',
      [land('', '2017-06-30', '1'), land('', '2017-11-30', '2', { scope: 'ALL' })],
      '2',
    ],
    ['missing when read last', [land('', '2017-06-30', '1'), land('', '2017-11-30', null)], 'MISSING_VALUE'],
  ])('also of a stock: %s', async (name, figures, expected) => {
    const slug = `stock-${name.replaceAll(/[^a-z]+/g, '-')}`
    await addPark(slug, ...figures.map((figure) => ({ ...figure, subject: slug })))
    expect(await tellLevel(server, slug, 'land_area')).toBe(expected)
  })
})

it('a month that is missing leaves its months out, and a year that is missing all of them', async () => {
  const month = (slug: string, at: string, value: string | null, rest = {}) =>
    tax(slug, `2017-${at}`, value, { accumulation: 'MONTH', ...rest })
  await addPark(
    'months',
    month('months', '01', '1'),
    month('months', '02', '2', early),
    month('months', '02', null, late),
  )
  const total = { accumulation: 'PERIOD_TOTAL' }
  await addPark('year', tax('year', '2017-H1', '1', total), tax('year', '2017', null, total))
  const { data } = await server.send(
    `{ timeSeries(subjects: ["months", "year"], indicators: ["tax_revenue"], bucket: YEAR, from: "2017", to: "2017", unit: CNY_10K) {
      series { completeness columns { values reasons } } } }`,
  )
  expect(pick(data, 'timeSeries.series')).toEqual([
    { completeness: [1], columns: [{ values: ['1'], reasons: [null] }] },
    { completeness: [0], columns: [{ values: [null], reasons: ['MISSING_VALUE'] }] },
  ])
})
