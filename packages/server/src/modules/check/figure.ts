import { type Sql, sql } from '@parkgraph/db'
import { indicators } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { mannerOf } from '../derivation/level.ts'
import { isAhead } from '../derivation/select-requirement.ts'
import { isCurrent, observationRows } from '../observation/rows.ts'
import { isStock } from '../observation/stock.ts'
import { selectLastDay, selectToday } from '../subject/membership.ts'

const series = { accumulation: sql`o.accumulation`, measure: sql`'LEVEL'`, overTime: sql`i.over_time` }

/**
 * The current figures of subjects `held`, in atoms:
 *
 * - `low`, `high`: where it can lie; null where it is open. `size`: its magnitude, for what needs no certainty.
 * - `half`: half a unit of the last digit that an exact figure was printed with.
 * - `coverage`: its scope, where to be of all and not to say of what is one. `manner`: see `mannerOf`.
 * - `topic`: same subject, indicator, prices, scope, breakdown, dimension. `key`: the same, and manner.
 * - `day`: the one whose memberships count for it.
 * - `measured`: what its indicator measures, where it may be in another currency itself.
 * - `is_stock`: whether it tells what there is at a time.
 * - `y`, `span`: the year that a period starts in, and its days within the year.
 *
 * In a CASE, newer vintages are looked up by index for each figure: else all observations may be read from end to end.
 */
const selectCurrent = (
  view: View,
) => sql`SELECT row_number() OVER (ORDER BY o.reporting_park_id, o.id) AS n, o.reporting_park_id, o.id,
        o.series_id, o.subject_id, o.indicator_id, o.measure, o.accumulation, o.price_basis, o.scope, o.breakdown, o.dimension, o.nature,
        o.source_id, d.priority, o.published_on, o.period_start, o.period_end, o.qualifier, o.unit_code, u.atoms,
        CASE o.qualifier WHEN 'EXACT' THEN o.value ELSE o.lower END * u.atoms AS low,
        CASE o.qualifier WHEN 'EXACT' THEN o.value ELSE o.upper END * u.atoms AS high,
        CASE o.qualifier WHEN 'EXACT' THEN coalesce(('5e-' || scale(o.value) + 1)::numeric, 0) * u.atoms ELSE 0 END AS half,
        coalesce(o.value, o.lower, o.upper) * u.atoms AS size,
        CASE WHEN isfinite(o.period_end) THEN ${selectLastDay(sql`o.period_end`, view)} ELSE ${selectToday(view)} END AS day, i.status, i.over_parks,
        i.over_time, k.manner = 'STOCK' AS is_stock, k.manner, i.candidates, i.code, i.dimension AS measured, t.topic, concat_ws('|', k.manner, t.topic) AS key,
        CASE o.scope WHEN 'ALL' THEN 'UNSPECIFIED' ELSE o.scope END AS coverage, o.growth_of_id, o.corrects_id,
        CASE WHEN isfinite(o.period_start) AND isfinite(o.period_end) THEN extract(year FROM o.period_start)::int END AS y,
        CASE WHEN isfinite(o.period_start) AND isfinite(o.period_end) THEN concat_ws('|', to_char(o.period_start, 'MMDD'),
          extract(year FROM o.period_end) - extract(year FROM o.period_start), to_char(o.period_end, 'MMDD')) END AS span
      FROM ${observationRows.from(view)} o JOIN held h ON h.id = o.subject_id JOIN unit u ON u.code = o.unit_code
        JOIN source d ON d.id = o.source_id JOIN ${indicators(view)} i ON i.id = o.indicator_id,
        LATERAL (SELECT concat_ws('|', o.subject_id, o.indicator_id, o.price_basis, o.scope, o.dimension, o.breakdown) AS topic) t,
        LATERAL (SELECT ${mannerOf(series.accumulation, isStock(series))} AS manner) k
      WHERE CASE WHEN ${isCurrent('o', view)} THEN TRUE END`

/**
 * These figures, with what rules go by. Each is a column, for of a list of conditions the planner expects one row, and then scans all
 * figures for each:
 *
 * - `same_for_one`: same subject, indicator, prices, nature and period, of whichever measure.
 * - `same_for_all`: same indicator, coverage, dimension, manner, nature and period, of whichever subject.
 * - `is_level`, `is_reported`: whether a level; whether a growth or change. `is_item`: whether of a breakdown.
 * - `is_read`: whether it is the level that is read of those of its key, period and source, in the order of derivations.
 * - `is_total`: whether it came together over its period, also where that follows from its indicator alone.
 * - `is_summed`: whether its indicator adds up over parks.
 * - `has_happened`: whether it is an actual level. `is_exact`: whether it can lie at one place alone. `is_ahead`: see `isAhead`.
 */
export function selectFigure(view: View): Sql {
  const period = sql`'|' || f.period_start || '|' || f.period_end`
  return sql`SELECT f.*, concat_ws('|', f.subject_id, f.indicator_id, f.price_basis, f.nature) || ${period} AS same_for_one,
      concat_ws('|', f.indicator_id, f.coverage, f.dimension, f.manner, f.nature) || ${period} AS same_for_all,
      f.measure = 'LEVEL' AS is_level, f.measure IN ('GROWTH', 'CHANGE') AS is_reported, f.breakdown <> '' AS is_item,
      f.measure = 'LEVEL' AND row_number() OVER (PARTITION BY f.key, f.measure, f.nature, f.period_start, f.period_end, f.source_id
        ORDER BY f.published_on DESC, f.id DESC) = 1 AS is_read,
      f.manner = 'FLOW' AND (f.accumulation <> 'UNSPECIFIED' OR f.over_time = 'SUM') AS is_total, f.over_parks = 'SUM' AS is_summed,
      f.measure = 'LEVEL' AND f.nature = 'ACTUAL' AS has_happened, coalesce(f.low = f.high, FALSE) AS is_exact, ${isAhead('f')} AS is_ahead
    FROM (${selectCurrent(view)}) f`
}
