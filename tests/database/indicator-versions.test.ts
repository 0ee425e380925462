import { expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'

const kit = useDatabase()
const query = async (text: string) => (await kit.database.pool.query(text)).rows

const VERSIONS = `SELECT v.is_creation, v.label_en, v.wholes, jsonb_array_length(v.definitions) AS editions, v.reporting_park_id FROM indicator_version v
  JOIN indicator i ON i.id = v.indicator_id WHERE i.code = 'revenue' ORDER BY v.id`
const whole = "(SELECT id FROM indicator WHERE code = 'tax_revenue')"
const own = "(SELECT id FROM indicator WHERE code = 'revenue')"

it('keeps what an indicator was before each transaction that changed it, its definitions or what it is part of, and once', async () => {
  const made = { is_creation: true, label_en: null, wholes: null, editions: null, reporting_park_id: 0 }
  const kept = { is_creation: false, label_en: 'Revenue', wholes: [], editions: 1, reporting_park_id: 0 }
  expect(await query(VERSIONS)).toEqual([made])
  await query("UPDATE indicator SET label_en = label_en WHERE code = 'revenue'")
  expect(await query(VERSIONS)).toEqual([made])
  await kit.database.pool.query(`BEGIN; INSERT INTO indicator_relation (part_id, whole_id) SELECT ${own}, ${whole};
    UPDATE indicator SET label_en = 'Other' WHERE code = 'revenue'; COMMIT`)
  expect(await query(VERSIONS)).toEqual([made, kept])
  await query(`INSERT INTO indicator_definition (indicator_id, edition, valid_from, definition_zh, definition_en)
    SELECT ${own}, '2', '2030-01-01', '二', 'Two'`)
  await query(`DELETE FROM indicator_relation WHERE part_id = ${own}`)
  const [{ id }] = (await query(`SELECT ${whole} AS id`)) as [{ id: number }]
  const then = { ...kept, label_en: 'Other', wholes: [id] }
  expect(await query(VERSIONS)).toEqual([made, kept, then, { ...then, editions: 2 }])
  const changes = `SELECT count(DISTINCT c.id)::int AS count FROM change c JOIN indicator_version v ON v.change_id = c.id
    WHERE c.reporting_park_id = 0 AND c.position IS NOT NULL AND v.indicator_id = ${own}`
  expect(await query(changes)).toEqual([{ count: 4 }])
})

it('refuses versions that no change made, and any change of those that are there', async () => {
  const forge = `INSERT INTO indicator_version (indicator_id, is_creation) VALUES (${own}, true)`
  await expect(query(forge)).rejects.toThrow(/written by changes of an indicator alone/)
  await expect(query("UPDATE indicator_version SET name = 'x'")).rejects.toThrow(/append-only/)
  await expect(query('DELETE FROM indicator_version')).rejects.toThrow(/append-only/)
  await expect(query('TRUNCATE indicator_version')).rejects.toThrow(/append-only/)
})
