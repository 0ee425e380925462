import { type Database, type Sql, sql } from '@parkgraph/db'

/** Behind all rows that a park reports of a change. */
export const lastId = '9'.repeat(18)

/** Behind all parks. */
const lastPark = String(2 ** 31)

/** Behind all rows of a change, of whatever park. */
export const toEnd = (place = '0') => [place, lastPark, lastId]

/** The end of a log. */
export async function findEnd(database: Database, log: Sql): Promise<readonly string[]> {
  const [end] = await database.query<{ place: string }>(
    sql`/* end of the log */ SELECT coalesce(max(position), 0)::text AS place FROM ${log} e`,
  )
  return toEnd(end?.place ?? '0')
}

/**
 * Where a cursor lies: it holds the rank of the park among those that its place has rows of, and not its number, which would tell that
 * rows are of the same hidden park. It counts all of them, hidden ones too: else it would change with what is published meanwhile.
 */
export async function findPosition(
  database: Database,
  log: Sql,
  cursor: readonly string[],
): Promise<readonly string[]> {
  const [place = '0', rank = '0', id = '0'] = cursor
  const [found] = await database.query<{ park: string }>(
    sql`/* park of a rank */ SELECT p.park FROM (SELECT e.reporting_park_id::text AS park, row_number() OVER (ORDER BY e.reporting_park_id) AS rank
      FROM ${log} e WHERE e.position = ${place}::bigint) p WHERE p.rank = ${rank}::bigint`,
  )
  return [place, found?.park ?? lastPark, id]
}
