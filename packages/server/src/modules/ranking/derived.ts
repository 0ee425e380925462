import { type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import type { View } from '../../compiler/view.ts'
import {
  type Derivation,
  deriveBounds,
  divisors,
  isDivided,
  selectBase,
  selectPairs,
  selectParent,
} from './derivation.ts'
import type { RankedDerivation } from './inputs.ts'
import { joinFigures, missing, toOwnUnit, wantedOf } from './measure.ts'

/** What is computed from levels of an indicator: a figure `v` held against a base `b`, both in atoms. */
export function compileDerived(choice: RankedDerivation, period: Period | null, unit: string | null, view: View): Sql {
  const { derivation } = choice
  const wanted = wantedOf({ ...choice, measure: 'LEVEL' })
  const argument = 'by.derived.indicator'
  const target = isDivided(derivation)
    ? sql`require_unit_per(i.id, ${divisors[derivation].unit}, ${unit}, ${unit === null ? argument : 'unit'})`
    : toOwnUnit(unit, 'PERCENT')
  const base = selectBase(derivation, wanted, sql`${choice.divisorNature}::"Nature"`, period, view)
  const atoms = sql`r.atoms, r.dividend_atoms, r.divisor_atoms`
  // In the list of what is selected, so that it is looked at for the indicator asked for alone.
  const id = sql`CASE WHEN i.dimension IN ('ratio', 'rank') THEN refuse('PG003',
      format('Of "%s", which is itself a share or a rank, no %s is derived.', i.code, ${derivation}::text), ${argument},
      'Rank by its figures: by.indicator with the measure SHARE or RANK.') ELSE i.id END`
  return sql`ranked_unit AS (SELECT ${id} AS indicator_id, i.dimension, u.code, u.atoms,
        n.atoms AS dividend_atoms, d.atoms AS divisor_atoms
      FROM indicator i JOIN unit u ON u.code = ${target}
        LEFT JOIN unit n ON n.code = split_part(u.code, '_PER_', 1) LEFT JOIN unit d ON d.code = split_part(u.code, '_PER_', 2)
      WHERE i.id = require_indicator(${choice.indicator}, NULL, ${argument})),
    ranked_figures AS (SELECT p.id, p.slug, v.*, ${selectParent(derivation, period, view)} AS parent_id
      FROM ${joinFigures(wanted, period, view)}),
    ranked_pairs AS (${selectPairs(sql`ranked_figures v CROSS JOIN ranked_unit r`, base, atoms)}),
    ranked_amounts AS (SELECT v.id AS subject_id, v.slug, ${explain(derivation)} AS reason, v.reporting_park_id,
        v.observation_id, v.period_start, v.period_end, ${deriveBounds(derivation)},
        v.base_park_id, v.base_observation_id, NULL::numeric AS rests_on, NULL::integer AS cohort_id
      FROM ranked_pairs v)`
}

function explain(derivation: Derivation): Sql {
  const orphan = derivation === 'SHARE_OF_PARENT' ? sql`WHEN v.parent_id IS NULL THEN 'NO_PARENT'` : sql``
  return sql`coalesce(${missing}, CASE ${orphan}
    WHEN coalesce(v.least, v.most) IS NULL THEN 'MISSING_BASE' WHEN v.base_value = 0 THEN 'ZERO_BASE'
    WHEN v.most < 0 THEN 'NEGATIVE_BASE' END)`
}
