import { empty, type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCurrent, observationRows } from '../observation/rows.ts'
import { isStock } from '../observation/stock.ts'
import { memberships, selectLastDay, selectMembers, selectToday } from '../subject/membership.ts'

/** How many figures one answer may look at, every vintage counted that the viewer may see. */
const maximumFigures = 100_000

const tooMany = 'The checks would read more than %2$s figures: ask for the parks and enterprises inside one by one.'

/**
 * The tables that rules read, for a WITH RECURSIVE. `asked` is the subject; `inside` it and what it holds, which is what findings
 * are about; `held` what it ever held too, whose figures of then count in sums; `edge` who of them belonged to which park
 * directly, `reach` at any depth, from the day `start` until before the day `stop`; `figure` every current figure of theirs in
 * atoms:
 *
 * - `low`, `high`: where it can lie; null where it is open. `size`: its magnitude, for what needs no certainty.
 * - `half`: half a unit of the last digit that an exact figure was printed with.
 * - `topic`: same subject, indicator, prices, scope, breakdown, dimension. `key`: the same, and accumulation.
 * - `day`: the one whose memberships count for it.
 * - `is_stock`: whether it tells what there is at a time.
 * - `y`, `span`: the year that a period starts in, and its days within the year.
 */
export function selectFigures(asked: Sql, view: View, isDeep: boolean): Sql {
  return sql`asked AS MATERIALIZED (SELECT ${asked} AS id),
    inside AS MATERIALIZED (SELECT id FROM asked UNION
      SELECT m.id FROM asked a, LATERAL ${selectMembers('a', view, isDeep)} AS m(id)),
    held AS MATERIALIZED (WITH RECURSIVE h(id) AS (SELECT id FROM asked UNION
        SELECT m.subject_id FROM ${memberships.ever(view)} m JOIN h ON m.park_id = h.id${isDeep ? empty : sql` AND m.park_id = (SELECT id FROM asked)`})
      SELECT id FROM h),
    edge AS MATERIALIZED (SELECT DISTINCT m.park_id, m.subject_id, m.role, k.kind, m.start, m.stop
      FROM ${memberships.ever(view)} m JOIN subject k ON k.id = m.subject_id
      WHERE m.park_id IN (SELECT id FROM held) AND m.subject_id IN (SELECT id FROM held)
        AND ${isVisible('k', view)} AND ${isRecorded('k', view)}),
    reach AS (SELECT park_id, subject_id, kind, start, stop FROM edge UNION
      SELECT r.park_id, e.subject_id, e.kind, greatest(r.start, e.start), least(r.stop, e.stop) FROM reach r
        JOIN edge e ON e.park_id = r.subject_id AND e.start < r.stop AND r.start < e.stop),
    figure AS MATERIALIZED (SELECT row_number() OVER (ORDER BY o.reporting_park_id, o.id) AS n, o.reporting_park_id, o.id,
        o.series_id, o.subject_id, o.indicator_id, o.measure, o.accumulation, o.price_basis, o.scope, o.breakdown, o.dimension, o.nature,
        o.source_id, d.priority, o.published_on, o.period_start, o.period_end, o.qualifier, o.unit_code, u.atoms,
        CASE o.qualifier WHEN 'EXACT' THEN o.value ELSE o.lower END * u.atoms AS low,
        CASE o.qualifier WHEN 'EXACT' THEN o.value ELSE o.upper END * u.atoms AS high,
        CASE o.qualifier WHEN 'EXACT' THEN coalesce(('5e-' || scale(o.value) + 1)::numeric, 0) * u.atoms ELSE 0 END AS half,
        coalesce(o.value, o.lower, o.upper) * u.atoms AS size,
        CASE WHEN isfinite(o.period_end) THEN ${selectLastDay(sql`o.period_end`, view)} ELSE ${selectToday(view)} END AS day, i.status, i.over_parks,
        ${isStock({ accumulation: sql`o.accumulation`, measure: sql`o.measure`, overTime: sql`i.over_time` })} AS is_stock, i.candidates, i.code, t.topic,
        concat_ws('|', o.accumulation, t.topic) AS key,
        CASE WHEN isfinite(o.period_start) AND isfinite(o.period_end) THEN extract(year FROM o.period_start)::int END AS y,
        CASE WHEN isfinite(o.period_start) AND isfinite(o.period_end) THEN concat_ws('|', to_char(o.period_start, 'MMDD'),
          extract(year FROM o.period_end) - extract(year FROM o.period_start), to_char(o.period_end, 'MMDD')) END AS span
      FROM ${observationRows.from(view)} o JOIN held k ON k.id = o.subject_id JOIN unit u ON u.code = o.unit_code
        JOIN source d ON d.id = o.source_id JOIN indicator i ON i.id = o.indicator_id,
        LATERAL (SELECT concat_ws('|', o.subject_id, o.indicator_id, o.price_basis, o.scope, o.dimension, o.breakdown) AS topic) t
      WHERE ${isCurrent('o', view)} AND require_at_most((SELECT count(*) FROM (SELECT 1 FROM held k
        JOIN series s ON s.subject_id = k.id JOIN observation o ON o.reporting_park_id = s.reporting_park_id
          AND o.series_id = s.id WHERE ${isVisible('s', view)} AND ${isVisible('o', view)} LIMIT ${maximumFigures + 1}) c), ${maximumFigures}, ${tooMany}, 'subject'))`
}
