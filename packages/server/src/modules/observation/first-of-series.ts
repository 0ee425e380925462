import { type Sql, sql } from '@parkgraph/db'
import { isKnown } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCurrent } from './rows.ts'

/**
 * The figure `x` of one series that comes first among those that meet `isOf`, which may name its source `d`, in the order of
 * `selectLatest`: one descent into the index of vintages. What was recorded as missing comes first like any other.
 */
export function selectFirst(park: Sql, series: Sql, nature: Sql, isOf: Sql, order: Sql, view: View): Sql {
  const isRead = view.reading === 'AS_PRINTED' ? sql`x.reading = 'AS_PRINTED'` : isCurrent('x', view)
  return sql`SELECT x.*, d.priority FROM observation x JOIN source d ON d.id = x.source_id
    WHERE x.reporting_park_id = ${park} AND x.series_id = ${series} AND x.nature = ${nature} AND ${isKnown('x', view)}
      AND ${isRead} AND ${isOf}
    ORDER BY ${order} x.period_end DESC NULLS LAST, x.period_start NULLS LAST, d.priority, x.published_on DESC, x.id DESC LIMIT 1`
}
