import { type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isStock } from '../observation/stock.ts'
import { selectLastDay, selectParks } from '../subject/membership.ts'
import { isAsked, methodOf } from './items.ts'
import { type Request, toDate } from './request.ts'

/** What a line has of its item. */
const own = sql`i.k, i.subject_id, i.slug, i.code, i.indicator_id, i.dimension, i.atoms, i.factor, i.per_atoms, i.per_code, i.is_derivable, i.has_other, i.kind`

/** Accumulations that tell from January on what came together, where they start there. */
const cumulative = ['YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL', 'UNSPECIFIED']

/** Holds for lines of differences: in buckets shorter than a year, what is told from January on is one, whatever it is called. */
const isOfDifferences = ({ months }: Request) => (months === 12 ? sql`FALSE` : sql`i.method = 'DIFFERENCE'`)

/** Holds for series `x` that belong to lines of differences. */
const isToDate = (request: Request) =>
  sql`(${isOfDifferences(request)} AND x.accumulation::text = ANY (${cumulative}::text[]))`

/** Holds for series `x` of the accumulations that are read beside that of an item. */
function isBeside(request: Request): Sql {
  if (request.accumulation !== null) return sql`TRUE`
  // Single days and months are never mixed with others: they are read where nothing else is there, or they are asked for.
  const isMixed = sql`CASE WHEN i.accumulation IN ('DAY', 'MONTH') THEN x.accumulation = i.accumulation ELSE x.accumulation NOT IN ('DAY', 'MONTH') END`
  const isOfFlow =
    request.months === 12
      ? sql`${isMixed} AND x.accumulation <> 'STOCK'`
      : sql`x.accumulation = i.accumulation OR ${isToDate(request)}`
  return sql`CASE WHEN i.method = 'STOCK' THEN ${isMixed} ELSE ${isOfFlow} END`
}

/**
 * The lines of figures that items are read from, numbered by `n`: one for each series and priority of sources. In each bucket the
 * figure is read that `ranking` reads of its span, and held against others of its line alone. Of series that are no stock, but
 * levels of one, figures of exactly a bucket count: `is_exact`. `turn` is the order of lines of which nothing else says which comes
 * first. A line of differences has several series, a row for each, of which one `is_head`. An item’s only one `is_alone`.
 */
export function selectLines(request: Request, view: View): Sql {
  const isOfStock = isStock({ accumulation: sql`x.accumulation`, measure: sql`x.measure`, overTime: sql`i.over_time` })
  const method = methodOf(sql`x.accumulation`, sql`i.kind`, sql`i.over_time`)
  // The table of latest figures tells the priorities without a look at the figures.
  const told = sql`SELECT DISTINCT k.source_priority AS priority FROM latest k
    WHERE k.reporting_park_id = x.reporting_park_id AND k.series_id = x.id AND k.nature = ${request.nature}::"Nature" AND k.period_end IS NOT NULL`
  const isOne = isOfDifferences(request)
  const head = sql`CASE WHEN ${isOne} THEN min(x.id) OVER (PARTITION BY x.reporting_park_id, x.scope, x.price_basis, p.priority) ELSE x.id END`
  return sql`SELECT (1::bigint << 20) + dense_rank() OVER (ORDER BY i.n, x.priority, x.head) AS n, i.n AS item, ${own}, x.id AS series_id,
      coalesce(x.reporting_park_id, i.reporting_park_id) AS reporting_park_id, coalesce(x.accumulation, i.accumulation) AS accumulation,
      coalesce(x.scope, i.scope) AS scope, coalesce(x.price_basis, i.price_basis) AS price_basis,
      CASE WHEN i.method = 'STOCK' OR ${isOne} THEN i.method ELSE coalesce(x.method, i.method) END AS method,
      ${isOne} OR coalesce(x.accumulation, i.accumulation) = 'YEAR_TO_DATE' AS is_to_date,
      coalesce(x.accumulation, i.accumulation) IN ('YEAR_TO_DATE', 'UNSPECIFIED') AS may_run,
      x.priority, coalesce(x.is_exact, FALSE) AS is_exact, x.id IS NOT DISTINCT FROM x.head AS is_head,
      dense_rank() OVER (PARTITION BY i.n ORDER BY x.priority, x.price_basis, x.scope) AS turn, count(*) OVER (PARTITION BY i.n) = 1 AS is_alone
    FROM item i LEFT JOIN LATERAL (SELECT x.*, p.priority, ${method} AS method, i.method = 'STOCK' AND NOT ${isOfStock} AS is_exact, ${head} AS head
      FROM series x CROSS JOIN LATERAL (${told}) p
      WHERE x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND x.measure = i.kind AND x.dimension = i.dimension
        AND (${isBeside(request)}) AND ${isAsked(request, view)}) x ON TRUE`
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
      JOIN line i ON i.subject_id = p.subject_id AND i.is_head JOIN (${days}) x ON x.day = p.day`
}

/**
 * The park around each line, with its series of the same accumulation, scope and price basis. It is read from sources of the
 * priority that the line is read from: what two offices counted makes no share.
 */
export function selectLinesOfParents(request: Request, view: View): Sql {
  const isSame = sql`x.accumulation = i.accumulation`
  const isAlike = request.accumulation === null ? sql`(${isSame} OR ${isToDate(request)})` : isSame
  return sql`SELECT i.key AS n, i.item, c.*, i.method, i.is_to_date, i.may_run, i.is_exact, i.turn, TRUE AS is_alone, i.priority
    FROM (SELECT DISTINCT p.key, p.parent_id, i.* FROM parent p JOIN line i ON i.n = p.n AND i.is_head) i
    CROSS JOIN LATERAL (SELECT x.id AS series_id, x.reporting_park_id, row_number() OVER (ORDER BY x.id) = 1 AS is_head FROM series x
      WHERE x.subject_id = i.parent_id AND x.indicator_id = i.indicator_id AND x.measure = i.kind AND x.breakdown = ''
        AND ${isAlike} AND x.scope = i.scope AND x.price_basis = i.price_basis AND x.dimension = i.dimension
        AND ${isVisible('x', view)} AND ${isRecorded('x', view)}) c`
}

/** Each line with the series of the growth that is reported of it. */
export function selectLinesOfGrowth(view: View): Sql {
  return sql`SELECT i.n, i.item, c.*, 'SAME' AS method, i.is_to_date, FALSE AS may_run, FALSE AS is_exact, i.turn, TRUE AS is_alone, i.priority,
      row_number() OVER (PARTITION BY i.n ORDER BY c.series_id) = 1 AS is_head
    FROM line i CROSS JOIN LATERAL (SELECT x.id AS series_id, x.reporting_park_id FROM series x
      WHERE x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND x.measure = 'GROWTH' AND x.breakdown = ''
        AND x.accumulation = i.accumulation AND x.scope = i.scope AND x.dimension = 'ratio' AND ${isVisible('x', view)} AND ${isRecorded('x', view)}
      ORDER BY x.price_basis <> i.price_basis, x.price_basis, x.id LIMIT 1) c`
}
