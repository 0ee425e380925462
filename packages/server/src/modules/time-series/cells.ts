import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { selectFigures } from './figures.ts'
import { keyOf } from './preference.ts'
import { hasGrowth, type Request, seeksParent, seeksYearBefore } from './request.ts'

/** Buckets that are read: those asked for, those before that they are held against, and the base. */
const selectGrid = ({ reach, last, base }: Request) =>
  sql`(SELECT generate_series(${reach}::int, ${last}::int) AS b ${base === null ? empty : sql`UNION SELECT ${base}::int`})`

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

const parts = ['v', 'lo', 'hi']

/** What measures need of the line of a cell; joined to the cells it would be compared with each of them. */
const ofLine = sql`i.k, i.subject_id, i.indicator_id, i.dimension, i.reporting_park_id, i.method, i.is_to_date, i.atoms, i.factor, i.per_atoms, i.per_code, i.is_derivable, i.has_other,
  i.office, i.kind, CASE WHEN i.method = 'DIFFERENCE' THEN 'YEAR_TO_DATE' ELSE i.accumulation END AS accumulation, i.scope, i.price_basis, i.method AS f_method,`

const isSingle = raw('(d.is_single AND d.at = d.b)')

/** What has to be known of the one figure of a cell, for those that it is held against to be found. */
const listSingle = (request: Request) => sql`
  ${seeksYearBefore(request) ? sql`CASE WHEN NOT i.is_alone AND ${isSingle} THEN d.series_id END AS single_of,` : empty}
  ${seeksParent(request) ? sql`CASE WHEN ${isSingle} THEN d.told_as END AS told_as,` : empty}
  ${hasGrowth(request) ? sql`${isSingle} AS is_single,` : empty}`

/**
 * A row for every line and bucket of the grid. `l_` is the level (`l_lo_open` and `l_hi_open` tell which of its bounds are excluded), `f_` what flowed in the bucket alone, `t_` the year to date
 * at its end; each with value, bounds, why there is none, and ids of the figures it rests on. A month that was
 * published only together with others has theirs as `s_`, from `span_starts` to `span_ends`. `runs_on` says whether its
 * figures are of more than the bucket, for they tell from January on; where it is one figure of a span, `told_as` is
 * how that is accumulated, and `single_of` its series if the item has several lines.
 */
export function selectCells(lines: Sql, request: Request, view: View, ofItems = false): Sql {
  const { months } = request
  const figures = selectFigures(lines, request, view, ofItems)
  const before = (name: string) => sql`lag(${raw(name)}) OVER y`
  const [dv, dlo, dhi] = subtract('p.', {
    v: before('p.v'),
    lo: before('p.lo'),
    hi: before('p.hi'),
    isThere: sql`(p.method = 'DIFFERENCE' AND ${before('p.ends')} IS NOT NULL)`,
  }) as [Sql, Sql, Sql]
  // What is excluded at the one end of a subtrahend is excluded at the other end of the difference.
  const open = (end: string, other: string) =>
    sql`(p.${raw(end)}_open OR p.method = 'DIFFERENCE' AND coalesce(${before(`p.${other}_open`)}, FALSE)) AS d${raw(end)}_open`
  // By month what is missing is left out, where flows are asked for, or differences tell nothing.
  const apart = months === 1 ? empty : sql`p.is_missing,`
  const differences = sql`SELECT p.*, ${dv} AS dv, ${dlo} AS dlo, ${dhi} AS dhi, ${open('lo', 'hi')}, ${open('hi', 'lo')},
      CASE WHEN p.method = 'DIFFERENCE' THEN coalesce(${before('p.ends')}, (p.ends - 1) / 12 * 12) ELSE p.b * ${months}::int END AS since,
      CASE WHEN p.method = 'DIFFERENCE' THEN concat_ws(',', ${before('p.ids')}, p.ids) ELSE p.ids END AS dids,
      CASE WHEN p.method <> 'DIFFERENCE' OR coalesce(${before('p.source_id')}, p.source_id) = p.source_id THEN p.source_id END AS dsource_id
    FROM (${figures}) p ${request.hasFlows ? sql`WHERE NOT p.is_missing OR p.method = 'STOCK'` : empty} WINDOW y AS (PARTITION BY p.item, p.n, ${apart} (p.ends - 1) / 12 ORDER BY p.ends)`
  const nothing = sql`NULL::date`
  const spread = keyOf({
    ...{
      rank: sql`-1`,
      turn: sql`d.turn`,
      place: sql`0`,
      stock: [nothing, nothing, nothing],
      ofBucket: sql`0`,
      covered: sql`0`,
    },
    ...{ publishedOn: nothing, id: sql`NULL::bigint` },
  })
  // A series of the one bucket: of figures of longer ones that are corrected PostgreSQL expects few, and would join cells pair by pair.
  const at = months === 1 ? sql`d.b` : sql`generate_series(d.b, d.b)`
  const expanded = request.hasFlows
    ? sql`(SELECT d.*, e.at, e.at = d.b AND NOT d.is_missing AS is_end, CASE WHEN e.at = d.b OR d.key IS NULL THEN d.key ELSE ${spread} END AS place FROM (${differences}) d
        CROSS JOIN LATERAL generate_series(least(d.since, d.b), d.b) AS e(at))`
    : sql`(SELECT d.*, ${at} AS at, NOT d.is_missing AS is_end FROM (${differences}) d)`
  const missing = sql`CASE WHEN NOT coalesce(d.is_end, FALSE) THEN 'MISSING_VALUE'`
  // By month a year to date is a level as it was published; a longer bucket holds what flowed in it alone.
  const isOwn = months === 1 ? sql`d.is_end` : sql`(d.is_end AND d.since = d.b * ${months}::int)`
  const isFlow = sql`(d.since = d.b * ${months}::int AND NOT (d.method = 'SAME' AND (i.is_to_date AND ${months}::int < 12 OR d.is_running)))`
  const level = parts.map(
    (part) => sql`CASE WHEN ${isOwn} THEN d.${raw(months === 1 ? part : `d${part}`)} END AS ${raw(`l_${part}`)}`,
  )
  const flow = parts.map(
    (part) =>
      sql`CASE WHEN d.is_end AND ${isFlow} AND d.covered = ${months}::int THEN d.${raw(`d${part}`)} END AS ${raw(`f_${part}`)}`,
  )
  const toDate = parts.map(
    (part) =>
      sql`CASE WHEN d.method = 'DIFFERENCE' AND d.is_end AND d.covered = ${months}::int THEN d.${raw(part)} END AS ${raw(`t_${part}`)}`,
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
  const own = raw(months === 1 ? 'd.' : 'd.d')
  // One key of two: PostgreSQL takes few rows for expected, merges by the item alone, and looks at all its buckets for each one.
  const cellOf = (line: Sql, bucket: Sql) => sql`(${line}::bigint << 20) + ${bucket}`
  // What is missing is told of its bucket, though a later figure spreads over it.
  const isSpread = ofItems && request.hasFlows
  const missed = sql`SELECT n, b, key, is_running FROM (${selectFigures(sql`SELECT * FROM (${lines}) i WHERE NOT i.is_alone`, request, view, false)}) p
    WHERE is_missing AND method <> 'STOCK'`
  const runsOn = sql`(i.method = 'DIFFERENCE' AND g.b * ${months}::int % 12 > 0 OR coalesce(d.is_running${isSpread ? sql`, m.is_running` : empty}, FALSE))`
  const place = isSpread ? sql`coalesce(m.key, d.place)` : sql`d.key`
  const isMissed = sql`(${isSpread ? sql`m.n IS NOT NULL OR` : empty} coalesce(d.is_missing, FALSE))`
  // A later figure spreads over it, nothing is known that it could be held against, or its figures overlap.
  const isUnmade =
    months === 1
      ? sql`NOT (${isMissed} OR coalesce(d.is_end, FALSE))`
      : sql`NOT (d.is_missing OR NOT d.is_doubled AND d.since = d.b * ${months}::int)`
  // What is missing stands for all that tells the same months, whichever line does, and for nothing else.
  // Nothing does for an only line: then it is all one partition in the order in which it comes, and nothing is sorted.
  const ofSeveral = (value: Sql) => sql`CASE WHEN NOT i.is_alone THEN ${value} END`
  const isHidden = sql`first_value(${isMissed}) OVER (PARTITION BY ${join([sql`i.item`, sql`g.b`, runsOn].map(ofSeveral))}
    ORDER BY ${ofSeveral(isUnmade)}, ${place} DESC NULLS LAST)`
  const made = sql`CASE WHEN ${isUnmade} THEN 0 WHEN ${isHidden} THEN 1 ELSE 2 END`
  const key = sql`CASE WHEN ${place} IS NULL THEN NULL ELSE ROW(${made}, ${place}) END AS key, ${isMissed} AND NOT ${runsOn} AS is_missed, coalesce(NOT d.is_missing, FALSE) AS is_told,`
  const others = isSpread
    ? sql`LEFT JOIN (${missed}) m ON ${cellOf(raw('m.n'), raw('m.b'))} = ${cellOf(raw('i.n'), raw('g.b'))}`
    : empty
  return sql`(SELECT i.item, i.n, g.b, ${ofItems ? sql`${ofLine} ${runsOn} AS runs_on, ${key}` : empty} ${join(level)}, ${whyLevel} AS l_why,
      coalesce(${own}lo_open, FALSE) AS l_lo_open, coalesce(${own}hi_open, FALSE) AS l_hi_open, CASE WHEN d.is_end THEN ${ids} END AS l_ids,
      ${join(flow)}, ${whyFlow} AS f_why, CASE WHEN NOT d.is_missing THEN d.dids END AS f_ids, ${join(toDate)},
      ${missing} WHEN d.covered < ${months}::int THEN 'INCOMPLETE_BUCKET' WHEN d.v IS NULL THEN 'VAGUE_VALUE' END AS t_why, CASE WHEN d.is_end THEN d.ids END AS t_ids,
      ${join(span)}, CASE WHEN d.since < d.ends - 1 THEN d.since END AS span_starts, d.ends AS span_ends,
      CASE WHEN d.is_end THEN d.covered ELSE 0 END AS covered, CASE WHEN d.is_end THEN d.count ELSE 0 END AS count,
      CASE WHEN d.is_end THEN d.status END AS status, ${listSingle(request)} CASE WHEN NOT d.is_missing THEN ${own}source_id END AS source_id
    FROM (SELECT * FROM (${lines}) i WHERE i.is_head) i CROSS JOIN ${selectGrid(request)} g LEFT JOIN ${expanded} d ON ${cellOf(raw('d.n'), raw('d.at'))} = ${cellOf(raw('i.n'), raw('g.b'))} ${others})`
}
