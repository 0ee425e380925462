import { connect, type Database, sql } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { query } from './ground.ts'

const kit = useDatabase()
const opened: Database[] = []

const open = (options: { url?: string; statementTimeout?: number } = {}) => {
  const database = connect({ url: kit.url, poolSize: 1, ...options })
  opened.push(database)
  return database
}
const withOptions = (options: Record<string, string>) => {
  const url = new URL(kit.url)
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, value)
  return url.href
}

beforeAll(async () => {
  const name = new URL(kit.url).pathname.slice(1)
  await kit.database.pool.query(`ALTER DATABASE ${name} SET timezone TO 'Asia/Tashkent'`)
  await kit.database.pool.query(`ALTER DATABASE ${name} SET jit TO on`)
})

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})

describe('a session', () => {
  it('is in UTC though the database says otherwise', async () => {
    expect(await open().query(sql`SHOW timezone`)).toEqual([{ TimeZone: 'UTC' }])
    expect(await open().prisma.$queryRaw`SHOW timezone`).toEqual([{ TimeZone: 'UTC' }])
  })

  it('is in UTC and keeps the options of an address that brings its own', async () => {
    const database = open({ url: withOptions({ options: '-c work_mem=7MB' }) })
    expect(await database.query(sql`SHOW timezone`)).toEqual([{ TimeZone: 'UTC' }])
    expect(await database.query(sql`SHOW jit`)).toEqual([{ jit: 'off' }])
    expect(await database.query(sql`SHOW work_mem`)).toEqual([{ work_mem: '7MB' }])
  })

  it('reads an instant as it was written', async () => {
    const rows = await open().prisma.$queryRaw<{ at: Date }[]>`SELECT '2017-12-31T23:30:00Z'::timestamptz AS at`
    expect(rows).toEqual([{ at: new Date('2017-12-31T23:30:00Z') }])
  })
})

describe('a statement', () => {
  it('ends at its time limit, and the connection serves on', async () => {
    const database = open({ statementTimeout: 100 })
    await expect(database.query(sql`SELECT pg_sleep(30)`)).rejects.toMatchObject({ code: '57014' })
    expect(await database.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
  })
})

describe('a connection that broke while idle', () => {
  it('is replaced at the next query', async () => {
    const database = open()
    const [first] = await database.query<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
    const alive = () => query(kit.database.pool, 'SELECT FROM pg_stat_activity WHERE pid = $1', [first?.pid])
    await kit.database.pool.query('SELECT pg_terminate_backend($1)', [first?.pid])
    await expect.poll(alive, { timeout: 5_000 }).toEqual([])
    await expect.poll(() => database.pool.totalCount, { timeout: 5_000 }).toBe(0)
    const [second] = await database.query<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`)
    expect(second?.pid).not.toBe(first?.pid)
  })
})
