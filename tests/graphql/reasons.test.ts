import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })
const toDate = (of: number) => ({ start: `${of}-01-01`, end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })
const missing = { value: null, missingReason: 'withdrawn' }
const over = (lower: string) => ({ lower, qualifier: 'OVER' })
const nearly = (upper: string) => ({ upper, qualifier: 'NEARLY' })

async function addPark(slug: string, figures: readonly Partial<NewFigure>[]): Promise<string[]> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  return addFigures(
    server.database,
    figures.map((figure) => ({ subject: slug, indicator: 'tax_revenue', ...figure })),
  )
}

const ask = async (query: string) => {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return data
}

test.each([
  ['withdrawn', missing, 'MISSING_VALUE'],
  ['over', over('90'), 'VAGUE_VALUE'],
])('a forecast has no error against a figure that is %s', async (name, actual, reason) => {
  await addPark(`forecast-${name}`, [
    { ...year(2019), nature: 'FORECAST', value: '110' },
    { ...year(2019), ...actual },
  ])
  expect(await ask(`{ forecastErrors(subjects: ["forecast-${name}"]) { errors { error reason } } }`)).toEqual({
    forecastErrors: { errors: [{ error: null, reason }] },
  })
})

test.each([
  ['vague-so-far', { value: '75' }, over('60'), 'VAGUE_VALUE'],
  ['vague-forecast', nearly('75'), { value: '60' }, 'VAGUE_VALUE'],
  ['missing-so-far', { value: '75' }, missing, 'MISSING_VALUE'],
  ['missing-forecast', missing, { value: '60' }, 'MISSING_VALUE'],
])('nothing is required where a figure is vague or missing: %s', async (slug, forecast, soFar, reason) => {
  await addPark(slug, [
    { ...year(2019), nature: 'FORECAST', ...forecast },
    { ...toDate(2019), ...soFar },
    { ...year(2018), value: '100' },
    { ...toDate(2018), ...over('60') },
    { ...year(2017), value: '100' },
    { ...toDate(2017), value: '0' },
    { ...year(2016), ...missing },
    { ...toDate(2016), value: '80' },
  ])
  const fields = 'requirement { required reason past { amount pace reason } }'
  const data = await ask(
    `{ park(slug: "${slug}") { observations(where: { nature: { eq: FORECAST } }) { nodes { ${fields} } } } }`,
  )
  expect(pick(data, 'park.observations.nodes.0.requirement')).toEqual({
    required: null,
    reason,
    past: [
      { amount: null, pace: null, reason: 'VAGUE_VALUE' },
      { amount: '100', pace: null, reason: 'ZERO_BASE' },
      { amount: null, pace: null, reason: 'MISSING_VALUE' },
    ],
  })
})

test('a preview tells a vague level from a missing one, as a time series does after it is accepted', async () => {
  const [, level = ''] = await addPark('corrected', [
    { ...year(2017), value: '100' },
    { ...year(2018), value: '120' },
  ])
  const correction = await propose(server.database, level, { value: null, lower: '130', qualifier: 'AT_LEAST' })
  const preview = `{ node(id: "${correction}") { ... on Correction { preview { growths { period beforeComputed beforeReason afterComputed afterReason } } } } }`
  expect(pick(await ask(preview), 'node.preview.growths')).toEqual([
    { period: '2018', beforeComputed: '20', beforeReason: null, afterComputed: null, afterReason: 'VAGUE_VALUE' },
  ])
  await decide(server.database, correction)
  const series = `{ timeSeries(reading: CORRECTED, subjects: ["corrected"], indicators: ["tax_revenue"], bucket: YEAR, from: "2018", to: "2018",
    measures: [YEAR_ON_YEAR]) { series { columns { lower reasons } } } }`
  expect(pick(await ask(series), 'timeSeries.series.0.columns')).toEqual([{ lower: ['30'], reasons: ['VAGUE_VALUE'] }])
})

test('and a vague base from a missing one', async () => {
  const [base = ''] = await addPark('rebased', [
    { ...year(2017), value: '100' },
    { ...year(2018), value: '120' },
  ])
  const correction = await propose(server.database, base, { value: null, lower: '90', qualifier: 'AT_LEAST' })
  const preview = `{ node(id: "${correction}") { ... on Correction { preview { growths { period afterReason } } } } }`
  expect(pick(await ask(preview), 'node.preview.growths')).toEqual([{ period: '2018', afterReason: 'VAGUE_VALUE' }])
})

test.each([
  ['0', 'ZERO_BASE'],
  ['-5', 'NEGATIVE_BASE'],
])('enterprises have no share of a total of %s, and the answer says why', async (value, reason) => {
  const slug = `total${value}`
  await addPark(slug, [
    { ...year(2017), value },
    { ...year(2016), value: '5' },
  ])
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: `${slug}-firm`, park: slug }])
  await addFigures(server.database, [
    { subject: `${slug}-firm`, indicator: 'tax_revenue', ...year(2017), value: '3' },
    { subject: `${slug}-firm`, indicator: 'tax_revenue', ...year(2016), value: '3' },
  ])
  const fields = 'sum difference share growth reason'
  const data = await ask(
    `{ park(slug: "${slug}") { reconciliation(indicator: "tax_revenue", period: "2017") { ${fields} } } }`,
  )
  expect(pick(data, 'park.reconciliation')).toMatchObject({ sum: '3', share: null, reason })
})

test('what an enterprise brought is null for a reason of its own', async () => {
  await addPark('brought', [
    { ...year(2017), value: '30' },
    { ...year(2016), value: '20' },
  ])
  const firms: Readonly<Record<string, readonly Partial<NewFigure>[]>> = {
    exact: [{ value: '9' }, { value: '8' }],
    silent: [],
    vague: [over('5'), { value: '4' }],
    baseless: [{ value: '6' }],
    dollars: [
      { value: '7', unit: 'USD_10K' },
      { value: '6', unit: 'USD_10K' },
    ],
  }
  const reasons = async (period: string) => {
    const fields = `contributions { enterprise { slug } change contribution reason }`
    const data = await ask(
      `{ park(slug: "brought") { reconciliation(indicator: "tax_revenue", period: "${period}") { ${fields} } } }`,
    )
    const rows = pick(data, 'park.reconciliation.contributions') as { enterprise: { slug: string } }[]
    return Object.fromEntries(rows.map(({ enterprise, ...row }) => [enterprise.slug, Object.values(row)]))
  }
  for (const [slug, [now, before]] of Object.entries(firms)) {
    await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, park: 'brought' }])
    const tax = { subject: slug, indicator: 'tax_revenue' }
    await addFigures(server.database, [
      ...(now ? [{ ...tax, ...year(2017), ...now }] : []),
      ...(before ? [{ ...tax, ...year(2016), ...before }] : []),
    ])
  }
  expect(await reasons('2017')).toEqual({
    exact: ['1', '5', null],
    silent: [null, null, 'MISSING_VALUE'],
    vague: [null, null, 'VAGUE_VALUE'],
    baseless: [null, null, 'MISSING_BASE'],
    dollars: ['1', null, 'MIXED_DIMENSIONS'],
  })
})
