import { parsePeriod } from '@parkgraph/statistics'
import { expect } from 'vitest'
import type { useServer } from '../kit/server.ts'
import { type NewFigure, pick } from './data.ts'

type Server = ReturnType<typeof useServer>

/** A figure of tax in 万元 of a year, or from January to a month. */
export const tax = (
  subject: string,
  period: string,
  value: string | null,
  rest: Partial<NewFigure> = {},
): NewFigure => {
  const { start, end } = parsePeriod(period)
  const accumulation = period.length === 4 ? 'FULL_YEAR' : 'YEAR_TO_DATE'
  const missing = value === null ? { missingReason: 'withdrawn' } : {}
  return { subject, indicator: 'tax_revenue', accumulation, start, end, value, ...missing, ...rest }
}

/** The land of a subject in mu. */
export const land = (subject: string, period: string, value: string | null, rest: Partial<NewFigure> = {}): NewFigure =>
  tax(subject, period, value, { indicator: 'land_area', unit: 'MU', accumulation: 'STOCK', ...rest })

const reasons = '[MISSING_VALUE, MISSING_BASE, NO_PARENT, ZERO_BASE, NEGATIVE_BASE]'

/** What a ranking and a time series tell of a year: the value, or why there is none. They have to agree. */
async function askBoth(server: Server, slug: string, by: string, indicator: string, measure: string, more: string) {
  const unit = measure === 'LEVEL' ? `unit: ${indicator === 'land_area' ? 'MU' : 'CNY_10K'}` : ''
  const { data, errors } = await server.send(
    `query ($slug: String!) {
      ranking(by: ${by} period: "2017" among: { where: { slug: { eq: $slug } }, subParks: INCLUDE } ${unit} ${more}) {
        rows { value } excluded(reasons: ${reasons}) { reason } }
      timeSeries(subjects: [$slug] indicators: ["${indicator}"] bucket: YEAR from: "2017" to: "2017" measures: [${measure}] ${unit} ${more}) {
        series { columns { values reasons } } } }`,
    { slug },
  )
  expect(errors).toBeUndefined()
  const column = pick(data, 'timeSeries.series.0.columns.0')
  const timeSeries = pick(column, 'values.0') ?? pick(column, 'reasons.0')
  const ranking = pick(data, 'ranking.rows.0.value') ?? pick(data, 'ranking.excluded.0.reason')
  expect({ timeSeries }).toEqual({ timeSeries: ranking })
  return ranking as string
}

/** The level of a year, which has to be the latest, by all that tell it. */
export async function tellLevel(server: Server, slug: string, indicator = 'tax_revenue', more = ''): Promise<string> {
  const told = await askBoth(server, slug, `{ indicator: { indicator: "${indicator}" } }`, indicator, 'LEVEL', more)
  const { data } = await server.send(
    `query ($slug: String!) { park(slug: $slug) { latest(indicator: "${indicator}" ${more}) { value }
      reconciliation(indicator: "${indicator}", period: "2017" ${more}) { total { value } } } }`,
    { slug },
  )
  expect({ latest: pick(data, 'park.latest.value') ?? 'MISSING_VALUE' }).toEqual({ latest: told })
  // A reconciliation is of figures of the very period alone.
  if (indicator === 'tax_revenue') expect(pick(data, 'park.reconciliation.total.value') ?? 'MISSING_VALUE').toBe(told)
  return told
}

export const tellDerived = (
  server: Server,
  slug: string,
  derivation: string,
  indicator = 'tax_revenue',
  more = '',
): Promise<string> =>
  askBoth(
    server,
    slug,
    `{ derived: { derivation: ${derivation}, indicator: "${indicator}" } }`,
    indicator,
    derivation,
    more,
  )

/** The growth of a level over the year before by all that tell it. `correction` proposes another value of the level. */
export async function tellGrowth(server: Server, slug: string, correction: string, indicator = 'tax_revenue') {
  const told = await tellDerived(server, slug, 'YEAR_ON_YEAR', indicator)
  const { data, errors } = await server.send(
    `query ($slug: String!, $id: ID!) {
      park(slug: $slug) { latest(indicator: "${indicator}") { growth { computed reason } } }
      checks(subject: $slug, where: { rule: { eq: GROWTH_AGAINST_LEVELS } }) { nodes { expected } }
      node(id: $id) { ... on Correction { preview { growths { period beforeComputed beforeReason } } } } }`,
    { slug, id: correction },
  )
  expect(errors).toBeUndefined()
  const growth = pick(data, 'park.latest.growth')
  const growths = pick(data, 'node.preview.growths') as { beforeComputed: string | null; beforeReason: string | null }[]
  expect({
    growth: pick(growth, 'computed') ?? pick(growth, 'reason'),
    check: pick(data, 'checks.nodes.0.expected') ?? 'MISSING_BASE',
    preview: growths[0] ? (growths[0].beforeComputed ?? growths[0].beforeReason) : 'MISSING_BASE',
  }).toEqual({ growth: told, check: told, preview: told })
  return told
}
