import { raw, type Sql, sql } from '@parkgraph/db'

/** A derived number in SQL: value, bounds where it is vague, why there is none, and ids of the observations it rests on. */
export interface Quantity {
  readonly v: Sql
  readonly lo: Sql
  readonly hi: Sql
  readonly why: Sql
  readonly ids: Sql
}

/** A quantity of which each part is an expression of its own kind, such as an aggregate over a window. */
export function eachPart(compile: (part: keyof Quantity) => Sql): Quantity {
  return { v: compile('v'), lo: compile('lo'), hi: compile('hi'), why: compile('why'), ids: compile('ids') }
}

/** The quantity that lies in columns of this prefix, such as `l_v`, `l_lo`, `l_hi`, `l_why` and `l_ids`. */
export const columnsOf = (prefix: string): Quantity => eachPart((part) => raw(`${prefix}_${part}`))

const low = (a: Quantity) => sql`coalesce(${a.lo}, ${a.v})`
const high = (a: Quantity) => sql`coalesce(${a.hi}, ${a.v})`
const isVague = (a: Quantity, b: Quantity) => sql`coalesce(${a.lo}, ${a.hi}, ${b.lo}, ${b.hi}) IS NOT NULL`
const isNothing = (a: Quantity) => sql`coalesce(${a.v}, ${a.lo}, ${a.hi}) IS NULL`
const rests = (a: Quantity, b: Quantity) => sql`nullif(concat_ws(',', ${a.ids}, ${b.ids}), '')`

/** What lacks in a base: parts of one are none. */
const whyNoBase = (b: Quantity) =>
  sql`CASE WHEN coalesce(${b.why}, 'MISSING_VALUE') IN ('MISSING_VALUE', 'INCOMPLETE_BUCKET') THEN 'MISSING_BASE' ELSE ${b.why} END`

/**
 * A quotient of `a` by a positive `b`, as `make` writes it: `yearOnYear`, `share` and `perUnit` of packages/statistics are its
 * oracles. Bounds follow those of `a` and `b`; a base that may be zero or less gives none. One that `isNatural`, as land and
 * people are, is never less than none: of it an upper bound is enough.
 */
export function divide(a: Quantity, b: Quantity, make: (value: Sql, base: Sql) => Sql, isNatural = false): Quantity {
  const isPositive = isNatural ? sql`coalesce(${low(b)}, 1) > 0` : sql`${low(b)} > 0`
  const bound = (x: Sql, smaller: Sql, larger: Sql) =>
    sql`CASE WHEN ${isVague(a, b)} AND ${isPositive} THEN CASE WHEN ${x} >= 0 THEN ${make(x, smaller)} ELSE ${make(x, larger)} END END`
  return {
    v: sql`CASE WHEN ${b.v} > 0 THEN ${make(a.v, b.v)} END`,
    lo: bound(low(a), high(b), low(b)),
    hi: bound(high(a), low(b), high(b)),
    why: sql`CASE WHEN ${a.v} IS NOT NULL AND ${b.v} > 0 THEN NULL WHEN ${isNothing(a)} THEN coalesce(${a.why}, 'MISSING_VALUE')
      WHEN ${isNothing(b)} THEN ${whyNoBase(b)} WHEN ${b.v} = 0 THEN 'ZERO_BASE' WHEN ${b.v} < 0 THEN 'NEGATIVE_BASE'
      ELSE 'VAGUE_VALUE' END`,
    ids: rests(b, a),
  }
}

export const percentOf = (value: Sql, base: Sql) => sql`quotient(${value} * 100, ${base})`
export const growthOver = (value: Sql, base: Sql) => sql`quotient((${value} - ${base}) * 100, ${base})`

/** What `a` lies above `b`: `difference` of packages/statistics is its oracle. */
export function subtract(a: Quantity, b: Quantity): Quantity {
  return {
    v: sql`${a.v} - ${b.v}`,
    lo: sql`CASE WHEN ${isVague(a, b)} THEN ${low(a)} - ${high(b)} END`,
    hi: sql`CASE WHEN ${isVague(a, b)} THEN ${high(a)} - ${low(b)} END`,
    why: sql`CASE WHEN ${a.v} IS NOT NULL AND ${b.v} IS NOT NULL THEN NULL WHEN ${isNothing(a)} THEN coalesce(${a.why}, 'MISSING_VALUE')
      WHEN ${isNothing(b)} THEN coalesce(${b.why}, 'MISSING_VALUE') ELSE 'VAGUE_VALUE' END`,
    ids: rests(b, a),
  }
}

/** The same quantity with another scale. */
export const scale = (a: Quantity, by: (value: Sql) => Sql): Quantity => ({
  ...a,
  v: by(a.v),
  lo: by(a.lo),
  hi: by(a.hi),
})

/** A quantity where `condition` holds; where not, nothing, for this reason. */
export const where = (condition: Sql, a: Quantity, reason: Sql): Quantity =>
  eachPart((part) => sql`CASE WHEN ${condition} THEN ${a[part]} ${part === 'why' ? sql`ELSE ${reason}` : sql``} END`)
