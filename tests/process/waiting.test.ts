import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { openHome } from '@parkgraph/db'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { runAlone, withDatabase } from '../kit/global-setup.ts'
import {
  ask,
  findDatabaseUrl,
  findProcesses,
  holdLock,
  patience,
  runSql,
  type ServerProcess,
  useProcesses,
  waitUntil,
  zone,
} from './processes.ts'

vi.setConfig({ testTimeout: 2 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const migrationLock = 7_275_677_462
const loadLock = 7_275_677_464
let url: string

beforeEach(async () => {
  const name = `parkgraph_test_${randomBytes(6).toString('hex')}`
  await runAlone(inject('homeUrl'), `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  url = withDatabase(inject('homeUrl'), name)
})

afterEach(async () => {
  await runAlone(inject('homeUrl'), `DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`)
})

async function expectStopped(server: ServerProcess, signal: NodeJS.Signals) {
  server.signalGroup(signal)
  expect(await server.exit).toEqual({ code: 0, signal: null })
  expect(server.output.stdout).toMatch(/\nStopping\nStopped\n$/)
  expect(server.output.stderr).toBe('')
}

const readTables = async () =>
  (await runSql(url, "SELECT to_regclass('_prisma_migrations') AS migrations, to_regclass('park') AS parks"))[0]

describe('a server that waits', () => {
  it('for a migration elsewhere ends at once on a signal, and migrates nothing afterwards', async () => {
    const lock = await holdLock(url, migrationLock)
    const server = processes.start({ DATABASE_URL: url, PORT: '0' })
    await lock.waitUntilWanted()
    await expectStopped(server, 'SIGTERM')
    await lock.release()
    expect(await readTables()).toEqual({ migrations: null, parks: null })
  })

  it('for a load elsewhere ends at once on a signal, and the next start loads', async () => {
    const lock = await holdLock(url, loadLock)
    const server = processes.start({ DATABASE_URL: url, PORT: '0' })
    await lock.waitUntilWanted()
    await expectStopped(server, 'SIGINT')
    await lock.release()
    expect(
      await runSql(url, 'SELECT (SELECT count(*)::int FROM data_set) + (SELECT count(*)::int FROM unit) AS rows'),
    ).toEqual([{ rows: 0 }])
    const next = processes.start({ DATABASE_URL: url, PORT: '0' })
    expect(await ask(await next.waitUntilReady())).toEqual(zone)
  })

  it('within a migration ends at once on a signal, and leaves nothing of it', async () => {
    const lock = await holdLock(url, 1)
    await runSql(
      url,
      `CREATE FUNCTION wait_at_park() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN IF to_regclass('park') IS NOT NULL THEN PERFORM pg_advisory_xact_lock(1); END IF; END $$;
      CREATE EVENT TRIGGER wait_at_park ON ddl_command_end EXECUTE FUNCTION wait_at_park()`,
    )
    const server = processes.start({ DATABASE_URL: url, PORT: '0' })
    await lock.waitUntilWanted()
    await expectStopped(server, 'SIGTERM')
    await lock.release()
    const others =
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
    await waitUntil(async () => (await runSql(url, others))[0]?.['n'] === 0)
    expect((await readTables())?.['parks']).toBe(null)
    await runSql(url, 'DROP EVENT TRIGGER wait_at_park; DROP FUNCTION wait_at_park')
    const next = processes.start({ DATABASE_URL: url, PORT: '0' })
    expect(await ask(await next.waitUntilReady())).toEqual(zone)
  })

  it('for a database that does not answer ends at once on a signal', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as { port: number }
    const server = processes.start({ DATABASE_URL: `postgresql://me@127.0.0.1:${port}/test`, PORT: '0' })
    await once(silent, 'connection')
    const start = performance.now()
    server.signalGroup('SIGTERM')
    expect(await server.exit).toEqual({ code: 0, signal: null })
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(server.output).toEqual({ stdout: 'Stopping\nStopped\n', stderr: '' })
    silent.close()
  })

  it('at its own database ends both at once on a signal, wherever it waits, and is whole when it comes up at last', async () => {
    const dataFolder = processes.makeFolder()
    const runOnce = async (...statements: string[]) => {
      const home = await openHome({ dataFolder, log: () => {} })
      for (const statement of statements) await runSql(home.url, statement)
      await home.close()
    }
    const start = () => processes.start({ PARKGRAPH_DATA: dataFolder, PORT: '0' })
    await runOnce('ALTER SYSTEM SET max_prepared_transactions = 1')
    // One after the other, as each start comes as far as what is held: the third finds the tables that the second made.
    for (const [hold, statement] of [
      [`SELECT pg_advisory_xact_lock(${migrationLock})`, 'pg_advisory_lock'],
      [`SELECT pg_advisory_xact_lock(${loadLock})`, '/* load lock */'],
      ['LOCK TABLE data_set', 'FROM data_set'],
      ['LOCK TABLE observation', '/* load observation */'],
    ] as const) {
      await runOnce(`BEGIN; ${hold}; PREPARE TRANSACTION 'lock'`)
      const server = start()
      await waitUntil(() => server.output.stdout.includes('Database:'))
      const waits = `SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock'`
      const readWaiting = async () => String((await runSql(findDatabaseUrl(server), waits))[0]?.['query'])
      await waitUntil(async () => (await readWaiting()).includes(statement))
      await expectStopped(server, 'SIGTERM')
      expect(findProcesses(dataFolder)).toEqual([])
      await runOnce("ROLLBACK PREPARED 'lock'")
    }
    expect(await ask(await start().waitUntilReady())).toEqual(zone)
  })
})
