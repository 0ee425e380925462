import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCandidate } from '../observation/rows.ts'
import { isOfPriority } from '../observation/year-before.ts'
import { isFlow, selectLevel } from './level.ts'

/** A FROM item with the newest year to date of the year that the figure `row` is about: of whole months, fewer than twelve. */
function selectYearToDate(row: Row, view: View): Sql {
  return sql`(SELECT o.reporting_park_id, o.id, o.period_end, o.value * u.atoms AS value, o.lower, o.upper,
      (extract(month FROM o.period_end - 1))::int AS months
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      JOIN unit u ON u.code = o.unit_code JOIN source d ON d.id = o.source_id
    WHERE s.subject_id = ${column(row, 'subjectId')} AND s.indicator_id = ${column(row, 'indicatorId')} AND s.measure = 'LEVEL'
      AND s.scope = ${column(row, 'scope')} AND s.price_basis = ${column(row, 'priceBasis')}
      AND s.breakdown = ${column(row, 'breakdown')} AND s.dimension = ${column(row, 'dimension')}
      AND ${isFlow('s')} AND o.nature = 'ACTUAL'
      AND o.period_start = ${column(row, 'periodStart')} AND o.period_end < ${column(row, 'periodEnd')}
      AND extract(day FROM o.period_end) = 1 AND ${isVisible('s', view)} AND ${isCandidate('o', view)}
    ORDER BY o.period_end DESC, d.priority, o.published_on DESC, o.id DESC LIMIT 1)`
}

/** Holds for figures of a whole calendar year that are still ahead: forecasts, targets and plans. */
const isAhead = (row: Row) => sql`${column(row, 'nature')} <> 'ACTUAL' AND ${column(row, 'measure')} = 'LEVEL'
  AND isfinite(${column(row, 'periodStart')}) AND extract(doy FROM ${column(row, 'periodStart')}) = 1
  AND ${column(row, 'periodEnd')} = ${column(row, 'periodStart')} + interval '1 year'`

const isNothing = (row: Row) => sql`coalesce(${raw(`${row}.value, ${row}.lower, ${row}.upper`)}) IS NULL`

/** Why there is no pace of the months after `soFar`, or nothing of them at all: of the full year `whole`, whose `amount` counts. */
const whyNoPace = (whole: Row, soFar: Row, amount: Sql) => sql`CASE
  WHEN ${isNothing(whole)} OR ${isNothing(soFar)} THEN 'MISSING_VALUE'
  WHEN ${amount} IS NULL OR ${column(soFar, 'value')} IS NULL THEN 'VAGUE_VALUE'
  WHEN ${column(soFar, 'value')} = 0 THEN 'ZERO_BASE' WHEN ${column(soFar, 'value')} < 0 THEN 'NEGATIVE_BASE' END`

/**
 * A FROM item with what the full-year figure `row` still requires after the year to date: at least that much where it is a
 * lower bound. Amounts are in atoms.
 */
export function selectRequirement(row: Row, view: View): Sql {
  const target = sql`coalesce(${column(row, 'value')}, ${column(row, 'lower')}) * u.atoms`
  return sql`(SELECT y.reporting_park_id, y.id AS year_to_date_id, y.months, y.value AS so_far, y.period_end AS period_start,
      ${column(row, 'periodEnd')} AS period_end, ${column(row, 'unitCode')} AS unit_code, ${column(row, 'subjectId')} AS subject_id,
      ${column(row, 'indicatorId')} AS indicator_id, ${column(row, 'scope')} AS scope, ${column(row, 'priceBasis')} AS price_basis,
      ${column(row, 'breakdown')} AS breakdown, ${column(row, 'dimension')} AS dimension,
      'YEAR_TO_DATE'::"Accumulation" AS accumulation,
      ${target} - y.value AS required, quotient(y.value, y.months) AS mean_month,
      quotient(${target} - y.value, 12 - y.months) AS required_month,
      CASE WHEN y.value > 0 THEN quotient((${target} - y.value) * y.months, y.value * (12 - y.months)) END AS pace,
      ${whyNoPace(row, 'y', target)} AS reason
    FROM unit u, ${selectYearToDate(row, view)} y WHERE u.code = ${column(row, 'unitCode')} AND ${isAhead(row)})`
}

/** How many earlier years are looked back over. */
export const lookBack = 20

/** A FROM item with what each earlier year brought in the months that are left of the year of the requirement `row`. */
export function selectPastRemainders(row: Row, view: View): Sql {
  const years = sql`n`
  const back = (day: Sql) => sql`(${day} - ${years} * interval '1 year')::date`
  const [left, end] = [back(column(row, 'periodStart')), back(column(row, 'periodEnd'))]
  const start = sql`(${end} - interval '1 year')::date`
  return sql`(SELECT ${left} AS period_start, ${end} AS period_end, ${column(row, 'unitCode')} AS unit_code, w.reporting_park_id,
      w.id AS full_year_id, p.id AS year_to_date_id, w.value - p.value AS amount,
      CASE WHEN p.value > 0 THEN quotient((w.value - p.value) * ${column(row, 'months')}, p.value * (12 - ${column(row, 'months')})) END AS pace,
      ${whyNoPace('w', 'p', sql`w.value`)} AS reason
    FROM generate_series(1, ${lookBack}::int) n, LATERAL ${selectLevel(row, { start, end }, view)} w,
      LATERAL ${selectLevel(row, { start, end: left }, view, isOfPriority(sql`w.priority`))} p)`
}
