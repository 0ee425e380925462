import { empty, type Sql, sql } from '@parkgraph/db'
import { isKnown } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isKnownCurrent, isReplaced } from './rows.ts'

/** Which figures of a series are wanted. Each part is an SQL expression, so that a row around can name it. */
export interface Wanted {
  readonly reportingPark: Sql
  readonly series: Sql
  readonly nature: Sql
  /**
   * Figures whose day after the last lies after the first and not after the second of these. Without it any, also those without
   * a period.
   */
  readonly ends?: readonly [after: Sql, by: Sql]
  /** Id of the source; null for any. */
  readonly source?: Sql
}

/**
 * The figures of one series that the view reads, as a FROM item of the columns of `observation`: one row per period and
 * source, its newest vintage. They come from one backward scan of the index `observation_vintage`, in its order: nothing is
 * sorted, and no row is probed for a newer one. As corrected, an accepted correction stands in the place of what it corrects.
 */
export function selectNewest({ reportingPark, series, nature, ends, source }: Wanted, view: View): Sql {
  const ofSeries = sql`x.reporting_park_id = ${reportingPark} AND x.series_id = ${series} AND x.nature = ${nature}
    ${ends ? sql`AND x.period_end > ${ends[0]} AND x.period_end <= ${ends[1]}` : empty} ${source ? sql`AND x.source_id = ${source}` : empty}`
  const printed = sql`SELECT DISTINCT ON (x.period_end, x.period_start, x.source_id) x.* FROM observation x
    WHERE ${ofSeries} AND x.reading = 'AS_PRINTED' AND ${isKnown('x', view)}
    ORDER BY x.period_end DESC NULLS LAST, x.period_start, x.source_id DESC, x.published_on DESC, x.id DESC`
  return view.reading === 'AS_PRINTED'
    ? sql`(${printed})`
    : sql`(SELECT * FROM (${printed}) x WHERE NOT ${isReplaced('x', view)} UNION ALL
        SELECT x.* FROM observation x WHERE ${ofSeries} AND x.reading = 'CORRECTED'
          AND ${isKnownCurrent('x', view)})`
}
