import { empty, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectFirst } from './first-of-series.ts'
import { isOfSpan, orderOfSpan } from './of-span.ts'
import { isAlike } from './series-key.ts'
import { isOfStock, type Span } from './stock.ts'

/** A level that is held against the year before: `row` has its series and period. */
interface Level {
  readonly row: Row
  readonly indicator: Sql
  readonly measure: Sql
  /** Holds for figures `x` of sources `d` that it may be held against. */
  readonly isFrom: Sql
}

/** Holds for figures of sources `d` of this priority: what two offices counted makes neither a growth nor a share. */
export const isOfPriority = (priority: Sql) => sql`d.priority = ${priority}`

export const spanOf = (row: Row): Span => ({ start: column(row, 'periodStart'), end: column(row, 'periodEnd') })

/** The same span a year before. Whole months stay whole months. */
export function yearBefore({ start, end }: Span): Span {
  const before = (day: Sql) => sql`(${day} - interval '1 year')::date`
  const isMonths = sql`extract(day FROM ${start}) = 1 AND extract(day FROM ${end}) = 1`
  return {
    start: before(start),
    end: sql`CASE WHEN ${isMonths} THEN ${before(end)} ELSE ${before(sql`(${end} - 1)`)} + 1 END`,
  }
}

/** Holds for periods that have a year before: open ones have none. */
export const isClosed = ({ start, end }: Span) => sql`isfinite(${start}) AND isfinite(${end})`

/** What a level that adds up over time, or tells of a span, is held against: the same span a year before. */
export function selectFlowBefore({ row, isFrom }: Pick<Level, 'row' | 'isFrom'>, nature: Sql, view: View): Sql {
  const [park, series] = [column(row, 'reportingParkId'), column(row, 'seriesId')]
  const own = spanOf(row)
  const { start, end } = yearBefore(own)
  const isOf = sql`${isClosed(own)} AND x.period_end = ${end} AND x.period_start = ${start} AND ${isFrom}`
  const first = selectFirst(sql`alike.reporting_park_id`, sql`alike.id`, nature, isOf, empty, view)
  return sql`SELECT f.* FROM series named JOIN series alike ON alike.reporting_park_id = named.reporting_park_id
      AND alike.subject_id = named.subject_id AND ${isAlike('alike', 'named')}
    CROSS JOIN LATERAL (${first}) f
    WHERE named.reporting_park_id = ${park} AND named.id = ${series} AND ${isVisible('alike', view)}
    ORDER BY alike.id <> named.id, f.published_on DESC, f.id DESC LIMIT 1`
}

/**
 * What a level is held against, from the priority of its source: the same span a year before, of its own series; where that tells
 * nothing of it, not even that it is missing, and the level adds up over time, what another series calls otherwise. Of a stock, what
 * held a year before in the span that was asked for, else in its own.
 */
export function selectYearBefore(level: Level, nature: Sql, asked: Span | null, view: View): Sql {
  const { row, indicator, measure, isFrom } = level
  const isHeld = isOfStock({ accumulation: column(row, 'accumulation'), measure, indicator })
  const own = spanOf(row)
  const flow = selectFlowBefore(level, nature, view)
  const span = yearBefore(asked ?? own)
  const isHolding = isOfSpan('x', span, sql`TRUE`)
  const stock = selectFirst(
    column(row, 'reportingParkId'),
    column(row, 'seriesId'),
    nature,
    sql`${asked ? isHolding : sql`${isClosed(own)} AND ${isHolding}`} AND ${isFrom}`,
    orderOfSpan('x', span),
    view,
  )
  return sql`SELECT b.* FROM (${flow}) b WHERE NOT ${isHeld} UNION ALL SELECT b.* FROM (${stock}) b WHERE ${isHeld}`
}
