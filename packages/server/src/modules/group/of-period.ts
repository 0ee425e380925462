import { type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isWhole } from '../derivation/level.ts'
import { selectFirst } from '../observation/first-of-series.ts'
import { isOfSpan, orderOfSpan, toSpan } from '../observation/of-span.ts'
import { isStock } from '../observation/stock.ts'

/**
 * The key of the one actual level of a subject over a period, as a FROM item: of exactly these days, or of a stock the figure that
 * holds in them, by the rule and in the order of rankings. Single months count where the period is one.
 */
export function selectOfPeriod(subject: Sql, indicator: Sql, period: Period, view: View): Sql {
  const span = toSpan(period)
  const isOfStock = isStock({ accumulation: sql`s.accumulation`, measure: sql`s.measure`, overTime: sql`k.over_time` })
  const isOf = isOfSpan('x', span, isOfStock)
  const order = orderOfSpan('x', span)
  return sql`(SELECT s.reporting_park_id, o.id AS observation_id FROM series s JOIN indicator k ON k.id = s.indicator_id
      CROSS JOIN LATERAL (${selectFirst(sql`s.reporting_park_id`, sql`s.id`, sql`'ACTUAL'::"Nature"`, isOf, order, view)}) o
    WHERE s.subject_id = ${subject} AND s.measure = 'LEVEL' AND ${isWhole(indicator)} AND ${isVisible('s', view)}
    ORDER BY ${orderOfSpan('o', span)} o.period_end DESC, o.period_start, o.priority, s.price_basis, s.scope,
      o.published_on DESC, o.id DESC LIMIT 1)`
}
