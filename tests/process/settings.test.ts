import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, inject, it, vi } from 'vitest'
import { runAlone, withDatabase } from '../kit/global-setup.ts'
import { ask, findProcesses, patience, runSql, useProcesses, zone } from './processes.ts'

vi.setConfig({ testTimeout: 2 * patience })
const processes = useProcesses()

async function runToEnd(environment: Record<string, string>) {
  const folder = processes.makeFolder()
  const server = processes.start({ PARKGRAPH_DATA: folder, PORT: '0', ...environment })
  const { code } = await server.exit
  return { code, ...server.output, left: findProcesses(folder) }
}

describe('a setting that is wrong', () => {
  it.each([
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['PORT', '70000', 'a whole number from 0 to 65535'],
    ['PORT', '-1', 'a whole number from 0 to 65535'],
    ['PORT', '4000.5', 'a whole number from 0 to 65535'],
    ['PORT', '0x10', 'a whole number from 0 to 65535'],
    ['PORT', ' ', 'a whole number from 0 to 65535'],
    ['STATEMENT_TIMEOUT', '-1', 'a whole number from 100 to 3600000'],
    ['DATABASE_POOL_SIZE', '0', 'a whole number from 1 to 1000'],
    ['PARKGRAPH_DATA', 'data', 'an absolute path outside the checkout'],
    ['LOG_LEVEL', 'loud', 'must be one of debug, info, warn, error, silent'],
  ])('%s=%s is named in one line with what it takes', async (name, value, advice) => {
    const { code, stdout, stderr, left } = await runToEnd({ [name]: value })
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toEqual(['These settings are wrong:', expect.stringContaining(advice)])
    expect(lines[1]).toContain(`  ${name}=${value}: `)
    expect({ code, stdout, left }).toEqual({ code: 1, stdout: '', left: [] })
  })

  it('is named beside the others', async () => {
    const { stderr } = await runToEnd({ PORT: 'abc', LOG_LEVEL: 'loud', STATEMENT_TIMEOUT: '1' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(4)
  })

  it('does not print the password of an address', async () => {
    const { code, stderr } = await runToEnd({ DATABASE_URL: 'mysql://root:geheim@127.0.0.1/test' })
    expect(stderr).toMatch(/^These settings are wrong:\n {2}DATABASE_URL: must be a URL such as postgresql:\/\/\S+\n$/)
    expect(stderr).not.toContain('geheim')
    expect(code).toBe(1)
  })
})

describe('a setting', () => {
  it('does what it says, each of them', async () => {
    const name = `parkgraph_test_${randomBytes(6).toString('hex')}`
    await runAlone(inject('homeUrl'), `CREATE DATABASE ${name} TEMPLATE ${inject('template')}`)
    const databaseUrl = withDatabase(inject('homeUrl'), name)
    const port = await findFreePort()
    const settings = { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: '1', STATEMENT_TIMEOUT: '200' }
    const server = processes.start({ ...settings, HOST: 'localhost', PORT: String(port), LOG_LEVEL: 'debug' })
    const url = await server.waitUntilReady()
    expect(url).toBe(`http://localhost:${port}/graphql`)
    expect(server.output.stdout).toContain(`/${name}\n`)
    expect(await Promise.all(Array.from({ length: 5 }, () => ask(url)))).toEqual(Array(5).fill(zone))
    const ours = "SELECT FROM pg_stat_activity WHERE application_name = 'parkgraph' AND datname = current_database()"
    expect(await runSql(databaseUrl, ours)).toHaveLength(1)
    expect(server.output.stderr).toContain('"level":20')

    const holder = new pg.Client({ connectionString: databaseUrl })
    await holder.connect()
    await holder.query('BEGIN; LOCK TABLE subject')
    const { errors } = await ask(url)
    await holder.end()
    expect(errors?.[0]?.extensions?.['code']).toBe('OPERATION_TIMEOUT')
    server.child.kill('SIGTERM')
    await server.exit
    await runAlone(inject('homeUrl'), `DROP DATABASE ${name}`)
  })

  it('PARKGRAPH_DATA is where the data lie', async () => {
    const folder = processes.makeFolder()
    const server = processes.start({ PARKGRAPH_DATA: folder, PORT: '0' })
    await server.waitUntilReady()
    expect(server.output.stdout).toContain(`data in ${folder}/pg18\n`)
  })
})

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

describe('an address that cannot be listened on', () => {
  it('is named with its port when that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, stderr, left } = await runToEnd({ PORT: String(port) })
    other.close()
    expect(stderr).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken\\..* set PORT to another one.*\n$`))
    expect({ code, left }).toEqual({ code: 1, left: [] })
  })

  it.each(['192.0.2.1', 'no-such-host.invalid', 'not an address'])('is named as HOST: %s', async (host) => {
    const { code, stderr, left } = await runToEnd({ HOST: host })
    expect(stderr).toMatch(/^HOST .* is no address of this machine\. Set HOST to one, such as .*\n$/)
    expect(stderr).toContain(`HOST ${host} `)
    expect({ code, left }).toEqual({ code: 1, left: [] })
  })
})

describe('a file .env in the working directory', () => {
  it('is read, and the environment goes before it', async () => {
    const cwd = processes.makeFolder()
    mkdirSync(join(cwd, 'data'))
    writeFileSync(join(cwd, '.env'), 'PORT=abc\nLOG_LEVEL=loud\n')
    const server = processes.start({ PORT: '0', PARKGRAPH_DATA: join(cwd, 'data') }, { cwd })
    expect(await server.exit).toEqual({ code: 1, signal: null })
    expect(server.output.stderr).toContain('LOG_LEVEL=loud')
    expect(server.output.stderr).not.toContain('PORT')
  })

  const startIn = async (cwd: string) => {
    const server = processes.start({ PORT: '0', PARKGRAPH_DATA: join(cwd, 'data') }, { cwd })
    const { code } = await server.exit
    return { code, ...server.output }
  }

  it('may begin with a byte order mark', async () => {
    const cwd = processes.makeFolder()
    writeFileSync(join(cwd, '.env'), '\uFEFFLOG_LEVEL=loud\r\n')
    expect((await startIn(cwd)).stderr).toContain('LOG_LEVEL=loud')
  })

  it.each<[string, string | Buffer, string]>([
    ['a line without =', '# a\nPORT=0\n\nLOG_LEVEL: geheim\n', '.env, line 4: write NAME=value'],
    ['another encoding', Buffer.from('\uFEFFPORT=0\n', 'utf16le'), '.env is no UTF-8.'],
    ['a NUL character', 'LOG_LEVEL=\0loud\n', '.env holds a NUL character'],
  ])('with %s is refused in one line', async (_, text, message) => {
    const cwd = processes.makeFolder()
    writeFileSync(join(cwd, '.env'), text)
    const { code, stdout, stderr } = await startIn(cwd)
    expect(stderr.split('\n')[0]).toContain(message)
    expect(stderr).not.toContain('geheim')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  it('has names told that are no settings, without their values', async () => {
    const cwd = processes.makeFolder()
    writeFileSync(join(cwd, '.env'), 'PROT=geheim\nLOG_LEVEL=loud\n')
    const { stdout } = await startIn(cwd)
    expect(stdout).toBe('.env sets PROT, which is no setting of parkgraph; .env.example lists them.\n')
  })

  it('that is a folder is refused in one line', async () => {
    const cwd = processes.makeFolder()
    mkdirSync(join(cwd, '.env'))
    expect(await startIn(cwd)).toEqual({
      code: 1,
      stdout: '',
      stderr: '.env cannot be read (it is a folder). Make it a file that you may read, or remove it.\n',
    })
  })

  it('may hold a quoted value of several lines, of which none is taken for a setting', async () => {
    const cwd = processes.makeFolder()
    writeFileSync(join(cwd, '.env'), 'KEY="one\nPORT=abc\nthree"\nLOG_LEVEL=loud\n')
    const { stderr } = await startIn(cwd)
    expect(stderr).toContain('LOG_LEVEL=loud')
    expect(stderr).not.toContain('line')
  })
})
