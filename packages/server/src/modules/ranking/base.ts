import { empty, type Sql, sql } from '@parkgraph/db'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectValid, type WantedStock } from '../observation/select-valid.ts'
import { isWanted, selectNewest, type Wanted } from './figures.ts'

/** Columns of the figure that another is held against, in its unit: who reads many of them converts them all at once. */
export const baseColumns = sql`b.reporting_park_id AS base_park_id, b.id AS base_observation_id, b.unit_code, b.qualifier, b.value, b.lower, b.upper`

/** What two offices counted makes neither a growth nor a share. */
export const isSamePriority = sql`d.priority = v.source_priority`

/** The figure, such as land, that was valid when the period of `v` ended. */
export function selectDivisor(wanted: Omit<WantedStock, 'subject' | 'end'>, view: View): Sql {
  return sql`SELECT ${baseColumns} FROM ${selectValid({ ...wanted, subject: sql`v.subject_id`, end: sql`v.period_end` }, view)} b`
}

/** The figure of the park `parent_id` for the very period of `v`: accumulated alike, of the same scope and price basis. */
export function selectOfParent(wanted: Wanted, view: View): Sql {
  const alike = { ...wanted, accumulation: sql`v.accumulation`, scope: sql`v.scope` }
  const isSamePeriod = sql`x.period_end IS NOT DISTINCT FROM v.period_end AND x.period_start IS NOT DISTINCT FROM v.period_start
    AND ${isSamePriority}`
  return sql`SELECT ${baseColumns} FROM series s
      CROSS JOIN LATERAL (${selectNewest(sql`s.reporting_park_id`, sql`s.id`, wanted.nature, isSamePeriod, empty, view)}) b
    WHERE s.subject_id = v.parent_id AND s.price_basis = v.price_basis AND ${isWanted('s', alike)} AND ${isVisible('s', view)}
    ORDER BY b.published_on DESC, b.id DESC LIMIT 1`
}
