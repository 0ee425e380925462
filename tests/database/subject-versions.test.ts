import { expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { useClients } from './clients.ts'
import { makeSubject, query } from './ground.ts'

const kit = useDatabase()
const clients = useClients(kit)

const read = (id: number) =>
  query<object>(
    kit.database.pool,
    'SELECT name, is_archived, park_kind, park_level, region_code FROM subject_version WHERE subject_id = $1 ORDER BY change_id',
    [id],
  )

async function makePark(): Promise<number> {
  const id = await makeSubject(kit.database.pool, undefined, { kind: 'PARK' })
  await kit.database.pool.query("INSERT INTO park (id, kind, region_code) VALUES ($1, 'INDUSTRIAL_PARK', '430381')", [
    id,
  ])
  return id
}

const before = { is_archived: false, park_kind: 'INDUSTRIAL_PARK', park_level: null, region_code: '430381' }

it('keeps what a subject was once for each transaction, whatever of it is amended, and whoever does', async () => {
  const id = await makePark()
  const { pool } = kit.database
  const [{ name } = { name: '' }] = await query<{ name: string }>(pool, 'SELECT name FROM subject WHERE id = $1', [id])
  await pool.query('UPDATE subject SET name = name WHERE id = $1', [id])
  await pool.query('UPDATE park SET kind = kind WHERE id = $1', [id])
  expect(await read(id)).toEqual([])
  const client = await clients.open()
  await client.query('BEGIN')
  await client.query("UPDATE park SET level = 'COUNTY' WHERE id = $1", [id])
  await client.query("UPDATE subject SET name = '新名' WHERE id = $1", [id])
  await client.query("UPDATE park SET region_code = '430382' WHERE id = $1", [id])
  await client.query('COMMIT')
  expect(await read(id)).toEqual([{ name, ...before }])
  await pool.query('UPDATE subject SET is_archived = true WHERE id = $1', [id])
  const after = { ...before, park_level: 'COUNTY', region_code: '430382' }
  expect(await read(id)).toEqual([
    { name, ...before },
    { name: '新名', ...after },
  ])
})

it('refuses versions that no amendment made, and any change of those that are there', async () => {
  const { pool } = kit.database
  const id = await makePark()
  await pool.query("UPDATE park SET level = 'COUNTY' WHERE id = $1", [id])
  const forge = `INSERT INTO subject_version (reporting_park_id, subject_id, name, name_pinyin, is_archived)
    SELECT reporting_park_id, id, 'x', 'x', false FROM subject WHERE id = $1`
  await expect(pool.query(forge, [id])).rejects.toThrow(/written by the amendment of a subject alone/)
  await expect(pool.query("UPDATE subject_version SET name = 'x' WHERE subject_id = $1", [id])).rejects.toThrow(
    /append-only/,
  )
  await expect(pool.query('DELETE FROM subject_version WHERE subject_id = $1', [id])).rejects.toThrow(/append-only/)
  await expect(pool.query('TRUNCATE subject_version')).rejects.toThrow(/append-only/)
})
