import { raw, type Sql, sql } from './sql.ts'

/**
 * Holds for rows that were recorded by a place in commit order. As of a place that the statement names, that is told by the row's own
 * `change_id`: nothing is looked up for it. A place that a row around tells differs from row to row, and what was recorded by it would have to
 * be found anew for each: there the place of the change itself is looked up.
 */
export function isRecordedBy(row: string, place: bigint | Sql): Sql {
  const change = sql`${raw(row)}.change_id`
  if (typeof place !== 'bigint')
    return sql`(SELECT h.position FROM change h WHERE h.reporting_park_id = ${raw(row)}.reporting_park_id AND h.id = ${change}) <= ${place}::bigint`
  // In this form the planner expects that nearly all rows pass, as it does of now, and chooses no other plan than for that.
  return sql`(CASE WHEN ${change} <= ${selectNewest(place)} AND ${change} <> ALL (${selectOvertaken(place)}) THEN TRUE END IS NOT NULL)`
}

/**
 * Holds where a table may have rows that were recorded after a place that the statement names. It is asked once, and where it does not hold
 * nothing else needs to be.
 */
export const hasLater = (table: string, place: bigint): Sql =>
  sql`(SELECT max(h.change_id) > ${selectNewest(place)} OR ${selectOvertaken(place)} <> '{}' FROM ${raw(table)} h)`

/** The greatest id of the changes that were committed by a place; null where there was none. */
const selectNewest = (place: bigint) => sql`(SELECT greatest(h.id, h.overtaken_by) FROM change h
  WHERE h.position <= ${place}::bigint ORDER BY h.position DESC LIMIT 1)`

/**
 * The changes of lower ids that were committed later: those that wrote when others were quicker. Its index finds just those whose
 * transactions were under way then, however many there have been at other times.
 */
const selectOvertaken = (place: bigint) => sql`ARRAY(SELECT h.id FROM change h WHERE h.overtaken_by IS NOT NULL
  AND int8range(h.id, h.overtaken_by, '[]') @> ${selectNewest(place)} AND h.position > ${place}::bigint)`
