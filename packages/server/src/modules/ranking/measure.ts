import { type Sql, sql } from '@parkgraph/db'
import { getUnit, type Period } from '@parkgraph/statistics'
import { isPlain, type View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import type { IndicatorChoice } from '../observation/choice.ts'
import { requireMeasured } from '../observation/measured-unit.ts'
import {
  type Derivation,
  deriveBounds,
  divisors,
  isDivided,
  selectBase,
  selectPairs,
  selectParent,
} from './derivation.ts'
import { selectFigures, type Wanted } from './figures.ts'
import type { RankedDerivation } from './inputs.ts'

/**
 * What is ranked: CTEs that end in `ranked_amounts`, one row for each park of the cohort. Its value and bounds are in the unit
 * `unit_code` times `scale`; its `reason` tells why it has neither.
 */
export interface Amounts {
  readonly ctes: Sql
  readonly scale: Sql
}

const wantedOf = (choice: IndicatorChoice): Wanted => ({
  indicator: sql`(SELECT u.indicator_id FROM ranked_unit u)`,
  dimension: sql`(SELECT u.dimension FROM ranked_unit u)`,
  measure: sql`${choice.measure}::"Measure"`,
  nature: sql`${choice.nature}::"Nature"`,
  accumulation: choice.accumulation == null ? null : sql`${choice.accumulation}::"Accumulation"`,
  scope: choice.scope == null ? null : sql`${choice.scope}::"Scope"`,
})

/**
 * The parks of the cohort, each with its figure, if any. A full join is hashed or merged at whatever size the planner expects;
 * a left join of a few rows, as it tends to expect, would compare each park with each figure.
 */
function joinFigures(wanted: Wanted, period: Period | null, view: View): Sql {
  // All parks lie in the order of the index of latest figures; those of the cohort alone would have to be sorted.
  const subjects =
    period === null && isPlain(view) ? sql`SELECT id FROM park` : sql`SELECT p.id FROM ranked_parks p WHERE p.is_in`
  return sql`ranked_parks p FULL JOIN (${selectFigures(wanted, subjects, period, view)}) v ON v.subject_id = p.id
    WHERE coalesce(p.is_in, FALSE)`
}

/** Figures of an indicator, as they were published. Values are in atoms until they are printed. */
export function compileIndicator(choice: IndicatorChoice, period: Period | null, unit: string | null, view: View): Sql {
  const rate = { GROWTH: 'PERCENT', SHARE: 'PERCENT', RANK: 'RANK' }[choice.measure]
  const target = rate ? toRate(unit, rate) : sql`coalesce(${unit}, i.default_unit_code)`
  return sql`ranked_unit AS (${selectUnit(choice, 'by.indicator.indicator', target, rate ? null : unit, view)}),
    ranked_amounts AS (SELECT p.id AS subject_id, p.slug, ${missing} AS reason, v.reporting_park_id, v.observation_id,
        v.period_start, v.period_end, v.value, v.lower, v.upper,
        v.value IS NULL AND v.qualifier = 'OVER' AS lower_open, v.value IS NULL AND v.qualifier = 'NEARLY' AS upper_open,
        NULL::integer AS base_park_id, NULL::bigint AS base_observation_id, NULL::numeric AS rests_on, NULL::integer AS cohort_id
      FROM ${joinFigures(wantedOf(choice), period, view)})`
}

const missing = sql`CASE WHEN v.is_other THEN 'OTHER_DIMENSION' WHEN coalesce(v.value, v.lower, v.upper) IS NULL THEN 'MISSING_VALUE' END`

/** The indicator and unit of a ranking, as the one row of `ranked_unit`. */
const selectUnit = (choice: IndicatorChoice, argument: string, target: Sql, unit: string | null, view: View): Sql =>
  sql`SELECT i.id AS indicator_id, u.code, u.dimension, u.atoms FROM indicator i JOIN unit u ON u.code = ${target}
    WHERE i.id = ${requireMeasured(sql`${choice.indicator}`, unit, choice.measure, sql`${argument}`, view)}`

/** The unit of a rate or rank, which have units of their own. @throws AppError `INCOMPATIBLE_UNITS` */
function toRate(unit: string | null, rate: string): Sql {
  const { dimension } = getUnit(rate)
  if (unit !== null && getUnit(unit).dimension !== dimension)
    throw new AppError(
      'INCOMPATIBLE_UNITS',
      `unit measures ${getUnit(unit).dimension}, and what is ranked ${dimension}: use a unit of ${dimension}.`,
      { argument: 'unit' },
    )
  return sql`${unit ?? rate}`
}

/** What is computed from levels of an indicator: a figure `v` held against a base `b`, both in atoms. */
export function compileDerived(choice: RankedDerivation, period: Period | null, unit: string | null, view: View): Sql {
  const { derivation } = choice
  const wanted = wantedOf({ ...choice, measure: 'LEVEL' })
  const argument = 'by.derived.indicator'
  const target = isDivided(derivation)
    ? sql`require_unit_per(i.id, ${divisors[derivation].unit}, ${unit}, ${unit === null ? argument : 'unit'})`
    : toRate(unit, 'PERCENT')
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
  return sql`CASE WHEN v.is_other THEN 'OTHER_DIMENSION' WHEN coalesce(v.value, v.lower, v.upper) IS NULL THEN 'MISSING_VALUE' ${orphan}
    WHEN coalesce(v.least, v.most) IS NULL THEN 'MISSING_BASE' WHEN v.base_value = 0 THEN 'ZERO_BASE'
    WHEN v.most < 0 THEN 'NEGATIVE_BASE' END`
}
