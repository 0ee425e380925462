import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tax = (of: number, rest: Partial<NewFigure> = {}): NewFigure => ({
  ...{ subject: 'mover', indicator: 'tax_revenue', value: String(of), accumulation: 'FULL_YEAR' },
  ...{ start: `${of}-01-01`, end: `${of + 1}-01-01`, ...rest },
})

beforeAll(async () => {
  const { database } = server
  await addSubjects(database, [
    { kind: 'PARK', slug: 'before' },
    { kind: 'PARK', slug: 'after' },
    { kind: 'PARK', slug: 'later' },
    { kind: 'ENTERPRISE', slug: 'mover' },
    { kind: 'PROJECT', slug: 'works' },
  ])
  for (const subject of ['mover', 'works']) {
    const located = (park: string, period_start: string, period_end: string) =>
      addFact(database, 'membership', subject, { park, role: 'LOCATED_IN', period_start, period_end })
    await located('before', '-infinity', '2018-07-01')
    await located('after', '2018-07-01', '2021-07-01')
    await located('later', '2021-07-01', 'infinity')
  }
  await addFigures(database, [
    ...[2016, 2017, 2018].map((of) => tax(of)),
    tax(2021, { indicator: 'output_value', nature: 'FORECAST' }),
    tax(2017, { subject: 'works', value: '5' }),
    { subject: 'mover', indicator: 'revenue', value: '9' },
  ])
})

async function ask(query: string, path: string) {
  server.forget()
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  expect(server.statements.filter((text) => text.startsWith('/* Query'))).toHaveLength(1)
  return pick(data, path)
}

const figures = (selection: string, asOf = '', indicator = 'tax_revenue') =>
  ask(
    `{ observations(${asOf} where: { subject: { slug: { eq: "mover" } }, indicator: { code: { eq: "${indicator}" } } }) {
      groupBy(by: [PARK, YEAR], contained: EXCLUDE) { nodes { key { park { slug } period } ${selection} } } } }`,
    'observations.groupBy.nodes',
  )

const key = (slug: string, period: string | null) => ({ key: { park: { slug }, period } })

test('a figure stands under the park of the last day of its period', async () => {
  expect(await figures('sum(unit: CNY_10K)')).toEqual([
    { ...key('after', '2018'), sum: '2018' },
    { ...key('before', '2016'), sum: '2016' },
    { ...key('before', '2017'), sum: '2017' },
  ])
  expect(await figures('count', '', 'revenue')).toEqual([{ ...key('later', null), count: 1 }])
})

test('a past day that the figures outlast is the day that counts', async () => {
  const forecast = (park: string) => [{ ...key(park, '2021'), max: '2021' }]
  const max = (asOf: string) => figures('max(unit: CNY_10K)', asOf, 'output_value')
  expect(await max('asOf: { published: "2020-06-30" }')).toEqual(forecast('after'))
  expect(await max('')).toEqual(forecast('later'))
})

test.each([
  ['enterprises', 'mover', '2017'],
  ['projects', 'works', '5'],
])(
  'subjects stand under the park of the period that figure names, and under today’s without one: %s',
  async (list, slug, sum) => {
    const under = (more: string) =>
      ask(
        `{ ${list}(where: { slug: { eq: "${slug}" } }) { groupBy(by: [PARK] ${more}) { nodes { key { park { slug } } sum(unit: CNY_10K) } } } }`,
        `${list}.groupBy.nodes`,
      )
    expect(await under('figure: { indicator: "tax_revenue", period: "2017" }')).toEqual([
      { key: { park: { slug: 'before' } }, sum },
    ])
    expect(await under('figure: { indicator: "tax_revenue", period: "2015" }')).toEqual([
      { key: { park: { slug: 'before' } }, sum: null },
    ])
    expect(await under('figure: { indicator: "tax_revenue" }')).toMatchObject([{ key: { park: { slug: 'later' } } }])
  },
)

test('the sum of a park’s enterprises is the one of its reconciliation', async () => {
  for (const [park, sum] of [
    ['before', '2017'],
    ['after', null],
  ])
    expect(
      await ask(
        `{ park(slug: "${park}") { reconciliation(indicator: "tax_revenue", period: "2017") { sum(unit: CNY_10K) } } }`,
        'park',
      ),
    ).toEqual({ reconciliation: { sum } })
})
