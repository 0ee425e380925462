import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { withClient } from '../client.ts'

/** Tables that grow as figures are recorded. */
const tables = [
  'observation',
  'series',
  'latest',
  'subject',
  'enterprise',
  'project',
  'membership',
  'change',
  'level_change',
]

/** Pages of a table that is read fast however it is read. */
const FEW = 8

/**
 * Has PostgreSQL look anew at tables that have grown to more than twice what it knows of, as after the first file. Autovacuum comes some
 * minute later, and by plans for what is all but empty the figures of a file are held against each other for minutes. Where the role
 * does not own the tables, PostgreSQL passes over them. With `isWaiting`, tables that others are loading are waited for.
 */
export async function refreshStatistics(client: pg.ClientBase, isWaiting: boolean): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `/* statistics: grown */ SELECT oid::regclass::text AS name FROM pg_class WHERE oid = ANY ($1::regclass[])
      AND pg_relation_size(oid) > 2 * greatest(relpages, $2) * current_setting('block_size')::int`,
    [tables, FEW],
  )
  const names = rows.map(({ name }) => name).join(', ')
  if (names) await client.query(`ANALYZE ${isWaiting ? '' : '(SKIP_LOCKED)'} ${names}`)
}

/** Milliseconds between two looks. */
const PAUSE = 1_000

/** Pools that are looked after, and whether something was committed since the last look. */
const kept = new WeakMap<pg.Pool, boolean>()

/**
 * The same beside whatever goes on, after something was committed: whoever wrote does not wait for it. Nothing depends on it: what it
 * cannot do, the next write or autovacuum does.
 */
export function keepStatistics(pool: pg.Pool): void {
  const isKept = kept.has(pool)
  kept.set(pool, true)
  if (!isKept) void look(pool)
}

async function look(pool: pg.Pool): Promise<void> {
  while (kept.get(pool)) {
    kept.set(pool, false)
    await withClient(pool, (client) => refreshStatistics(client, false)).catch(() => {})
    await wait(PAUSE, undefined, { ref: false })
  }
  kept.delete(pool)
}
