import { empty, type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCandidate } from '../observation/rows.ts'
import { isStock } from '../observation/stock.ts'
import { selectLastDay, selectParks } from '../subject/membership.ts'
import { isAsked } from './items.ts'
import { methodOf, placeOf, rankOf } from './preference.ts'
import { type Request, toDate } from './request.ts'

/** What a line has of its item. */
const own = sql`i.k, i.subject_id, i.slug, i.code, i.indicator_id, i.dimension, i.atoms, i.factor, i.per_atoms, i.per_code, i.is_derivable, i.has_other`

/** Accumulations that tell from January on what came together, where they start there. */
const cumulative = ['YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL', 'UNSPECIFIED']

/** Holds for series `x` whose figures may stand for levels: those of the kind asked for, else levels, and of a share or rank what it is itself. */
function isOfKind({ of }: Request): Sql {
  if (of !== null) return sql`(x.measure::text = ${of} AND x.dimension = i.dimension)`
  return sql`(x.dimension = i.dimension AND (x.measure = 'LEVEL' OR x.measure = 'SHARE' AND i.dimension = 'ratio'
    OR x.measure = 'RANK' AND i.dimension = 'rank'))`
}

/**
 * The lines of figures that items are read from, numbered by `n`: one for each series and priority of sources. In each bucket that
 * line is read which comes first by `keyOf`, whatever other buckets there are, and held against others of its line alone. `turn` is
 * the order of lines of which nothing else says which comes first. In buckets shorter than a year all that is told from January on
 * is one line of differences, whatever it is called: it has several series, a row for each, of which one `is_head`; totals of a
 * span are a line of their own too. `office` is one for lines of what came together that one priority of sources tells alike. An
 * item’s only line `is_alone`.
 */
export function selectLines(request: Request, view: View): Sql {
  const { months, nature, source } = request
  const figure = sql`SELECT 1 FROM observation o WHERE o.reporting_park_id = x.reporting_park_id AND o.series_id = x.id
    AND o.nature = ${nature}::"Nature" AND ${isCandidate('o', view)} ${source === null ? empty : sql`AND o.source_id = (SELECT id FROM asked_source)`}`
  // As of a past day there may be none yet. Looked for where it matters alone.
  const has = (condition: Sql) => sql`bool_or(CASE WHEN ${condition} THEN EXISTS (${figure}) ELSE FALSE END) OVER ()`
  const isOfStock = isStock({ accumulation: sql`x.accumulation`, measure: sql`x.measure`, overTime: sql`i.over_time` })
  const series = sql`SELECT x.*, ${has(sql`x.accumulation = 'YEAR_TO_DATE'`)} AS has_to_date,
      ${has(sql`i.over_time = 'LAST' AND x.accumulation <> 'DAY' AND ${isOfStock}`)} AS has_stock
    FROM series x WHERE x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND ${isOfKind(request)} AND ${isAsked(request, view)}`
  // The table of latest figures tells the priorities without a look at the figures, and whether there is only one.
  const told = sql`SELECT k.priority, k.is_only FROM (SELECT k.source_priority AS priority, count(*) OVER () = 1 AS is_only,
      bool_or(k.period_end IS NOT NULL) AS has_period FROM latest k
    WHERE k.reporting_park_id = x.reporting_park_id AND k.series_id = x.id AND k.nature = ${nature}::"Nature" GROUP BY k.source_priority) k WHERE k.has_period`
  const isOne =
    months === 12
      ? sql`FALSE`
      : sql`(x.has_to_date AND x.measure = 'LEVEL' AND i.over_time = 'SUM' AND x.accumulation::text = ANY (${cumulative}::text[]))`
  const roles = sql`SELECT r.is_one FROM (VALUES (TRUE), (FALSE)) r(is_one)
    WHERE CASE WHEN r.is_one THEN ${isOne} ELSE NOT (${isOne} AND x.accumulation IN ('YEAR_TO_DATE', 'FULL_YEAR')) END`
  const method = sql`CASE WHEN r.is_one THEN 'DIFFERENCE' ELSE ${methodOf(sql`x.accumulation`, sql`x.measure`, sql`i.over_time`)} END`
  const head = sql`CASE WHEN r.is_one THEN min(x.id) OVER (PARTITION BY r.is_one, x.reporting_park_id, x.scope, x.price_basis, p.priority) ELSE x.id END`
  const order = sql`i.n, x.priority, x.price_basis, x.scope, x.method <> 'DIFFERENCE', x.place, x.head`
  const office = sql`i.n, x.priority, x.price_basis, x.scope, x.reporting_park_id, CASE WHEN x.method IN ('DIFFERENCE', 'SUM') THEN 0 ELSE x.head END`
  return sql`SELECT dense_rank() OVER (ORDER BY ${order}) AS n, dense_rank() OVER (ORDER BY ${office}) AS office, i.n AS item, ${own},
      x.id AS series_id, x.kind, x.reporting_park_id, x.accumulation, x.scope, x.price_basis, x.method, x.priority, x.is_only, x.place, x.rank,
      coalesce(x.is_one OR x.accumulation = 'YEAR_TO_DATE', FALSE) AS is_to_date, coalesce(x.has_to_date, FALSE) AS has_to_date, coalesce(x.has_stock, FALSE) AS has_stock,
      x.accumulation IN ('YEAR_TO_DATE', 'UNSPECIFIED') AS may_run, x.id IS NOT DISTINCT FROM x.head AS is_head,
      dense_rank() OVER (PARTITION BY i.n ORDER BY x.priority, x.price_basis, x.scope) AS turn, count(*) OVER (PARTITION BY i.n) = 1 AS is_alone
    FROM item i LEFT JOIN LATERAL (SELECT x.id, x.reporting_park_id, x.accumulation, x.scope, x.price_basis, x.has_to_date, x.has_stock, p.priority, p.is_only, r.is_one,
          x.measure AS kind, ${method} AS method, ${head} AS head,
          ${placeOf(sql`CASE WHEN r.is_one THEN 'YEAR_TO_DATE' ELSE x.accumulation END`)} AS place, ${rankOf(sql`x.accumulation`, sql`x.measure`, sql`i.over_time`)} AS rank
        FROM (${series}) x CROSS JOIN LATERAL (${told}) p CROSS JOIN LATERAL (${roles}) r) x ON TRUE`
}

/**
 * The park that the subject of each line belongs to on the last day of each bucket, or on that of the view where it comes first.
 * `key` is one for each line and park.
 */
export function selectParents({ first, last, months }: Request, view: View): Sql {
  const buckets = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const days = sql`SELECT x.b, ${selectLastDay(sql`x.ends`, view)} AS day
    FROM unnest(${buckets}::int[], ${buckets.map((bucket) => toDate((bucket + 1) * months))}::date[]) x(b, ends)`
  return sql`SELECT i.n, i.item, x.b, p.park_id AS parent_id, dense_rank() OVER (ORDER BY i.n, p.park_id) AS key
    FROM ${selectParks(sql`SELECT subject_id FROM item`, sql`SELECT DISTINCT day FROM (${days}) x`, view)} p
      JOIN line i ON i.subject_id = p.subject_id AND i.is_head JOIN (${days}) x ON x.day = p.day`
}

/** What lines of the park around have no need of: none of theirs is read instead of another. */
const beside = sql`i.scope, i.price_basis, i.is_to_date, i.turn, TRUE AS is_alone, i.priority, FALSE AS is_only, i.has_stock, 0 AS place, 0 AS rank`

/**
 * The park around each line, with its series of the same accumulation, scope and price basis. It is read from sources of the
 * priority that the line is read from: what two offices counted makes no share.
 */
export function selectLinesOfParents(request: Request, view: View): Sql {
  const isSame = sql`x.accumulation = i.accumulation`
  const isOne = sql`(i.method = 'DIFFERENCE' AND x.accumulation::text = ANY (${cumulative}::text[]))`
  const isAlike = request.accumulation === null && request.months < 12 ? sql`(${isSame} OR ${isOne})` : isSame
  return sql`SELECT i.key AS n, i.item, c.*, i.method, i.may_run, ${beside}
    FROM (SELECT DISTINCT p.key, p.parent_id, i.* FROM parent p JOIN line i ON i.n = p.n AND i.is_head) i
    CROSS JOIN LATERAL (SELECT x.id AS series_id, x.reporting_park_id, x.accumulation, row_number() OVER (ORDER BY x.id) = 1 AS is_head FROM series x
      WHERE x.subject_id = i.parent_id AND x.indicator_id = i.indicator_id AND x.measure = i.kind AND x.breakdown = ''
        AND ${isAlike} AND x.scope = i.scope AND x.price_basis = i.price_basis AND x.dimension = i.dimension
        AND ${isVisible('x', view)} AND ${isRecorded('x', view)}) c`
}
