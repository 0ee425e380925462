import { raw, type Sql, sql } from '@parkgraph/db'
import { isOpen, keyOf, shiftOf } from '../ranking/place.ts'
import type { Role } from './beside.ts'
import {
  columnsOf,
  divide,
  eachPart,
  growthOver,
  percentOf,
  type Quantity,
  scale,
  subtract,
  where,
} from './quantity.ts'
import { lineOf, type Measure, type Request, seeksParent, seeksYearBefore } from './request.ts'

/** How a measure is made. Each step's expressions read the columns that the step before named. */
export interface MeasurePlan {
  /** Columns over windows of a line's cells, or an item's: quantities by the prefix under which they are named. */
  readonly windows?: Readonly<Record<string, Quantity>>
  /** What stands beside the cells. */
  readonly beside?: readonly Role[]
  /** The bucket that the others are held against. */
  readonly base?: Sql
  /**
   * What has to be found of the cells first: `is_best` says which line of an item is read in a bucket, and `base_b` is the first
   * bucket with a value, whichever line tells it.
   */
  readonly needs?: 'is_best' | 'base_b'
  readonly quantity: Quantity
  /** Of which unit the values are; `level` stands for that of the item. */
  readonly unit: 'level' | 'per mu' | 'PERCENT' | 'PERCENTAGE_POINT' | 'RANK' | null
}

/** The window of a line's buckets in their order, declared where the expressions stand. */
const over = (value: Sql, frame = raw('')) => sql`${value} OVER (w ${frame})`

/** That of an item's buckets, of which each has cells of all its lines. */
const overItem = (value: Sql) => sql`${value} OVER v`

/** From atoms into the unit of the item: a product where that is exact. */
const toUnit = (value: Sql) => sql`CASE WHEN factor IS NULL THEN quotient(${value}, atoms) ELSE ${value} * factor END`

/** A quantity of a bucket that nothing may be told of: then it rests on no figure, whichever line is looked at. */
export const ofTold = (quantity: Quantity): Quantity => ({
  ...quantity,
  ids: sql`CASE WHEN is_told OR coalesce(${quantity.v}, ${quantity.lo}, ${quantity.hi}) IS NOT NULL THEN ${quantity.ids} END`,
})

/** Measures that nothing means of shares and ranks, as rankings refuse them; by land, of what no unit is for either. */
const isDerivable: Readonly<Partial<Record<Measure, Sql>>> = {
  ...Object.fromEntries(
    (
      ['YEAR_ON_YEAR', 'GROWTH_DIVERGENCE', 'PERIOD_ON_PERIOD', 'INDEX', 'SHARE_OF_PARENT', 'MOVING_AVERAGE'] as const
    ).map((measure) => [measure, sql`is_derivable`]),
  ),
  PER_MU: sql`is_derivable AND per_code IS NOT NULL`,
}

export function planMeasure(measure: Measure, request: Request): MeasurePlan {
  const plan = makePlan(measure, request)
  const condition = isDerivable[measure]
  if (!condition) return plan
  const base = plan.base && { base: sql`CASE WHEN ${condition} THEN ${plan.base} END` }
  return { ...plan, ...base, quantity: where(condition, plan.quantity, sql`'NOT_DERIVED'`) }
}

/** What a level is held against: a figure that was looked for by itself, where there is one, before what the line has. */
const beforeOfFigures: Quantity = {
  v: sql`CASE WHEN e IS NULL THEN y_v ELSE e[1] END`,
  lo: sql`CASE WHEN e IS NULL THEN y_lo ELSE e[2] END`,
  hi: sql`CASE WHEN e IS NULL THEN y_hi ELSE e[3] END`,
  why: sql`CASE WHEN e IS NULL THEN y_why WHEN coalesce(e[1], e[2], e[3]) IS NULL THEN 'MISSING_VALUE' WHEN e[1] IS NULL THEN 'VAGUE_VALUE' END`,
  ids: sql`CASE WHEN e IS NULL THEN y_ids ELSE e[4]::text END`,
}

function makePlan(measure: Measure, request: Request): MeasurePlan {
  const { months, first, base, window, fill } = request
  const isWhole = sql`covered = ${months}::int`
  const incomplete = sql`coalesce(l_why, 'INCOMPLETE_BUCKET')`
  const level = columnsOf('l')
  /** The level of a bucket that has all of its figures: parts are never held against wholes. */
  const whole = months === 1 ? level : where(isWhole, level, incomplete)
  const flow = columnsOf('f')
  const reported = where(
    sql`g_ids IS NOT NULL`,
    { ...columnsOf('g'), why: sql`CASE WHEN g_v IS NULL THEN 'VAGUE_VALUE' END` },
    sql`'MISSING_VALUE'`,
  )
  const back = (of: Quantity, count: number) => eachPart((part) => over(sql`lag(${of[part]}, ${count}::int)`))
  const ofYear = seeksYearBefore(request) ? beforeOfFigures : columnsOf('y')
  const yearBefore = { windows: { y: back(whole, 12 / months) } }
  switch (measure) {
    case 'LEVEL':
      return planLevel()
    case 'SINGLE_MONTH': {
      const isFlow = sql`method IN ('DIFFERENCE', 'SUM') OR f_why = 'MISSING_VALUE'`
      return { quantity: scale(where(isFlow, flow, sql`'NOT_ADDITIVE'`), toUnit), unit: 'level' }
    }
    case 'YEAR_ON_YEAR':
      return { ...yearBefore, quantity: divide(whole, ofYear, growthOver), unit: 'PERCENT' }
    case 'REPORTED_GROWTH':
      return { quantity: reported, unit: 'PERCENT' }
    case 'GROWTH_DIVERGENCE': {
      const computed = divide(whole, ofYear, growthOver)
      return {
        ...yearBefore,
        quantity: subtract(reported, ofTold(computed)),
        unit: 'PERCENTAGE_POINT',
      }
    }
    case 'PERIOD_ON_PERIOD':
      return { windows: { p: back(flow, 1) }, quantity: divide(flow, columnsOf('p'), growthOver), unit: 'PERCENT' }
    case 'INDEX': {
      const at = base === null ? sql`base_b` : sql`${base}::int`
      const ofBase = (value: Sql) =>
        sql`(${over(sql`array_agg(${value}) FILTER (WHERE b = ${at})`, raw('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING'))})[1]`
      // Why the base has no value is its own matter: the other buckets lack a base.
      const why = sql`'MISSING_BASE'`
      const windows = { i: { ...eachPart((part) => ofBase(flow[part])), why } }
      return {
        windows,
        base: at,
        ...(base === null ? { needs: 'base_b' as const } : {}),
        quantity: divide(flow, columnsOf('i'), percentOf),
        unit: null,
      }
    }
    case 'SHARE_OF_PARENT': {
      // A figure that was looked for by itself, where there is one, before what the line has.
      const parent = seeksParent(request)
        ? eachPart((part) => raw(`CASE WHEN q_ids IS NULL THEN h_${part} ELSE q_${part} END`))
        : columnsOf('h')
      const why = sql`CASE WHEN parent_id IS NULL THEN 'NO_PARENT' ELSE ${parent.why} END`
      return { beside: ['parent'], quantity: divide(whole, { ...parent, why }, percentOf), unit: 'PERCENT' }
    }
    case 'PER_MU': {
      // An atom of area is a third of a square metre, and a mu 2000 of them.
      const perMu = (value: Sql, land: Sql) => sql`quotient(${value} * 2000, ${land} * per_atoms)`
      return { beside: ['land'], quantity: divide(whole, columnsOf('a'), perMu, true), unit: 'per mu' }
    }
    case 'CUMULATIVE': {
      const year = sql`(PARTITION BY ${raw(lineOf(request))}, b * ${months}::int / 12 ORDER BY b)`
      const sum = (value: Sql) => sql`sum(${value}) OVER ${year}`
      const isAll = sql`${sum(sql`covered`)} = (b * ${months}::int) % 12 + ${months}::int`
      const isOverlapping = sql`bool_or(l_why = 'OVERLAPPING_FIGURES') OVER ${year}`
      const summed = where(
        sql`${isAll} AND NOT bool_or(l_v IS NULL AND l_lo IS NULL AND l_hi IS NULL) OVER ${year}`,
        {
          v: sql`CASE WHEN ${sum(sql`(l_v IS NULL)::int`)} = 0 THEN ${sum(sql`l_v`)} END`,
          lo: boundOf('lo', sum),
          hi: boundOf('hi', sum),
          why: sql`CASE WHEN ${sum(sql`(l_v IS NULL)::int`)} > 0 THEN 'VAGUE_VALUE' END`,
          ids: sql`string_agg(l_ids, ',') OVER ${year}`,
        },
        sql`CASE WHEN covered = 0 THEN 'MISSING_VALUE' WHEN ${isOverlapping} THEN 'OVERLAPPING_FIGURES' ELSE 'INCOMPLETE_BUCKET' END`,
      )
      const toDate = columnsOf('t')
      const quantity = eachPart(
        (
          part,
        ) => sql`CASE WHEN method = 'DIFFERENCE' OR coalesce(t_v, t_lo, t_hi) IS NOT NULL THEN ${toDate[part]} WHEN method = 'SUM' THEN c_${raw(part)}
          ${part === 'why' ? sql`ELSE CASE WHEN covered = 0 THEN 'MISSING_VALUE' ELSE 'NOT_ADDITIVE' END` : sql``} END`,
      )
      return { windows: { c: summed }, quantity: scale(quantity, toUnit), unit: 'level' }
    }
    case 'MOVING_AVERAGE': {
      const frame = raw(`ROWS BETWEEN ${window - 1} PRECEDING AND CURRENT ROW`)
      const known = (value: Sql) => sql`${over(sql`count(${value})`, frame)} = ${window}::int`
      const mean = (value: Sql) =>
        sql`CASE WHEN ${known(value)} THEN quotient(${over(sql`sum(${value})`, frame)}, ${window}::int) END`
      const isVague = over(sql`count(coalesce(f_lo, f_hi))`, frame)
      const isLacking = sql`FILTER (WHERE coalesce(f_v, f_lo, f_hi) IS NULL)`
      /** Why the last bucket of the window that has nothing has nothing. */
      const lacking = sql`(${over(sql`array_agg(f_why) ${isLacking}`, frame)})[${over(sql`count(*) ${isLacking}`, frame)}]`
      const average: Quantity = {
        v: mean(sql`f_v`),
        lo: sql`CASE WHEN ${isVague} > 0 THEN ${mean(sql`coalesce(f_lo, f_v)`)} END`,
        hi: sql`CASE WHEN ${isVague} > 0 THEN ${mean(sql`coalesce(f_hi, f_v)`)} END`,
        why: sql`CASE WHEN ${known(sql`f_v`)} THEN NULL WHEN ${known(sql`coalesce(f_v, f_lo, f_hi)`)} THEN 'VAGUE_VALUE'
          WHEN f_why IS NOT NULL AND f_why <> 'VAGUE_VALUE' THEN f_why ELSE coalesce(nullif(${lacking}, 'MISSING_VALUE'), 'MISSING_BASE') END`,
        ids: over(sql`string_agg(f_ids, ',')`, frame),
      }
      return { windows: { m: average }, quantity: scale(columnsOf('m'), toUnit), unit: 'level' }
    }
    case 'RANK': {
      const read = where(sql`is_best`, whole, sql`l_why`)
      const figure = {
        value: read.v,
        lower: read.lo,
        upper: read.hi,
        lowerOpen: sql`l_lo_open`,
        upperOpen: sql`l_hi_open`,
      }
      const key = keyOf(figure)
      // By month a level to date says something else than one of the month alone.
      const alike = months === 1 ? sql`k, b, runs_on` : sql`k, b`
      const open = isOpen(figure, sql`${alike}, ${key} IS NULL`, sql`n`)
      const nothing = sql`NULL::numeric`
      const why = sql`CASE WHEN ${key} IS NULL THEN coalesce(${read.why}, 'MISSING_VALUE') WHEN ${open} THEN 'VAGUE_VALUE' END`
      const windows = { k: { v: key, lo: nothing, hi: nothing, why, ids: read.ids } }
      const place = sql`rank() OVER (PARTITION BY ${alike}, k_why IS NULL ORDER BY k_v DESC, ${shiftOf(figure)} DESC)`
      const quantity = { ...columnsOf('k'), v: sql`CASE WHEN k_why IS NULL THEN ${place}::numeric END` }
      return { needs: 'is_best', windows, quantity, unit: 'RANK' }
    }
  }

  function planLevel(): MeasurePlan {
    if (fill === 'NONE' || fill === 'NULL')
      return { quantity: scale(fill === 'NULL' ? whole : level, toUnit), unit: 'level' }
    if (fill === 'ZERO') {
      const v = sql`CASE WHEN count = 0 THEN 0 ELSE l_v END`
      return { quantity: scale({ ...level, v, why: sql`CASE WHEN count > 0 THEN l_why END` }, toUnit), unit: 'level' }
    }
    const isKnown = sql`FILTER (WHERE count > 0 AND is_best AND b >= ${first}::int)`
    // By month a year to date starts anew each January: that of December says nothing of the next one.
    const lastOf = (value: Sql) =>
      sql`(${overItem(sql`array_agg(${value}) ${isKnown}`)})[${overItem(sql`count(*) ${isKnown}`)}]`
    const isOfYear =
      months === 1
        ? sql`(NOT ${lastOf(sql`is_to_date`)} OR ${overItem(sql`max(b) ${isKnown}`)} / 12 = b / 12)`
        : sql`TRUE`
    const last = eachPart(
      (part) => sql`CASE WHEN count > 0 THEN ${level[part]} WHEN ${isOfYear} THEN ${lastOf(level[part])} END`,
    )
    const stands = sql`(${overItem(sql`count(*) ${isKnown}`)} > 0 AND ${isOfYear})`
    const why = sql`CASE WHEN count = 0 AND NOT ${stands} THEN 'MISSING_VALUE' ELSE ${last.why} END`
    return {
      needs: 'is_best',
      windows: { d: { ...last, why } },
      quantity: scale(columnsOf('d'), toUnit),
      unit: 'level',
    }
  }

  function boundOf(part: 'lo' | 'hi', sum: (value: Sql) => Sql): Sql {
    const value = sql`coalesce(${raw(`l_${part}`)}, l_v)`
    return sql`CASE WHEN ${sum(sql`(coalesce(l_lo, l_hi) IS NOT NULL)::int`)} > 0 AND ${sum(sql`(${value} IS NULL)::int`)} = 0
      THEN ${sum(value)} END`
  }
}
