import { connect, type Database, raw, sql } from '@parkgraph/db'
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

describe('statements', () => {
  it('are prepared from the second time on, and take new values', async () => {
    expect(await read(1)).toMatchObject({ value: 1, prepared: 0 })
    expect(await read(2)).toMatchObject({ value: 2, prepared: 1 })
    expect(await read(3)).toMatchObject({ value: 3, prepared: 1 })
  })

  it('that come once are not kept', async () => {
    for (let column = 0; column < 50; column += 1) await readOther(column)
    expect(await read(4)).toMatchObject({ prepared: 1 })
  })

  it('never fill a connection: a full one makes way', async () => {
    const first = await read(5)
    for (let column = 1_000; column < 1_250; column += 1)
      for (let turn = 0; turn < 2; turn += 1) expect(await readOther(column)).toEqual({ [`c${column}`]: 1 })
    const last = await read(6)
    expect(last?.pid).not.toBe(first?.pid)
    expect(last?.prepared).toBeLessThan(100)
  })
})
