import { raw, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { periodField } from '../observation/period.ts'
import { isCandidate } from '../observation/rows.ts'
import { isOfPriority } from '../observation/year-before.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, observationBy, unitField } from './fields.ts'
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
const lookBack = 20

/** A FROM item with what each earlier year brought in the months that are left of the year of the requirement `row`. */
function selectPastRemainders(row: Row, view: View): Sql {
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

const reasonField = {
  type: enums.DerivationReason,
  nullable: true,
  description: 'Why something of it is null.',
  ...read('reason'),
} as const

const PastRemainder = builder.objectRef<object>('PastRemainder').implement({
  description: 'What an earlier year brought in the same months.',
  fields: (t) => ({
    period: t.field({ ...periodField, description: 'The months.' }),
    unit: t.field({
      ...unitField,
      description: 'Unit of the figure that is required, that its amounts are in where none is asked for.',
    }),
    amount: t.field(amountField('amount', 'The full year less the year to date.')),
    pace: t.field(decimalField('pace', 'How many times the mean month before it each of these months brought.')),
    reason: t.field(reasonField),
    fullYear: t.field({ type: Observation, description: 'The full year.', ...observationBy('fullYearId') }),
    yearToDate: t.field({ type: Observation, description: 'The year to date.', ...observationBy('yearToDateId') }),
  }),
})

const Requirement = builder.objectRef<object>('Requirement').implement({
  description: 'What a figure for a full year requires of the months that are left.',
  fields: (t) => ({
    period: t.field({ ...periodField, description: 'The months that are left.' }),
    yearToDate: t.field({ type: Observation, description: 'The year so far.', ...observationBy('yearToDateId') }),
    unit: t.field({
      ...unitField,
      description: 'Unit of the figure that is required, that its amounts are in where none is asked for.',
    }),
    required: t.field(
      amountField('required', 'What these months have to bring, at least where the figure is a lower bound.'),
    ),
    requiredMonth: t.field(amountField('requiredMonth', 'The same for each of these months.')),
    meanMonth: t.field(amountField('meanMonth', 'The mean month so far.')),
    pace: t.field(
      decimalField(
        'pace',
        'How many times the mean month so far each of these months has to bring: 1 means going on as before.',
      ),
    ),
    reason: t.field(reasonField),
    past: t.field({
      type: [PastRemainder],
      description:
        'What earlier years brought in the same months, the last year first: those of which both figures are known, from sources of one priority.',
      ...made('many', (row, _, view) => selectPastRemainders(row, view), {
        orderBy: (row) => sql`${column(row, 'periodEnd')} DESC`,
        size: () => lookBack,
      }),
    }),
  }),
})

builder.objectField(Observation, 'requirement', (t) =>
  t.field({
    type: Requirement,
    nullable: true,
    description:
      'What this forecast, target or plan for a full year requires of the months after the newest year to date. Null for other figures, and where no year to date is known.',
    ...made('one', (row, _, view) => selectRequirement(row, view)),
  }),
)
