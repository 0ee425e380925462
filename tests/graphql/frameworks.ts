import type { Database } from '@parkgraph/db'
import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { pick } from './data.ts'

interface NewIndicator {
  readonly indicator: string
  readonly weight: string
  readonly derivation?: string
  readonly direction?: string
  readonly target?: readonly [value: string, unit: string]
}

export interface NewEdition {
  readonly framework: string
  readonly edition: string
  readonly method: string | null
  readonly indicators: readonly NewIndicator[]
  readonly cohorts?: Readonly<Record<string, readonly string[]>>
}

/** Inserts an edition of a framework with one group, whose indicators weigh 100. */
export async function addEdition(
  { pool }: Database,
  { framework, edition, method, indicators, cohorts = {} }: NewEdition,
) {
  await pool.query(`INSERT INTO framework (code, label_zh, label_en) VALUES ($1, '甲', 'A') ON CONFLICT DO NOTHING`, [
    framework,
  ])
  const { rows } = await pool.query(
    `INSERT INTO framework_edition (framework_id, edition, status, scoring_method, total_weight)
     SELECT id, $2, CASE WHEN $3::text IS NULL THEN 'PARTIAL' ELSE 'COMPLETE' END::"FrameworkStatus", $3::"ScoringMethod", 100 FROM framework WHERE code = $1 RETURNING id`,
    [framework, edition, method],
  )
  for (const [index, [code, prefixes]] of Object.entries(cohorts).entries())
    await pool.query(
      `INSERT INTO framework_cohort (edition_id, code, label_zh, label_en, region_prefixes, position) VALUES ($1, $2, '甲', 'A', $3, $4)`,
      [rows[0].id, code, prefixes, index + 1],
    )
  const group = await pool.query(
    `INSERT INTO framework_group (edition_id, code, label_zh, label_en, weight, position) VALUES ($1, 'all', '甲', 'A', 100, 1) RETURNING id`,
    [rows[0].id],
  )
  for (const [index, own] of indicators.entries()) {
    const { indicator, weight, derivation = null, direction = 'MORE_IS_BETTER', target = [null, null] } = own
    await pool.query(
      `INSERT INTO framework_indicator (group_id, code, indicator_id, measure, derivation, nature, weight, direction, target, target_unit_code, position)
       SELECT $1, concat_ws('_', i.code, lower($7)), i.id, 'LEVEL', $7::"RankingDerivation", 'ACTUAL', $3, $4::"ScoringDirection", $5, $6, $8
       FROM indicator i WHERE i.code = $2`,
      [group.rows[0].id, indicator, weight, direction, ...target, derivation, index + 1],
    )
  }
}

export const year = { start: '2019-01-01', end: '2020-01-01' }
export const park = (slug: string, regionCode = '430000', within?: string) =>
  ({ kind: 'PARK', slug, regionCode, ...(within ? { park: within } : {}) }) as const
export const figure = (subject: string, indicator: string, value: string, unit = 'CNY_10K') => ({
  subject,
  indicator,
  value,
  unit,
  ...year,
})

/** The score of a park, in one statement. */
export async function score(
  server: TestServer,
  slug: string,
  framework: string,
  edition: string,
  options = '',
): Promise<Record<string, unknown>> {
  server.forget()
  const { data, errors } = await server.send(
    `query ($slug: String!, $framework: String!, $edition: String!) { park(slug: $slug) {
      score(framework: $framework, edition: $edition ${options}) { value reason restsOn cohort { code }
        contributions { indicator { code } score reason value minimum maximum unit { code } observation { value } } } } }`,
    { slug, framework, edition },
  )
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  return pick(data, 'park.score') as Record<string, unknown>
}

export const contributions = (found: Record<string, unknown>) =>
  (found.contributions as { indicator: { code: string }; score: string | null; reason: string | null }[]).map(
    (item) => [item.indicator.code, item.score ?? item.reason],
  )
