import { type Sql, sql } from '@parkgraph/db'

/** What is ranked, as SQL: a value, or bounds that may be excluded themselves. `rankFigures` of packages/statistics is the oracle. */
export interface Rankable {
  readonly value: Sql
  readonly lower: Sql
  readonly upper: Sql
  readonly lowerOpen: Sql
  readonly upperOpen: Sql
}

/** The number by which a figure has its place; null where there is none. */
export const keyOf = ({ value, lower, upper }: Rankable) => sql`coalesce(${value}, ${lower}, ${upper})`

/** Its place among equal numbers: over 3 comes before 3, and nearly 3 after it. */
export const shiftOf = ({ value, lower, lowerOpen, upperOpen }: Rankable) =>
  sql`CASE WHEN ${value} IS NOT NULL THEN 0 WHEN ${lower} IS NOT NULL THEN (${lowerOpen})::integer ELSE -(${upperOpen})::integer END`

/**
 * Holds for vague figures whose place is open, for they overlap with another of `among`: in the order of lower bounds, the
 * highest bound before reaches theirs, or theirs reaches the next one. A bound comes as a pair with its shift: 1 or -1 where
 * the bound itself is excluded. `tie` tells figures apart that start alike.
 */
export function isOpen(figure: Rankable, among: Sql, tie: Sql): Sql {
  const { value, lower, upper, lowerOpen, upperOpen } = figure
  const low = sql`ARRAY[coalesce(${value}, ${lower}, '-Infinity'), CASE WHEN ${value} IS NULL AND ${lowerOpen} THEN 1 ELSE 0 END]`
  const high = sql`ARRAY[coalesce(${value}, ${upper}, 'Infinity'), CASE WHEN ${value} IS NULL AND ${upperOpen} THEN -1 ELSE 0 END]`
  const window = sql`PARTITION BY ${among} ORDER BY ${low}, ${tie}`
  return sql`(${value} IS NULL AND (${keyOf(figure)} IS NULL
    OR coalesce(max(${high}) OVER (${window} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= ${low}, FALSE)
    OR coalesce(lead(${low}) OVER (${window}) <= ${high}, FALSE)))`
}
