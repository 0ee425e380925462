import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isOfSpan } from '../observation/of-span.ts'
import { isOfStock, type Span } from '../observation/stock.ts'
import { isClosed, spanOf, yearBefore } from '../observation/year-before.ts'

/** Which periods figures have, each way apart, so that an index serves it. */
export type Periods = readonly ((row: Row) => Sql)[]

export const isUndated = (period: Row) => (row: Row) =>
  raw(`${period}.period_end IS NULL AND ${row}.period_end IS NULL`)

/** Those of the very period of a row. */
export const isOfPeriod = (period: Row): Periods => [
  (row) => raw(`${row}.period_end = ${period}.period_end AND ${row}.period_start = ${period}.period_start`),
  isUndated(period),
]

export const isStock = (level: Row) =>
  isOfStock({
    accumulation: column(level, 'accumulation'),
    measure: column(level, 'measure'),
    indicator: column(level, 'indicatorId'),
  })

/** Of a stock, what held in the span; of all else, the figure of the very span. */
export const isHeldIn = (span: Span, level: Row): Periods => [
  (row) =>
    sql`NOT ${isStock(level)} AND ${raw(row)}.period_end = ${span.end} AND ${raw(row)}.period_start = ${span.start}`,
  (row) => sql`${isStock(level)} AND ${isOfSpan(row, span, sql`TRUE`)}`,
]

/** Those that a level is held against, of the year before; an open period has none. */
export const isOfYearBefore = (level: Row): Periods =>
  isHeldIn(yearBefore(spanOf(level)), level).map((isOf) => (row) => sql`${isClosed(spanOf(level))} AND ${isOf(row)}`)
