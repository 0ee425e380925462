import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCandidate } from '../observation/rows.ts'
import { isOfPriority } from '../observation/year-before.ts'
import { divide, type Quantity, scale, subtract } from '../time-series/quantity.ts'
import { selectAs } from './bounded.ts'
import { isFlow, selectLevel } from './level.ts'
import { isWithinYear, selectSoFar, selectTold } from './so-far.ts'

/** Holds for figures of what comes together over a whole calendar year, and is still ahead: forecasts, targets and plans. */
export const isAhead = (row: Row) => sql`${column(row, 'nature')} <> 'ACTUAL' AND ${column(row, 'measure')} = 'LEVEL'
  AND isfinite(${column(row, 'periodStart')}) AND extract(doy FROM ${column(row, 'periodStart')}) = 1
  AND ${column(row, 'periodEnd')} = ${column(row, 'periodStart')} + interval '1 year' AND ${isFlow(row)}`

/** How many months of its year are over before a day. */
export const monthsOf = (end: Sql) => sql`(extract(month FROM ${end} - 1))::int`

/** How many times the mean month before each month after so many has to bring: `requiredPace` of packages/statistics is its oracle. */
export const paceOf = (months: Sql) => (whole: Sql, soFar: Sql) =>
  sql`quotient((${whole} - ${soFar}) * ${months}, ${soFar} * (12 - ${months}))`

/** A FROM item with what came together so far in the year that the figure `row` is about: see `selectSoFar`. */
function selectYearSoFar(row: Row, view: View): Sql {
  const isAdded = sql`(SELECT i.over_time = 'SUM' FROM indicator i WHERE i.id = ${column(row, 'indicatorId')})`
  // Series by series, behind a fence: the planner expects few figures, and would look for the year's of all subjects.
  const ofSeries = sql`(SELECT o.* FROM observation o WHERE o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
    AND ${isWithinYear('o', row)} AND ${isCandidate('o', view)} OFFSET 0)`
  // By its code: of figures that were recorded by then PostgreSQL expects so few that it would hold each against every unit.
  const ofUnit = sql`CROSS JOIN LATERAL (SELECT atoms FROM unit WHERE code = o.unit_code OFFSET 0) u`
  const told = sql`SELECT DISTINCT ON (o.reporting_park_id, d.priority, o.period_start, o.period_end)
      o.reporting_park_id, d.priority, o.id, ${selectTold('o', row)}, o.value * u.atoms AS value,
      coalesce(o.value, o.lower) * u.atoms AS low, coalesce(o.value, o.upper) * u.atoms AS high, ${isAdded} AS is_added
    FROM series s CROSS JOIN LATERAL ${ofSeries} o ${ofUnit} JOIN source d ON d.id = o.source_id
    WHERE s.subject_id = ${column(row, 'subjectId')} AND s.indicator_id = ${column(row, 'indicatorId')} AND s.measure = 'LEVEL'
      AND s.scope = ${column(row, 'scope')} AND s.price_basis = ${column(row, 'priceBasis')}
      AND s.breakdown = ${column(row, 'breakdown')} AND s.dimension = ${column(row, 'dimension')}
      AND ${isFlow('s')} AND ${isVisible('s', view)}
    ORDER BY o.reporting_park_id, d.priority, o.period_start, o.period_end, o.published_on DESC, o.id DESC`
  const unlessApart = (name: string) => raw(`CASE WHEN NOT f.is_apart THEN f.${name} END`)
  return sql`(SELECT f.reporting_park_id, f.ids, f.ends AS period_end, f.is_apart, CASE WHEN f.count = 1 THEN f.ids[1] END AS id,
      ${unlessApart('value')} AS value, ${unlessApart('low')} AS lower, ${unlessApart('high')} AS upper FROM ${selectSoFar(told)} f)`
}

const isNothing = (row: Row) => sql`coalesce(${raw(`${row}.value, ${row}.lower, ${row}.upper`)}) IS NULL`

/** Why there is no exact pace of the months after the figure `y`, or nothing of them at all: of the full year `w`. */
const whyNoPace = sql`CASE WHEN ${isNothing('w')} OR ${isNothing('y')} THEN 'MISSING_VALUE'
  WHEN w.value IS NULL OR y.value IS NULL THEN 'VAGUE_VALUE' WHEN y.value = 0 THEN 'ZERO_BASE' WHEN y.value < 0 THEN 'NEGATIVE_BASE' END`

/** The level in a row, with bounds: those of an exact one are its value. */
const quantityOf = (row: Row): Quantity => ({
  v: raw(`${row}.value`),
  lo: raw(`coalesce(${row}.value, ${row}.lower)`),
  hi: raw(`coalesce(${row}.value, ${row}.upper)`),
  why: sql`NULL`,
  ids: sql`NULL`,
})

/** What a full year leaves to the months after a year to date, and the pace of it where that holds so many months. */
export const requirementOf = (whole: Quantity, soFar: Quantity) => ({
  remainder: subtract(whole, soFar),
  pace: (months: Sql) => divide(whole, soFar, paceOf(months)),
})

const { remainder, pace } = requirementOf(quantityOf('w'), quantityOf('y'))

/**
 * A FROM item with what the full-year figure `row` still requires after the year so far: with bounds, which are the value of what
 * is exact. Amounts are in atoms.
 */
export function selectRequirement(row: Row, view: View): Sql {
  const each = (months: Sql) => (amount: Sql) => sql`quotient(${amount}, ${months})`
  const months = sql`m.months`
  const ofRow = (name: string) => sql`${column(row, name)} * u.atoms AS ${raw(name)}`
  return sql`(SELECT y.reporting_park_id, y.id AS year_to_date_id, y.ids AS input_ids, m.months, y.period_end AS period_start,
      ${column(row, 'periodEnd')} AS period_end, ${column(row, 'unitCode')} AS unit_code, ${column(row, 'subjectId')} AS subject_id,
      ${column(row, 'indicatorId')} AS indicator_id, ${column(row, 'scope')} AS scope, ${column(row, 'priceBasis')} AS price_basis,
      ${column(row, 'breakdown')} AS breakdown, ${column(row, 'dimension')} AS dimension,
      'YEAR_TO_DATE'::"Accumulation" AS accumulation,
      ${selectAs(remainder, 'required')}, ${selectAs(scale(remainder, each(sql`(12 - ${months})`)), 'required_month')},
      ${selectAs(scale(quantityOf('y'), each(months)), 'mean_month')}, ${selectAs(pace(months), 'pace')},
      CASE WHEN y.is_apart THEN 'MONTHS_APART' ELSE ${whyNoPace} END AS reason
    FROM unit u, LATERAL (SELECT ${ofRow('value')}, ${ofRow('lower')}, ${ofRow('upper')}) w, ${selectYearSoFar(row, view)} y,
      LATERAL (SELECT ${monthsOf(sql`y.period_end`)} AS months) m
    WHERE u.code = ${column(row, 'unitCode')} AND ${isAhead(row)})`
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
      w.id AS full_year_id, y.id AS year_to_date_id, ${selectAs(remainder, 'amount')}, ${selectAs(pace(column(row, 'months')), 'pace')}, ${whyNoPace} AS reason
    FROM generate_series(1, ${lookBack}::int) n, LATERAL ${selectLevel(row, { start, end }, view)} w,
      LATERAL ${selectLevel(row, { start, end: left }, view, isOfPriority(sql`w.priority`))} y)`
}
