import { empty, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import type { View } from '../../compiler/view.ts'
import { isOfSpan, orderOfSpan, toSpan } from '../observation/of-span.ts'
import { isStock, type Span } from '../observation/stock.ts'
import { baseColumns, isSamePriority } from './base.ts'
import { selectNewest, type Wanted } from './figures.ts'

const own: Span = { start: sql`v.period_start`, end: sql`v.period_end` }
const isOwnClosed = sql`isfinite(v.period_start) AND isfinite(v.period_end)`

/** The same span a year before. Whole months stay whole months. */
function yearBefore({ start, end }: Span): Span {
  const before = (day: Sql) => sql`(${day} - interval '1 year')::date`
  const isMonths = sql`extract(day FROM ${start}) = 1 AND extract(day FROM ${end}) = 1`
  return {
    start: before(start),
    end: sql`CASE WHEN ${isMonths} THEN ${before(end)} ELSE ${before(sql`(${end} - 1)`)} + 1 END`,
  }
}

/** What the level `v` is held against, of its own series: the same span a year before; of a stock, what held then. */
export function selectYearBefore({ indicator, nature }: Wanted, period: Period | null, view: View): Sql {
  const ofSeries = (isOf: Sql, order: Sql) =>
    selectNewest(sql`v.reporting_park_id`, sql`v.series_id`, nature, sql`${isOf} AND ${isSamePriority}`, order, view)
  const isOfStock = isStock({
    accumulation: sql`v.accumulation`,
    measure: sql`'LEVEL'`,
    overTime: sql`(SELECT k.over_time FROM indicator k WHERE k.id = ${indicator})`,
  })
  const { start, end } = yearBefore(own)
  const flow = ofSeries(sql`${isOwnClosed} AND x.period_end = ${end} AND x.period_start = ${start}`, empty)
  // A stock is asked for the period: without one, for the days of `v` itself.
  const span = period ? yearBefore(toSpan(period)) : { start, end }
  const isHolding = isOfSpan('x', span, sql`TRUE`)
  const stock = ofSeries(period ? isHolding : sql`${isOwnClosed} AND ${isHolding}`, orderOfSpan('x', span))
  return sql`SELECT ${baseColumns} FROM (${flow}) b WHERE NOT ${isOfStock}
    UNION ALL SELECT ${baseColumns} FROM (${stock}) b WHERE ${isOfStock}`
}
