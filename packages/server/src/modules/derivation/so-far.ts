import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'

/** Holds for what happened over whole months, fewer than twelve, of the year that the figure `whole` is about. */
export const isWithinYear = (row: Row, whole: Row): Sql => {
  const [start, end] = [column(row, 'periodStart'), column(row, 'periodEnd')]
  const [from, to] = [column(whole, 'periodStart'), column(whole, 'periodEnd')]
  return sql`${column(row, 'nature')} = 'ACTUAL' AND ${end} > ${from} AND ${end} <= ${to} AND ${start} >= ${from} AND ${start} < ${to}
    AND (${start} > ${from} OR ${end} < ${to}) AND extract(day FROM ${start}) = 1 AND extract(day FROM ${end}) = 1`
}

const isKnown = (row: string) => raw(`coalesce(${row}.value, ${row}.low, ${row}.high) IS NOT NULL`)

/** What a figure is told by: `row` is one of the year that `whole` is about. */
export const selectTold = (
  row: Row,
  whole: Row,
): Sql => sql`${column(row, 'periodStart')} AS starts, ${column(row, 'periodEnd')} AS ends,
  ${column(row, 'periodStart')} = ${column(whole, 'periodStart')} AS is_first, ${column(row, 'periodEnd')} = ${column(whole, 'periodEnd')} AS is_last`

/**
 * A FROM item with what came together so far in a year. Each row of `told` is the figure that one priority of sources tells of a span
 * of whole months, from the day `starts` to the day `ends`: `is_first` where that is January’s first, `is_last` where the year ends
 * with it, with `value` and its bounds `low` and `high`, its `id`, and `is_added` whether figures add up over time. It goes to the newest
 * month that leaves another: as it is printed, also as missing, else the sum of figures of one priority that cover these months, each
 * once, the longest first, with their `ids`. It `is_apart` where that is January, or a sum, and months after it are told that do not
 * follow.
 */
export const selectSoFar = (told: Sql): Sql => sql`(WITH RECURSIVE told AS MATERIALIZED (${told}),
  step AS MATERIALIZED (SELECT DISTINCT ON (t.reporting_park_id, t.priority, t.starts) t.* FROM told t WHERE NOT t.is_first AND NOT t.is_last AND ${isKnown('t')}
    ORDER BY t.reporting_park_id, t.priority, t.starts, t.ends DESC),
  chain AS (
    SELECT t.reporting_park_id, t.priority, t.starts, t.ends, t.ends AS first_ends, 1 AS count, ARRAY[t.id] AS ids, t.value, t.low, t.high, t.is_added
    FROM told t WHERE t.is_first
    UNION ALL SELECT c.reporting_park_id, c.priority, c.starts, t.ends, c.first_ends, c.count + 1, c.ids || t.id,
      c.value + t.value, c.low + t.low, c.high + t.high, c.is_added
    FROM chain c JOIN step t ON t.reporting_park_id = c.reporting_park_id AND t.priority = c.priority AND t.starts = c.ends
    WHERE c.is_added AND ${isKnown('c')})
  SELECT c.*, (c.count > 1 OR c.ends = c.starts + interval '1 month')
      AND EXISTS (SELECT FROM told l WHERE NOT l.is_first AND ${isKnown('l')} AND CASE WHEN l.is_last THEN l.starts > c.ends ELSE l.ends > c.ends END) AS is_apart
    FROM (SELECT * FROM chain c ORDER BY c.ends DESC, c.count > 1, c.priority, c.count, c.first_ends DESC, c.ids DESC LIMIT 1) c)`
