import { anonymous, connect, createViewer, localOwner, type Mutation, mutate, RefusalError } from '@parkgraph/db'
import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { type Ground, makeCitation, makeGround, makeSubject } from './ground.ts'

const home = useDatabase()

const writer = createViewer({
  ...{ actor: 'key:writer', kind: 'KEY', label: 'w' },
  grants: [{ id: 1, role: 'EDITOR', parkId: null, regionPrefix: null, isAll: true, parks: [] }],
})

let keys = 0

const request = (more: Partial<Mutation> = {}): Mutation => ({
  ...{ operation: 'test', input: {}, idempotencyKey: `key ${++keys}`, ...more },
})

const run = <Result>(work: (client: pg.ClientBase) => Promise<Result>, more: Partial<Mutation> = {}, viewer = writer) =>
  mutate(home.database.pool, viewer, request(more), work)

const count = async (table: string) =>
  (await home.database.pool.query(`SELECT count(*)::int AS count FROM ${table}`)).rows[0].count as number

/** Fails as often as told, as PostgreSQL does where transactions are in each other's way. */
function failing(times: number, code: string) {
  let attempts = 0
  return {
    get attempts() {
      return attempts
    },
    work: async (client: pg.ClientBase) => {
      attempts += 1
      const id = await makeSubject(client)
      if (attempts <= times) await client.query(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`)
      return id
    },
  }
}

describe.each(['40001', '40P01'])('a transaction that PostgreSQL undoes with %s', (code) => {
  test('is tried again, and leaves what its last attempt wrote', async () => {
    const before = await count('subject')
    const { work, ...rest } = failing(4, code)
    const id = await run(work)
    expect(rest).toBeDefined()
    expect(await count('subject')).toBe(before + 1)
    const { rows } = await home.database.pool.query('SELECT actor FROM change WHERE reporting_park_id = $1', [id])
    expect(rows).toEqual([{ actor: 'key:writer' }])
  })

  test('is refused after five attempts, and leaves nothing, its key included', async () => {
    const before = [await count('subject'), await count('idempotent_request'), await count('change')]
    const often = failing(Number.POSITIVE_INFINITY, code)
    await expect(run(often.work, { idempotencyKey: `stuck ${code}` })).rejects.toMatchObject({ code: 'CONTENTION' })
    expect(often.attempts).toBe(5)
    expect([await count('subject'), await count('idempotent_request'), await count('change')]).toEqual(before)
    expect(await run((client) => makeSubject(client), { idempotencyKey: `stuck ${code}` })).toBeGreaterThan(0)
  })
})

test('another error is thrown as it is, at once', async () => {
  const broken = failing(1, '22012')
  await expect(run(broken.work)).rejects.toMatchObject({ code: '22012' })
  expect(broken.attempts).toBe(1)
})

test('what one reads, no other changes before it has written: each rule holds for both', async () => {
  const ground = await makeGround(home.database.pool)
  // Of two that both look whether the section is cited, one sees the other's citation.
  const both = waitForBoth()
  const cite = async (client: pg.ClientBase) => {
    const found = await client.query('SELECT FROM citation WHERE source_id = $1', [ground.sourceId])
    await both()
    if (found.rows.length > 1) return 'there'
    await client.query('INSERT INTO citation (source_id, section, paragraph) VALUES ($1, $2, 1)', [
      ...[ground.sourceId, `s${Math.random()}`],
    ])
    return 'cited'
  }
  expect((await Promise.all([run(cite), run(cite)])).sort()).toEqual(['cited', 'there'])
})

/** Lets the first two that come go on together, and later ones at once. */
function waitForBoth() {
  let come = 0
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return async () => {
    come += 1
    if (come >= 2) open()
    await gate
  }
}

test('under a steady load of writers, none loses time and again to those who come later', async () => {
  const busy = connect({ url: home.url, poolSize: 16 })
  const { sourceId } = await makeGround(busy.pool)
  const cite = (section: string) => async (client: pg.ClientBase) => {
    await client.query('SELECT count(*) FROM citation WHERE source_id = $1', [sourceId])
    await client.query('SELECT pg_sleep(random() * 0.005)')
    await client.query('INSERT INTO citation (source_id, section, paragraph) VALUES ($1, $2, 1)', [sourceId, section])
  }
  const workers = Array.from({ length: 8 }, async (_, worker) => {
    for (let round = 0; round < 15; round += 1)
      await mutate(busy.pool, writer, request(), cite(`steady ${worker} ${round}`))
  })
  await Promise.all(workers)
  const { rows } = await busy.pool.query('SELECT count(*)::int AS count FROM citation WHERE source_id = $1', [sourceId])
  expect(rows).toEqual([{ count: 121 }])
  await busy.close()
})

test('transactions that lock each other out both end well', async () => {
  const { pool } = home.database
  const [one, two] = await Promise.all([makeSource(pool), makeSource(pool)])
  const both = waitForBoth()
  const amend = (first: number, second: number) => async (client: pg.ClientBase) => {
    await client.query('UPDATE source SET priority = priority + 1 WHERE id = $1', [first])
    await both()
    await client.query('UPDATE source SET priority = priority + 1 WHERE id = $1', [second])
  }
  await Promise.all([run(amend(one, two)), run(amend(two, one))])
  const { rows } = await pool.query('SELECT priority FROM source WHERE id = ANY ($1)', [[one, two]])
  expect(rows).toEqual([{ priority: 3 }, { priority: 3 }])
})

async function makeSource(pool: pg.Pool): Promise<number> {
  const { sourceId }: Ground = await makeGround(pool)
  await makeCitation(pool, sourceId).catch(() => {})
  return sourceId
}

describe('a key', () => {
  test('of a request that was carried out answers what that left, and runs nothing', async () => {
    const same = { idempotencyKey: 'once', input: { a: 1, b: [{ c: null, d: 'x' }] } }
    const outcome = await run(async () => ({ ids: ['1', '2'], none: null }), same)
    const spelt = { ...same, input: { b: [{ d: 'x', c: null }], a: 1, e: undefined } }
    expect(await run(() => Promise.reject(new Error('ran again')), spelt)).toEqual(outcome)
  })

  test.each([
    ['another input', { input: { a: 2 } }],
    ['a list in another order', { input: { a: [2, 1] } }],
    ['a null beside it', { input: { a: [1, 2], b: null } }],
    ['another operation', { operation: 'other', input: { a: [1, 2] } }],
  ])('is refused for %s', async (_, other) => {
    const first = { idempotencyKey: `other ${JSON.stringify(other)}`, input: { a: [1, 2] } }
    await run(async () => 1, first)
    await expect(run(async () => 2, { ...first, ...other })).rejects.toMatchObject({ code: 'KEY_USED' })
  })

  test('is of its holder alone', async () => {
    await run(async () => 'mine', { idempotencyKey: 'mine' })
    expect(await run(async () => 'theirs', { idempotencyKey: 'mine' }, localOwner)).toBe('theirs')
  })

  test('is not kept of whoever has no role, who does not wait for the like', async () => {
    const before = await count('idempotent_request')
    const both = waitForBoth()
    const refuse = async () => {
      await both()
      throw new RefusalError('FORBIDDEN', 'no')
    }
    const asked = [1, 2].map(() => run(refuse, { idempotencyKey: 'nobody' }, anonymous).catch(({ code }) => code))
    expect(await Promise.all(asked)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(await count('idempotent_request')).toBe(before)
  })

  test('holds what tells nothing of anybody', async () => {
    await run(async () => [{ reportingParkId: 1, id: '2' }], { idempotencyKey: 'plain', input: { reason: '张三' } })
    const { rows } = await home.database.pool.query("SELECT * FROM idempotent_request WHERE key = 'plain'")
    expect(JSON.stringify(rows)).not.toContain('张三')
    expect(rows[0]).toMatchObject({
      actor: 'key:writer',
      operation: 'test',
      outcome: [{ reportingParkId: 1, id: '2' }],
    })
  })
})

test('writers leave connections for those who read, and none is held back when they are done', async () => {
  const { pool } = home.database
  const both = waitForBoth()
  const held = Array.from({ length: 8 }, () => run(both))
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  await Promise.all(held)
  const { rows } = await pool.query(
    "SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  )
  expect(rows).toEqual([{ count: 0 }])
})
