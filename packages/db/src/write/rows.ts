import type pg from 'pg'

export type Row = Readonly<Record<string, unknown>>

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
