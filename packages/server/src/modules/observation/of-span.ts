import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { readDay, type Span } from './stock.ts'

/** A period as days; its open ends are infinite. */
export const toSpan = ({ start, end }: Period): Span => ({
  start: sql`${start ?? '-infinity'}::date`,
  end: sql`${end ?? 'infinity'}::date`,
})

/**
 * Holds for figures of exactly this span; of stocks, for those of any part of it or around it. Written as ranges, which the
 * index of vintages serves.
 */
export function isOfSpan(row: string, { start, end }: Span, isStock: Sql): Sql {
  const either = (stock: Sql, other: Sql) => sql`CASE WHEN ${isStock} THEN ${stock} ELSE ${other} END`
  return join(
    [
      sql`${raw(row)}.period_end >= ${either(sql`${start} + 1`, end)}`,
      sql`${raw(row)}.period_end <= ${either(sql`'infinity'::date`, end)}`,
      sql`${raw(row)}.period_start >= ${either(sql`'-infinity'::date`, start)}`,
      sql`${raw(row)}.period_start <= ${either(sql`${end} - 1`, start)}`,
    ],
    ' AND ',
  )
}

/**
 * Sort key of series whose figures tell one span. What is of exactly a span tells it, however it is accumulated, a month as well as a
 * year; of a stock, single days tell it where nothing else does.
 */
export const orderOfSeries = (row: string): Sql => sql`${raw(row)}.accumulation = 'DAY', `

/** Sort keys of the figures of a span, which differ for stocks alone. */
export const orderOfSpan = (row: string, span: Span): Sql =>
  sql`${readDay(row, span)} DESC, ${raw(row)}.period_start DESC, `
