import { empty, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { isCandidate, tellsAmount } from '../observation/rows.ts'
import { readDay } from '../observation/stock.ts'
import { selectNewest } from '../observation/vintages.ts'
import { keyOf, rankOfExact } from './preference.ts'
import { type Request, toDate } from './request.ts'

/** Month of a day, counted from year 0. */
const month = (day: Sql) => sql`((date_part('year', ${day}) * 12 + date_part('month', ${day}))::int - 1)`

/** The first day of a month. */
export const dayOf = (month: Sql) => sql`(date '0001-01-01' + make_interval(months => ${month} - 12))::date`

/**
 * The figures that make buckets, in atoms: of each line those of the sources of one priority, such as the issues of a monthly
 * bulletin. `starts` and `ends` are months, the latter not included. What a source recorded as missing is among them: it replaces
 * what was told of the same before.
 */
export function listFigures(lines: Sql, request: Request, view: View, ofItems: boolean): Sql {
  const { months, first, last, reach, source } = request
  const base = request.base ?? last
  // To the edges of the years: a year to date is held against what comes before, and a later one may tell of a month.
  const from = toDate(Math.floor((Math.min(reach, base) * months) / 12) * 12)
  const to = toDate(Math.ceil(((Math.max(last, base) + 1) * months) / 12) * 12)
  const newest = selectNewest(
    {
      reportingPark: sql`i.reporting_park_id`,
      series: sql`i.series_id`,
      nature: sql`${request.nature}::"Nature"`,
      // A stock holds before its period ends, also where that is open.
      ends: [sql`${from}::date`, sql`CASE WHEN i.method = 'STOCK' THEN 'infinity' ELSE ${to}::date END`],
      ...(source === null ? {} : { source: sql`(SELECT id FROM asked_source)` }),
    },
    view,
  )
  const isWhole = (row: string) =>
    sql`isfinite(${raw(row)}.period_start) AND date_part('day', ${raw(row)}.period_start) = 1 AND date_part('day', ${raw(row)}.period_end) = 1`
  const lastMonth = (row: string) => month(sql`(least(${raw(row)}.period_end, ${to}::date) - 1)`)
  const span = { start: dayOf(sql`f.b * ${months}::int`), end: dayOf(sql`(f.b + 1) * ${months}::int`) }
  // Of an indicator whose last level holds, that of exactly the bucket is a stock of it; any other of a span is the last one told,
  // where nobody tells stocks.
  const isExact = sql`f.period_start = ${span.start} AND f.period_end = ${span.end}`
  const fits = sql`CASE WHEN f.method = 'STOCK' THEN TRUE WHEN f.method = 'LAST' THEN NOT f.has_stock OR ${isExact}
      WHEN f.method = 'DIFFERENCE' THEN f.starts = (f.ends - 1) / 12 * 12
      WHEN f.method = 'SUM' THEN f.starts / ${months}::int = f.b
      ELSE f.starts = f.b * ${months}::int AND (f.ends - f.starts = ${months}::int OR f.runs)
        ${months === 1 ? sql`OR ((f.is_to_date OR f.runs) AND f.starts = (f.ends - 1) / 12 * 12)` : empty} END`
  // A rate that is told from January on, to this month or that: also where nobody says so, but all figures of its year start there.
  // Looked for where it matters alone, as are shorter figures: over windows, all lines would pay for it. Told as a case, which half
  // of the figures are expected to fit: of few, PostgreSQL would expect a search so long that it counts no other cost.
  const ofView = sql`o.nature = ${request.nature}::"Nature" AND o.period_end > ${from}::date AND o.period_end <= ${to}::date AND ${isCandidate('o', view)}
    ${source === null ? empty : sql`AND o.source_id = (SELECT id FROM asked_source)`}`
  const hasOwn = (line: string, condition: Sql) => sql`EXISTS (SELECT 1 FROM observation o
    WHERE o.reporting_park_id = ${raw(line)}.reporting_park_id AND o.series_id = ${raw(line)}.series_id AND ${ofView}
      AND CASE WHEN ${isWhole('o')} AND ${condition} THEN coalesce((SELECT d.priority FROM source d WHERE d.id = o.source_id) = ${raw(line)}.priority, TRUE) END)`
  const startsLater = sql`date_part('month', o.period_start) > 1 AND ${lastMonth('o')} / 12 = (x.ends - 1) / 12`
  const runs = sql`i.may_run AND i.method = 'SAME' AND (i.is_to_date OR NOT ${hasOwn('i', startsLater)})`
  const hasParts = hasOwn('f', sql`${lastMonth('o')} + 1 - ${month(sql`o.period_start`)} < 12`)
  // One that is long refuses where it reaches into the window, and no line of its item has a shorter figure that does. As a case, of which half
  // are expected to be: of few, the search would be expected to be so long that no other cost counts.
  const [opens, closes] = [toDate(first * months), toDate((last + 1) * months)]
  const isLong = sql`f.starts IS NOT NULL AND f.starts < ${(last + 1) * months}::int AND f.ends > ${first * months}::int AND f.ends - f.starts > ${months}::int`
  const isShort = sql`CASE WHEN isfinite(o.period_start) AND o.period_end > ${opens}::date AND o.period_start < ${closes}::date
    THEN o.period_end - o.period_start <= ${months}::int * 31 ELSE FALSE END`
  const hasShorter = sql`EXISTS (SELECT 1 FROM line l JOIN observation o ON o.reporting_park_id = l.reporting_park_id AND o.series_id = l.series_id
    WHERE l.item = f.item AND ${isShort} AND ${ofView})`
  const tooFine = sql`refuse('PG005', format('The figures of "%s" for "%s" cover longer spans than the buckets.', f.code, f.slug), 'bucket',
    'Ask for a longer bucket, or name another accumulation.')`
  // Each month is worked out once: PostgreSQL would work it out anew for each that follows from it.
  const fence = sql`OFFSET 0`
  // A stock is a figure of every bucket in which it holds, all others of the one in which they end.
  const buckets = sql`unnest(CASE WHEN x.method = 'STOCK' THEN ARRAY(SELECT generate_series(x.holds / ${months}::int, (x.ends - 1) / ${months}::int))
      ELSE ARRAY[(x.ends - 1) / ${months}::int] END) AS b`
  // Of what stands beside, is corrected, or was recorded by then, PostgreSQL expects so few that it would compare each figure with every unit.
  const unit =
    ofItems && view.reading === 'AS_PRINTED' && view.recorded === null
      ? sql`LEFT JOIN (SELECT code, atoms FROM unit OFFSET 0) u ON u.code = f.figure_unit`
      : sql`LEFT JOIN LATERAL (SELECT atoms FROM unit WHERE code = f.figure_unit OFFSET 0) u ON TRUE`
  const day = sql`CASE f.method WHEN 'STOCK' THEN ${readDay('f', span)} WHEN 'LAST' THEN CASE WHEN ${isExact} THEN 'infinity'::date END END`
  return sql`SELECT f.item, f.n, f.b, f.method, f.turn, f.place, CASE WHEN f.method = 'LAST' AND ${isExact} THEN ${rankOfExact(sql`f.rank`)} ELSE f.rank END AS rank, f.is_to_date, f.is_alone, f.starts, least(f.ends, (f.b + 1) * ${months}::int) AS ends, f.id, f.reporting_park_id, f.series_id, f.scope, f.price_basis, f.accumulation AS told_as, f.growth_of_id, f.status, f.source_id, f.source_priority,
      ${day} AS read_day, f.period_start, f.period_end, f.published_on,
      NOT ${tellsAmount('f')} AS is_missing,
      f.value * u.atoms AS v, f.lower * u.atoms AS lo, f.upper * u.atoms AS hi,
      f.value IS NULL AND f.qualifier = 'OVER' AS lo_open, f.value IS NULL AND f.qualifier = 'NEARLY' AS hi_open
    FROM (SELECT x.*, ${buckets} FROM (SELECT i.*, x.* FROM (${lines}) i CROSS JOIN LATERAL (
        SELECT x.*, ${runs} AS runs
        FROM (SELECT x.id, x.growth_of_id, x.status, x.source_id, x.period_start, x.period_end, x.published_on, x.qualifier, x.value, x.lower, x.upper, x.unit_code AS figure_unit,
            CASE WHEN i.is_only THEN i.priority ELSE (SELECT d.priority FROM source d WHERE d.id = x.source_id) END AS source_priority,
            CASE WHEN ${isWhole('x')} THEN ${month(sql`x.period_start`)} END AS starts, ${lastMonth('x')} + 1 AS ends,
            CASE WHEN i.method = 'STOCK' THEN ${month(sql`greatest(x.period_start, ${from}::date)`)} END AS holds
          FROM ${newest} x ${fence}) x
        WHERE x.source_priority = coalesce(i.priority, x.source_priority)) x) x) f
    ${unit}
    WHERE ${
      ofItems
        ? sql`CASE WHEN ${isLong} AND ${tellsAmount('f')} AND f.method IN ('SUM', 'SAME') AND NOT f.has_to_date
      ${months === 1 ? sql`AND NOT (f.runs AND ${hasParts})` : empty} AND NOT ${hasShorter} THEN ${tooFine} > 0 ELSE ${fits} END`
        : fits
    }`
}

/** What figures of stocks are compared by; those of other spans have nothing there. */
const ofStock = [
  sql`read_day`,
  sql`CASE WHEN read_day IS NOT NULL THEN period_start END`,
  sql`CASE WHEN read_day IS NOT NULL THEN period_end END`,
] as const

/**
 * The same, one row per line and bucket that has figures. Of a year to date that is the last figure in the bucket. Which figure
 * counts is told in the order of `selectLatest` before looking whether it is missing: then the bucket has none, for no other stands
 * in for it. Of several lines of an item, that is read in a bucket whose `key` comes first, descending.
 */
export function selectFigures(lines: Sql, request: Request, view: View, ofItems: boolean): Sql {
  const { months } = request
  const figures = listFigures(lines, request, view, ofItems)
  const newestFirst = sql`read_day DESC NULLS LAST, CASE WHEN method = 'STOCK' THEN period_start END DESC, period_end DESC, source_priority, published_on DESC, id DESC`
  const status = sql`nullif(array_to_string(status, ','), '')`
  if (months === 1) {
    const key = keyOf({
      ...{
        rank: sql`rank`,
        turn: sql`turn`,
        place: sql`place`,
        covered: sql`1`,
        publishedOn: sql`published_on`,
        id: sql`id`,
      },
      stock: ofStock,
      ofBucket: sql`CASE WHEN read_day IS NOT NULL THEN 1 WHEN method = 'LAST' THEN 0 WHEN is_to_date THEN 2 WHEN starts = b THEN 1 ELSE 0 END`,
    })
    return sql`SELECT item, n, b, method, turn, ends, v, lo, hi, lo_open, hi_open, 1 AS covered, 1 AS count, TRUE AS is_single, series_id, told_as, id::text AS ids, ${status} AS status,
        FALSE AS is_doubled, method = 'SAME' AND starts < b AS is_running, source_id, is_missing, CASE WHEN NOT is_alone THEN ${key} END AS key
      FROM (SELECT DISTINCT ON (item, b, n) * FROM (${figures}) f ORDER BY item, b, n, ${newestFirst}) f`
  }
  const total = (part: Sql) =>
    sql`CASE WHEN NOT bool_or(is_doubled) AND count(${part}) = count(*) THEN sum(${part}) END`
  const bound = (part: Sql) =>
    sql`CASE WHEN bool_or(coalesce(lo, hi) IS NOT NULL) THEN ${total(sql`coalesce(${part}, v)`)} END`
  const isOfBucket = sql`(starts = b * ${months}::int AND ends - starts = ${months}::int)`
  const isSame = sql`(method = 'SUM' AND ends - starts = ${months}::int)`
  const ofBucket = sql`item, n, b`
  // Of figures that overlap, each month once.
  const covered = sql`CASE method WHEN 'STOCK' THEN ${months}::int WHEN 'SUM' THEN sum(greatest(ends - greatest(starts, told_until), 0))::int
        ELSE max(ends) - b * ${months}::int END`
  // Told as a case, which half of the figures are expected to fit: PostgreSQL would expect one, and join cells pair by pair.
  const isRead = sql`CASE WHEN method = 'SUM' AND NOT has_same THEN TRUE ELSE place_within = 1 END`
  const isWhole = months === 12 ? sql`FALSE` : sql`method = 'DIFFERENCE' AND max(ends) = (b + 1) * ${months}::int`
  const key = keyOf({
    ...{
      rank: sql`max(rank)`,
      turn: sql`max(turn)`,
      place: sql`max(place)`,
      covered,
      publishedOn: sql`max(published_on)`,
      id: sql`max(id)`,
    },
    stock: [sql`max(${ofStock[0]})`, sql`max(${ofStock[1]})`, sql`max(${ofStock[2]})`],
    ofBucket: sql`CASE WHEN max(read_day) IS NOT NULL THEN 1 WHEN method = 'LAST' THEN 0 WHEN ${isWhole} THEN 2 WHEN bool_or(${isOfBucket}) THEN 1 ELSE 0 END`,
  })
  return sql`SELECT ${ofBucket}, method, max(turn) AS turn, max(ends) AS ends, ${total(sql`v`)} AS v, ${bound(sql`lo`)} AS lo, ${bound(sql`hi`)} AS hi,
      bool_or(lo_open) AS lo_open, bool_or(hi_open) AS hi_open, ${covered} AS covered, count(*)::int AS count, bool_and(${isOfBucket}) AS is_single, max(series_id) AS series_id, max(told_as) AS told_as,
      string_agg(id::text, ',' ORDER BY ends) AS ids, string_agg(${status}, ',' ORDER BY ends) AS status, bool_or(is_doubled) AS is_doubled, FALSE AS is_running,
      CASE WHEN min(source_id) = max(source_id) THEN max(source_id) END AS source_id, bool_or(is_missing) AS is_missing, CASE WHEN NOT bool_and(is_alone) THEN ${key} END AS key
    FROM (SELECT *, coalesce(starts < told_until, FALSE) AS is_doubled FROM (SELECT *, row_number() OVER w AS place_within, bool_or(${isSame}) OVER (PARTITION BY ${ofBucket}) AS has_same,
        CASE WHEN method = 'SUM' AND NOT bool_or(${isSame}) OVER (PARTITION BY ${ofBucket}) THEN max(ends) OVER (PARTITION BY ${ofBucket} ORDER BY starts, ends, id ROWS BETWEEN UNBOUNDED PRECEDING
          AND 1 PRECEDING) END AS told_until
      FROM (SELECT * FROM (SELECT DISTINCT ON (${ofBucket}, starts, ends, CASE WHEN starts IS NULL THEN id END) * FROM (${figures}) f
        ORDER BY ${ofBucket}, starts, ends, CASE WHEN starts IS NULL THEN id END, ${newestFirst}) f
        WHERE NOT is_missing OR method <> 'SUM' OR ${isSame}) f
      WINDOW w AS (PARTITION BY ${ofBucket} ORDER BY ${isSame} DESC, ${newestFirst})) f) f
    WHERE ${isRead} GROUP BY ${ofBucket}, method`
}
