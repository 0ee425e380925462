import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { getUnit, type Period, RATE_UNITS } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { type Arguments, column } from '../../compiler/plan.ts'
import { isWhole, selectActual } from '../derivation/level.ts'
import { type IndicatorChoice, indicatorChoiceFields, toIndicatorChoice } from '../observation/choice.ts'
import { requireClosed } from '../observation/closed-period.ts'
import { toSpan } from '../observation/of-span.ts'
import { selectLatest } from '../observation/select-latest.ts'
import { selectLastDay, selectToday } from '../subject/membership.ts'
import type { AskedUnit } from './asked.ts'
import type { Grouping } from './select.ts'

/** Which figure of each row is aggregated. */
export const FigureInput = builder.inputType('GroupFigure', {
  description:
    'Which figure of each row is aggregated: the latest one of an indicator, or the actual level over a period.',
  fields: (t) => ({
    ...indicatorChoiceFields(t),
    period: t.field({
      type: 'Period',
      description:
        'The actual level over exactly this period, which has a first and a last day, or of a stock the one that holds in it; without it, the latest figure, whatever its period.',
    }),
  }),
})

export type FigureChoice = IndicatorChoice & { readonly period?: Period | null }

const found = sql`l.reporting_park_id, l.observation_id`

/** The figure that the argument `figure` names, of rows that are subjects. */
export const subjectFigure: Grouping['figure'] = (row, { figure }, { compilation: { view } }) => {
  if (figure == null) return null
  const choice = figure as FigureChoice
  const indicator = sql`require_indicator(${choice.indicator}, NULL, 'figure.indicator')`
  const key =
    choice.period == null
      ? sql`(SELECT * FROM ${selectLatest(row, toIndicatorChoice(choice, 'figure.'), view, found)} l)`
      : sql`(SELECT x.reporting_park_id, x.id AS observation_id
          FROM ${selectActual(column(row, 'id'), isWhole(indicator), toSpan(requireClosed(choice.period, 'figure.period')), view)} x)`
  return sql`(SELECT s.indicator_id, s.dimension, s.measure::text, s.accumulation::text, s.scope::text, s.breakdown, s.price_basis::text,
      o.nature::text, o.source_id, o.unit_code AS own_unit_code, o.period_start, o.period_end, o.value * u.atoms AS value, o.lower * u.atoms AS lower, o.upper * u.atoms AS upper
    FROM ${key} w JOIN observation o ON o.reporting_park_id = w.reporting_park_id AND o.id = w.observation_id
      JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id JOIN unit u ON u.code = o.unit_code)`
}

/** The last day of the period that the argument names, else today, of rows that are subjects. */
export const subjectDay: Grouping['day'] = (_, { figure }, view) => {
  const end = (figure as FigureChoice | null | undefined)?.period?.end
  return end == null ? selectToday(view) : selectLastDay(sql`${end}::date`, view)
}

/** The last day of its period, of rows that are figures. */
export const ownDay: Grouping['day'] = (row, _, view) => selectLastDay(column(row, 'periodEnd'), view)

/** The row itself, of rows that are figures. */
export const ownFigure: Grouping['figure'] = (row) => {
  const own = (name: string) => column(row, name)
  return sql`(SELECT ${own('indicatorId')} AS indicator_id, ${own('dimension')} AS dimension, ${own('measure')}::text AS measure,
      ${own('nature')}::text AS nature, ${own('scope')}::text AS scope, ${own('breakdown')} AS breakdown, ${own('priceBasis')}::text AS price_basis,
      ${own('accumulation')}::text AS accumulation, ${own('sourceId')} AS source_id, ${own('unitCode')} AS own_unit_code, ${own('periodStart')} AS period_start,
      ${own('periodEnd')} AS period_end, ${own('value')} * u.atoms AS value, ${own('lower')} * u.atoms AS lower,
      ${own('upper')} * u.atoms AS upper FROM unit u WHERE u.code = ${own('unitCode')})`
}

/**
 * Columns that refuse an unknown indicator in `figure`, and units that measure something else than it, whether any row has a
 * figure or not. Rates have units of their own. A unit that some figure of `b` is in may differ from the usual one, as a currency does.
 */
export function requireFigure({ figure }: Arguments, units: readonly AskedUnit[]): Sql {
  if (figure == null) return empty
  const { indicator, measure } = figure as FigureChoice
  const known = sql`require_indicator(${indicator}, NULL, 'figure.indicator')`
  const wanted = new Map(
    units.map(({ unit, argument }) => [`${argument} ${getUnit(unit).dimension}`, { unit, argument }]),
  )
  const required = (measure in RATE_UNITS ? [] : [...wanted.values()]).map(({ unit, argument }) => {
    const { dimension } = getUnit(unit)
    return sql`CASE WHEN ${known} > 0 AND NOT EXISTS (SELECT 1 FROM b WHERE b.dimension = ${dimension})
      THEN require_indicator(${indicator}, ${dimension}, ${argument}) END`
  })
  return sql`, ${join([known, ...required].map((each, index) => sql`${each} AS ${raw(`required${index}`)}`))}`
}
