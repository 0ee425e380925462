import { raw, type Sql, sql } from '@parkgraph/db'
import type { Row } from '../../compiler/plan.ts'
import { printBrokenRule } from '../group/rules.ts'
import { tellsAmount } from '../observation/rows.ts'

/** Rules of adding up that figures of one indicator and period can still break. */
const rules = ['MIXED_DIMENSIONS', 'MIXED_PRICES', 'NOT_ADDITIVE_OVER_SUBJECTS']

/** Why figures must not be added, over the columns of `selectFacts`: findBrokenRule of group/rules.ts is the oracle. */
export const whyNotAdded = raw(printBrokenRule('ADD', rules))

/** The facts that this rests on, of those rows `f` of the indicator `i` that count: GroupFacts in snake case. */
export const selectFacts = (
  isCounted: Sql,
) => sql`count(DISTINCT f.dimension) FILTER (WHERE ${isCounted}) AS dimensions,
  count(DISTINCT f.price_basis) FILTER (WHERE ${isCounted}) AS prices, count(*) FILTER (WHERE ${isCounted}) AS subjects,
  count(*) FILTER (WHERE ${isCounted} AND i.over_parks <> 'SUM') AS unsummable`

/** The prices that a figure or the one it is held against is in; null where neither tells. */
export const selectPrices = (level: Sql, base: Sql) =>
  sql`coalesce(nullif(${level}.price_basis::text, 'UNSPECIFIED'), nullif(${base}.price_basis::text, 'UNSPECIFIED'))`

/** The unit that an amount is usually printed in: that of the indicator, or its own where it measures something else. */
export const selectUnit = (figure: Sql) =>
  sql`CASE WHEN ${figure}.dimension <> i.dimension THEN ${figure}.own_unit_code ELSE i.default_unit_code END`

/** Holds where two figures, or series, are not known to be in different prices. */
export const isSamePrices = (one: Sql, other: Sql) =>
  sql`(${one}.price_basis = ${other}.price_basis OR 'UNSPECIFIED' IN (${one}.price_basis, ${other}.price_basis))`

/** Holds for figures, or series, `of` and `other` that can be held against each other: of one currency and prices. All are, where it is not known. */
export const isComparable = (of: Sql, other: Sql) =>
  sql`(${of}.dimension IS NULL OR ${other}.dimension = ${of}.dimension AND ${isSamePrices(other, of)})`

/** Why a figure `other`, where it tells an amount, must not be held against one that `one` tells; null where it may. */
export const whyNotComparable = (one: Row, other: Row) => sql`(SELECT ${whyNotAdded} FROM (SELECT
  1 + (${raw(one)}.dimension <> ${raw(other)}.dimension)::int AS dimensions, 1 + (NOT ${isSamePrices(raw(one), raw(other))})::int AS prices, 1 AS subjects, 0 AS unsummable) x
  WHERE ${tellsAmount(one)} AND ${tellsAmount(other)})`
