import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick, propose } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })
const tax = (subject: string, of: number, value: string, more: Partial<NewFigure> = {}): NewFigure => ({
  subject,
  indicator: 'tax_revenue',
  ...year(of),
  value,
  ...more,
})

const ask = async (query: string) => {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return data
}

test('forecast errors past the first are counted', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'foretold' }])
  await addFigures(server.database, [
    tax('foretold', 2017, '100'),
    tax('foretold', 2016, '90'),
    ...[2016, 2017, 2018].map((of) => tax('foretold', of, '80', { nature: 'FORECAST' })),
  ])
  expect(await ask('{ forecastErrors(subjects: ["foretold"]) { errorCount errors(first: 1) { error } } }')).toEqual({
    forecastErrors: { errorCount: 2, errors: [{ error: '10' }] },
  })
})

test('enterprises past the first are counted, those that left included', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'around' }])
  const fields = `reconciliation(indicator: "tax_revenue", period: "2017") { count contributionCount contributions(first: 1) { change } }`
  const read = () => ask(`{ park(slug: "around") { ${fields} } }`)
  expect(pick(await read(), 'park.reconciliation')).toEqual({ count: 0, contributionCount: 0, contributions: [] })
  await addSubjects(
    server.database,
    ['one', 'two', 'gone'].map((slug) => ({ kind: 'ENTERPRISE', slug })),
  )
  const role = 'LOCATED_IN'
  for (const slug of ['one', 'two']) await addFact(server.database, 'membership', slug, { park: 'around', role })
  const left = { park: 'around', role, period_start: '2010-01-01', period_end: '2017-06-01' }
  await addFact(server.database, 'membership', 'gone', left)
  await addFigures(server.database, [tax('one', 2017, '10'), tax('one', 2016, '4')])
  expect(pick(await read(), 'park.reconciliation')).toEqual({
    count: 2,
    contributionCount: 3,
    contributions: [{ change: '6' }],
  })
})

test('places that a correction changes are counted', async () => {
  const slugs = ['low', 'middle', 'high']
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug, parkKind: 'LOGISTICS_PARK' })),
  )
  const [low = ''] = await addFigures(
    server.database,
    slugs.map((slug, index) => tax(slug, 2017, String(10 + index))),
  )
  const correction = await propose(server.database, low, { value: '100' })
  const fields = 'rankCount ranks(first: 1) { park { slug } before after }'
  const data = await ask(`{ node(id: "${correction}") { ... on Correction { preview { ${fields} } } } }`)
  expect(pick(data, 'node.preview')).toEqual({
    rankCount: 3,
    ranks: [{ park: { slug: 'low' }, before: 3, after: 1 }],
  })
})

test('figures are ordered by how far their growth lies apart, either way', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'grown' }])
  const indicators = ['tax_revenue', 'revenue', 'output_value']
  const levels = await addFigures(
    server.database,
    indicators.flatMap((indicator) => [
      tax('grown', 2016, '100', { indicator }),
      tax('grown', 2017, '120', { indicator }),
    ]),
  )
  const rates = ['25', '0', '24']
  await addFigures(
    server.database,
    indicators.map((indicator, index) =>
      tax('grown', 2017, rates[index] ?? '', {
        indicator,
        unit: 'PERCENT',
        measure: 'GROWTH',
        growthOf: levels[index * 2 + 1] ?? null,
      }),
    ),
  )
  const data = await ask(`{ park(slug: "grown") { observations(first: 2, where: { growthAgreement: { eq: DIFFERS } },
    orderBy: [{ growthDivergenceSize: DESC }]) { totalCount nodes { growth { divergence } } } } }`)
  expect(pick(data, 'park.observations')).toEqual({
    totalCount: 3,
    nodes: [{ growth: { divergence: '-20' } }, { growth: { divergence: '5' } }],
  })
})
