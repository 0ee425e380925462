import { type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import type { View } from '../../compiler/view.ts'
import { selectOfParent } from '../observation/of-parent.ts'
import { isOfSpan, orderOfSpan, toSpan } from '../observation/of-span.ts'
import { selectValid, type WantedStock } from '../observation/select-valid.ts'
import { isOfStock } from '../observation/stock.ts'
import { isOfPriority, selectYearBefore, spanOf } from '../observation/year-before.ts'
import { isWanted, type Wanted } from './figures.ts'

/** Columns of the figure that another is held against, in its unit: who reads many of them converts them all at once. */
export const baseColumns = sql`b.reporting_park_id AS base_park_id, b.id AS base_observation_id, b.unit_code, b.qualifier, b.value, b.lower, b.upper`

/** The figure, such as land, that was valid when the period of `v` ended. */
export function selectDivisor(wanted: Omit<WantedStock, 'subject' | 'end'>, view: View): Sql {
  return sql`SELECT ${baseColumns} FROM ${selectValid({ ...wanted, subject: sql`v.subject_id`, end: sql`v.period_end` }, view)} b`
}

/** The level of the year before; of a stock what held in the period a year before, or without one in the days of `v`. */
export function selectBefore({ indicator, nature }: Wanted, period: Period | null, view: View): Sql {
  const level = { row: 'v', indicator, measure: sql`'LEVEL'`, isFrom: isOfPriority(sql`v.source_priority`) }
  return sql`SELECT ${baseColumns} FROM (${selectYearBefore(level, nature, period && toSpan(period), view)}) b`
}

/**
 * The figure of the park `parent_id` for the very period of `v`; of a stock what holds in the period that was asked for, else in
 * that of `v`. It is of the same scope and price basis.
 */
export function selectShared(wanted: Wanted, period: Period | null, view: View): Sql {
  const alike = { ...wanted, accumulation: null, scope: sql`v.scope` }
  const span = period ? toSpan(period) : spanOf('v')
  const isStock = isOfStock({ ...wanted, accumulation: sql`v.accumulation` })
  const isHeld = sql`CASE WHEN ${isStock} AND v.period_end IS NOT NULL THEN ${isOfSpan('x', span, sql`TRUE`)}
    ELSE x.period_end IS NOT DISTINCT FROM v.period_end AND x.period_start IS NOT DISTINCT FROM v.period_start END
    AND ${isOfPriority(sql`v.source_priority`)}`
  const around = {
    ...{ level: 'v', parent: sql`v.parent_id`, nature: wanted.nature, isHeld, order: orderOfSpan('x', span) },
    isOf: sql`s.price_basis = v.price_basis AND ${isWanted('s', alike)}`,
  }
  return sql`SELECT ${baseColumns} FROM (${selectOfParent(around, view)}) b`
}
