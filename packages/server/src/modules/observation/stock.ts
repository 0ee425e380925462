import { raw, type Sql, sql } from '@parkgraph/db'

/** Days, the second not included. */
export interface Span {
  readonly start: Sql
  readonly end: Sql
}

/**
 * Holds for series of stocks, whose figures tell what there is at a time and not what came together over it. Of an indicator
 * whose last level holds, so do those of which nobody says how they accumulate.
 */
export const isStock = (series: { readonly accumulation: Sql; readonly measure: Sql; readonly overTime: Sql }) =>
  sql`(${series.accumulation} = 'STOCK' OR ${series.overTime} = 'LAST' AND ${series.measure} = 'LEVEL'
    AND ${series.accumulation} IN ('UNSPECIFIED', 'DAY'))`

/** The same of a figure of an indicator, given by its id. */
export const isOfStock = (figure: { readonly accumulation: Sql; readonly measure: Sql; readonly indicator: Sql }) =>
  isStock({
    ...figure,
    overTime: sql`(SELECT measured.over_time FROM indicator measured WHERE measured.id = ${figure.indicator})`,
  })

/**
 * The day after the one on which the figure of a stock that holds in the span is read, as a date to order by: the latest goes
 * first, and of those the figure that starts last. `findStock` of packages/statistics is the oracle.
 */
export function readDay(row: string, { start, end }: Span): Sql {
  const [starts, ends] = [raw(`${row}.period_start`), raw(`${row}.period_end`)]
  return sql`CASE WHEN ${starts} = ${start} AND ${ends} = ${end} THEN 'infinity'::date WHEN ${ends} <= ${end} THEN ${ends}
    WHEN ${starts} >= ${start} THEN ${starts} + 1 ELSE '-infinity'::date END`
}
