import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import {
  describeFigure,
  fillTables,
  type Ground,
  get,
  makeGround,
  makeSeries,
  makeSubject,
  query,
  record,
} from './ground.ts'

const kit = useDatabase()
let ground: Ground

beforeAll(async () => {
  ground = await makeGround(kit.database.pool)
  await fillTables(kit.database.pool, ground)
})

const tables = [
  'series',
  'observation',
  'citation',
  'correction',
  'correction_decision',
  'membership',
  'project_stage',
  'honour',
  'subject_name',
  'relationship',
  'statement',
  'assignment',
  'doubt',
  'doubt_about',
]

const run = (text: string, values: unknown[] = []) => kit.database.pool.query(text, values)
const refusal = (message: RegExp) => expect.objectContaining({ code: '23001', message: expect.stringMatching(message) })

describe.each(tables)('%s', (table) => {
  it('refuses UPDATE, DELETE and TRUNCATE, saying what to do', async () => {
    expect((await get(kit.database.pool, `SELECT count(*)::int AS count FROM ${table}`)).count).toBeGreaterThan(0)
    const advice = (what: string) =>
      refusal(
        new RegExp(`^${table} is append-only: ${what} is refused\\. Record a new row that supersedes the old one$`),
      )
    await expect(run(`UPDATE ${table} SET id = id`)).rejects.toEqual(advice('UPDATE'))
    await expect(run(`DELETE FROM ${table}`)).rejects.toEqual(advice('DELETE'))
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toEqual(refusal(/is append-only: TRUNCATE is refused/))
  })

  it('refuses MERGE and ON CONFLICT DO UPDATE', async () => {
    const key = (
      await query<{ name: string }>(
        kit.database.pool,
        `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = '${table}'::regclass AND i.indisprimary ORDER BY 1`,
      )
    ).map(({ name }) => name)
    const matches = key.map((name) => `t.${name} = s.${name}`).join(' AND ')
    const merge = `MERGE INTO ${table} t USING (SELECT * FROM ${table}) s ON ${matches} WHEN MATCHED THEN`
    await expect(run(`${merge} UPDATE SET id = s.id`)).rejects.toEqual(refusal(/UPDATE is refused/))
    await expect(run(`${merge} DELETE`)).rejects.toEqual(refusal(/DELETE is refused/))
    const copy = `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1 ON CONFLICT (${key}) DO UPDATE SET id = excluded.id`
    await expect(run(copy)).rejects.toEqual(refusal(/UPDATE is refused/))
  })
})

describe('truncation through a table that others refer to', () => {
  it.each(['subject', 'source', 'unit', 'indicator'])('is refused on %s', async (table) => {
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toEqual(refusal(/TRUNCATE is refused/))
  })
})

describe('the change log', () => {
  it('takes no row, change or deletion by hand', async () => {
    const forged = "INSERT INTO change (reporting_park_id, id, actor, reason) VALUES (1, 1e9, 'me', 'none')"
    await expect(run(forged)).rejects.toEqual(refusal(/^change is written by the database alone$/))
    await expect(run('UPDATE change SET actor = $1', ['me'])).rejects.toEqual(refusal(/UPDATE is refused/))
    await expect(run('UPDATE change SET position = NULL')).rejects.toEqual(refusal(/UPDATE is refused/))
    await expect(run('DELETE FROM change')).rejects.toEqual(refusal(/DELETE is refused/))
    await expect(run('TRUNCATE change')).rejects.toEqual(refusal(/TRUNCATE is refused/))
    const merge = 'MERGE INTO change t USING change s ON t.id = s.id WHEN MATCHED THEN DELETE'
    await expect(run(merge)).rejects.toEqual(refusal(/DELETE is refused/))
  })

  it('refuses a position given to a change that is still open', async () => {
    const client = await kit.database.pool.connect()
    try {
      await client.query('BEGIN')
      await makeSubject(client)
      const numbering = client.query('UPDATE change SET position = 1, recorded_at = now() WHERE position IS NULL')
      await expect(numbering).rejects.toEqual(refusal(/UPDATE is refused/))
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })

  it('refuses a change id that the writer names', async () => {
    const { id } = await get(kit.database.pool, 'SELECT id FROM change ORDER BY position DESC LIMIT 1')
    await expect(makeSeries(kit.database.pool, ground, { change_id: id })).rejects.toEqual(
      refusal(/^series\.change_id is given by the database: leave it out$/),
    )
    await expect(makeSubject(kit.database.pool, ground.parkId, { change_id: 1 })).rejects.toEqual(
      refusal(/^subject\.change_id is given by the database/),
    )
  })
})

describe('latest', () => {
  it('takes no row, change or deletion by hand', async () => {
    const message = refusal(/^latest follows observation: it is never written by hand$/)
    await expect(run('INSERT INTO latest SELECT * FROM latest ON CONFLICT DO NOTHING')).rejects.toEqual(message)
    await expect(run('UPDATE latest SET value = 0')).rejects.toEqual(message)
    await expect(run('DELETE FROM latest')).rejects.toEqual(message)
    await expect(run('TRUNCATE latest')).rejects.toEqual(message)
  })
})

describe('a subject', () => {
  it.each([
    ['slug', "slug = slug || '-new'"],
    ['id', "id = nextval('subject_id_seq')"],
    ['kind', "kind = 'PROJECT'"],
    ['reporting park', '(reporting_park_id) = (SELECT min(id) FROM subject)'],
    ['change', '(change_id) = (SELECT min(id) FROM change)'],
  ])('keeps its %s', async (_, change) => {
    const subjectId = await makeSubject(kit.database.pool, ground.parkId)
    await expect(run(`UPDATE subject SET ${change} WHERE id = $1`, [subjectId])).rejects.toEqual(
      refusal(/^id, slug, kind and reporting park of a subject never change, and no subject goes away$/),
    )
  })

  it('does not go away, even where nothing refers to it', async () => {
    const subjectId = await makeSubject(kit.database.pool, ground.parkId)
    await expect(run('DELETE FROM subject WHERE id = $1', [subjectId])).rejects.toEqual(
      refusal(/no subject goes away$/),
    )
  })

  it('may get another name', async () => {
    const subjectId = await makeSubject(kit.database.pool, ground.parkId)
    await run("UPDATE subject SET name = '新名' WHERE id = $1", [subjectId])
    expect(await get(kit.database.pool, 'SELECT name FROM subject WHERE id = $1', [subjectId])).toEqual({
      name: '新名',
    })
  })
})

describe('what figures rest on', () => {
  it.each([
    ['unit', "atoms = atoms * 2 WHERE code = 'MU'"],
    ['unit', "dimension = 'length' WHERE code = 'MU'"],
    ['unit', "numerator = numerator + 1 WHERE code = 'MU'"],
    ['indicator', "dimension = 'length'"],
    ['indicator', "code = code || '-new'"],
  ])('never changes: %s, %s', async (table, change) => {
    await expect(run(`UPDATE ${table} SET ${change}`)).rejects.toEqual(
      refusal(new RegExp(`^code, dimension and size of ${table} never change`)),
    )
  })

  it('may get other labels', async () => {
    expect(await run("UPDATE unit SET label_en = label_en WHERE code = 'MU'")).toMatchObject({ rowCount: 1 })
    expect(await run('UPDATE indicator SET label_en = label_en')).toMatchObject({ rowCount: expect.any(Number) })
  })
})

describe('a table of the same name in the session', () => {
  it.each(['change', 'latest'])('does not stand in for %s', async (table) => {
    const client = await kit.database.pool.connect()
    try {
      await client.query(`BEGIN; CREATE TEMPORARY TABLE ${table} (LIKE public.${table} INCLUDING ALL) ON COMMIT DROP`)
      const parkId = await makeSubject(client)
      const park = { ...ground, parkId }
      await record(client, [describeFigure(park, await makeSeries(client, park))])
      expect(await query(client, `SELECT FROM pg_temp.${table}`)).toHaveLength(0)
      expect(await query(client, `SELECT FROM public.${table} WHERE reporting_park_id = $1`, [parkId])).toHaveLength(1)
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })
})
