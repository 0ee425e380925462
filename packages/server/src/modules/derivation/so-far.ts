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

/** What the rows of a chain share. */
const shared = ['whole', 'reporting_park_id', 'priority']
const isNext = raw([...shared.map((name) => `t.${name} = c.${name}`), 't.starts = c.ends'].join(' AND '))

/**
 * Common table expressions over `told`, of which each row is the figure that one priority of sources tells of a span of whole months:
 * `whole` says of the year of which figure, from the day `starts` to the day `ends`, `value` with its bounds `low` and `high`, its `id`,
 * and `is_added` whether figures add up over time. `so_far` holds for each `whole` what came together from January on, to the newest
 * month: as it is printed, also as missing, else the sum of figures of one priority that cover these months, each once, the longest
 * first, with their `ids`. It `is_apart` where that is January, or a sum, and months after it are told
 * that no figure leads to.
 */
export const soFar = sql`step AS MATERIALIZED (SELECT DISTINCT ON (${list('t')}, t.starts) t.* FROM told t WHERE NOT t.is_first AND ${isKnown('t')}
      ORDER BY ${list('t')}, t.starts, t.ends DESC),
  chain AS (
    SELECT ${list('t')}, t.starts, t.ends, t.ends AS first_ends, 1 AS count, ARRAY[t.id] AS ids, t.value, t.low, t.high, t.is_added FROM told t WHERE t.is_first
    UNION ALL SELECT ${list('c')}, c.starts, t.ends, c.first_ends, c.count + 1, c.ids || t.id, c.value + t.value, c.low + t.low, c.high + t.high, c.is_added
    FROM chain c JOIN step t ON ${isNext} WHERE c.is_added AND ${isKnown('c')}),
  later AS MATERIALIZED (SELECT t.whole, max(t.ends) AS ends FROM step t GROUP BY t.whole),
  so_far AS (SELECT DISTINCT ON (c.whole) c.*, (c.count > 1 OR c.ends = c.starts + interval '1 month') AND coalesce(l.ends > c.ends, FALSE) AS is_apart
    FROM chain c LEFT JOIN later l ON l.whole = c.whole ORDER BY c.whole, c.ends DESC, c.count > 1, c.priority, c.count, c.first_ends DESC, c.ids DESC)`

function list(row: string): Sql {
  return raw(shared.map((name) => `${row}.${name}`).join(', '))
}
