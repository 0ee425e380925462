import { raw, type Sql, sql } from '@parkgraph/db'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isReportedWith, listReported } from '../observation/reported-with.ts'
import { isCurrent, isKnownCurrent, observationRows, tellsAmount } from '../observation/rows.ts'
import { listFigures } from './figures.ts'
import { selectLinesOfGrowth } from './lines.ts'
import type { Request } from './request.ts'

const parts = ['v', 'lo', 'hi', 'why', 'ids', 'source'].map((part) => `g_${part}`)

/** Holds for cells of levels that last: a bucket tells nothing of the growth, but that of the figure that is read in it. */
const isTold = `(c.method IN ('STOCK', 'LAST') AND c.count > 0)`

/**
 * The cells with the growth that is reported of each, as `g_`. Of all that is told of a bucket, what belongs to the level is looked
 * for first. Of that, growth in the prices of the level goes before any other, and then what was published last; where there is no
 * level, nothing depends on the prices that those of other buckets are in, and `g_turn` says which of several lines is read.
 */
export function joinGrowth(cells: Sql, request: Request, view: View): Sql {
  const missing = sql`CASE WHEN f.is_missing THEN 'MISSING_VALUE' WHEN f.v IS NULL THEN 'VAGUE_VALUE' END`
  const growths = sql`SELECT f.n, f.b, f.v AS g_v, f.lo AS g_lo, f.hi AS g_hi, ${missing} AS g_why, CASE WHEN NOT f.is_missing THEN f.id::text END AS g_ids,
      f.source_id AS g_source, f.growth_of_id AS g_of, f.price_basis AS g_price_basis, f.place, f.turn, f.published_on, f.id
    FROM (${listFigures(selectLinesOfGrowth(view), request, view, false)}) f`
  const columns = raw(
    parts.map((name) => `CASE WHEN ${isTold} THEN r.${name} ELSE g.${name} END AS ${name}`).join(', '),
  )
  // A growth belongs to the level of its own source.
  const isOfSource = sql`(c.count = 0 OR g_source = c.source_id)`
  return sql`(SELECT DISTINCT ON (c.item, c.n, c.b) c.*, ${columns}, g.g_price_basis, g.turn AS g_turn FROM ${cells} c
    LEFT JOIN (${growths}) g ON g.n = c.n AND g.b = c.b AND NOT ${raw(isTold)} AND ${isOfSource} AND ${isOfLevel(view)}
    ${joinReported(view)}
    ORDER BY c.item, c.n, c.b, CASE WHEN c.count > 0 THEN g.place END, g_price_basis, CASE WHEN c.count = 0 THEN g.turn END, g.published_on DESC, g.id DESC)`
}

/**
 * Holds for a growth of which nothing says with what it was printed, or that was with a figure of the level or an earlier vintage of one; where
 * there is no figure, unless it stands with a level in another currency.
 */
const isOfLevel = (view: View) => sql`CASE WHEN c.count = 0 THEN NOT EXISTS (SELECT 1
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
    WHERE s.subject_id = c.subject_id AND s.indicator_id = c.indicator_id AND s.measure = 'LEVEL' AND s.dimension <> c.dimension
      AND ${isVisible('s', view)} AND ${tellsAmount('o')} AND ${isKnownCurrent('o', view)}
      AND ${listReported(sql`o.reporting_park_id`, sql`coalesce(o.corrects_id, o.id)`, 'GROWTH')} && string_to_array(g_ids, ',')::bigint[])
  WHEN g_of IS NULL OR g_of::text = ANY (string_to_array(c.l_ids, ',')) THEN TRUE
  ELSE EXISTS (SELECT 1 FROM observation w
    JOIN observation p ON p.reporting_park_id = w.reporting_park_id AND p.series_id = w.series_id AND p.source_id = w.source_id AND p.nature = w.nature
      AND p.period_end = w.period_end AND p.period_start = w.period_start AND (w.published_on, w.id) <= (p.published_on, p.id)
    JOIN observation o ON o.reporting_park_id = p.reporting_park_id AND p.id = coalesce(o.corrects_id, o.id) AND o.id = ANY (string_to_array(c.l_ids, ',')::bigint[])
  WHERE w.reporting_park_id = c.reporting_park_id AND w.id = g_of) END`

/** The growth that stands with the one figure of a level that lasts, as `Observation.growth` has it: looked for from that figure alone. */
function joinReported(view: View): Sql {
  const figure = sql`CASE WHEN ${raw(isTold)} THEN c.l_ids::bigint END`
  return sql`LEFT JOIN LATERAL (SELECT x.g_v, x.g_lo, x.g_hi, CASE WHEN x.g_ids IS NULL THEN 'MISSING_VALUE' WHEN x.g_v IS NULL THEN 'VAGUE_VALUE' END AS g_why,
      x.g_ids, c.source_id AS g_source FROM (SELECT) one LEFT JOIN (SELECT y.* FROM observation o
          JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
        CROSS JOIN LATERAL (SELECT y.value * u.atoms AS g_v, y.lower * u.atoms AS g_lo, y.upper * u.atoms AS g_hi, y.id::text AS g_ids
          FROM ${observationRows.from(view)} y JOIN unit u ON u.code = y.unit_code
          WHERE ${isReportedWith('o', 'y', 'GROWTH', 's')} AND ${isCurrent('y', view)} ORDER BY y.published_on DESC, y.id DESC LIMIT 1) y
        WHERE o.reporting_park_id = c.reporting_park_id AND o.id = ${figure}) x ON TRUE) r ON TRUE`
}
