import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { runAlone, withDatabase } from '../kit/global-setup.ts'
import { ask, holdLock, patience, runSql, type ServerProcess, useProcesses, zone } from './processes.ts'

vi.setConfig({ testTimeout: 2 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const name = `parkgraph_test_${randomBytes(6).toString('hex')}`
const url = withDatabase(inject('homeUrl'), name)
let silent: Server
let unanswered: ServerProcess

const start = (databaseUrl: string) => processes.start({ DATABASE_URL: databaseUrl, PORT: '0' })

async function expectComplaint({ exit, output }: ServerProcess, message: RegExp) {
  const { code } = await exit
  expect(output.stderr).toMatch(message)
  expect(output.stderr).toMatch(/^[^\n]+\n$/)
  expect(output.stderr).toContain('DATABASE_URL')
  expect(output.stderr).not.toContain('geheim')
  expect({ code, stdout: output.stdout }).toEqual({ code: 1, stdout: '' })
}

beforeAll(async () => {
  await runAlone(inject('homeUrl'), `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as { port: number }
  const environment = { DATABASE_URL: `postgresql://me:geheim@127.0.0.1:${port}/test`, PORT: '0' }
  unanswered = processes.start(environment, { isLasting: true })
})

afterAll(async () => {
  silent.close()
  await runAlone(inject('homeUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
})

describe('a database that cannot be used', () => {
  const { port } = new URL(inject('homeUrl'))
  it.each<[string, () => string, RegExp]>([
    [
      'refuses connections',
      () => 'postgresql://me:geheim@127.0.0.1:1/test',
      /127\.0\.0\.1:1\/test cannot be used: .*ECONNREFUSED/,
    ],
    [
      'takes another password',
      () => url.replace(/:[^:@/]+@/, ':geheim@'),
      /cannot be used: password authentication failed/,
    ],
    ['lacks the database', () => `${url}_none`, /cannot be used: database "\w+" does not exist/],
    [
      'has no host',
      () => 'postgresql://me:geheim@no-such-host.invalid/test',
      /no-such-host\.invalid:5432\/test cannot be used/,
    ],
    [
      'wants an sslmode that there is not',
      () => 'postgresql://me:geheim@127.0.0.1:1/test?sslmode=bogus',
      /^DATABASE_URL is not a connection string \(its sslmode is "bogus"/,
    ],
    [
      'has no readable address',
      () => `postgresql://me:geheim@127.0.0.1:${port}x/test`,
      /^DATABASE_URL is not a connection string/,
    ],
  ])('because it %s is named in one line without its password', (_, getUrl, message) =>
    expectComplaint(start(getUrl()), message),
  )
})

describe('an empty database', () => {
  it('brings up two servers that start on it at once', async () => {
    const both = [1, 2].map(() => processes.start({ DATABASE_URL: url, PORT: '0' }))
    const addresses = await Promise.all(both.map((server) => server.waitUntilReady()))
    for (const address of addresses) expect(await ask(address)).toEqual(zone)
    expect(await runSql(url, 'SELECT count(*)::int AS loaded FROM data_set')).toEqual([{ loaded: 1 }])
    expect(
      await runSql(url, 'SELECT count(*) - count(DISTINCT migration_name) AS again FROM _prisma_migrations'),
    ).toEqual([{ again: '0' }])
  })

  it('is waited for while another server loads it, however short statements may be', async () => {
    const lock = await holdLock(url, 7_275_677_464)
    const server = processes.start({ DATABASE_URL: url, PORT: '0', STATEMENT_TIMEOUT: '100' })
    await lock.waitUntilWanted(300)
    await lock.release()
    expect(await ask(await server.waitUntilReady())).toEqual(zone)
  })
})

describe('a database that never answers', () => {
  it('is named in one line without its password', () => expectComplaint(unanswered, /cannot be used: .*timeout/))
})
