import { afterEach, beforeAll, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const figures: Partial<NewFigure>[] = [
  { breakdown: 'exact', value: '3' },
  { breakdown: 'yuan', value: '300000000', unit: 'CNY' },
  { breakdown: 'wan', value: '30000.0', unit: 'CNY_10K' },
  { breakdown: 'about', value: '3', qualifier: 'ABOUT' },
  { breakdown: 'between', lower: '2', upper: '4', qualifier: 'ABOUT' },
  { breakdown: 'nearly', upper: '3', qualifier: 'NEARLY' },
  { breakdown: 'at-most', upper: '3', qualifier: 'AT_MOST' },
  { breakdown: 'over', lower: '3', qualifier: 'OVER' },
  { breakdown: 'at-least', lower: '3', qualifier: 'AT_LEAST' },
  { breakdown: 'missing', missingReason: 'not collected' },
  { breakdown: 'growth', value: '3', measure: 'GROWTH', unit: 'PERCENT' },
  { breakdown: 'area', indicator: 'land_area', value: '3', unit: 'MU' },
  { breakdown: 'negative', value: '-3' },
]

const equal = ['about', 'exact', 'wan', 'yuan']

beforeAll(async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'value-firm' }])
  await addFigures(
    server.database,
    figures.map((figure) => ({ subject: 'value-firm', indicator: 'revenue', unit: 'CNY_100M', ...figure })),
  )
})

async function find(where: object): Promise<string[]> {
  const { data, errors } = await server.send(
    'query ($where: ObservationWhere) { observations(first: 100, where: $where) { totalCount nodes { breakdown } } }',
    { where: { subject: { slug: { eq: 'value-firm' } }, ...where } },
  )
  expect(errors).toBeUndefined()
  const nodes = pick(data, 'observations.nodes') as { breakdown: string }[]
  expect(pick(data, 'observations.totalCount')).toBe(nodes.length)
  return nodes.map(({ breakdown }) => breakdown).sort()
}

const money = { unit: 'CNY_100M' }

it.each([
  [{ eq: '3' }, equal],
  [{ gte: '3' }, [...equal, 'at-least', 'over']],
  [{ gt: '3' }, ['over']],
  [{ gt: '2.999' }, [...equal, 'at-least', 'over']],
  [{ gte: '2' }, [...equal, 'at-least', 'between', 'over']],
  [{ gt: '2' }, [...equal, 'at-least', 'over']],
  [{ lte: '3' }, [...equal, 'at-most', 'nearly', 'negative']],
  [{ lt: '3' }, ['nearly', 'negative']],
  [{ lt: '3.001' }, [...equal, 'at-most', 'nearly', 'negative']],
  [{ lte: '4' }, [...equal, 'at-most', 'between', 'nearly', 'negative']],
  [{ lt: '4' }, [...equal, 'at-most', 'nearly', 'negative']],
  [{ gte: '1', lte: '3' }, equal],
  [{ gt: '3', lt: '3' }, []],
  [{ eq: '-3' }, ['negative']],
])('%j 亿元 are certain of %j', async (bounds, expected) => {
  expect(await find({ value: { ...money, ...bounds } })).toEqual(expected.toSorted())
})

it.each([
  ['3', '亿元'],
  ['3.000', 'CNY_100M'],
  ['30000', '万元'],
  ['300000000', 'CNY'],
])('%s %s is 3亿元 in whatever unit it was printed', async (eq, unit) => {
  expect(await find({ value: { eq, unit } })).toEqual(equal)
})

it.each([
  ['MU', ['area']],
  ['亩', ['area']],
  ['PERCENT', ['growth']],
  ['PERSON', []],
  ['TONNE', []],
])('figures that do not measure what %s measures meet no condition in it', async (unit, expected) => {
  for (const bounds of [{ eq: '3' }, { gt: '-1' }, { lte: '3' }])
    expect(await find({ value: { ...bounds, unit } })).toEqual(expected)
})

test('areas are compared in any unit of area', async () => {
  expect(await find({ value: { eq: '2000', unit: 'SQUARE_METRE' } })).toEqual(['area'])
  expect(await find({ value: { lt: '2000', unit: 'SQUARE_METRE' } })).toEqual([])
})

test('what no condition makes certain, not makes true', async () => {
  const certain = await find({ value: { ...money, gte: '3' } })
  const others = figures.flatMap(({ breakdown = '' }) => (certain.includes(breakdown) ? [] : [breakdown]))
  expect(await find({ not: { value: { ...money, gte: '3' } } })).toEqual(others.toSorted())
})

test('conditions are joined with and, or and not', async () => {
  const over = { value: { ...money, gt: '3' } }
  const area = { value: { eq: '3', unit: 'MU' } }
  expect(await find({ or: [over, area] })).toEqual(['area', 'over'])
  expect(await find({ and: [over, area] })).toEqual([])
  expect(await find({ value: { ...money, eq: '3' }, qualifier: { eq: 'ABOUT' } })).toEqual(['about'])
})

test('nothing asked of the value leaves all figures', async () => {
  for (const value of [null, {}, { eq: null, unit: null }])
    expect(await find({ value })).toEqual(figures.map(({ breakdown }) => breakdown).toSorted())
})

it.each([
  ['where.value.unit', 'BAD_USER_INPUT', '{ value: { gte: 1 } }'],
  ['where.not.value.unit', 'BAD_USER_INPUT', '{ not: { value: { eq: 1 } } }'],
  ['where.or[1].value.unit', 'BAD_USER_INPUT', '{ or: [{}, { value: { lt: 1 } }] }'],
])('values without a unit are refused by the name of %s', async (argument, code, where) => {
  const { errors } = await server.send(`{ observations(where: ${where}) { totalCount } }`)
  expect(errors?.[0]?.extensions).toMatchObject({ code, argument })
})

test.each([
  [{ gte: '5', lte: '3' }, 'lte'],
  [{ gte: '-5', lte: '-7' }, 'lte'],
  [{ gt: '5', lte: '4.99' }, 'lte'],
  [{ gte: '10', lt: '9' }, 'lt'],
])('inverted bounds are refused: %o', async (bounds, name) => {
  const value = { unit: 'CNY_10K', ...bounds }
  const observations = 'query ($where: ObservationWhere) { observations(where: $where) { totalCount } }'
  const latest = 'query ($where: ParkWhere) { parks(where: $where) { totalCount } }'
  for (const [query, where, path] of [
    [observations, { value }, 'where.value'],
    [latest, { taxRevenue: value }, 'where.taxRevenue'],
  ] as const) {
    const { errors } = await server.send(query, { where })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: `${path}.${name}` } }])
  }
})

test('a value that is told twice is one, and a unit of something else meets figures of none', async () => {
  expect(await find({ value: { unit: 'CNY_100M', eq: '3', gte: '3', lte: '3.0' } })).toEqual(equal)
  expect(await find({ indicator: { code: { eq: 'revenue' } }, value: { unit: 'MU', gte: '0' } })).toEqual([])
})
