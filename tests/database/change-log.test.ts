import { describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { useClients } from './clients.ts'
import { describeFigure, get, makeGround, makeSeries, makeSubject, query, record } from './ground.ts'

const kit = useDatabase()
const clients = useClients(kit)

interface Change {
  position: string
  recorded_at: Date
  actor: string
  reason: string
}

const readChange = (subjectId: number) =>
  get<Change>(
    kit.database.pool,
    'SELECT c.* FROM change c JOIN subject s ON s.change_id = c.id AND s.reporting_park_id = c.reporting_park_id WHERE s.id = $1',
    [subjectId],
  )
const readPosition = async (subjectId: number) => BigInt((await readChange(subjectId)).position)

describe.each(['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'])('%s', (level) => {
  it('places the transaction that commits first first, whichever wrote first', async () => {
    const [first, second] = [await clients.open(), await clients.open()]
    await first.query(`BEGIN ISOLATION LEVEL ${level}`)
    const early = await makeSubject(first)
    await second.query('BEGIN')
    const late = await makeSubject(second)
    await second.query('COMMIT')
    await first.query('COMMIT')
    expect(await readPosition(late)).toBeLessThan(await readPosition(early))
  })

  it('gives all rows of a transaction one place and time', async () => {
    const client = await clients.open()
    await client.query(`BEGIN ISOLATION LEVEL ${level}`)
    const ground = await makeGround(client)
    const other = await makeGround(client)
    await record(client, [describeFigure(ground, await makeSeries(client, ground))])
    await record(client, [describeFigure(other, await makeSeries(client, other))])
    await client.query('COMMIT')
    const changes = await query<Change>(client, 'SELECT * FROM change WHERE reporting_park_id = ANY ($1)', [
      [ground.parkId, other.parkId],
    ])
    expect(changes).toHaveLength(2)
    expect(new Set(changes.map(({ position }) => position)).size).toBe(1)
    expect(new Set(changes.map(({ recorded_at }) => recorded_at.getTime())).size).toBe(1)
    const ids = await query(
      client,
      'SELECT DISTINCT change_id FROM (SELECT change_id FROM observation WHERE reporting_park_id = ANY ($1) UNION ALL SELECT change_id FROM series WHERE reporting_park_id = ANY ($1) UNION ALL SELECT change_id FROM subject WHERE id = ANY ($1)) x',
      [[ground.parkId, other.parkId]],
    )
    expect(ids).toHaveLength(1)
  })

  it('keeps nothing of a savepoint that was rolled back', async () => {
    const client = await clients.open()
    await client.query(`BEGIN ISOLATION LEVEL ${level}`)
    await client.query('SAVEPOINT undone')
    const undone = await makeSubject(client)
    await client.query('ROLLBACK TO undone')
    const kept = await makeSubject(client)
    await client.query('SAVEPOINT released')
    const inner = await makeSubject(client, kept)
    await client.query('SAVEPOINT deeper')
    const lost = await makeSubject(client)
    await client.query('ROLLBACK TO deeper')
    await client.query('RELEASE released')
    await client.query('COMMIT')
    expect(await readChange(inner)).toEqual(await readChange(kept))
    const left = await query(client, 'SELECT FROM change WHERE reporting_park_id = ANY ($1)', [[undone, lost]])
    expect(left).toHaveLength(0)
  })
})

describe('a change', () => {
  it('has neither place nor time until it commits', async () => {
    const client = await clients.open()
    await client.query('BEGIN')
    const subjectId = await makeSubject(client)
    const change = await get(client, 'SELECT position, recorded_at FROM change WHERE reporting_park_id = $1', [
      subjectId,
    ])
    expect(change).toEqual({ position: null, recorded_at: null })
  })

  it('is recorded at its position in microseconds, between the clocks before and after the commit', async () => {
    const client = await clients.open()
    await client.query('BEGIN')
    const subjectId = await makeSubject(client)
    await client.query('SELECT pg_sleep(0.05)')
    const before = await get(client, 'SELECT clock_timestamp()::text AS at')
    await client.query('COMMIT')
    const row = await get(
      client,
      `SELECT (extract(epoch FROM recorded_at) * 1000000)::bigint = position AS "isExact",
        recorded_at BETWEEN $2::timestamptz AND clock_timestamp() AS "isBetween"
        FROM change WHERE reporting_park_id = $1`,
      [subjectId, before.at],
    )
    expect(row).toEqual({ isExact: true, isBetween: true })
  })

  it('is not logged when its transaction is rolled back or writes no row', async () => {
    const client = await clients.open()
    const count = async () => (await get(client, 'SELECT count(*)::int AS count FROM change')).count
    const before = await count()
    await client.query('BEGIN')
    await makeSubject(client)
    await client.query('ROLLBACK')
    await client.query('INSERT INTO subject SELECT * FROM subject WHERE false')
    expect(await count()).toBe(before)
  })

  it('is logged for each of two transactions, the first of which had its place fixed before its commit', async () => {
    const client = await clients.open()
    await client.query('BEGIN; SET CONSTRAINTS ALL IMMEDIATE')
    const parkId = await makeSubject(client)
    await client.query('COMMIT')
    const next = await makeSubject(client, parkId)
    const changes = await query<Change>(client, 'SELECT * FROM change WHERE reporting_park_id = $1', [parkId])
    expect(changes).toHaveLength(2)
    expect(await readPosition(next)).toBeGreaterThan(await readPosition(parkId))
  })

  it('waits with its place for one whose place was fixed before its commit', async () => {
    const [first, second] = [await clients.open(), await clients.open()]
    await first.query('BEGIN; SET CONSTRAINTS ALL IMMEDIATE')
    const early = await makeSubject(first)
    const { pid } = await get(second, 'SELECT pg_backend_pid() AS pid')
    const late = makeSubject(second)
    const waits = () => query(kit.database.pool, 'SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])
    await expect.poll(waits, { timeout: 5_000 }).toHaveLength(1)
    await first.query('COMMIT')
    expect(await readPosition(early)).toBeLessThan(await readPosition(await late))
  })

  it('shows no later place before an earlier one, however many write at once', async () => {
    const writers = await Promise.all([1, 2, 3, 4].map(() => clients.open()))
    const reader = await clients.open()
    const read = async () =>
      (await query<{ position: string }>(reader, 'SELECT position FROM change ORDER BY position')).map(
        ({ position }) => position,
      )
    const before = await read()
    let isDone = false
    const writing = Promise.all(
      writers.map(async (client) => {
        for (let round = 0; round < 25; round += 1) await makeSubject(client)
      }),
    ).finally(() => {
      isDone = true
    })
    let seen = before
    while (!isDone) {
      const next = await read()
      expect(next.slice(0, seen.length)).toEqual(seen)
      seen = next
    }
    await writing
    expect(await read()).toHaveLength(before.length + 100)
  })
})

describe('actor and reason', () => {
  it('are those that the transaction names', async () => {
    const client = await clients.open()
    await client.query('BEGIN')
    await client.query(
      "SELECT set_config('parkgraph.actor', '李某', true), set_config('parkgraph.reason', '更正', true)",
    )
    const named = await makeSubject(client)
    await client.query('COMMIT')
    expect(await readChange(named)).toMatchObject({ actor: '李某', reason: '更正' })
    const { role } = await get(client, 'SELECT current_user AS role')
    const unnamed = await makeSubject(client)
    expect(await readChange(unnamed)).toMatchObject({ actor: role, reason: '' })
  })
})

describe('the recording clock', () => {
  it('goes on by a microsecond when the clock of the machine ran back', async () => {
    const client = await clients.open()
    const ahead = BigInt(Date.now() + 3_600_000) * 1000n
    await client.query('BEGIN')
    const earlier = await makeSubject(client)
    await client.query("SELECT setval('change_clock', $1)", [String(ahead)])
    await client.query('COMMIT')
    const later = await makeSubject(client)
    expect([await readPosition(earlier), await readPosition(later)]).toEqual([ahead + 1n, ahead + 2n])
    expect((await readChange(later)).recorded_at.getTime()).toBe(Number(ahead / 1000n))
  })

  it('does not run back with a transaction that fails after it was numbered', async () => {
    const client = await clients.open()
    const first = await makeSubject(client)
    await client.query('BEGIN; SET CONSTRAINTS ALL IMMEDIATE')
    await makeSubject(client)
    const { undone } = await get<{ undone: string }>(client, 'SELECT last_value AS undone FROM change_clock')
    await client.query('ROLLBACK')
    const next = await readPosition(await makeSubject(client))
    expect(BigInt(undone)).toBeGreaterThan(await readPosition(first))
    expect(next).toBeGreaterThan(BigInt(undone))
  })
})

describe('a change id that a session names', () => {
  it('does not join the rows of a later transaction to an earlier change', async () => {
    const client = await clients.open()
    const parkId = await makeSubject(client)
    const { change_id } = await get(client, 'SELECT change_id FROM subject WHERE id = $1', [parkId])
    const setting = 'parkgraph.change_id'
    await client.query('SELECT set_config($1, $2, false)', [setting, String(change_id)])
    const outcome = await makeSubject(client, parkId).then(
      async (subjectId) => (await readPosition(subjectId)) > (await readPosition(parkId)),
      (error: { code: string }) => error.code === '23001',
    )
    expect(outcome).toBe(true)
  })
})

it('has a change for every row that a park reports, of whatever table, so that it tells which parks report anything', async () => {
  const unlogged = await query<{ name: string }>(
    kit.database.pool,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'reporting_park_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_trigger t
       WHERE t.tgrelid = c.oid AND t.tgfoid = 'log_change'::regproc) ORDER BY 1`,
  )
  // The log itself, and what comes with rows of other tables alone.
  expect(unlogged.map(({ name }) => name)).toEqual(['change', 'doubt_about', 'latest'])
})
