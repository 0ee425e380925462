import { type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from './sources.ts'
import type { View } from './view.ts'

/** What figures of an indicator are asked to measure. */
export interface Measured {
  /** Code of the indicator. */
  readonly code: Sql
  /** Null for whatever they do; a column may be null too. */
  readonly dimension: Sql | null
  /** Kind of the figures. */
  readonly measure: Sql
  /** What names the indicator, and the unit, for errors. */
  readonly argument: Sql
  readonly unitArgument: Sql
}

/**
 * Id of an indicator, as SQL. The dimension may be another currency than the indicator's own, which some of its figures are in. Else it is
 * refused, as is a code that nobody has.
 */
export function requireMeasured({ code, dimension, measure, argument, unitArgument }: Measured, view: View): Sql {
  const known = sql`require_indicator(${code}, NULL, ${argument})`
  if (dimension === null) return known
  const isOther = sql`EXISTS (SELECT 1 FROM indicator own JOIN series x ON x.indicator_id = own.id WHERE own.code = ${code} AND own.dimension <> ${dimension}
    AND x.dimension = ${dimension} AND x.measure = ${measure}::"Measure" AND ${isVisible('x', view)} AND ${isRecorded('x', view)})`
  return sql`CASE WHEN ${known} > 0
    THEN require_indicator(${code}, CASE WHEN NOT ${isOther} THEN ${dimension}::text END, ${unitArgument}) END`
}
