import type pg from 'pg'

/** What files are held against. */
const tables = ['observation', 'series', 'subject', 'enterprise', 'project']

/** Pages of a table that is read fast however it is read. */
const FEW = 8

/**
 * Has PostgreSQL look anew at tables that have grown to more than twice what it knows of, as after the first file. Autovacuum comes some
 * minute later, and by plans for what is all but empty a file of thousands is held against figures for minutes. Where the role does not
 * own the tables, PostgreSQL passes over them.
 */
export async function refreshStatistics(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `/* import: grown */ SELECT oid::regclass::text AS name FROM pg_class WHERE oid = ANY ($1::regclass[])
      AND pg_relation_size(oid) > 2 * greatest(relpages, $2) * current_setting('block_size')::int`,
    [tables, FEW],
  )
  if (rows.length > 0) await client.query(`ANALYZE ${rows.map(({ name }) => name).join(', ')}`)
}
