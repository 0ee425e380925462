import type pg from 'pg'
import { withClient } from '../client.ts'
import type { Viewer } from '../viewer.ts'

export type Row = Readonly<Record<string, unknown>>

/** Runs `work` in one transaction, which tells the change log who writes and why; any error undoes all of it. */
export function writeAs<Result>(
  pool: pg.Pool,
  viewer: Viewer,
  reason: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return withClient(pool, async (client, spoil) => {
    try {
      await client.query('BEGIN')
      const names = "SELECT set_config('parkgraph.actor', $1, true), set_config('parkgraph.reason', $2, true)"
      await client.query(names, [viewer.actor, reason])
      const result = await work(client)
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil)
      throw error
    }
  })
}

/**
 * Inserts all rows with one statement. The columns are those of the first row; what a row leaves out is null, and columns
 * that no row names take their defaults. Texts become the columns' own types, so decimals and big integers stay exact.
 */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly Row[], onConflict = '') {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(', ')
  const statement = `/* load ${table} */ INSERT INTO "${table}" (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1) ${onConflict}`
  await client.query(statement, [JSON.stringify(rows)])
}

/** Draws as many new ids as asked for from the table's sequence. */
export async function drawIds(client: pg.ClientBase, table: string, count: number): Promise<string[]> {
  const statement = `/* load ids */ SELECT nextval(pg_get_serial_sequence($1, 'id'))::text AS id FROM generate_series(1, $2)`
  const { rows } = await client.query<{ id: string }>(statement, [`"${table}"`, count])
  return rows.map(({ id }) => id)
}
