import { type Sql, sql } from '@parkgraph/db'
import { getUnit, type Period, RATE_UNITS } from '@parkgraph/statistics'
import { requireInUnit } from '../../compiler/measured.ts'
import { isPlain, type View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import type { IndicatorChoice } from '../observation/choice.ts'
import { tellsAmount } from '../observation/rows.ts'
import { selectFigures, type Wanted } from './figures.ts'

export const wantedOf = (choice: IndicatorChoice): Wanted => ({
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
export function joinFigures(wanted: Wanted, period: Period | null, view: View): Sql {
  // All parks lie in the order of the index of latest figures; those of the cohort alone would have to be sorted.
  const subjects =
    period === null && isPlain(view) ? sql`SELECT id FROM park` : sql`SELECT p.id FROM ranked_parks p WHERE p.is_in`
  return sql`ranked_parks p FULL JOIN (${selectFigures(wanted, subjects, period, view)}) v ON v.subject_id = p.id
    WHERE coalesce(p.is_in, FALSE)`
}

/** Figures of an indicator, as they were published. Values are in atoms until they are printed. */
export function compileIndicator(choice: IndicatorChoice, period: Period | null, unit: string | null, view: View): Sql {
  const rate = RATE_UNITS[choice.measure]
  const target = rate ? toOwnUnit(unit, rate) : sql`coalesce(${unit}, i.default_unit_code)`
  return sql`ranked_unit AS (${selectUnit(choice, 'by.indicator.indicator', target, rate ? null : unit, view)}),
    ranked_amounts AS (SELECT p.id AS subject_id, p.slug, ${missing} AS reason, v.reporting_park_id, v.observation_id,
        v.period_start, v.period_end, v.value, v.lower, v.upper,
        v.value IS NULL AND v.qualifier = 'OVER' AS lower_open, v.value IS NULL AND v.qualifier = 'NEARLY' AS upper_open,
        NULL::integer AS base_park_id, NULL::bigint AS base_observation_id, NULL::numeric AS rests_on, NULL::integer AS cohort_id
      FROM ${joinFigures(wantedOf(choice), period, view)})`
}

export const missing = sql`CASE WHEN v.is_other THEN 'OTHER_DIMENSION' WHEN NOT ${tellsAmount('v')} THEN 'MISSING_VALUE' END`

/** The indicator and unit of a ranking, as the one row of `ranked_unit`. */
const selectUnit = (choice: IndicatorChoice, argument: string, target: Sql, unit: string | null, view: View): Sql =>
  sql`SELECT i.id AS indicator_id, u.code, u.dimension, u.atoms FROM indicator i JOIN unit u ON u.code = ${target}
    WHERE i.id = ${requireInUnit(
      { code: sql`${choice.indicator}`, unit, measure: sql`${choice.measure}`, argument: sql`${argument}` },
      view,
    )}`

/** The unit of a rate, rank or score, which have units of their own. @throws AppError `INCOMPATIBLE_UNITS` */
export function toOwnUnit(unit: string | null, rate: string): Sql {
  const { dimension } = getUnit(rate)
  if (unit !== null && getUnit(unit).dimension !== dimension)
    throw new AppError(
      'INCOMPATIBLE_UNITS',
      `unit measures ${getUnit(unit).dimension}, and what is ranked ${dimension}: use a unit of ${dimension}.`,
      { argument: 'unit' },
    )
  return sql`${unit ?? rate}`
}
