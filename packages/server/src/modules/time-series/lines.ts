import { type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isOfStock } from '../observation/stock.ts'
import { selectLastDay, selectParks } from '../subject/membership.ts'
import { isAsked } from './items.ts'
import { type Request, toDate } from './request.ts'

/** What a line has of its item. */
const own = sql`i.k, i.subject_id, i.slug, i.code, i.indicator_id, i.dimension, i.atoms, i.factor, i.per_atoms, i.per_code, i.is_derivable, i.has_other, i.kind, i.method, i.is_to_date, i.may_run`

/**
 * The lines of figures that items are read from, numbered by `n`. An item has one: its series, and of that the sources of the
 * first priority that tells of the buckets (`priority` is null). A stock has one for each series and priority: in each bucket
 * the figure is read that `ranking` reads of it, and held against others of its line alone. Of series that are no stock, but
 * levels of one, figures of exactly a bucket count: `is_exact`. `turn` is the order of lines whose figures are read on one day.
 */
export function selectLines(request: Request, view: View): Sql {
  const { accumulation, nature } = request
  const isStock = isOfStock({
    accumulation: sql`x.accumulation`,
    measure: sql`x.measure`,
    indicator: sql`i.indicator_id`,
  })
  // Single days and months are never mixed with others: they are read where nothing else is there, or they are asked for.
  const isMixed =
    accumulation === null
      ? sql`CASE i.accumulation WHEN 'DAY' THEN x.accumulation = 'DAY' ELSE x.accumulation NOT IN ('DAY', 'MONTH') END`
      : sql`TRUE`
  const told = sql`SELECT DISTINCT d.priority FROM observation o JOIN source d ON d.id = o.source_id
    WHERE o.reporting_park_id = x.reporting_park_id AND o.series_id = x.id AND o.nature = ${nature}::"Nature" AND o.period_end IS NOT NULL`
  return sql`SELECT i.n::bigint AS n, i.n AS item, ${own}, i.series_id, i.reporting_park_id, i.accumulation, i.scope, i.price_basis,
      NULL::int AS priority, FALSE AS is_exact, 0::bigint AS turn FROM item i WHERE i.method <> 'STOCK'
    UNION ALL SELECT (1::bigint << 20) + row_number() OVER (), i.n, ${own}, x.id, coalesce(x.reporting_park_id, i.reporting_park_id),
      coalesce(x.accumulation, i.accumulation), coalesce(x.scope, i.scope), coalesce(x.price_basis, i.price_basis), x.priority, coalesce(x.is_exact, FALSE),
      dense_rank() OVER (PARTITION BY i.n ORDER BY x.priority, x.price_basis, x.scope)
    FROM item i LEFT JOIN LATERAL (SELECT x.*, p.priority, NOT ${isStock} AS is_exact FROM series x CROSS JOIN LATERAL (${told}) p
      WHERE x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND x.measure = i.kind AND x.dimension = i.dimension
        AND ${isMixed} AND ${isAsked(request, view)}) x ON TRUE WHERE i.method = 'STOCK'`
}

/**
 * The park that the subject of each line belongs to on the last day of each bucket, or on that of the view where it comes first.
 * `key` is one for each line and park.
 */
export function selectParents({ first, last, months }: Request, view: View): Sql {
  const buckets = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const days = sql`SELECT x.b, ${selectLastDay(sql`x.ends`, view)} AS day
    FROM unnest(${buckets}::int[], ${buckets.map((bucket) => toDate((bucket + 1) * months))}::date[]) x(b, ends)`
  return sql`SELECT i.n, i.item, x.b, p.park_id AS parent_id, (i.n << 31) + p.park_id AS key
    FROM ${selectParks(sql`SELECT subject_id FROM item`, sql`SELECT DISTINCT day FROM (${days}) x`, view)} p
      JOIN line i ON i.subject_id = p.subject_id JOIN (${days}) x ON x.day = p.day`
}

/**
 * The park around each line, with its series of the same accumulation, scope and price basis. It is read from sources of the
 * priority that the line is read from: what two offices counted makes no share.
 */
export function selectLinesOfParents(view: View): Sql {
  return sql`SELECT i.key AS n, i.item, c.*, i.method, i.is_to_date, i.may_run, i.is_exact, i.turn, i.source_priority AS priority
    FROM (SELECT DISTINCT p.key, p.parent_id, c.source_priority, i.* FROM parent p JOIN line i ON i.n = p.n
        JOIN (SELECT n, max(source_priority) AS source_priority FROM cell GROUP BY n) c ON c.n = p.n) i
    CROSS JOIN LATERAL (SELECT x.id AS series_id, x.reporting_park_id FROM series x
      WHERE x.subject_id = i.parent_id AND x.indicator_id = i.indicator_id AND x.measure = i.kind AND x.breakdown = ''
        AND x.accumulation = i.accumulation AND x.scope = i.scope AND x.price_basis = i.price_basis AND x.dimension = i.dimension
        AND ${isVisible('x', view)} AND ${isRecorded('x', view)} ORDER BY x.id LIMIT 1) c`
}

/** Each line with the series of the growth that is reported of it. */
export function selectLinesOfGrowth(view: View): Sql {
  return sql`SELECT i.n, i.item, c.*, 'SAME' AS method, i.is_to_date, FALSE AS may_run, FALSE AS is_exact, i.turn, i.priority
    FROM line i CROSS JOIN LATERAL (SELECT x.id AS series_id, x.reporting_park_id FROM series x
      WHERE x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND x.measure = 'GROWTH' AND x.breakdown = ''
        AND x.accumulation = i.accumulation AND x.scope = i.scope AND x.dimension = 'ratio' AND ${isVisible('x', view)} AND ${isRecorded('x', view)}
      ORDER BY x.price_basis <> i.price_basis, x.price_basis, x.id LIMIT 1) c`
}
