import { SubjectKind } from '@parkgraph/db/generated/client/enums'
import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { get, makeSource, makeSubject, query } from './ground.ts'

const kit = useDatabase()
const facets = Object.values(SubjectKind).map((kind) => kind.toLowerCase())
const tables = [...facets, 'source', 'data_set']

const amended: Record<string, string> = {
  title: "title || '新'",
  kind: "'NEWSPAPER'",
  publisher: "'社'",
  authors: "ARRAY['某']",
  language: "'en'",
  is_archived: 'NOT is_archived',
}

const changes: Record<string, string> = {
  id: "nextval('source_id_seq')",
  code: "code || '-new'",
  reporting_park_id: 'reporting_park_id + 1',
  change_id: 'change_id + 1',
  published_from: 'published_from - 1',
  published_to: 'published_to + 1',
}

const run = (text: string, values: unknown[] = []) => kit.database.pool.query(text, values)
const count = async (table: string) =>
  (await get<{ count: number }>(kit.database.pool, `SELECT count(*)::int AS count FROM ${table}`)).count

it('every kind of subject has a facet that is guarded and logged', async () => {
  const wanted = ['log_amendment', 'refuse_moving', 'refuse_removal', 'refuse_truncate']
  const found = await query<{ facet: string; guards: string[] }>(
    kit.database.pool,
    `SELECT lower(k::text) AS facet, array(SELECT t.tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relname = lower(k::text) AND t.tgname = ANY ($1) ORDER BY 1) AS guards
      FROM unnest(enum_range(NULL::"SubjectKind")) k`,
    [wanted],
  )
  expect(found.map(({ facet }) => facet).toSorted()).toEqual(facets.toSorted())
  expect(found.filter(({ guards }) => guards.join() !== wanted.join())).toEqual([])
})

it('a new facet is guarded by one call', async () => {
  const client = await kit.database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('CREATE TABLE invented (id integer PRIMARY KEY REFERENCES subject (id))')
    await client.query("SELECT guard_facet('invented')")
    await client.query('INSERT INTO invented SELECT min(id) FROM subject')
    await expect(client.query('DELETE FROM invented')).rejects.toThrow('no row of invented goes away')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

describe.each(tables)('%s', (table) => {
  const refusal = (what: string) =>
    expect.objectContaining({ code: '23001', message: `${what} is refused: no row of ${table} goes away` })

  it('refuses DELETE, MERGE and TRUNCATE, and keeps every row', async () => {
    const before = await count(table)
    expect(before).toBeGreaterThan(0)
    await expect(run(`DELETE FROM ${table}`)).rejects.toEqual(refusal('DELETE'))
    await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toEqual(refusal('TRUNCATE'))
    const key = table === 'data_set' ? 'code' : 'id'
    await expect(
      run(
        `MERGE INTO ${table} t USING (SELECT ${key} AS k FROM ${table}) s ON t.${key} = s.k WHEN MATCHED THEN DELETE`,
      ),
    ).rejects.toEqual(refusal('DELETE'))
    expect(await count(table)).toBe(before)
  })
})

describe.each(facets)('a %s that nothing refers to', (table) => {
  it('stays', async () => {
    const { pool } = kit.database
    const id = await makeSubject(pool, undefined, { kind: table.toUpperCase() })
    const kind = { park: 'INDUSTRIAL_PARK', project: 'INDUSTRIAL' }[table]
    await (kind
      ? run(`INSERT INTO ${table} (id, kind) VALUES ($1, '${kind}')`, [id])
      : run(`INSERT INTO ${table} (id) VALUES ($1)`, [id]))
    await expect(run(`DELETE FROM ${table} WHERE id = $1`, [id])).rejects.toMatchObject({ code: '23001' })
    expect(await query(pool, `SELECT FROM ${table} WHERE id = $1`, [id])).toHaveLength(1)
  })
})

describe('a source', () => {
  let id = 0
  const set = (change: string) => run(`UPDATE source SET ${change} WHERE id = $1`, [id])
  const versions = () => query(kit.database.pool, 'SELECT * FROM source_version WHERE source_id = $1 ORDER BY id', [id])

  beforeAll(async () => {
    id = await makeSource(kit.database.pool)
  })

  it('stays, even where nothing refers to it', async () => {
    await expect(run('DELETE FROM source WHERE id = $1', [id])).rejects.toMatchObject({ code: '23001' })
  })

  it('has every column tried here', async () => {
    const rows = await query<{ name: string }>(
      kit.database.pool,
      `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = 'source'::regclass AND attnum > 0 AND NOT attisdropped`,
    )
    const tried = [...Object.keys(changes), ...Object.keys(amended), 'priority', 'access_level']
    expect(rows.map(({ name }) => name).sort()).toEqual(tried.sort())
  })

  it.each(Object.entries(changes))('keeps its %s', async (name, value) => {
    const refusal = { code: '23001', message: 'of a source neither code, days nor reporting park change' }
    await expect(set(`${name} = ${value}`)).rejects.toMatchObject(refusal)
    await expect(set(`priority = 9, ${name} = ${value}`)).rejects.toMatchObject(refusal)
  })

  it('takes another priority, and another level by a release alone', async () => {
    await set('priority = 5')
    await expect(set(`access_level = 'INTERNAL'`)).rejects.toMatchObject({
      ...{ code: '23001', message: 'the access level of a source changes by the release of a publication alone' },
    })
    await set('title = title')
    expect(await versions()).toEqual([])
  })

  it.each(Object.entries(amended))('keeps what its %s was', async (name, value) => {
    const before = await get<Record<string, unknown>>(kit.database.pool, 'SELECT * FROM source WHERE id = $1', [id])
    await set(`${name} = ${value}`)
    const kept = (await versions()).at(-1)
    expect(kept).toEqual({ ...kept, ...Object.fromEntries(Object.keys(amended).map((own) => [own, before[own]])) })
  })

  it('has versions that nobody writes or changes', async () => {
    for (const change of [
      'UPDATE source_version SET title = title',
      'DELETE FROM source_version',
      'TRUNCATE source_version',
    ])
      await expect(run(change)).rejects.toMatchObject({ code: '23001' })
    const forged = `INSERT INTO source_version (reporting_park_id, source_id, title, kind, language, is_archived)
      SELECT reporting_park_id, id, 'x', kind, language, FALSE FROM source`
    await expect(run(forged)).rejects.toMatchObject({ code: '23001' })
  })
})
