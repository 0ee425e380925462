import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MIGRATIONS_FOLDER } from '@parkgraph/db'
import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { useClients } from './clients.ts'
import { get, makeSubject, query } from './ground.ts'

const kit = useDatabase()
const clients = useClients(kit)

/** Of each place, the changes that `recorded_by` tells, and those that the log has up to it. */
async function compare(): Promise<void> {
  const places = await query<{ told: string[]; logged: string[] }>(
    kit.database.pool,
    `SELECT ARRAY(SELECT DISTINCT c.id FROM change c WHERE c.id <@ recorded_by(p.position) ORDER BY 1) AS told,
       ARRAY(SELECT DISTINCT c.id FROM change c WHERE c.position <= p.position ORDER BY 1) AS logged
     FROM (SELECT 0::bigint AS position UNION SELECT position FROM change UNION SELECT position - 1 FROM change) p`,
  )
  expect(places.length).toBeGreaterThan(2)
  for (const { told, logged } of places) expect(told).toEqual(logged)
}

async function begin(): Promise<pg.Client> {
  const client = await clients.open()
  await client.query('BEGIN')
  await makeSubject(client)
  return client
}

const countOvertaken = async () =>
  (await get(kit.database.pool, 'SELECT count(*)::int AS n FROM change WHERE overtaken_by IS NOT NULL')).n

describe('the changes up to a place', () => {
  it('are those of lower ids, where commits come in that order', async () => {
    const before = await countOvertaken()
    for (let count = 0; count < 3; count += 1) await makeSubject(kit.database.pool)
    expect(await countOvertaken()).toBe(before)
    await compare()
  })

  it('leave out those that wrote before and were committed after it', async () => {
    const [one, other, last] = [await begin(), await begin(), await begin()]
    await makeSubject(other)
    await last.query('COMMIT')
    await other.query('COMMIT')
    await makeSubject(kit.database.pool)
    await one.query('COMMIT')
    await compare()
  })

  it('are told right after the greatest of them failed when it had its number', async () => {
    const [one, other] = [await begin(), await begin()]
    const failed = await begin()
    await failed.query('SET CONSTRAINTS ALL IMMEDIATE')
    await failed.query('ROLLBACK')
    await other.query('COMMIT')
    await one.query('COMMIT')
    await compare()
  })

  it('are told right where a number was given back with a savepoint, and given anew', async () => {
    const [early, late] = [await begin(), await begin()]
    await late.query('SAVEPOINT undone; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK TO undone')
    await early.query('COMMIT')
    await late.query('COMMIT')
    await compare()
  })

  it('are told alike by what the migration wrote for those that were there', async () => {
    const marks = () => query(kit.database.pool, 'SELECT id, reporting_park_id, overtaken_by FROM change ORDER BY 1, 2')
    const [one, other] = [await begin(), await begin()]
    await other.query('COMMIT')
    await one.query('COMMIT')
    const file = join(MIGRATIONS_FOLDER, '20261128212604_mark_overtaken_changes', 'migration.sql')
    const backfill = /^ALTER TABLE change DISABLE.*?^ALTER TABLE change ENABLE[^;]*;/ms.exec(readFileSync(file, 'utf8'))
    const forget = 'ALTER TABLE change DISABLE TRIGGER refuse_change; UPDATE change SET overtaken_by = NULL;'
    await kit.database.pool.query(`BEGIN; ${forget} ${backfill?.[0]} COMMIT`)
    expect(await marks()).toContainEqual(expect.objectContaining({ overtaken_by: expect.any(String) }))
    await compare()
  })
})
