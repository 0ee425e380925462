import { parsePeriod } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick, propose } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Figure = Omit<NewFigure, 'subject'>

const tax = (accumulation: string, period: string, value: string | null, rest: Partial<NewFigure> = {}): Figure => {
  const { start, end } = parsePeriod(period)
  const missing = value === null ? { missingReason: 'withdrawn' } : {}
  return { indicator: 'tax_revenue', accumulation, start, end, value, publishedOn: '2025-01-20', ...missing, ...rest }
}
const toDate = (period: string, value: string | null, rest: Partial<NewFigure> = {}) =>
  tax('YEAR_TO_DATE', period, value, rest)
const full = (period: string, value: string | null, rest: Partial<NewFigure> = {}) =>
  tax('FULL_YEAR', period, value, rest)
const total = (period: string, value: string | null, rest: Partial<NewFigure> = {}) =>
  tax('PERIOD_TOTAL', period, value, rest)

const [early, late] = [{ publishedOn: '2025-01-10' }, { publishedOn: '2025-01-30' }]

beforeAll(async () => {
  await addSource(server.database, 'office', 1000)
  await addSource(server.database, 'bureau', 50)
})

/** A figure of 121 and what there is beside it, by all that holds it against the year before. */
async function tell(slug: string, level: Figure, others: readonly Figure[], bucket: string, period: string) {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  const of = (figure: Figure) => ({ ...figure, subject: slug }) as NewFigure
  const [id = ''] = await addFigures(server.database, [of(level), ...others.map(of)])
  await addFigures(server.database, [of({ ...level, measure: 'GROWTH', unit: 'PERCENT', value: '900', growthOf: id })])
  const correction = await propose(server.database, id, { value: '242' })
  const span = parsePeriod(period)
  const asked = level.end === span.end && level.start === span.start ? period : `${period.slice(0, 4)}-01/${period}`
  const yearOf = `bucket: YEAR from: "${period.slice(0, 4)}" to: "${period.slice(0, 4)}"`
  const { data, errors } = await server.send(
    `query ($slug: String!, $id: ID!, $level: ID!) {
      timeSeries(subjects: [$slug] indicators: ["tax_revenue"] bucket: ${bucket} from: "${period}" to: "${period}" measures: [YEAR_ON_YEAR, GROWTH_DIVERGENCE]) {
        series { columns { values reasons } } }
      beside: timeSeries(subjects: [$slug] indicators: ["tax_revenue"] bucket: ${bucket} from: "2022" to: "${period}" measures: [SINGLE_MONTH, PERIOD_ON_PERIOD, YEAR_ON_YEAR]) @include(if: ${bucket === 'MONTH'}) {
        series { columns { values reasons } } }
      year: timeSeries(subjects: [$slug] indicators: ["tax_revenue"] ${yearOf} measures: [YEAR_ON_YEAR]) { series { columns { values reasons } } }
      ranking(by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } } period: "${asked}" among: { where: { slug: { eq: $slug } } }) {
        rows { value } excluded(reasons: [MISSING_BASE]) { reason } }
      node(id: $level) { ... on Observation { growth { computed reason } } }
      park(slug: $slug) { reconciliation(indicator: "tax_revenue" period: "${asked}") { base { value } growth } }
      checks(subject: $slug, where: { rule: { eq: GROWTH_AGAINST_LEVELS } }) { nodes { expected } }
      correction: node(id: $id) { ... on Correction { preview { growths { beforeComputed beforeReason afterComputed } } } } }`,
    { slug, id: correction, level: id },
  )
  expect(errors).toBeUndefined()
  const at = (path: string, column = 0) => {
    const of = pick(data, `${path}.series.0.columns.${column}`)
    return (
      pick(of, `values.${(pick(of, 'values') as unknown[]).length - 1}`) ?? (pick(of, 'reasons') as unknown[]).at(-1)
    )
  }
  const growths = pick(data, 'correction.preview.growths') as { beforeComputed: string; beforeReason: string | null }[]
  const divergence = at('timeSeries', 1)
  const told = {
    timeSeries: at('timeSeries'),
    ...(bucket === 'MONTH' ? { beside: at('beside', 2) } : {}),
    ...(asked.length === 4 || asked.endsWith('-12') ? { year: at('year') } : {}),
    ranking: pick(data, 'ranking.rows.0.value') ?? pick(data, 'ranking.excluded.0.reason'),
    growth: pick(data, 'node.growth.computed') ?? pick(data, 'node.growth.reason'),
    reconciliation: pick(data, 'park.reconciliation.growth') ?? 'MISSING_BASE',
    check: pick(data, 'checks.nodes.0.expected') ?? 'MISSING_BASE',
    preview: growths[0]?.beforeComputed ?? growths[0]?.beforeReason ?? 'MISSING_BASE',
    divergence: Number.isNaN(Number(divergence)) ? divergence : String(900 - Number(divergence)),
  }
  return { told, all: new Set(Object.values(told)) }
}

describe('a figure is held against one of the year before, whichever series tell both years', () => {
  const january = toDate('2022/2022-01', '1')
  it.each<[string, string, string, Figure, Figure[], string]>([
    [
      'its own before a full year that was published later',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '121'),
      [toDate('2023', '100', early), full('2023', '110', late)],
      '21',
    ],
    [
      'its own that was published in a later bulletin',
      ...(['MONTH', '2024-12'] as const),
      full('2024', '121'),
      [toDate('2023', '100', early), full('2023', '110', late)],
      '10',
    ],
    [
      'a full year, where its own tells none',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '121'),
      [full('2023', '110')],
      '10',
    ],
    [
      'of several others the one published last',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '121'),
      [total('2023', '100', late), full('2023', '110', early)],
      '21',
    ],
    [
      'none, where its own is withdrawn',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '121'),
      [toDate('2023', null, early), full('2023', '110', late)],
      'MISSING_BASE',
    ],
    [
      'none of another office',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '121', { source: 'office' }),
      [full('2023', '110', { source: 'bureau' })],
      'MISSING_BASE',
    ],
    [
      'none at other prices',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '121', { priceBasis: 'CURRENT' }),
      [full('2023', '110', { priceBasis: 'CONSTANT' })],
      'MISSING_BASE',
    ],
    [
      'eleven months called a total',
      ...(['MONTH', '2024-11'] as const),
      toDate('2024/2024-11', '121'),
      [total('2023/2023-11', '110')],
      '10',
    ],
    [
      'a month that is called a total',
      ...(['MONTH', '2024-05'] as const),
      tax('MONTH', '2024-05', '121'),
      [total('2023-05', '110')],
      '10',
    ],
    [
      'the own total of a quarter before a difference',
      ...(['QUARTER', '2024-Q2'] as const),
      total('2024-Q2', '121'),
      [total('2023-Q2', '100'), toDate('2023/2023-03', '10'), toDate('2023/2023-06', '120')],
      '21',
    ],
    [
      'the own first quarter before a total',
      ...(['QUARTER', '2024-Q1'] as const),
      toDate('2024/2024-03', '121'),
      [toDate('2023/2023-03', '100', early), total('2023-Q1', '110', late)],
      '21',
    ],
    [
      'the own first half before a total',
      ...(['HALF_YEAR', '2024-H1'] as const),
      toDate('2024/2024-06', '121'),
      [toDate('2023/2023-06', '100', early), total('2023-H1', '110', late)],
      '21',
    ],
    [
      'a year that another series tells whole before its own halves',
      ...(['YEAR', '2024'] as const),
      total('2024', '121'),
      [total('2023-H1', '50'), total('2023-H2', '50'), full('2023', '110')],
      '10',
    ],
  ])('%s', async (name, bucket, period, level, others, expected) => {
    const slug = `years-${name.toLowerCase().replaceAll(/\W+/g, '-')}`
    const { told, all } = await tell(slug, level, [...others, january], bucket, period)
    expect({ told, all }).toEqual({ told, all: new Set([expected]) })
  })

  it('and what no figure tells is added up in time series alone', async () => {
    const months = Array.from({ length: 3 }, (_, at) =>
      tax('MONTH', `2023-0${at + 1}`, ['10', '20', '25'][at] as string),
    )
    const { told } = await tell('years-added', toDate('2024/2024-03', '121'), months, 'QUARTER', '2024-Q1')
    expect(told).toMatchObject({ timeSeries: '120', ranking: 'MISSING_BASE', growth: 'MISSING_BASE' })
  })
})

describe('a share is of what the park around tells of the same span, whichever series tell both', () => {
  const january = toDate('2022/2022-01', '1')
  it.each<[string, string, string, Figure, Figure[], string]>([
    [
      'accumulated alike before a full year that was published later',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '10'),
      [toDate('2024', '100', early), full('2024', '200', late)],
      '10',
    ],
    [
      'a full year, where nothing is',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '10'),
      [full('2024', '200')],
      '5',
    ],
    [
      'none, where that is withdrawn',
      ...(['MONTH', '2024-12'] as const),
      toDate('2024', '10'),
      [toDate('2024', null, early), full('2024', '200', late)],
      'MISSING_BASE',
    ],
    [
      'the year of a total',
      ...(['YEAR', '2024'] as const),
      full('2024', '10'),
      [total('2024-H1', '50'), total('2024-H2', '50'), toDate('2024', '200')],
      '5',
    ],
    [
      'a quarter before a difference',
      ...(['QUARTER', '2024-Q2'] as const),
      total('2024-Q2', '10'),
      [total('2024-Q2', '100'), toDate('2024/2024-03', '10'), toDate('2024/2024-06', '210')],
      '10',
    ],
    [
      'the first quarter before a total',
      ...(['QUARTER', '2024-Q1'] as const),
      toDate('2024/2024-03', '10'),
      [toDate('2024/2024-03', '100', early), total('2024-Q1', '200', late)],
      '10',
    ],
  ])('%s', async (name, bucket, period, level, others, expected) => {
    const slug = `shares-${name.toLowerCase().replaceAll(/\W+/g, '-')}`
    await addSubjects(server.database, [{ kind: 'PARK', slug: `${slug}-whole` }])
    await addSubjects(server.database, [{ kind: 'PARK', slug, park: `${slug}-whole` }])
    const [id = ''] = await addFigures(server.database, [
      { ...level, subject: slug },
      { ...january, subject: slug },
      ...[january, ...others].map((figure) => ({ ...figure, subject: `${slug}-whole` })),
    ])
    const { data, errors } = await server.send(
      `query ($slug: String!, $id: ID!) {
        timeSeries(subjects: [$slug] indicators: ["tax_revenue"] bucket: ${bucket} from: "${period}" to: "${period}" measures: [SHARE_OF_PARENT]) {
          series { columns { values reasons } } }
        ranking(by: { derived: { derivation: SHARE_OF_PARENT, indicator: "tax_revenue" } } period: "${period === '2024-12' ? '2024' : period}"
          among: { where: { slug: { eq: $slug } }, subParks: INCLUDE }) { rows { value } excluded(reasons: [MISSING_BASE]) { reason } }
        node(id: $id) { ... on Correction { preview { shares { before beforeReason after } } } } }`,
      { slug, id: await propose(server.database, id, { value: '20' }) },
    )
    expect(errors).toBeUndefined()
    const column = pick(data, 'timeSeries.series.0.columns.0')
    expect({
      timeSeries: pick(column, 'values.0') ?? pick(column, 'reasons.0'),
      ranking: pick(data, 'ranking.rows.0.value') ?? pick(data, 'ranking.excluded.0.reason'),
      preview: pick(data, 'node.preview.shares.0.before') ?? 'MISSING_BASE',
    }).toEqual({ timeSeries: expected, ranking: expected, preview: expected })
  })
})

it('a preview tells of growth that is held against what another series tells', async () => {
  const slug = 'years-preview'
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  const [base = ''] = await addFigures(server.database, [
    { ...full('2023', '110'), subject: slug } as NewFigure,
    { ...toDate('2024', '121'), subject: slug } as NewFigure,
  ])
  const { data, errors } = await server.send(
    'query ($id: ID!) { node(id: $id) { ... on Correction { preview { growths { period beforeComputed afterComputed } } } } }',
    { id: await propose(server.database, base, { value: '100' }) },
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'node.preview.growths')).toEqual([{ period: '2024', beforeComputed: '10', afterComputed: '21' }])
})
