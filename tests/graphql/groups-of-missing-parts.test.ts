import { afterEach, beforeAll, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { tax } from './one-answer.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const total = { accumulation: 'PERIOD_TOTAL' as const }

beforeAll(async () => {
  const parks = ['told', 'gone', 'longer', 'longest'].map((slug) => ({ kind: 'PARK' as const, slug }))
  const within = [
    ...['told', 'gone'].flatMap((park) => ['missing', 'telling'].map((name) => ({ slug: `${park}-${name}`, park }))),
    { slug: 'told-missing-deep', park: 'told-missing' },
  ]
  await addSubjects(server.database, [...parks, ...within.map((one) => ({ kind: 'PARK' as const, ...one }))])
  const firms = ['home', 'abroad'].map((name) => ({ kind: 'ENTERPRISE' as const, slug: `firm-${name}`, park: 'gone' }))
  await addSubjects(server.database, firms)
  await addFigures(server.database, [
    tax('firm-home', '2017', null),
    tax('firm-abroad', '2017', null, { unit: 'USD_10K' }),
    ...['told-missing', 'told-missing-deep', 'gone', 'gone-missing'].map((slug) => tax(slug, '2016', null)),
    tax('told', '2016', '10'),
    tax('told-telling', '2016', '4'),
    tax('gone-telling', '2016', '3'),
    tax('longer', '2017-Q1', '5', total),
    tax('longer', '2017-H1', null, total),
    tax('longest', '2017-H1', '7', total),
  ])
})

const send = (start: string, args: string, selection: string) =>
  server.send(
    `{ observations(where: { subject: { slug: { startsWith: "${start}" } } }) { groupBy(${args}) { ${selection} } } }`,
  )

async function ask(start: string, args: string, selection: string) {
  const { data, errors } = await send(start, args, selection)
  expect(errors).toBeUndefined()
  return pick(data, 'observations.groupBy')
}

const sums = 'count missingCount sum(unit: CNY_10K)'

it('leaves out what lies in a park that tells an amount, whether it tells one itself or not', async () => {
  expect(await ask('told', 'by: [YEAR] contained: EXCLUDE', `nodes { ${sums} } totals { ${sums} }`)).toEqual({
    nodes: [{ count: 1, missingCount: 0, sum: '10' }],
    totals: { count: 1, missingCount: 0, sum: '10' },
  })
})

it('leaves in what lies in a park that tells none', async () => {
  expect(await ask('gone', 'by: [YEAR] contained: EXCLUDE', `nodes { ${sums} } totals { ${sums} }`)).toEqual({
    nodes: [{ count: 3, missingCount: 2, sum: '3' }],
    totals: { count: 3, missingCount: 2, sum: '3' },
  })
})

it('leaves out in totals what stands alone in its group', async () => {
  const answer = await ask('told', 'by: [SUBJECT] contained: EXCLUDE', `totalCount totals { ${sums} }`)
  expect(answer).toEqual({ totalCount: 4, totals: { count: 1, missingCount: 0, sum: '10' } })
})

it('takes a unit of any currency of figures, and of what figure names one of the indicator or of some figure', async () => {
  const dollars = 'nodes { missingCount sum(unit: USD_10K) }'
  const firms = (start: string) =>
    server.send(`{ enterprises(where: { slug: { startsWith: "${start}" } }) {
      groupBy(by: [] figure: { indicator: "tax_revenue" }) { ${dollars} } } }`)
  expect(await ask('firm-home', 'by: []', dollars)).toEqual({ nodes: [{ missingCount: 1, sum: null }] })
  expect((await firms('firm-home')).errors).toMatchObject([{ extensions: { code: 'INCOMPATIBLE_UNITS' } }])
  expect(pick((await firms('firm-')).data, 'enterprises.groupBy.nodes')).toEqual([{ missingCount: 2, sum: null }])
})

it('counts a longer figure that is missing in the group without a period, and refuses no sum for it', async () => {
  const nodes = `nodes { key { period } ${sums} } totals { ${sums} }`
  expect(await ask('longer', 'by: [QUARTER]', nodes)).toEqual({
    nodes: [
      { key: { period: '2017-Q1' }, count: 1, missingCount: 0, sum: '5' },
      { key: { period: null }, count: 1, missingCount: 1, sum: null },
    ],
    totals: { count: 2, missingCount: 1, sum: '5' },
  })
  expect((await send('longe', 'by: [QUARTER]', nodes)).errors).toMatchObject([
    { message: expect.stringMatching(/^1 of the figures lie/), extensions: { code: 'BUCKET_TOO_FINE' } },
  ])
})
