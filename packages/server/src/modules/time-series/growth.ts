import { raw, type Sql, sql } from '@parkgraph/db'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isReportedWith, listReported } from '../observation/reported-with.ts'
import { isCurrent, isKnownCurrent, observationRows, printedOf, tellsAmount } from '../observation/rows.ts'
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
 * The lines of growth that is reported of items, numbered by `n`: one for each series that is asked for, of what the indicator measures, in no
 * other currency. `turn` is the order of those that stand alone.
 */
export const selectLinesOfGrowth = (request: Request, view: View): Sql =>
  sql`SELECT row_number() OVER () AS n, i.n AS item, x.id AS series_id, x.reporting_park_id, x.accumulation, x.scope, x.price_basis, 'SAME' AS method,
      FALSE AS may_run, x.accumulation = 'YEAR_TO_DATE' AS is_to_date,
      dense_rank() OVER (PARTITION BY i.n ORDER BY x.price_basis, x.scope) AS turn, ${placeOf(sql`x.accumulation`)} AS place,
      TRUE AS is_alone, NULL::int AS priority, FALSE AS is_only, FALSE AS has_stock, 0 AS rank
    FROM item i JOIN indicator q ON q.id = i.indicator_id AND q.dimension = i.dimension
      JOIN series x ON x.subject_id = i.subject_id AND x.indicator_id = i.indicator_id AND x.measure = 'GROWTH' AND x.dimension = 'ratio'
        AND ${isAsked(request, view)}`

/**
 * The cells, one of each bucket, with the growth that is reported of it, as `g_`. With a level that one figure tells that is the one which stands
 * with the figure; of one that several make, what a source of theirs tells of the bucket, but not with another level. Where there is no level, the
 * growth that is told by itself, of each line the newest: one that tells an amount goes before what is missing, and then the
 * order of lines of levels, by month that of January on first.
 */
export function joinGrowth(cells: Sql, request: Request, view: View): Sql {
  const told = (name: string) => raw(`CASE WHEN NOT f.is_missing THEN f.${name} END`)
  const growths = sql`SELECT f.*, f.v AS g_v, f.lo AS g_lo, f.hi AS g_hi, ${told('id::text')} AS g_ids, ${told('source_id')} AS g_source_id,
      f.told_as AS g_accumulation, f.scope AS g_scope, f.price_basis AS g_price_basis,
      row_number() OVER (PARTITION BY f.n, f.b, f.source_priority ORDER BY f.starts, f.published_on DESC, f.id DESC) = 1 AS is_newest
    FROM (${listFigures(sql`SELECT * FROM growth`, request, view, false)}) f`
  const columns = raw(
    parts.map((name) => `CASE WHEN r.g_ids IS NOT NULL THEN r.${name} ELSE g.${name} END AS ${name}`).join(', '),
  )
  const isOfMade = sql`g.growth_of_id IS NULL AND g.reporting_park_id = c.reporting_park_id AND g.scope = c.scope AND EXISTS (SELECT 1 FROM observation o
    WHERE o.reporting_park_id = c.reporting_park_id AND o.id = ANY (string_to_array(c.l_ids, ',')::bigint[]) AND o.source_id = g.source_id)`
  const alone = ['is_missing', 'source_priority', 'turn', 'starts', 'place']
    .map((name) => `CASE WHEN c.count = 0 THEN g.${name} END`)
    .join(', ')
  return sql`(SELECT DISTINCT ON (c.item, c.b) c.*, ${columns} FROM (${cells}) c
    LEFT JOIN (${growths}) g ON g.item = c.item AND g.b = c.b AND NOT ${isOne}
      AND CASE WHEN c.count > 0 THEN ${isOfMade} ELSE g.is_newest END AND NOT ${isOfOther(view)}
    LEFT JOIN LATERAL ${selectReported(view)} r ON TRUE
    ORDER BY c.item, c.b, ${raw(alone)}, g.published_on DESC, g.id DESC)`
}

/** Holds for a growth that stands with a level in another currency. */
const isOfOther = (view: View) => sql`EXISTS (SELECT 1
  FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
  WHERE s.subject_id = c.subject_id AND s.indicator_id = c.indicator_id AND s.measure = 'LEVEL' AND s.dimension <> c.dimension
    AND ${isVisible('s', view)} AND ${tellsAmount('o')} AND ${isKnownCurrent('o', view)}
    AND g.id = ANY (${listReported(sql`o.reporting_park_id`, printedOf('o'), 'GROWTH')}))`

/** The growth that stands with the one figure of the cell `c`, as `Observation.growth` has it: looked for from that figure alone. */
const selectReported = (
  view: View,
) => sql`(SELECT y.value * u.atoms AS g_v, y.lower * u.atoms AS g_lo, y.upper * u.atoms AS g_hi,
      y.id::text AS g_ids, y.source_id AS g_source_id, y.accumulation AS g_accumulation, y.scope AS g_scope, y.price_basis AS g_price_basis
    FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
      CROSS JOIN LATERAL (SELECT y.* FROM ${observationRows.from(view)} y WHERE ${isReportedWith('o', 'y', 'GROWTH', 's')} AND ${isCurrent('y', view)}
        ORDER BY y.published_on DESC, y.id DESC LIMIT 1) y JOIN unit u ON u.code = y.unit_code
    WHERE o.reporting_park_id = c.reporting_park_id AND o.id = CASE WHEN ${isOne} THEN c.l_ids::bigint END AND ${tellsAmount('y')})`
