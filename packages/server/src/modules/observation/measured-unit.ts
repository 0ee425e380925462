import { type Sql, sql } from '@parkgraph/db'
import { getUnit } from '@parkgraph/statistics'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

/**
 * Id of the indicator with this code, as SQL, for whose figures the argument `unit` is asked. It may be of another currency than
 * the indicator's own, which some of its figures of the kind `measure` have. Else it is refused, as is a code that nobody has: by `argument`.
 */
export function requireMeasured(code: Sql, unit: string | null, measure: string, argument: Sql, view: View): Sql {
  const known = sql`require_indicator(${code}, NULL, ${argument})`
  if (unit === null) return known
  const { dimension } = getUnit(unit)
  const isOther = sql`EXISTS (SELECT 1 FROM indicator n JOIN series x ON x.indicator_id = n.id WHERE n.code = ${code} AND n.dimension <> ${dimension}
    AND x.dimension = ${dimension} AND x.measure = ${measure}::"Measure" AND ${isVisible('x', view)} AND ${isRecorded('x', view)})`
  return sql`CASE WHEN ${known} > 0 THEN require_indicator(${code}, CASE WHEN NOT ${isOther} THEN ${dimension}::text END, 'unit') END`
}
