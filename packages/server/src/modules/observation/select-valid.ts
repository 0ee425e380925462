import { type Sql, sql } from '@parkgraph/db'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { tellsAmount } from './rows.ts'
import { selectNewest } from './vintages.ts'

/** Which stock is wanted, and when. Each part is an SQL expression, so that a row around can name it. */
export interface WantedStock {
  readonly subject: Sql
  readonly indicator: Sql
  readonly dimension: Sql
  readonly nature: Sql
  /** The day after the last one of the period; null for no end. */
  readonly end: Sql
}

/**
 * The one level of a stock, such as land, that is valid when a period ends, as a FROM item; `findValid` of packages/statistics is
 * its oracle. It may come from any source: land is counted by another office than money. Single days, months and parts of the
 * whole are left out, as in `selectLatest`, and so is what was withdrawn.
 */
export function selectValid({ subject, indicator, dimension, nature, end }: WantedStock, view: View): Sql {
  const figures = selectNewest({ reportingPark: sql`s.reporting_park_id`, series: sql`s.id`, nature }, view)
  return sql`(SELECT x.reporting_park_id, x.id, x.unit_code, x.qualifier, x.value, x.lower, x.upper
    FROM series s CROSS JOIN LATERAL ${figures} x JOIN source d ON d.id = x.source_id
    WHERE s.subject_id = ${subject} AND s.indicator_id = ${indicator} AND s.dimension = ${dimension} AND s.measure = 'LEVEL'
      AND s.breakdown = '' AND s.accumulation NOT IN ('DAY', 'MONTH') AND s.scope IN ('UNSPECIFIED', 'ALL') AND ${isVisible('s', view)}
      AND coalesce(x.period_start, '-infinity') < coalesce(${end}, 'infinity') AND ${tellsAmount('x')}
    ORDER BY x.period_start DESC NULLS LAST, least(x.period_end, ${end}) DESC, x.period_end, d.priority, s.accumulation = 'STOCK' DESC,
      s.scope, x.published_on DESC, x.id DESC LIMIT 1)`
}
