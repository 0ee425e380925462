import { raw, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { made, read, value } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { isVintage, observationRows, tellsAmount } from '../observation/rows.ts'
import { spanOf } from '../observation/year-before.ts'
import { Indicator, Observation } from '../refs.ts'
import { Subject, subjectRows } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, observationBy, rowBy, unitField } from './fields.ts'
import { selectLevel } from './level.ts'

const maximumSize = 5_000

/** What the field around was asked with, carried as the columns of its one row, for the fields beneath it. */
function selectQuestion(_: Row, { subjects, indicators, within }: Arguments, view: View): Sql {
  const period = within as Period | null | undefined
  const codes = indicators as string[] | null | undefined
  const slugs = subjects as string[] | null | undefined
  // Materialised, so that an unknown name is refused whatever is selected beneath, and where nothing was forecast.
  return sql`(WITH question AS MATERIALIZED (SELECT
    ${
      slugs == null
        ? sql`NULL::int[]`
        : sql`ARRAY(SELECT require_subject_id((SELECT x.id FROM ${subjectRows.from(view)} x WHERE x.slug = w.slug), w.slug, 'subjects[' || w.n - 1 || ']')
      FROM unnest(${slugs}::text[]) WITH ORDINALITY AS w(slug, n))`
    } AS subject_ids,
    ${
      codes == null
        ? sql`NULL::int[]`
        : sql`ARRAY(SELECT require_indicator(w.code, NULL, 'indicators[' || w.n - 1 || ']')
      FROM unnest(${codes}::text[]) WITH ORDINALITY AS w(code, n))`
    } AS indicator_ids,
    ${period?.start ?? '-infinity'}::date AS first_day, ${period?.end ?? 'infinity'}::date AS end_day) SELECT * FROM question)`
}

/** When the forecast `x` was published: a corrected one with the figure that it corrects, and not when that was decided. */
const selectForetold = sql`coalesce((SELECT p.published_on FROM observation p
  WHERE p.reporting_park_id = x.reporting_park_id AND p.id = x.corrects_id), x.published_on)`

/** A FROM item with every forecast of the question, each vintage with what came of it. Errors are in atoms. */
function selectErrors(question: Row, view: View): Sql {
  return sql`(SELECT f.reporting_park_id, f.id AS forecast_id, a.id AS actual_id, f.subject_id, f.indicator_id, f.unit_code,
      f.foretold_on AS published_on, f.period_end, a.value - f.atoms AS error,
      CASE WHEN a.value > 0 THEN quotient((a.value - f.atoms) * 100, a.value) END AS error_percent,
      (extract(year FROM age(f.period_end, f.foretold_on)) * 12 + extract(month FROM age(f.period_end, f.foretold_on)))::int AS lead_months,
      CASE WHEN NOT ${tellsAmount('f')} OR NOT ${tellsAmount('a')} THEN 'MISSING_VALUE'
        WHEN f.value IS NULL OR a.value IS NULL THEN 'VAGUE_VALUE' WHEN a.value = 0 THEN 'ZERO_BASE'
        WHEN a.value < 0 THEN 'NEGATIVE_BASE' END AS reason
    FROM (SELECT x.*, x.value * u.atoms AS atoms, ${selectForetold} AS foretold_on FROM ${observationRows.from(view)} x JOIN unit u ON u.code = x.unit_code
        WHERE x.nature = 'FORECAST' AND x.measure = 'LEVEL' AND ${isVintage('x', view)} AND isfinite(x.period_end)
          AND (${column(question, 'subjectIds')} IS NULL OR x.subject_id = ANY (${column(question, 'subjectIds')}))
          AND (${column(question, 'indicatorIds')} IS NULL OR x.indicator_id = ANY (${column(question, 'indicatorIds')}))
          AND x.period_start >= ${column(question, 'firstDay')} AND x.period_end <= ${column(question, 'endDay')}) f,
      LATERAL ${selectLevel('f', spanOf('f'), view)} a)`
}

const ForecastError = builder.objectRef<object>('ForecastError').implement({
  description: 'A forecast, one vintage of it, and what came of it.',
  fields: (t) => ({
    forecast: t.field({ type: Observation, description: 'The forecast.', ...observationBy('forecastId') }),
    actual: t.field({ type: Observation, description: 'What happened.', ...observationBy('actualId') }),
    leadMonths: t.int({
      description:
        'Whole months from its publication to the end of its period; negative where it was published afterwards. A corrected one was published with the figure that it corrects.',
      ...read('leadMonths'),
    }),
    unit: t.field({ ...unitField, description: 'Unit of the forecast, that the error is in where none is asked for.' }),
    error: t.field(
      amountField('error', 'What happened less what was forecast; null where either is vague or missing.'),
    ),
    errorPercent: t.field(
      decimalField(
        'errorPercent',
        'The error in percent of what happened; null with a reason where that is zero or negative.',
      ),
    ),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('reason'),
    }),
  }),
})

const ForecastErrorGroup = builder.objectRef<object>('ForecastErrorGroup').implement({
  description: 'Errors of the forecasts that share what they are grouped by. Keys that are not grouped by are null.',
  fields: (t) => ({
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'What the forecasts are about.',
      ...rowBy('subjectId'),
    }),
    indicator: t.field({
      type: Indicator,
      nullable: true,
      description: 'What they forecast.',
      ...rowBy('indicatorId'),
    }),
    leadMonths: t.int({ nullable: true, description: 'Their lead in whole months.', ...read('leadMonths') }),
    count: t.int({ description: 'How many forecasts there are.', ...read('count') }),
    measuredCount: t.int({
      description: 'How many of them have an error in percent: the means are theirs.',
      ...read('measuredCount'),
    }),
    meanErrorPercent: t.field(
      decimalField('meanErrorPercent', 'Mean error in percent, its bias: positive where forecasts were too low.'),
    ),
    meanAbsoluteErrorPercent: t.field(decimalField('meanAbsoluteErrorPercent', 'Mean absolute error in percent.')),
    greatestErrorPercent: t.field(decimalField('greatestErrorPercent', 'The greatest absolute error in percent.')),
  }),
})

const keyColumns = { SUBJECT: 'subject_id', INDICATOR: 'indicator_id', LEAD_MONTHS: 'lead_months' } as const

function selectGroups(question: Row, { by }: Arguments, view: View): Sql {
  const asked = new Set(by as (keyof typeof keyColumns)[])
  const keys = Object.entries(keyColumns).map(([key, name]) =>
    asked.has(key as never) ? raw(`e.${name}`) : raw(`NULL::int AS ${name}`),
  )
  return sql`(SELECT ${keys[0]}, ${keys[1]}, ${keys[2]}, count(*)::int AS count, count(e.error_percent)::int AS measured_count,
      quotient(sum(e.error_percent), count(e.error_percent)) AS mean_error_percent,
      quotient(sum(abs(e.error_percent)), count(e.error_percent)) AS mean_absolute_error_percent,
      max(abs(e.error_percent)) AS greatest_error_percent
    FROM ${selectErrors(question, view)} e GROUP BY 1, 2, 3)`
}

const ForecastErrors = builder.objectRef<object>('ForecastErrors').implement({
  description: 'What came of forecasts.',
  fields: (t) => ({
    errorCount: t.int({
      description: 'How many errors there are, those past `first` included.',
      ...value((question, _, view) => sql`(SELECT count(*)::int FROM ${selectErrors(question, view)} e)`),
    }),
    errors: t.field({
      type: [ForecastError],
      description: 'Each forecast with its error, by subject, indicator, period and publication.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 100,
          description: `How many, 1 to ${maximumSize}; errorCount tells how many there are.`,
        }),
      },
      ...made(
        'many',
        (question, { first }, view) => sql`(SELECT e.* FROM ${selectErrors(question, view)} e
          ORDER BY e.subject_id, e.indicator_id, e.period_end, e.published_on, e.forecast_id LIMIT ${checkSize(first as number)})`,
        {
          size: ({ first }) => checkSize(first as number),
          orderBy: (row) => sql`${column(row, 'subjectId')}, ${column(row, 'indicatorId')}, ${column(row, 'periodEnd')},
          ${column(row, 'publishedOn')}, ${column(row, 'forecastId')}`,
        },
      ),
    }),
    groups: t.field({
      type: [ForecastErrorGroup],
      description: 'The errors by subject, indicator and lead, as asked, in this order.',
      args: {
        by: t.arg({
          type: [enums.ForecastErrorKey],
          required: true,
          description: 'What to group by; nothing for all as one.',
        }),
      },
      ...made('many', selectGroups, {
        orderBy: (row) => sql`${column(row, 'subjectId')}, ${column(row, 'indicatorId')}, ${column(row, 'leadMonths')}`,
        size: () => maximumSize,
      }),
    }),
  }),
})

function checkSize(first: number): number {
  if (first >= 1 && first <= maximumSize) return first
  throw new AppError('BAD_USER_INPUT', `first is ${first}: it takes 1 to ${maximumSize}.`, { argument: 'first' })
}

builder.queryField('forecastErrors', (t) =>
  t.field({
    type: ForecastErrors,
    description:
      'Forecasts of levels against what happened, every vintage by itself, as far as both are known and the viewer may see them. As corrected, an accepted correction of a forecast stands in its place.',
    args: {
      subjects: t.arg.stringList({ description: 'Slugs of what the forecasts are about; without it, anything.' }),
      indicators: t.arg.stringList({ description: 'Codes of what they forecast; without it, anything.' }),
      within: t.arg({ type: 'Period', description: 'Only forecasts of periods within this one.' }),
    },
    ...made('one', selectQuestion),
  }),
)
