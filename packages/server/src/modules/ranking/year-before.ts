import { type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import type { View } from '../../compiler/view.ts'
import { isStock, type Span } from '../observation/stock.ts'
import { base, selectNewest, selectYearBefore, type Wanted } from './figures.ts'
import { isOfSpan, orderOfSpan, toSpan } from './of-period.ts'

/** The same span a year before. Whole months stay whole months. */
function yearBefore({ start, end }: Span): Span {
  const before = (day: Sql) => sql`(${day} - interval '1 year')::date`
  const isMonths = sql`extract(day FROM ${start}) = 1 AND extract(day FROM ${end}) = 1`
  return {
    start: before(start),
    end: sql`CASE WHEN ${isMonths} THEN ${before(end)} ELSE ${before(sql`(${end} - 1)`)} + 1 END`,
  }
}

/** The stock of the series of `v` that holds in the period a year before: without one, in the days of `v` itself. */
function selectStock(period: Period | null, nature: Sql, view: View): Sql {
  const own = { start: sql`v.period_start`, end: sql`v.period_end` }
  const span = yearBefore(period ? toSpan(period) : own)
  const isClosed = period ? sql`TRUE` : sql`isfinite(v.period_start) AND isfinite(v.period_end)`
  const isOf = sql`${isClosed} AND ${isOfSpan('x', span, sql`TRUE`)}`
  return sql`SELECT ${base} FROM (${selectNewest(sql`v.reporting_park_id`, sql`v.series_id`, nature, isOf, orderOfSpan('x', span), view)}) b`
}

/** What the level `v` is held against: the same span a year before; of a stock, what it was then. */
export function selectBefore({ indicator, nature }: Wanted, period: Period | null, view: View): Sql {
  const isOfStock = isStock({
    accumulation: sql`v.accumulation`,
    measure: sql`'LEVEL'`,
    overTime: sql`(SELECT k.over_time FROM indicator k WHERE k.id = ${indicator})`,
  })
  return sql`SELECT * FROM (${selectYearBefore(nature, view)}) f WHERE NOT ${isOfStock}
    UNION ALL SELECT * FROM (${selectStock(period, nature, view)}) f WHERE ${isOfStock}`
}
