import { empty, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { selectFirst } from './first-of-series.ts'
import { isOfSpan, orderOfSpan } from './of-span.ts'
import { isOfStock, type Span } from './stock.ts'

/** A level that is held against the year before: `row` has its series and period. */
interface Level {
  readonly row: Row
  readonly indicator: Sql
  readonly measure: Sql
  readonly priority: Sql
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

/**
 * What a level is held against, of its own series and the priority of its source: the same span a year before; of a stock, what
 * held a year before in the span that was asked for, else in its own.
 */
export function selectYearBefore(level: Level, nature: Sql, asked: Span | null, view: View): Sql {
  const { row, indicator, measure, priority } = level
  const [park, series] = [column(row, 'reportingParkId'), column(row, 'seriesId')]
  const ofSeries = (isOf: Sql, order: Sql) =>
    selectFirst(park, series, nature, sql`${isOf} AND ${isOfPriority(priority)}`, order, view)
  const isHeld = isOfStock({ accumulation: column(row, 'accumulation'), measure, indicator })
  const own = spanOf(row)
  const { start, end } = yearBefore(own)
  const flow = ofSeries(sql`${isClosed(own)} AND x.period_end = ${end} AND x.period_start = ${start}`, empty)
  const span = asked ? yearBefore(asked) : { start, end }
  const isHolding = isOfSpan('x', span, sql`TRUE`)
  const stock = ofSeries(asked ? isHolding : sql`${isClosed(own)} AND ${isHolding}`, orderOfSpan('x', span))
  return sql`SELECT b.* FROM (${flow}) b WHERE NOT ${isHeld} UNION ALL SELECT b.* FROM (${stock}) b WHERE ${isHeld}`
}
