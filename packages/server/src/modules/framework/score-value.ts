import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import type { View } from '../../compiler/view.ts'
import { type Derivation, deriveBounds, selectBase, selectPairs, selectParent } from '../ranking/derivation.ts'
import type { Wanted } from '../ranking/figures.ts'
import { terms } from '../vocabulary/terms.ts'

/** What is scored of each figure: itself, or what is derived from it, each derivation of its own indicators. */
export function selectScored(wanted: Wanted, period: Period | null, view: View): Sql {
  const columns = raw(
    'v.id, v.subject_id, v.reporting_park_id, v.observation_id, v.period_start, v.period_end, v.base_park_id, v.base_observation_id',
  )
  const derived = (Object.keys(terms.RankingDerivation.values) as Derivation[]).map((derivation) => {
    const figures = sql`(SELECT v.*, ${selectParent(derivation, period, view)} AS parent_id FROM score_levels v) v
      JOIN score_items f ON f.id = v.id AND f.derivation = ${derivation}::"RankingDerivation"`
    const base = selectBase(derivation, wanted, sql`'ACTUAL'::"Nature"`, period, view)
    const pairs = selectPairs(figures, base, sql`f.atoms, f.dividend_atoms, f.divisor_atoms`)
    return sql`SELECT ${columns}, v.value, v.lower, v.upper FROM (SELECT ${columns}, ${deriveBounds(derivation)} FROM (${pairs}) v) v`
  })
  const plain = sql`SELECT v.id, v.subject_id, v.reporting_park_id, v.observation_id, v.period_start, v.period_end,
      NULL::integer AS base_park_id, NULL::bigint AS base_observation_id, v.value, v.lower, v.upper
    FROM score_levels v JOIN score_items f ON f.id = v.id AND f.derivation IS NULL`
  return join([plain, ...derived], ' UNION ALL ')
}
