import { raw, type Sql, sql } from './sql.ts'

/**
 * Holds for rows that were recorded by a place in commit order. As of a place that the statement names, the row's own `change_id` tells it:
 * what was recorded by then is found once, and nothing is looked up for a row. A place that a row around tells is another for each
 * of them: there the place of the change itself is looked up.
 */
export function isRecordedBy(row: string, place: bigint | Sql): Sql {
  const change = sql`${raw(row)}.change_id`
  if (typeof place !== 'bigint')
    return sql`(SELECT h.position FROM change h WHERE h.reporting_park_id = ${raw(row)}.reporting_park_id AND h.id = ${change}) <= ${place}::bigint`
  // In this form the planner expects that nearly all rows pass, as it does of now, and chooses no other plan than for that.
  return sql`(CASE WHEN ${change} <@ ${selectRecorded(place)} THEN TRUE END IS NOT NULL)`
}

/**
 * Holds where a table has rows that were recorded after a place that the statement names, or may have. It is asked once, and where it does
 * not hold nothing else needs to be.
 */
export const hasLater = (table: string, place: bigint): Sql =>
  sql`(SELECT NOT int8range(0, coalesce(max(h.change_id), 0), '[]') <@ ${selectRecorded(place)} FROM ${raw(table)} h)`

/** Ids of all changes up to a place. In a query of its own that is worked out once, and not for each row. */
const selectRecorded = (place: bigint) => sql`(SELECT recorded_by(${place}::bigint))`
