import { setTimeout as wait } from 'node:timers/promises'
import { connect, sql } from '@parkgraph/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { query } from './ground.ts'

const kit = useDatabase()
let single: ReturnType<typeof connect>

beforeAll(() => {
  single = connect({ url: kit.url, poolSize: 1 })
})

afterAll(() => single.close())

const readRunning = (mark: string) =>
  query(
    kit.database.pool,
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
      AND strpos(query, $1) > 0`,
    [mark],
  )

test('a statement whose signal aborts is cancelled in the database, and fails', async () => {
  const controller = new AbortController()
  const failed = expect(single.query(sql`SELECT pg_sleep(20) AS "long one"`, controller.signal)).rejects.toMatchObject({
    code: '57014',
  })
  await expect.poll(() => readRunning('long one'), { timeout: 5_000 }).toHaveLength(1)
  controller.abort()
  await expect.poll(() => readRunning('long one'), { timeout: 5_000 }).toHaveLength(0)
  await failed
  expect(await single.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
})

test('a statement whose signal aborted before or while it waited for a connection never runs', async () => {
  await single.pool.query('CREATE TABLE mark (note text)')
  const never = sql`INSERT INTO mark VALUES ('ran') RETURNING note`
  await expect(single.query(never, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  const client = await single.pool.connect()
  const controller = new AbortController()
  const waiting = expect(single.query(never, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  controller.abort()
  client.release()
  await waiting
  expect(await single.query(sql`SELECT note FROM mark`)).toEqual([])
})

test('a signal that aborts later cancels nothing', async () => {
  const controller = new AbortController()
  expect(await single.query(sql`SELECT 1 AS one`, controller.signal)).toEqual([{ one: 1 }])
  const next = single.query(sql`SELECT 2 AS two FROM pg_sleep(0.2)`)
  controller.abort()
  expect(await next).toEqual([{ two: 2 }])
})

test('a cancellation that comes as its statement ends does not hit the next on the connection', {
  timeout: 30_000,
}, async () => {
  for (let round = 0; round < 60; round += 1) {
    const controller = new AbortController()
    const aborted = single.query(sql`SELECT pg_sleep(0.005)`, controller.signal).catch(() => {})
    const next = single.query<{ round: number }>(sql`SELECT ${round}::int AS round FROM pg_sleep(0.02)`)
    await wait((round % 8) * 1.25)
    controller.abort()
    expect(await next).toEqual([{ round }])
    await aborted
  }
})
