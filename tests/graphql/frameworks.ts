import type { Database } from '@parkgraph/db'

interface NewIndicator {
  readonly indicator: string
  readonly weight: string
  readonly derivation?: string
  readonly direction?: string
  readonly target?: [value: string, unit: string]
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
  for (const [code, prefixes] of Object.entries(cohorts))
    await pool.query(
      `INSERT INTO framework_cohort (edition_id, code, label_zh, label_en, region_prefixes) VALUES ($1, $2, '甲', 'A', $3)`,
      [rows[0].id, code, prefixes],
    )
  const group = await pool.query(
    `INSERT INTO framework_group (edition_id, code, label_zh, label_en, weight, position) VALUES ($1, 'all', '甲', 'A', 100, 1) RETURNING id`,
    [rows[0].id],
  )
  for (const {
    indicator,
    weight,
    derivation = null,
    direction = 'MORE_IS_BETTER',
    target = [null, null],
  } of indicators)
    await pool.query(
      `INSERT INTO framework_indicator (group_id, code, indicator_id, measure, derivation, nature, weight, direction, target, target_unit_code)
       SELECT $1, concat_ws('_', i.code, lower($7)), i.id, 'LEVEL', $7::"RankingDerivation", 'ACTUAL', $3, $4::"ScoringDirection", $5, $6
       FROM indicator i WHERE i.code = $2`,
      [group.rows[0].id, indicator, weight, direction, ...target, derivation],
    )
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
