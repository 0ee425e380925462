import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { useClients } from './clients.ts'
import { get, makeSubject, type Queryable, query } from './ground.ts'

const kit = useDatabase()
const clients = useClients(kit)

interface Change {
  readonly actor: string
  readonly reason: string
  readonly position: string | null
}

const readChanges = (parkId: number) =>
  query<Change>(
    kit.database.pool,
    'SELECT actor, reason, position FROM change WHERE reporting_park_id = $1 ORDER BY position',
    [parkId],
  )

async function withActor(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  await client.query('BEGIN')
  await client.query("SELECT set_config('parkgraph.actor', '李某', true), set_config('parkgraph.reason', '更名', true)")
  await work()
  await client.query('COMMIT')
}

const facets: [table: string, insert: string, change: string][] = [
  ['subject', '', "name = '新名'"],
  ['park', "(id, kind) VALUES ($1, 'INDUSTRIAL_PARK')", "level = 'NATIONAL'"],
  ['project', "(id, kind) VALUES ($1, 'INDUSTRIAL')", "kind = 'LIVELIHOOD'"],
  ['enterprise', '(id) VALUES ($1)', "industry_code = '29', industry_system = 'GB/T 4754-2017'"],
  ['facility', '(id) VALUES ($1)', 'id = id'],
  ['programme', '(id) VALUES ($1)', 'id = id'],
]

async function makeFacet(on: Queryable, [table, columns]: (typeof facets)[number]): Promise<number> {
  const id = await makeSubject(on, undefined, table === 'subject' ? {} : { kind: table.toUpperCase() })
  if (table !== 'subject') await on.query(`INSERT INTO ${table} ${columns}`, [id])
  return id
}

describe.each(facets)('an amendment of a %s', (...facet) => {
  const [table, , change] = facet

  it('is logged once, with its actor and reason', async () => {
    const client = await clients.open()
    const id = await makeFacet(client, facet)
    const before = await readChanges(id)
    await withActor(client, async () => {
      await client.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id])
      await client.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id])
    })
    const changes = await readChanges(id)
    expect(changes.slice(0, -1)).toEqual(before)
    expect(changes.at(-1)).toEqual({ actor: '李某', reason: '更名', position: expect.stringMatching(/^\d+$/) })
  })

  it('is logged with the role of the session where none is named', async () => {
    const client = await clients.open()
    const id = await makeFacet(client, facet)
    const before = await readChanges(id)
    await client.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id])
    const { role } = await get(client, 'SELECT current_user AS role')
    const changes = await readChanges(id)
    expect(changes).toHaveLength(before.length + 1)
    expect(changes.at(-1)).toMatchObject({ actor: role, reason: '' })
  })

  it('is logged for every park that reports one of the rows, and for none where no row is met', async () => {
    const client = await clients.open()
    const ids = [await makeFacet(client, facet), await makeFacet(client, facet)]
    const untouched = await makeFacet(client, facet)
    const before = await readChanges(untouched)
    await withActor(client, () => client.query(`UPDATE ${table} SET ${change} WHERE id = ANY ($1)`, [ids]))
    await client.query(`UPDATE ${table} SET ${change} WHERE false`)
    const [first, second] = [(await readChanges(ids[0] ?? 0)).at(-1), (await readChanges(ids[1] ?? 0)).at(-1)]
    expect(first?.actor).toBe('李某')
    expect(second).toEqual(first)
    expect(await readChanges(untouched)).toEqual(before)
  })

  it('leaves nothing in the log when it is rolled back', async () => {
    const client = await clients.open()
    const id = await makeFacet(client, facet)
    const before = await readChanges(id)
    await client.query('BEGIN')
    await client.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id])
    await client.query('ROLLBACK')
    expect(await readChanges(id)).toEqual(before)
  })
})

it('an amendment in the transaction that made the subject is part of the same change', async () => {
  const client = await clients.open()
  await client.query('BEGIN')
  const id = await makeSubject(client)
  await client.query("UPDATE subject SET name = '新名' WHERE id = $1", [id])
  await client.query('COMMIT')
  expect(await readChanges(id)).toHaveLength(1)
})

it('a facet never moves to another subject, and a loaded data set keeps its code', async () => {
  const pool = kit.database.pool
  await expect(pool.query('UPDATE park SET id = id + 100000')).rejects.toThrow(/UPDATE is refused/)
  await expect(pool.query("UPDATE data_set SET code = 'other'")).rejects.toThrow(/UPDATE is refused/)
})
