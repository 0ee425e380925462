import { join, type Sql, sql } from '@parkgraph/db'
import { isStock } from '../observation/stock.ts'

/**
 * Which figures make a bucket that no figure is of, where several cover as much of it. Year-to-date figures go first: they are what
 * offices publish without gaps, and months follow from them.
 */
const order = ['YEAR_TO_DATE', 'MONTH', 'PERIOD_TOTAL', 'UNSPECIFIED', 'FULL_YEAR', 'AT_CAPACITY', 'STOCK', 'DAY']

/** The place of an accumulation in that order. */
export const placeOf = (accumulation: Sql): Sql => sql`array_position(${order}::text[], ${accumulation}::text)`

/** How figures of a kind make the value of a bucket, by how they accumulate. */
export const methodOf = (accumulation: Sql, kind: Sql, overTime: Sql): Sql =>
  sql`CASE WHEN ${isStock({ accumulation, measure: kind, overTime })} THEN 'STOCK'
  WHEN ${overTime} = 'LAST' AND ${kind} = 'LEVEL' THEN 'LAST'
  WHEN ${overTime} <> 'SUM' OR ${accumulation} = 'AT_CAPACITY' OR ${kind} <> 'LEVEL' THEN 'SAME'
  WHEN ${accumulation} = 'YEAR_TO_DATE' THEN 'DIFFERENCE' ELSE 'SUM' END`

/**
 * What the figures of a line are in a bucket, the first in rank having the greatest number: levels before what was published as a
 * share or rank. Of an indicator whose last level holds, stocks, among them a level of exactly the bucket (`rankOfExact`); then single
 * days, which are stocks too; then spans that end in the bucket, which are none. Of anything else what is of spans, then stocks, then
 * single days.
 */
export const rankOf = (accumulation: Sql, kind: Sql, overTime: Sql): Sql =>
  sql`CASE WHEN ${kind} <> 'LEVEL' THEN 0 ELSE 10 END + CASE
    WHEN ${accumulation} = 'DAY' THEN CASE WHEN ${overTime} = 'LAST' AND ${kind} = 'LEVEL' THEN 1 ELSE 0 END
    WHEN ${isStock({ accumulation, measure: kind, overTime })} THEN CASE WHEN ${overTime} = 'LAST' THEN 3 ELSE 1 END
    WHEN ${overTime} = 'LAST' AND ${kind} = 'LEVEL' THEN 0 ELSE 2 END`

/** The rank of a level that is of exactly its bucket, as a stock is, of one that is of a span. */
export const rankOfExact = (rank: Sql): Sql => sql`${rank} + 3`

/** What a figure, or the figures of a line in a bucket, is compared by with others of the bucket; each part is SQL. */
export interface Place {
  readonly rank: Sql
  /** The order of its line among those of one rank. */
  readonly turn: Sql
  /** That of its accumulation. */
  readonly place: Sql
  /** For stocks: the day on which it is read, and its first and last day. Null for all others. */
  readonly stock: readonly [day: Sql, start: Sql, end: Sql]
  /** 2 for all that was told from January on, 1 for figures of the very bucket, else 0. */
  readonly ofBucket: Sql
  readonly covered: Sql
  readonly publishedOn: Sql
  readonly id: Sql
}

/** A sort key, descending, of what tells a bucket: which of several is read. */
export function keyOf({ rank, turn, place, stock, ofBucket, covered, publishedOn, id }: Place): Sql {
  const made = sql`CASE WHEN ${ofBucket} = 0 THEN -${place} ELSE 0 END`
  return sql`ROW(${join([rank, ...stock, ofBucket, covered, made, sql`-${turn}`, publishedOn, id])})`
}
