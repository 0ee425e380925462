import { raw, type Sql, sql } from '@parkgraph/db'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isReportedWith } from '../observation/reported-with.ts'
import { isCurrent, isKnownCurrent, observationRows, selectRead, tellsAmount } from '../observation/rows.ts'
import { listFigures } from './figures.ts'
import { isAsked } from './items.ts'
import { placeOf } from './preference.ts'
import type { Request } from './request.ts'

/** What is read of a growth that tells an amount, as `g_`. */
const parts = ['v', 'lo', 'hi', 'ids', 'source_id', 'accumulation', 'scope', 'price_basis'].map((part) => `g_${part}`)

/** Holds for cells with one figure of the bucket, or of what lasts in it: that one says which growth stands with it. */
const isOne = raw(
  `coalesce((c.is_single OR c.method IN ('STOCK', 'LAST')) AND c.count > 0 AND strpos(c.l_ids, ',') = 0, FALSE)`,
)

/**
 * The lines of growth that is reported of items, numbered by `n`: one for each series of the scope that is asked for, of what the indicator
 * measures, in no other currency. Of what accumulation and prices they are matters where they stand
 * alone; `turn` is their order.
 */
export const selectLinesOfGrowth = (request: Request, view: View): Sql =>
  sql`SELECT row_number() OVER () AS n, i.n AS item, x.id AS series_id, x.reporting_park_id, x.accumulation, x.scope, x.price_basis, 'SAME' AS method,
      FALSE AS may_run, x.accumulation = 'YEAR_TO_DATE' AS is_to_date,
      dense_rank() OVER (PARTITION BY i.n ORDER BY x.price_basis, x.scope) AS turn, ${placeOf(sql`x.accumulation`)} AS place,
      TRUE AS is_alone, NULL::int AS priority, FALSE AS is_only, FALSE AS has_stock, 0 AS rank
    FROM item i JOIN indicator q ON q.id = i.indicator_id AND q.dimension = i.dimension
      JOIN series x ON x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND x.measure = 'GROWTH' AND x.dimension = 'ratio'
        AND ${isAsked({ ...request, accumulation: null, priceBasis: null }, view)}`

/**
 * The cells, one of each bucket, with the growth that is reported of it, as `g_`. With a level that one figure tells that is the one which stands
 * with the figure; of one that several make, what a source of theirs tells of the bucket, but not with another level. Where there is no level, the
 * growth that is told by itself, of each line the newest: one that tells an amount goes before what is missing, and then the
 * order of lines of levels, by month that of January on first.
 */
export function joinGrowth(cells: Sql, request: Request, view: View): Sql {
  const told = (name: string) => raw(`CASE WHEN NOT f.is_missing THEN f.${name} END`)
  const growths = sql`SELECT f.*, f.v AS g_v, f.lo AS g_lo, f.hi AS g_hi, ${told('id::text')} AS g_ids, ${told('source_id')} AS g_source_id,
      f.told_as AS g_accumulation, f.scope AS g_scope, f.price_basis AS g_price_basis
    FROM (${listFigures(sql`SELECT * FROM growth`, request, view, false)}) f`
  const columns = raw(
    parts.map((name) => `CASE WHEN r.g_ids IS NOT NULL THEN r.${name} ELSE g.${name} END AS ${name}`).join(', '),
  )
  const isOfMade = sql`c.kind = 'LEVEL' AND g.growth_of_id IS NULL AND g.reporting_park_id = c.reporting_park_id AND g.scope = c.scope AND EXISTS (SELECT 1 FROM observation o
    WHERE o.reporting_park_id = c.reporting_park_id AND o.id = ANY (string_to_array(c.l_ids, ',')::bigint[]) AND o.source_id = g.source_id)`
  const isAlone = sql`g.told_as::text = coalesce(${request.accumulation}, g.told_as::text) AND g.price_basis::text = coalesce(${request.priceBasis}, g.price_basis::text)`
  const isMissing =
    'first_value(g.is_missing) OVER (PARTITION BY c.item, c.b, g.n, g.source_priority ORDER BY g.starts, g.published_on DESC, g.id DESC)'
  const alone = [isMissing, ...['source_priority', 'turn', 'starts', 'place'].map((name) => `g.${name}`)]
    .map((key) => `CASE WHEN c.count = 0 THEN ${key} END`)
    .join(', ')
  return sql`(SELECT DISTINCT ON (c.item, c.b) c.*, ${columns} FROM (${cells}) c
    LEFT JOIN (${growths}) g ON g.item = c.item AND g.b = c.b AND NOT ${isOne}
      AND CASE WHEN c.count > 0 THEN ${isOfMade} ELSE ${isAlone} END AND NOT ${isOfOther(request, view)}
    LEFT JOIN LATERAL ${selectReported(view)} r ON TRUE
    ORDER BY c.item, c.b, ${raw(alone)}, g.published_on DESC, g.id DESC)`
}

/**
 * Holds for a growth that stands with another level: in another currency; and where the bucket has none, with whatever level, unless that is one
 * of just this bucket which was not asked for, such as one in other prices.
 */
function isOfOther(request: Request, view: View): Sql {
  const isAt = (row: string) =>
    sql`p.nature = ${request.nature}::"Nature" AND ${raw(['period_end', 'period_start', 'source_id'].map((name) => `p.${name} = ${row}.${name}`).join(' AND '))}`
  const named = sql`SELECT p.id FROM observation v
      JOIN observation p ON p.reporting_park_id = v.reporting_park_id AND p.series_id = v.series_id AND ${isAt('v')} AND p.reading = 'AS_PRINTED'
    WHERE v.reporting_park_id = g.reporting_park_id AND v.id = g.growth_of_id`
  const alike = sql`SELECT p.id FROM series y
      JOIN observation p ON p.reporting_park_id = y.reporting_park_id AND p.series_id = y.id AND ${isAt('g')} AND p.reading = 'AS_PRINTED'
    WHERE g.growth_of_id IS NULL AND y.reporting_park_id = g.reporting_park_id AND y.subject_id = c.subject_id AND y.indicator_id = c.indicator_id
      AND y.measure = 'LEVEL' AND y.accumulation = g.told_as AND y.scope = g.scope AND y.breakdown = ''`
  const isOfBucket = sql`x.subject_id = c.subject_id AND x.indicator_id = c.indicator_id AND x.scope = g.scope AND x.breakdown = ''
    AND o.period_start = g.period_start AND o.period_end = g.period_end`
  return sql`EXISTS (SELECT 1 FROM (${named} UNION ALL ${alike}) p
      JOIN observation o ON o.reporting_park_id = g.reporting_park_id AND o.id = ${selectRead(sql`g.reporting_park_id`, sql`p.id`, view)}
      JOIN series x ON x.reporting_park_id = o.reporting_park_id AND x.id = o.series_id
    WHERE ${tellsAmount('o')} AND ${isVisible('x', view)} AND ${isKnownCurrent('o', view)}
      AND (x.dimension <> c.dimension OR c.count = 0 AND NOT (${isOfBucket} AND NOT (${isAsked(request, view)}))))`
}

/**
 * The growth that stands with the one figure of the cell `c`, as `Observation.growth` has it: looked for from that figure alone. Without the fence
 * PostgreSQL, which may expect many cells, would look for that of all figures.
 */
const selectReported = (
  view: View,
) => sql`(SELECT y.value * u.atoms AS g_v, y.lower * u.atoms AS g_lo, y.upper * u.atoms AS g_hi,
      y.id::text AS g_ids, y.source_id AS g_source_id, y.accumulation AS g_accumulation, y.scope AS g_scope, y.price_basis AS g_price_basis
    FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
      CROSS JOIN LATERAL (SELECT y.* FROM ${observationRows.from(view)} y WHERE ${isReportedWith('o', 'y', 'GROWTH', 's')} AND ${isCurrent('y', view)}
        ORDER BY y.published_on DESC, y.id DESC LIMIT 1) y JOIN unit u ON u.code = y.unit_code
    WHERE o.reporting_park_id = c.reporting_park_id AND o.id = CASE WHEN ${isOne} THEN c.l_ids::bigint END AND ${tellsAmount('y')} OFFSET 0)`
