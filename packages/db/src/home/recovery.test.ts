import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { findAccount } from './account.ts'
import { openHome } from './home.ts'
import { findPostmasterPid } from './orphan.ts'
import { findProcessStart, isPostmasterOf } from './processes.ts'

const here = dirname(fileURLToPath(import.meta.url))
const build = join(here, '..', '..', 'node_modules', '.cache', `parkgraph-home-${process.pid}`)
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const scratch = mkdtempSync(join(tmpdir(), 'parkgraph-recovery-'))
const children: ChildProcess[] = []
let dataFolder: string
let data: string

beforeAll(() => {
  chmodSync(scratch, 0o755)
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
  const options =
    '--ignoreConfig --noCheck --module nodenext --target es2023 --types node --rewriteRelativeImportExtensions'
  execFileSync(process.execPath, [
    join(dirname(tsc), 'bin', 'tsc'),
    ...options.split(' '),
    '--outDir',
    build,
    join(here, 'home.ts'),
  ])
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(build, 'owner-process.js'),
    `import { openHome } from './home.js'
    const home = await openHome({ dataFolder: process.argv[2], log: () => {} })
    console.log(home.url)
    if (process.argv[3] === 'forget') process.exit(1)
    process.on('SIGTERM', () => home.close())
    process.on('SIGINT', () => {})
    setInterval(() => {}, 1000).unref()
    if (process.argv[3] !== 'idle') await new Promise((resolve) => process.stdin.on('end', resolve).resume())`,
  )
  writeFileSync(
    join(build, 'contender.js'),
    `import { mkdirSync, rmdirSync } from 'node:fs'
    import { setTimeout as sleep } from 'node:timers/promises'
    import { claimFolder } from './claim.js'
    let wins = 0
    for (const end = Date.now() + 2000; Date.now() < end; ) {
      const release = await claimFolder(process.argv[2]).catch(() => null)
      if (!release) continue
      mkdirSync(process.argv[2] + '/owned')
      wins += 1
      await sleep(1)
      rmdirSync(process.argv[2] + '/owned')
      release()
      await sleep(Math.random() * 3)
    }
    console.log(wins)`,
  )
})

beforeEach(() => {
  dataFolder = mkdtempSync(join(scratch, 'data-'))
  chmodSync(dataFolder, 0o755)
  data = join(dataFolder, 'pg18', 'data')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  const pid = findPostmasterPid(data)
  if (!pid || !isPostmasterOf(data, pid)) return
  process.kill(pid, 'SIGQUIT')
  await waitUntil(() => findProcessStart(pid) === null)
})

afterAll(() => {
  for (const path of [build, scratch]) rmSync(path, { recursive: true, force: true })
})

test('an orphan of a killed server is ended and nothing committed is lost', async () => {
  const { child, url } = await startServer()
  await run(url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const orphan = getPostmasterPid()
  await kill(child)
  expect(findProcessStart(orphan)).not.toBeNull()
  const log: string[] = []
  const home = await openHome({ dataFolder, log: (message) => log.push(message) })
  expect(log[0]).toContain(`stopping PostgreSQL ${orphan}`)
  expect(findProcessStart(orphan)).toBeNull()
  expect(await run(home.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  await home.close()
})

test('nothing committed is lost when server and PostgreSQL are killed, with a client at work', async () => {
  const { child, url } = await startServer()
  await run(url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const busy = run(url, 'SELECT count(*) FROM generate_series(1, 5000000)').catch(() => {})
  await sleep(50)
  process.kill(getPostmasterPid(), 'SIGKILL')
  await kill(child)
  const home = await openHome({ dataFolder, log: () => {} })
  expect(await run(home.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  await busy
  await home.close()
})

test('of several starts at once exactly one gets the folder and the others name it', async () => {
  const starts = await Promise.all(
    Array.from({ length: 4 }, () => startServer().catch((error: Error) => error.message)),
  )
  const winners = starts.filter((start) => typeof start === 'object')
  expect(winners).toHaveLength(1)
  for (const start of starts)
    if (typeof start === 'string') expect(start).toContain(`in use by process ${winners[0]?.child.pid}`)
})

test('no two processes ever own a folder at once, however they race', async () => {
  const results = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [join(build, 'contender.js'), dataFolder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      children.push(child)
      const [wins, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
      return { code, wins: Number(wins) }
    }),
  )
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(results.reduce((sum, { wins }) => sum + wins, 0)).toBeGreaterThan(10)
})

test('an interrupt from the terminal reaches the server and not PostgreSQL', async () => {
  const { child, url } = await startServer('wait', true)
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await sleep(100)
  expect(await run(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a start killed while it initialises leaves nothing that stops the next', async () => {
  const child = spawnServer()
  const folder = join(dataFolder, 'pg18')
  await waitUntil(
    () => existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, 'data', 'base'))),
  )
  await kill(child)
  expect(existsSync(data)).toBe(false)
  const home = await openHome({ dataFolder, log: () => {} })
  expect(await run(home.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(readdirSync(folder).filter((name) => name.startsWith('initializing-'))).toEqual([])
  await home.close()
})

test('a process that ends without closing takes PostgreSQL with it', async () => {
  const { child } = await startServer('forget')
  if (child.exitCode === null) await once(child, 'exit')
  await waitUntil(() => !existsSync(join(data, 'postmaster.pid')))
})

test('closing leaves nothing that keeps the process alive', async () => {
  const { child } = await startServer('idle')
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
  expect(code).toBe(0)
})

test('a stranger with the pid of a dead PostgreSQL is neither ended nor in the way', async () => {
  await (await openHome({ dataFolder, log: () => {} })).close()
  const stranger = spawn('sleep', ['60'], { ...findAccount() })
  children.push(stranger)
  writeFileSync(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n1\n\n127.0.0.1\n1 1\nready\n`)
  const home = await openHome({ dataFolder, log: () => {} })
  expect(await run(home.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(findProcessStart(stranger.pid ?? 0)).not.toBeNull()
  await home.close()
})

test('a claim of a dead process whose pid lives again counts for nothing', async () => {
  const owners = join(dataFolder, 'pg18', 'owners')
  mkdirSync(owners, { recursive: true })
  writeFileSync(join(owners, `${process.ppid}.0000000000000000.old.own`), '')
  const home = await openHome({ dataFolder, log: () => {} })
  expect(readdirSync(owners).filter((name) => name.includes('.old.'))).toEqual([])
  await home.close()
})

test('a PostgreSQL that dies by itself is reported', async () => {
  const log: string[] = []
  const home = await openHome({ dataFolder, log: (message) => log.push(message) })
  process.kill(getPostmasterPid(), 'SIGKILL')
  await waitUntil(() => log.some((message) => message.includes('ended by itself (SIGKILL)')))
  await home.close()
})

test('the log of PostgreSQL starts anew when it has grown large', async () => {
  mkdirSync(join(dataFolder, 'pg18'))
  const file = join(dataFolder, 'pg18', 'postgres.log')
  writeFileSync(file, 'x'.repeat(10_000_001))
  const home = await openHome({ dataFolder, log: () => {} })
  expect(readFileSync(file, 'utf8')).toMatch(/^[^x]*starting PostgreSQL/)
  expect(existsSync(`${file}.1`)).toBe(true)
  await home.close()
})

function spawnServer(mode = 'wait', detached = false): ChildProcess {
  const child = spawn(process.execPath, [join(build, 'owner-process.js'), dataFolder, mode], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached,
  })
  children.push(child)
  return child
}

async function startServer(mode?: string, detached?: boolean): Promise<{ child: ChildProcess; url: string }> {
  const child = spawnServer(mode, detached)
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const url = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')])
  if (!String(url[0]).startsWith('postgresql:')) throw new Error(complaint)
  return { child, url: String(url[0]).trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function getPostmasterPid(): number {
  const pid = findPostmasterPid(data)
  if (pid === null) throw new Error(`no postmaster.pid in ${data}`)
  return pid
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isTrue(); await sleep(5)) {
    if (Date.now() > end) throw new Error('waited for 10 s in vain')
  }
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
