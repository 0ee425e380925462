import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { runAlone, withDatabase } from '../kit/global-setup.ts'
import { ask, patience, runSql, type ServerProcess, useProcesses, zone } from './processes.ts'

vi.setConfig({ testTimeout: 2 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()

const name = `parkgraph_test_${randomBytes(6).toString('hex')}`
const databaseUrl = withDatabase(inject('homeUrl'), name)
const form = /^Admin key, shown this once: (pg_[a-z0-9]{8}_[A-Za-z0-9_-]{43})$/gm

const start = (environment: Record<string, string> = {}) =>
  processes.start({ DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'debug', ...environment })
const findKeys = ({ output }: ServerProcess) => [...output.stdout.matchAll(form)].map(([, key = '']) => key)

async function askAs(url: string, token: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { actor grants { role isAll } } }' }),
  })
  return response.json()
}
const isAdmin = (token: string) => ({
  data: { viewer: { actor: `key:${token.split('_')[1]}`, grants: [{ role: 'ADMIN', isAll: true }] } },
})

describe('the admin key', () => {
  let key = ''
  const given = `pg_abcd1234_${randomBytes(32).toString('base64url')}`

  beforeAll(() => runAlone(inject('homeUrl'), `CREATE DATABASE ${name} TEMPLATE ${inject('template')}`))
  afterAll(() => runAlone(inject('homeUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))

  it('is printed by the first of several starts, once, and never logged', async () => {
    const servers = [start(), start(), start()]
    const urls = await Promise.all(servers.map((server) => server.waitUntilReady()))
    const keys = servers.flatMap(findKeys)
    expect(keys).toHaveLength(1)
    key = keys[0] ?? ''
    for (const url of urls) expect(await askAs(url, key)).toEqual(isAdmin(key))
    const secret = key.slice(12)
    for (const { output } of servers) expect(output.stderr).not.toContain(secret)
    expect(JSON.stringify(await runSql(databaseUrl, 'SELECT k::text FROM api_key k'))).not.toContain(secret)
  })

  it('is not made again, also after it was revoked', async () => {
    await runSql(databaseUrl, "UPDATE api_key SET revoked_at = now(), revoked_by = 'x'")
    const server = start()
    const url = await server.waitUntilReady()
    expect(findKeys(server)).toEqual([])
    expect(await askAs(url, key)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect(await ask(url)).toEqual(zone)
  })

  it('is taken from ADMIN_KEY, which is printed nowhere, at the first start that has it and at later ones', async () => {
    for (let round = 0; round < 2; round++) {
      const server = start({ ADMIN_KEY: given })
      expect(await askAs(await server.waitUntilReady(), given)).toEqual(isAdmin(given))
      expect(server.output.stdout + server.output.stderr).not.toContain(given.slice(12))
      expect(findKeys(server)).toEqual([])
      server.child.kill('SIGTERM')
      await server.exit
    }
  })

  it('stays revoked where ADMIN_KEY is one that was', async () => {
    await runSql(databaseUrl, "UPDATE api_key SET revoked_at = now(), revoked_by = 'x' WHERE prefix = 'abcd1234'")
    const url = await start({ ADMIN_KEY: given }).waitUntilReady()
    expect(await askAs(url, given)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('stops the start where another key has its prefix', async () => {
    const server = start({ ADMIN_KEY: `pg_abcd1234_${randomBytes(32).toString('base64url')}` })
    expect((await server.exit).code).toBe(1)
    expect(server.output.stderr).toContain(
      'ADMIN_KEY: another key has the prefix abcd1234. Give one with a prefix of its own.\n',
    )
  })

  it('is needed to read where PUBLIC_READ is false', async () => {
    const server = start({ PUBLIC_READ: 'false' })
    const url = await server.waitUntilReady()
    expect(await ask(url)).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect((await fetch(new URL('/ready', url))).status).toBe(200)
  })
})
