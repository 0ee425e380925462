import { type Sql, sql } from '@parkgraph/db'
import { getUnit } from '@parkgraph/statistics'
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

/** What is asked of an indicator in a unit, which the argument `unit` names: in whichever its figures have where it is null. */
interface InUnit extends Pick<Measured, 'code' | 'measure' | 'argument'> {
  readonly unit: string | null
}

/** The same, where the unit tells the dimension. */
export const requireInUnit = ({ unit, ...asked }: InUnit, view: View): Sql =>
  requireMeasured(
    { ...asked, dimension: unit === null ? null : sql`${getUnit(unit).dimension}`, unitArgument: sql`'unit'` },
    view,
  )

/** What an indicator itself measures, by its id: some of its figures may be in another currency. */
export const selectOwnDimension = (indicator: Sql): Sql =>
  sql`(SELECT i.dimension FROM indicator i WHERE i.id = ${indicator})`
