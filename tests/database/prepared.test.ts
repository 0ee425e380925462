import { connect, type Database, type Planning, raw, sql } from '@parkgraph/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'

const kit = useDatabase()
let database: Database

beforeAll(() => {
  database = connect({ url: kit.url, poolSize: 1 })
})
afterAll(() => database.close())

const read = async (number: number) => {
  const [row] = await database.query<{ value: number; pid: number; prepared: number }>(
    sql`SELECT ${number}::int AS value, pg_backend_pid() AS pid, (SELECT count(*)::int FROM pg_prepared_statements) AS prepared`,
  )
  return row
}
const readOther = async (column: number) =>
  (await database.query<Record<string, number>>(sql`SELECT 1 AS ${raw(`c${column}`)}`))[0]

/** A statement of some `bytes`, which no other `number` has. */
const makeLong = (number: number, bytes: number) => {
  const cases = Array.from(
    { length: bytes / 50 },
    (_, at) => `WHEN name = 'park ${number}' THEN ${100_000 + at} + length(slug)`,
  )
  return sql`SELECT CASE ${raw(cases.join(' '))} END FROM subject WHERE id = ${number}::int`
}

/** What the connection holds: asked past the pool's names, so that asking is not prepared itself. */
const inspect = async () => {
  const { rows } = await database.pool.query<{
    pid: number
    prepared: number
    bytes: number
    memory: number
    names: string[]
  }>(
    `SELECT pg_backend_pid() AS pid, count(*)::int AS prepared, coalesce(sum(length(statement)), 0)::int AS bytes,
       (SELECT coalesce(sum(total_bytes), 0)::int FROM pg_backend_memory_contexts WHERE name LIKE 'CachedPlan%') AS memory
     FROM pg_prepared_statements`,
  )
  return rows[0] as (typeof rows)[number]
}

const isHeld = async (text: string) =>
  (await database.pool.query('SELECT FROM pg_prepared_statements WHERE statement = $1', [text])).rowCount === 1

const times = async (count: number, work: () => Promise<unknown>) => {
  for (let turn = 0; turn < count; turn += 1) await work()
}

describe('statements', () => {
  it('are prepared from the third time on, and take new values', async () => {
    expect(await read(1)).toMatchObject({ value: 1, prepared: 0 })
    expect(await read(2)).toMatchObject({ value: 2, prepared: 0 })
    expect(await read(3)).toMatchObject({ value: 3, prepared: 1 })
    expect(await read(4)).toMatchObject({ value: 4, prepared: 1 })
  })

  it('that come once or twice are not kept', async () => {
    for (let column = 0; column < 50; column += 1) await times(2, () => readOther(column))
    expect(await read(4)).toMatchObject({ prepared: 1 })
  })

  it('make way for others on a full connection, those first that were asked longest ago', async () => {
    const first = await read(5)
    for (let column = 1_000; column < 1_250; column += 1) {
      await times(3, async () => expect(await readOther(column)).toEqual({ [`c${column}`]: 1 }))
      await read(6)
    }
    const { pid, prepared } = await inspect()
    expect(pid).toBe(first?.pid)
    expect(prepared).toBe(200)
    expect(await isHeld('SELECT 1 AS c1249')).toBe(true)
    expect(await isHeld('SELECT 1 AS c1000')).toBe(false)
    expect((await read(7))?.prepared).toBe(200)
  })

  it('that made way come back', async () => {
    await times(2, async () => expect(await readOther(1_000)).toEqual({ c1000: 1 }))
    expect(await isHeld('SELECT 1 AS c1000')).toBe(true)
  })

  it('are few where they are long, whatever strangers make up, and what comes all the time stays', async () => {
    const before = await inspect()
    const often = makeLong(0, 20_000)
    await times(3, () => database.query(often))
    for (let number = 1; number <= 60; number += 1) {
      await times(14, () => database.query(makeLong(number, 20_000)))
      await database.query(often)
    }
    const { pid, bytes, memory } = await inspect()
    expect(pid).toBe(before.pid)
    expect(bytes).toBeGreaterThan(200_000)
    expect(bytes).toBeLessThanOrEqual(300_000)
    expect(memory).toBeLessThan(60_000_000)
    expect(await isHeld(often.text)).toBe(true)
  })

  it('that are very long are not kept, nor is the memory that they took', async () => {
    const before = await inspect()
    const long = makeLong(100, 110_000)
    expect(await database.query(long)).toEqual([])
    const { pid, prepared } = await inspect()
    expect(pid).not.toBe(before.pid)
    expect(prepared).toBe(0)
    await times(3, async () => expect(await database.query(long)).toEqual([]))
    expect(await isHeld(long.text)).toBe(false)
  })

  it('that fail take no room', async () => {
    const wrong = sql`SELECT nothing FROM subject`
    await times(4, () => expect(database.query(wrong)).rejects.toThrow('nothing'))
    for (let number = 200; number < 220; number += 1) await times(3, () => database.query(makeLong(number, 20_000)))
    expect(await isHeld(makeLong(219, 20_000).text)).toBe(true)
  })
})

describe('statements that are planned once', () => {
  const ask = (slug: string, to: number, planning: Planning) =>
    database.query(
      sql`SELECT n FROM subject, generate_series(${1}::int, ${to}::int) n WHERE slug = ${slug}`,
      undefined,
      planning,
    )
  const inspectPlans = async () => {
    const { rows } = await database.pool.query(
      `SELECT generic_plans, custom_plans, current_setting('plan_cache_mode') AS mode FROM pg_prepared_statements
       WHERE statement LIKE 'SELECT n FROM subject%'`,
    )
    return rows
  }
  const generic = (count: number) => ({ generic_plans: String(count), mode: 'auto' })

  it('are planned for whatever values, where PostgreSQL would look at them each time', async () => {
    await times(12, () => ask('a', 1, 'AUTO'))
    expect(await inspectPlans()).toEqual([{ ...generic(0), custom_plans: '10' }])
    await times(3, () => ask('a', 1, 'ONCE'))
    expect(await inspectPlans()).toEqual([{ ...generic(3), custom_plans: '10' }])
    await ask('a', 1, 'AUTO')
    expect(await inspectPlans()).toEqual([{ ...generic(3), custom_plans: '11' }])
  })

  it('leave a connection as it was where they fail or are cancelled', async () => {
    const before = await inspect()
    await expect(database.query(sql`SELECT 1 / ${0}::int`, undefined, 'ONCE')).rejects.toThrow('division by zero')
    const stopping = new AbortController()
    const stopped = database.query(sql`SELECT pg_sleep(${20}::int)`, stopping.signal, 'ONCE')
    setTimeout(() => stopping.abort(), 100)
    await expect(stopped).rejects.toThrow()
    expect(await inspectPlans()).toEqual([expect.objectContaining({ mode: 'auto' })])
    expect((await inspect()).pid).toBe(before.pid)
  })
})
