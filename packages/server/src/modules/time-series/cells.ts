import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { selectNewest } from '../observation/vintages.ts'
import { daysOf, type Request, toDate } from './request.ts'

/** Month of a day, counted from year 0. */
const month = (day: Sql) => sql`(date_part('year', ${day}) * 12 + date_part('month', ${day}))::int - 1`

/** Buckets that are read: those asked for, those before that they are held against, and the base. */
export const selectGrid = ({ reach, last, base }: Request) =>
  sql`(SELECT generate_series(${reach}::int, ${last}::int) AS b UNION SELECT ${base}::int)`

/**
 * The figures that make buckets, in atoms: of each item those of one source, the first by priority among those that tell
 * something of the buckets asked for. `starts` and `ends` are months, the latter not included.
 */
function selectFigures(items: Sql, request: Request, view: View, refuses: boolean): Sql {
  const { months, last, reach, base, source } = request
  // To the edges of the years: a year to date is held against what comes before, and a later one may tell of a month.
  const from = toDate(Math.floor((Math.min(reach, base) * months) / 12) * 12)
  const to = toDate(Math.ceil(((Math.max(last, base) + 1) * months) / 12) * 12)
  const newest = selectNewest(
    {
      reportingPark: sql`i.reporting_park_id`,
      series: sql`i.series_id`,
      nature: sql`${request.nature}::"Nature"`,
      endsAfter: sql`${from}::date`,
      endsBy: sql`${to}::date`,
      ...(source === null ? {} : { source: sql`(SELECT id FROM asked_source)` }),
    },
    view,
  )
  const [start, end] = daysOf(request)
  const isAsked = sql`x.period_end > ${start}::date AND x.period_end <= ${end}::date`
  const isWhole = sql`isfinite(x.period_start) AND date_part('day', x.period_start) = 1 AND date_part('day', x.period_end) = 1`
  const rank = sql`CASE WHEN x.one = x.other THEN 0 ELSE CASE WHEN ${isAsked} THEN 0 ELSE 1::bigint << 62 END
    + ((SELECT d.priority FROM source d WHERE d.id = x.source_id)::bigint << 31) + x.source_id END`
  const fits = sql`CASE f.method WHEN 'LAST' THEN TRUE
      WHEN 'DIFFERENCE' THEN f.starts = (f.ends - 1) / 12 * 12
      WHEN 'SUM' THEN f.starts / ${months}::int = f.b
      ELSE f.starts = f.b * ${months}::int AND f.ends - f.starts = ${months}::int
        ${months === 1 ? sql`OR (f.is_to_date AND f.starts = (f.ends - 1) / 12 * 12)` : empty} END`
  // What says which source it is; the bit above says only whether it tells of the buckets asked for.
  const mask = sql`((1::bigint << 62) - 1)`
  const tooFine = sql`refuse('PG005', format('The figures of "%s" for "%s" cover longer spans than the buckets.', f.code, f.slug), 'bucket',
    'Ask for a longer bucket, or name another accumulation.')`
  return sql`SELECT f.n, f.b, f.method, f.starts, f.ends, f.id, f.status, f.source_id, f.period_end, f.reading,
      f.value * u.atoms AS v, f.lower * u.atoms AS lo, f.upper * u.atoms AS hi
    FROM (SELECT i.*, x.*, (x.ends - 1) / ${months}::int AS b FROM (${items}) i CROSS JOIN LATERAL (
        SELECT x.*, min(x.rank) OVER () AS best, bool_and(coalesce(x.ends - x.starts > ${months}::int, FALSE)) OVER () AS is_long
        FROM (SELECT x.*, ${rank} AS rank FROM (SELECT x.id, x.status, x.source_id, x.period_end, x.reading, x.value, x.lower, x.upper,
            x.unit_code AS figure_unit, min(x.source_id) OVER () AS one, max(x.source_id) OVER () AS other,
            CASE WHEN ${isWhole} THEN ${month(sql`x.period_start`)} END AS starts, ${month(sql`(x.period_end - 1)`)} + 1 AS ends
          FROM ${newest} x) x) x) x) f
    JOIN unit u ON u.code = f.figure_unit
    WHERE CASE WHEN (f.rank & ${mask}) <> (f.best & ${mask}) OR coalesce(f.value, f.lower, f.upper) IS NULL THEN FALSE
      ${refuses ? sql`WHEN f.is_long AND f.method IN ('SUM', 'SAME') AND NOT f.is_to_date THEN ${tooFine} > 0` : empty} ELSE ${fits} END`
}

/** One row per item and bucket that has figures. Of a year to date that is the last figure in the bucket. */
function selectPicks(figures: Sql, { months }: Request): Sql {
  const newestFirst = sql`period_end DESC, reading DESC, id DESC`
  const status = sql`nullif(array_to_string(status, ','), '')`
  if (months === 1)
    return sql`SELECT DISTINCT ON (n, b) n, b, method, ends, v, lo, hi, 1 AS covered, 1 AS count, id::text AS ids, ${status} AS status,
        FALSE AS is_doubled, source_id FROM (${figures}) f ORDER BY n, b, ${newestFirst}`
  const total = (part: 'lo' | 'hi') => sql`CASE WHEN NOT bool_or(is_doubled) AND bool_or(coalesce(lo, hi) IS NOT NULL)
    AND count(coalesce(${part === 'lo' ? sql`lo` : sql`hi`}, v)) = count(*) THEN sum(coalesce(${part === 'lo' ? sql`lo` : sql`hi`}, v)) END`
  const isSame = sql`(method = 'SUM' AND ends - starts = ${months}::int)`
  return sql`SELECT n, b, method, max(ends) AS ends, CASE WHEN count(v) = count(*) AND NOT bool_or(is_doubled) THEN sum(v) END AS v,
      ${total('lo')} AS lo, ${total('hi')} AS hi,
      CASE method WHEN 'SUM' THEN CASE WHEN bool_or(is_doubled) THEN ${months}::int ELSE sum(ends - starts)::int END
        WHEN 'SAME' THEN ${months}::int ELSE max(ends) - b * ${months}::int END AS covered, count(*)::int AS count,
      string_agg(id::text, ',' ORDER BY ends) AS ids, string_agg(${status}, ',' ORDER BY ends) AS status, bool_or(is_doubled) AS is_doubled,
      max(source_id) AS source_id
    FROM (SELECT *, row_number() OVER w AS place, bool_or(${isSame}) OVER (PARTITION BY n, b) AS has_same,
        coalesce(method = 'SUM' AND NOT bool_or(${isSame}) OVER (PARTITION BY n, b) AND starts < max(ends) OVER (PARTITION BY n, b ORDER BY ends, starts, id ROWS BETWEEN UNBOUNDED PRECEDING
          AND 1 PRECEDING), FALSE) AS is_doubled
      FROM (SELECT DISTINCT ON (n, starts, ends, CASE WHEN starts IS NULL THEN id END) * FROM (${figures}) f
        ORDER BY n, starts, ends, CASE WHEN starts IS NULL THEN id END, ${newestFirst}) f
      WINDOW w AS (PARTITION BY n, b ORDER BY ${isSame} DESC, ${newestFirst})) f
    WHERE place = 1 OR (method = 'SUM' AND NOT has_same) GROUP BY n, b, method`
}

/** The difference of two quantities `a` and `b`, where `b` may be nothing at all; as value and bounds. */
function subtract(a: string, b: { v: Sql; lo: Sql; hi: Sql; isThere: Sql }): Sql[] {
  const [v, lo, hi] = ['v', 'lo', 'hi'].map((part) => raw(`${a}${part}`)) as [Sql, Sql, Sql]
  const isVague = sql`coalesce(${lo}, ${hi}, ${b.lo}, ${b.hi}) IS NOT NULL`
  return [
    sql`CASE WHEN ${b.isThere} THEN ${v} - ${b.v} ELSE ${v} END`,
    sql`CASE WHEN NOT ${b.isThere} THEN ${lo} WHEN ${isVague} THEN coalesce(${lo}, ${v}) - coalesce(${b.hi}, ${b.v}) END`,
    sql`CASE WHEN NOT ${b.isThere} THEN ${hi} WHEN ${isVague} THEN coalesce(${hi}, ${v}) - coalesce(${b.lo}, ${b.v}) END`,
  ]
}

/**
 * A row for every item and bucket of the grid. `l_` is the level, `f_` what flowed in the bucket alone, `t_` the year to date
 * at its end; each with value, bounds, why there is none, and ids of the figures it rests on. A month that was
 * published only together with others has theirs as `s_`, from `span_starts` to `span_ends`.
 */
export function selectCells(items: Sql, request: Request, view: View, refuses = false): Sql {
  const { months } = request
  const picks = selectPicks(selectFigures(items, request, view, refuses), request)
  const before = (name: string) => sql`lag(${raw(name)}) OVER y`
  const [dv, dlo, dhi] = subtract('p.', {
    v: before('p.v'),
    lo: before('p.lo'),
    hi: before('p.hi'),
    isThere: sql`(p.method = 'DIFFERENCE' AND ${before('p.ends')} IS NOT NULL)`,
  }) as [Sql, Sql, Sql]
  const differences = sql`SELECT p.*, ${dv} AS dv, ${dlo} AS dlo, ${dhi} AS dhi,
      CASE WHEN p.method = 'DIFFERENCE' THEN coalesce(${before('p.ends')}, (p.ends - 1) / 12 * 12) ELSE p.b * ${months}::int END AS since,
      CASE WHEN p.method = 'DIFFERENCE' THEN concat_ws(',', ${before('p.ids')}, p.ids) ELSE p.ids END AS dids
    FROM (${picks}) p WINDOW y AS (PARTITION BY p.n, (p.ends - 1) / 12 ORDER BY p.ends)`
  const expanded = request.hasFlows
    ? sql`(SELECT d.*, e.at, e.at = d.b AS is_end FROM (${differences}) d
        CROSS JOIN LATERAL generate_series(least(d.since, d.b), d.b) AS e(at))`
    : sql`(SELECT d.*, d.b AS at, TRUE AS is_end FROM (${differences}) d)`
  const missing = sql`CASE WHEN NOT coalesce(d.is_end, FALSE) THEN 'MISSING_VALUE'`
  // By month a year to date is a level as it was published; a longer bucket holds what flowed in it alone.
  const isOwn = months === 1 ? sql`d.is_end` : sql`(d.is_end AND d.since = d.b * ${months}::int)`
  const isFlow = sql`(d.since = d.b * ${months}::int AND NOT (d.method = 'SAME' AND i.is_to_date AND ${months}::int < 12))`
  const parts = ['v', 'lo', 'hi']
  const level = parts.map(
    (part) => sql`CASE WHEN ${isOwn} THEN d.${raw(months === 1 ? part : `d${part}`)} END AS ${raw(`l_${part}`)}`,
  )
  const flow = parts.map(
    (part) =>
      sql`CASE WHEN d.is_end AND ${isFlow} AND d.covered = ${months}::int THEN d.${raw(`d${part}`)} END AS ${raw(`f_${part}`)}`,
  )
  const toDate = parts.map(
    (part) => sql`CASE WHEN d.is_end AND d.covered = ${months}::int THEN d.${raw(part)} END AS ${raw(`t_${part}`)}`,
  )
  const span = parts.map(
    (part) => sql`CASE WHEN d.since < d.ends - 1 THEN d.${raw(`d${part}`)} END AS ${raw(`s_${part}`)}`,
  )
  const whyLevel = sql`${missing} WHEN d.is_doubled THEN 'OVERLAPPING_FIGURES'
    ${months === 1 ? empty : sql`WHEN d.since <> d.b * ${months}::int THEN 'MISSING_BASE'`}
    WHEN d.v IS NULL OR (d.dv IS NULL AND ${months}::int > 1) THEN 'VAGUE_VALUE' END`
  const whyFlow = sql`CASE WHEN d.since < d.ends - 1 AND ${months}::int = 1 THEN 'PUBLISHED_TOGETHER' WHEN NOT coalesce(d.is_end, FALSE) THEN 'MISSING_VALUE'
    WHEN d.is_doubled THEN 'OVERLAPPING_FIGURES' WHEN NOT ${isFlow} THEN CASE d.method WHEN 'DIFFERENCE' THEN 'MISSING_BASE' ELSE 'NOT_ADDITIVE' END
    WHEN d.covered < ${months}::int THEN 'INCOMPLETE_BUCKET' WHEN d.dv IS NULL THEN 'VAGUE_VALUE' END`
  const ids = months === 1 ? sql`d.ids` : sql`d.dids`
  return sql`(SELECT i.n, g.b, ${join(level)}, ${whyLevel} AS l_why, CASE WHEN d.is_end THEN ${ids} END AS l_ids,
      ${join(flow)}, ${whyFlow} AS f_why, d.dids AS f_ids, ${join(toDate)},
      ${missing} WHEN d.covered < ${months}::int THEN 'INCOMPLETE_BUCKET' WHEN d.v IS NULL THEN 'VAGUE_VALUE' END AS t_why, d.ids AS t_ids,
      ${join(span)}, CASE WHEN d.since < d.ends - 1 THEN d.since END AS span_starts, d.ends AS span_ends,
      CASE WHEN d.is_end THEN d.covered ELSE 0 END AS covered, CASE WHEN d.is_end THEN d.count ELSE 0 END AS count,
      CASE WHEN d.is_end THEN d.status END AS status, d.source_id
    FROM (${items}) i CROSS JOIN ${selectGrid(request)} g LEFT JOIN ${expanded} d ON d.n = i.n AND d.at = g.b)`
}
