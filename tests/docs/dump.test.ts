import { spawnSync } from 'node:child_process'
import { afterAll, expect, inject, test, vi } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { runAlone, withDatabase } from '../kit/global-setup.ts'
import { ask, patience, runSql, useProcesses, zone } from '../process/processes.ts'
import { dump, restore, run } from './commands.ts'

vi.setConfig({ testTimeout: 3 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const kit = useDatabase()

function findVersion(program: string): number {
  return Number(
    /(\d+)(?:\.\d+)*\s/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0,
  )
}

const restored = withDatabase(inject('homeUrl'), `${new URL(kit.url).pathname.slice(1)}_restored`)
afterAll(() =>
  runAlone(inject('homeUrl'), `DROP DATABASE IF EXISTS ${new URL(restored).pathname.slice(1)} WITH (FORCE)`),
)

test('a dump brings back a server as it was, guards included', async ({ skip }) => {
  const [{ server } = { server: 0 }] = await kit.database.pool
    .query<{ server: number }>("SELECT current_setting('server_version_num')::int / 10000 AS server")
    .then(({ rows }) => rows)
  const oldest = Math.min(findVersion('pg_dump'), findVersion('pg_restore'))
  if (oldest < server) skip(`pg_dump and pg_restore are ${oldest || 'not there'}, the server is ${server}`)
  const folder = processes.makeFolder()
  run(dump, folder, { 'postgresql://user@host/parkgraph': kit.url })
  await runAlone(
    inject('homeUrl'),
    `CREATE DATABASE ${new URL(restored).pathname.slice(1)} TEMPLATE template0 ENCODING 'UTF8'`,
  )
  run(restore, folder, { 'postgresql://user@host/restored': restored })

  const digest = (table: string) =>
    `SELECT count(*)::int AS rows, md5(string_agg(t::text, '' ORDER BY t::text)) AS digest FROM ${table} t`
  for (const table of ['observation', 'change', 'data_set', '_prisma_migrations']) {
    const [before] = await runSql(kit.url, digest(table))
    expect(before?.['rows']).toBeGreaterThan(0)
    expect(await runSql(restored, digest(table))).toEqual([before])
  }
  await expect(runSql(restored, 'DELETE FROM observation')).rejects.toThrow(/observation/)
  const next = processes.start({ DATABASE_URL: restored, PORT: '0' })
  expect(await ask(await next.waitUntilReady())).toEqual(zone)
  expect(next.output.stdout).toContain('loaded already')
})
