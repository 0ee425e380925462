import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick, ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

function leave(query: string) {
  const controller = new AbortController()
  const answered = fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: controller.signal,
  }).then(
    (response) => response.text(),
    () => 'aborted',
  )
  return { abort: () => controller.abort(), answered }
}

const running = async () =>
  (
    await server.database.pool.query(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
        AND pid <> pg_backend_pid() AND starts_with(query, '/* Query.')`,
    )
  ).rows

test('the statement of a client that goes away stops, and those of others run on', async () => {
  const blocker = await server.database.pool.connect()
  try {
    await blocker.query('BEGIN; LOCK TABLE honour IN ACCESS EXCLUSIVE MODE')
    const query = `{ park(slug: "${ZONE}") { honours { title } } }`
    const [leaving, staying] = [leave(query), server.send(query)]
    await expect.poll(running, { timeout: 5_000 }).toHaveLength(2)
    leaving.abort()
    await expect.poll(running, { timeout: 5_000 }).toHaveLength(1)
    expect(await leaving.answered).toBe('aborted')
    await blocker.query('ROLLBACK')
    expect((await staying).errors).toBeUndefined()
  } finally {
    await blocker.query('ROLLBACK')
    blocker.release()
  }
})

test('every root field of a client that goes away stops', async () => {
  const blocker = await server.database.pool.connect()
  try {
    await blocker.query('BEGIN; LOCK TABLE honour IN ACCESS EXCLUSIVE MODE')
    const fields = [0, 1, 2].map((index) => `p${index}: park(slug: "${ZONE}") { honours { title } }`)
    const leaving = leave(`{ ${fields.join(' ')} }`)
    await expect.poll(running, { timeout: 5_000 }).toHaveLength(3)
    leaving.abort()
    await expect.poll(running, { timeout: 5_000 }).toHaveLength(0)
  } finally {
    await blocker.query('ROLLBACK')
    blocker.release()
  }
})

test('a client that goes away while its statement waits for a connection is no fault', async () => {
  const { pool } = server.database
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  const leaving = leave('{ parks { totalCount } }')
  await expect.poll(() => pool.waitingCount, { timeout: 5_000 }).toBe(1)
  leaving.abort()
  expect(await leaving.answered).toBe('aborted')
  await wait(100)
  for (const client of taken) client.release()
  await expect.poll(() => pool.idleCount, { timeout: 5_000 }).toBe(pool.options.max)
  expect((await server.send('{ parks { totalCount } }')).errors).toBeUndefined()
})

test('requests among many that are abandoned are all answered', { timeout: 60_000 }, async () => {
  const heavy =
    '{ parks(first: 50) { nodes { observations(first: 50) { totalCount nodes { value subject { slug } } } } } }'
  for (let round = 0; round < 12; round += 1) {
    const abandoned = Array.from({ length: 6 }, (_, index) => {
      const { abort, answered } = leave(heavy)
      setTimeout(abort, 3 + ((round * 6 + index) % 20) * 2)
      return answered
    })
    const wanted = Array.from({ length: 6 }, (_, index) => server.send(`{ r${index}: ${heavy.slice(1)}`))
    for (const [index, { data, errors }] of (await Promise.all(wanted)).entries()) {
      expect(errors).toBeUndefined()
      expect(pick(data, `r${index}.nodes`)).toHaveLength(7)
    }
    await Promise.all(abandoned)
  }
})
