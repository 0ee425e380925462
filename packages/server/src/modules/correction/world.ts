import { join, raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isKnown, isVisible, namesNoHidden } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { orderOfSpan } from '../observation/of-span.ts'
import { listReported } from '../observation/reported-with.ts'
import { isCurrent, isKnownCurrent } from '../observation/rows.ts'
import { isOfKey, keyColumns } from '../observation/series-key.ts'
import type { Span } from '../observation/stock.ts'
import { selectToday } from '../subject/membership.ts'
import { divide, growthOver, type Quantity } from '../time-series/quantity.ts'
import { isOfPeriod, type Periods } from './periods.ts'

/** What a preview compares: what is read without the correction, and with it. */
export type Side = 'before' | 'after'

/** The figure of a preview as one side reads it. Its columns are those of the SQL function. */
export const sideFigure = (preview: Row, side: Side): Sql =>
  sql`correct_figure(${column(preview, 'reportingParkId')}, ${column(preview, 'observationId')}, ${raw(`${preview}.changes_${side}`)})`

/** The id of what a preview supposes, which is newer than all that is recorded. */
export const supposed = raw('9223372036854775807')

/** The day that the figure which a preview supposes is published on: that of the view, and none before the printed one. */
export const selectSupposedDay = (printed: Row, view: View): Sql =>
  sql`greatest(${selectToday(view)}, ${column(printed, 'publishedOn')})`

/** When the figure of a side was published, and its id: those of the row `printed`, or what is supposed where anything is corrected. */
export const selectVintage = (preview: Row, side: Side, printed: Row, view: View): Sql => {
  const isSame = raw(`${preview}.changes_${side} = '{}'`)
  return sql`CASE WHEN ${isSame} THEN ${column(printed, 'publishedOn')} ELSE ${selectSupposedDay(printed, view)} END AS published_on,
    CASE WHEN ${isSame} THEN ${column(printed, 'id')} ELSE ${supposed} END AS id`
}

/**
 * Figures of a subject with the key of the row `wanted`, one of a source and period, in atoms, as a side reads them: the real ones
 * without the printed figure of the preview and what is read for it, and the hypothetical one in its place, which is newer than
 * all others where anything is corrected.
 */
function selectFigures(
  preview: Row,
  side: Side,
  wanted: Row,
  view: View,
  subject: Sql,
  periods: Periods = isOfPeriod(wanted),
  isOf: (row: Row, key: Row) => Sql = isOfKey,
): Sql {
  const ofPeriod = (
    condition: Sql,
  ) => sql`SELECT x.id, x.corrects_id, x.source_id, x.value, x.lower, x.upper, x.unit_code, x.published_on, x.period_start, x.period_end FROM observation x
    WHERE x.reporting_park_id = s.reporting_park_id AND x.series_id = s.id AND x.nature = ${raw(wanted)}.nature AND ${condition}
      AND coalesce(x.corrects_id, x.id) <> ${column(preview, 'observationId')} AND ${isKnownCurrent('x', view)}`
  const w = raw(wanted)
  return sql`(SELECT s.subject_id, s.reporting_park_id, o.source_id, ${inAtoms('o')}, d.priority, o.published_on, o.id, o.period_start, o.period_end,
      s.accumulation, coalesce(o.corrects_id, o.id) AS printed_id
    FROM series s CROSS JOIN LATERAL (
        ${join(
          periods.map((isIn) => ofPeriod(isIn('x'))),
          ' UNION ALL ',
        )}) o
      JOIN unit u ON u.code = o.unit_code JOIN source d ON d.id = o.source_id
    WHERE ${isOf('s', wanted)} AND s.subject_id = ${subject} AND ${isVisible('s', view)}
      AND ${namesNoHidden('s', ['subject_id'], view)}
    UNION ALL SELECT f.subject_id, f.reporting_park_id, f.source_id, ${inAtoms('f')}, d.priority,
      ${selectVintage(preview, side, 'p', view)}, f.period_start, f.period_end, f.accumulation, f.printed_id
    FROM ${sideFigure(preview, side)} f JOIN unit u ON u.code = f.unit_code JOIN source d ON d.id = f.source_id
      JOIN observation p ON p.reporting_park_id = f.reporting_park_id AND p.id = f.printed_id
    WHERE ${column(preview, 'isRead')} AND ${isOf('f', wanted)} AND f.nature = ${w}.nature AND (${join(
      periods.map((isIn) => sql`(${isIn('f')})`),
      ' OR ',
    )})
      AND f.subject_id = ${subject})`
}

/** The one figure of a subject that is read among those of several sources. */
export const selectLevel = (preview: Row, side: Side, wanted: Row, view: View) =>
  sql`(SELECT l.value, l.lower, l.upper, l.printed_id, l.reporting_park_id, l.priority
    FROM ${selectFigures(preview, side, wanted, view, column(preview, 'subjectId'))} l
    ORDER BY l.priority, l.published_on DESC, l.id DESC LIMIT 1)`

/** What the level `l` with the key of `wanted` is held against: what a source of its own priority tells of the span. */
export const selectHeld = (
  preview: Row,
  side: Side,
  wanted: Row,
  span: Span,
  periods: Periods,
  view: View,
  subject: Sql,
  isOf: (row: Row, key: Row) => Sql = isOfKey,
) =>
  sql`(SELECT b.value, b.lower, b.upper FROM ${selectFigures(preview, side, wanted, view, subject, periods, isOf)} b
    WHERE b.priority = l.priority ORDER BY ${raw(`b.accumulation <> ${wanted}.accumulation`)}, ${orderOfSpan('b', span)} b.published_on DESC, b.id DESC LIMIT 1)`

/**
 * The keys and periods of levels that the figure belongs to or stands beside, on either side: `wanted` rows. What stands with a level is
 * asked of few, in a CASE and behind a fence: the planner would ask it of every figure.
 */
export function selectLevelKeys(preview: Row, view: View): Sql {
  const key = (row: Row) =>
    raw([...keyColumns, 'nature', 'period_start', 'period_end'].map((name) => `${row}.${name}`).join(', '))
  const own = (side: Side) => sql`SELECT ${key('f')} FROM ${sideFigure(preview, side)} f WHERE f.measure = 'LEVEL'`
  return sql`(${own('before')} UNION ${own('after')} UNION
    SELECT s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, s.dimension, x.nature, x.period_start, x.period_end
    FROM observation g JOIN series y ON y.reporting_park_id = g.reporting_park_id AND y.id = g.series_id AND y.measure <> 'LEVEL'
      JOIN series s ON s.reporting_park_id = y.reporting_park_id AND s.subject_id = y.subject_id AND s.measure = 'LEVEL'
      CROSS JOIN LATERAL (SELECT x.* FROM observation x WHERE x.reporting_park_id = s.reporting_park_id AND x.series_id = s.id
        AND x.nature = g.nature AND x.period_end IS NOT DISTINCT FROM g.period_end AND ${isKnown('x', view)} OFFSET 0) x
    WHERE g.reporting_park_id = ${column(preview, 'reportingParkId')} AND g.id = ${column(preview, 'observationId')} AND ${isVisible('s', view)}
      AND CASE WHEN ${isCurrent('x', view)} THEN g.id = ANY (${listReported(raw('x.reporting_park_id'), raw('coalesce(x.corrects_id, x.id)'), 'GROWTH')}) END)`
}

const listStanding = (level: Row) =>
  listReported(raw(`${level}.reporting_park_id`), raw(`${level}.printed_id`), 'GROWTH')

/** The growth rate that stands with a level as a side reads both, in percent. */
export const selectReported = (preview: Row, side: Side, level: Row, view: View) =>
  sql`(SELECT r.value FROM (
    SELECT x.value, x.published_on, x.id FROM observation x JOIN series s ON s.reporting_park_id = x.reporting_park_id AND s.id = x.series_id
    WHERE x.reporting_park_id = ${raw(level)}.reporting_park_id AND s.measure = 'GROWTH' AND x.id = ANY (${listStanding(level)})
      AND coalesce(x.corrects_id, x.id) <> ${column(preview, 'observationId')} AND ${isVisible('s', view)}
      AND ${isKnownCurrent('x', view)}
    UNION ALL SELECT f.value, ${selectVintage(preview, side, 'o', view)} FROM ${sideFigure(preview, side)} f
      JOIN observation o ON o.reporting_park_id = f.reporting_park_id AND o.id = f.printed_id
    WHERE ${column(preview, 'isRead')} AND f.measure = 'GROWTH' AND o.id = ANY (${listStanding(level)})) r
    ORDER BY r.published_on DESC, r.id DESC LIMIT 1)`

/** Value and bounds of the row `figure`, in atoms of its unit `u`. */
export const inAtoms = (figure: Row) =>
  raw(['value', 'lower', 'upper'].map((name) => `${figure}.${name} * u.atoms AS ${name}`).join(', '))

const quantityOf = (figure: Row): Quantity => ({
  v: raw(`${figure}.value`),
  lo: raw(`${figure}.lower`),
  hi: raw(`${figure}.upper`),
  why: sql`NULL`,
  ids: sql`NULL`,
})

/** Why the level `level` by `base` is no number, as a time series tells it; null where it is one. */
export const reason = (level: Row, base: Row) => divide(quantityOf(level), quantityOf(base), growthOver).why
