import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const total = (start: string, end: string, value: string) => ({
  ...{ start, end, value, accumulation: 'PERIOD_TOTAL', indicator: 'revenue', unit: 'CNY_10K' },
})

beforeAll(async () => {
  await addSubjects(
    server.database,
    ['halves', 'mixed', 'across', 'undated'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  )
  await addFigures(server.database, [
    { subject: 'halves', ...total('2017-01-01', '2017-07-01', '3') },
    { subject: 'halves', ...total('2017-07-01', '2018-01-01', '4') },
    { subject: 'mixed', ...total('2017-01-01', '2017-07-01', '5') },
    { subject: 'mixed', ...total('2017-07-01', '2017-10-01', '6') },
    { subject: 'across', ...total('2017-12-01', '2018-02-01', '7') },
    { subject: 'undated', indicator: 'revenue', unit: 'CNY_10K', value: '9' },
  ])
})

const group = (slugs: string, by: string, selection: string, more = '') =>
  `{ observations(where: { subject: { slug: { in: [${slugs}] } } }) { groupBy(by: [${by}] ${more}) { ${selection} } } }`

async function ask(query: string) {
  server.forget()
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  expect(server.statements.filter((text) => text.startsWith('/* Query'))).toHaveLength(1)
  return pick(data, 'observations.groupBy')
}

const refuse = async (query: string, argument = 'by[0]') =>
  expect((await server.send(query)).errors).toMatchObject([{ extensions: { code: 'BUCKET_TOO_FINE', argument } }])

test.each([
  ['"halves"', 'QUARTER'],
  ['"halves"', 'MONTH'],
  ['"mixed"', 'QUARTER'],
  ['"across"', 'MONTH'],
  ['"across"', 'YEAR'],
])('what lies in no one span is not aggregated: %s by %s', async (slugs, by) => {
  for (const selection of ['sum', 'min', 'percentiles { value }', 'average'])
    await refuse(group(slugs, by, `nodes { ${selection} }`, 'percentiles: [0.5]'))
  await refuse(group(slugs, by, 'nodes { count } totals { median }'))
  await refuse(group(slugs, by, 'totalCount', 'orderBy: [{ aggregate: MAX }]'))
  await refuse(group(slugs, by, 'totalCount', 'having: { max: { unit: CNY, gte: 99999999 } }'))
  await refuse(group(slugs, `SUBJECT, ${by}`, 'nodes { sumLower }'), 'by[1]')
})

test('the refusal says how many figures, of which span, and what to do', async () => {
  expect((await server.send(group('"mixed", "halves"', 'QUARTER', 'nodes { sum }'))).errors).toMatchObject([
    {
      message: expect.stringMatching(
        /^3 of the figures lie in no single QUARTER: .*Group by a longer span or by PERIOD/,
      ),
    },
  ])
})

test('they are counted, in a group without a period', async () => {
  expect(await ask(group('"mixed"', 'QUARTER', 'nodes { key { period } count exactCount }'))).toEqual({
    nodes: [
      { key: { period: '2017-Q3' }, count: 1, exactCount: 1 },
      { key: { period: null }, count: 1, exactCount: 1 },
    ],
  })
})

test('groups that are not asked for aggregates refuse nothing', async () => {
  const more = 'top: 1 orderBy: [{ key: QUARTER }]'
  expect(
    await ask(group('"mixed"', 'QUARTER', 'nodes { key { period } sum(unit: CNY_10K) } other { count }', more)),
  ).toEqual({
    nodes: [{ key: { period: '2017-Q3' }, sum: '6' }],
    other: { count: 1 },
  })
  await refuse(group('"mixed"', 'QUARTER', 'nodes { count } other { sum }', more))
  await refuse(group('"mixed"', 'QUARTER', 'nodes { count }', 'top: 1 orderBy: [{ aggregate: SUM, direction: DESC }]'))
})

test('spans that are long enough, and the very periods, add up', async () => {
  const sums = 'nodes { key { period } sum(unit: CNY_10K) }'
  expect(await ask(group('"halves"', 'YEAR', sums))).toEqual({ nodes: [{ key: { period: '2017' }, sum: '7' }] })
  expect(await ask(group('"halves"', 'HALF_YEAR', sums))).toMatchObject({ nodes: [{ sum: '3' }, { sum: '4' }] })
  expect(await ask(group('"across"', 'PERIOD', sums))).toMatchObject({ nodes: [{ sum: '7' }] })
})

test('figures without a period have a group of their own', async () => {
  const sums = 'nodes { key { period } sum(unit: CNY_10K) }'
  expect(await ask(group('"undated"', 'YEAR', sums))).toEqual({ nodes: [{ key: { period: null }, sum: '9' }] })
})
