import { raw, type Sql, sql } from '@parkgraph/db'
import { selectOwnDimension } from '../../compiler/measured.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isFlowing } from '../observation/flow.ts'
import { isOfSpan, orderOfSeries, orderOfSpan } from '../observation/of-span.ts'
import { isCandidate } from '../observation/rows.ts'
import { isOfStock, type Span } from '../observation/stock.ts'
import { isOfPriority, selectYearBefore, yearBefore } from '../observation/year-before.ts'

/**
 * How a level accumulates, which is alike where two say the same of one span whatever they are called: `STOCK`; `FLOW` of what came
 * together over it, as eleven months to date are the total of these months, and also where nobody says how; else its accumulation.
 */
export const mannerOf = (accumulation: Sql, isStock: Sql) => sql`CASE WHEN ${isStock} THEN 'STOCK'
  WHEN ${isFlowing(accumulation)} THEN 'FLOW' ELSE ${accumulation}::text END`

const mannerOfLevel = (level: Row) => mannerOf(column(level, 'accumulation'), isStockLevel(level))

/** Holds for levels of what came together over their span. */
export const isFlow = (level: Row) => sql`(${mannerOfLevel(level)} = 'FLOW')`

/** Holds for levels of a stock. */
export const isStockLevel = (level: Row) =>
  isOfStock({
    accumulation: column(level, 'accumulation'),
    measure: sql`'LEVEL'`,
    indicator: column(level, 'indicatorId'),
  })

/** Half a unit of the last printed digit: 643.20 stands for anything from 643.195 to 643.205. */
export const selectPrecision = (row: Row) => sql`0.5 * power(10::numeric, -scale(${column(row, 'value')}))`

/** Which series a level is taken from: conditions on the row `s` of the table series. */
type SeriesCondition = Sql

/** Holds for series of the same thing as the figure `like`: its indicator, scope, prices and breakdown. */
const isLike = (like: Row): SeriesCondition => sql`s.indicator_id = ${column(like, 'indicatorId')}
  AND s.scope = ${column(like, 'scope')} AND s.price_basis = ${column(like, 'priceBasis')}
  AND s.breakdown = ${column(like, 'breakdown')} AND s.dimension = ${column(like, 'dimension')}
  AND ${mannerOfLevel('s')} = ${mannerOfLevel(like)}`

/** Holds for series of an indicator that are about the whole of a subject, or that count it in the panel `scope`. */
export const isWhole = (indicator: Sql, scope = 'ALL'): SeriesCondition =>
  sql`s.indicator_id = ${indicator} AND s.scope IN ('UNSPECIFIED', 'ALL', ${scope}::"Scope") AND s.breakdown = ''`

/** The level of the same thing as the figure `like`, over another span: from sources `d` of which `isFrom` holds. */
export const selectLevel = (like: Row, span: Span, view: View, isFrom: Sql = sql`TRUE`) =>
  selectActual(column(like, 'subjectId'), sql`${isLike(like)} AND ${isFrom}`, span, view)

/**
 * A FROM item with the one actual level of a subject that the view reads over a span, of a stock the one that holds in it, in the
 * order of rankings, in what its indicator measures before another currency; of several sources the first in precedence counts. Its columns `value`, `lower` and `upper` are in atoms; `precision` is half a unit of the last printed
 * digit, in atoms.
 */
export function selectActual(subject: Sql, of: SeriesCondition, span: Span, view: View): Sql {
  return sql`(SELECT o.reporting_park_id, o.id, o.series_id, o.period_start, o.period_end, o.published_on, o.unit_code,
      s.accumulation, s.dimension, s.price_basis, d.priority,
      o.value * u.atoms AS value, o.lower * u.atoms AS lower, o.upper * u.atoms AS upper, ${selectPrecision('o')} * u.atoms AS precision
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      JOIN unit u ON u.code = o.unit_code JOIN source d ON d.id = o.source_id
    WHERE s.subject_id = ${subject} AND s.measure = 'LEVEL' AND ${of}
      AND o.nature = 'ACTUAL' AND ${isOfSpan('o', span, isStockLevel('s'))}
      AND isfinite(${span.start}) AND isfinite(${span.end})
      AND ${isVisible('s', view)} AND ${isCandidate('o', view)}
    ORDER BY s.dimension <> ${selectOwnDimension(sql`s.indicator_id`)}, ${orderOfSeries('s')} ${orderOfSpan('o', span)} o.period_end DESC, o.period_start, d.priority, s.price_basis, s.scope,
      o.published_on DESC, o.id DESC LIMIT 1)`
}

/**
 * A FROM item with what the level `current`, a row of `selectActual`, is held against, as everywhere: see `selectYearBefore`. Where there is no such level, the one actual level of that span.
 */
export function selectActualBefore(
  current: Row,
  { subject, indicator, of, span }: { subject: Sql; indicator: Sql; of: SeriesCondition; span: Span },
  view: View,
): Sql {
  const level = { row: current, indicator, measure: sql`'LEVEL'`, isFrom: isOfPriority(column(current, 'priority')) }
  const columns = raw('x.reporting_park_id, x.id, x.unit_code, x.value, x.lower, x.upper, x.dimension, x.price_basis')
  return sql`(SELECT ${columns} FROM (SELECT b.reporting_park_id, b.id, b.unit_code, b.value * u.atoms AS value, b.lower * u.atoms AS lower,
        b.upper * u.atoms AS upper, ${column(current, 'dimension')} AS dimension, ${column(current, 'priceBasis')} AS price_basis
      FROM (${selectYearBefore(level, sql`'ACTUAL'`, null, view)}) b JOIN unit u ON u.code = b.unit_code) x
    UNION ALL SELECT ${columns} FROM ${selectActual(subject, of, yearBefore(span), view)} x WHERE ${column(current, 'id')} IS NULL)`
}
