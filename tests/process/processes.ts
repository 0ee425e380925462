import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, expect } from 'vitest'

const main = fileURLToPath(new URL('../../packages/server/dist/bundle/main.js', import.meta.url))

/** Longest wait for anything that a process does, in milliseconds. */
export const patience = 30_000

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface ServerProcess {
  readonly child: ChildProcess
  readonly pid: number
  readonly output: { stdout: string; stderr: string }
  readonly exit: Promise<Exit>
  /** Address of the endpoint, once it is printed; throws when the process ends before. */
  waitUntilReady(): Promise<string>
  /** Sends the signal to the process and all that it has in its group, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void
}

export interface Workplace {
  /** A new folder, which PostgreSQL's account can reach. */
  makeFolder(): string
  /** Until the test ends, or with `isLasting` until the file does. */
  start(
    environment?: Record<string, string>,
    options?: { cwd?: string; isLasting?: boolean; script?: string },
  ): ServerProcess
}

/** Starts servers as a user does; whatever a test leaves running is killed after the file. */
export function useProcesses(): Workplace {
  const folders: string[] = []
  const started: ServerProcess[] = []
  const lasting: ServerProcess[] = []
  afterEach(() => endAll(started))
  afterAll(async () => {
    await endAll(lasting)
    for (const folder of folders) {
      for (const pid of findProcesses(folder)) process.kill(pid, 'SIGKILL')
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    }
  })
  return {
    makeFolder() {
      const folder = mkdtempSync(join(tmpdir(), 'parkgraph-process-'))
      chmodSync(folder, 0o755)
      folders.push(folder)
      return folder
    },
    start(environment = {}, { cwd = tmpdir(), isLasting = false, script = main } = {}) {
      const server = startProcess(environment, cwd, script)
      const list = isLasting ? lasting : started
      list.push(server)
      return server
    },
  }
}

async function endAll(servers: ServerProcess[]): Promise<void> {
  for (const { child, exit } of servers.splice(0)) {
    child.kill('SIGTERM')
    await exit
  }
}

function startProcess(environment: Record<string, string>, cwd: string, script: string): ServerProcess {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, ...environment }
  const child = spawn(process.execPath, [script], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const exit = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Exit)
  const pid = child.pid ?? Number.NaN
  return {
    child,
    pid,
    output,
    exit,
    async waitUntilReady() {
      const url = () => output.stdout.match(/GraphiQL: (\S+)/)?.[1]
      await waitUntil(() => url() !== undefined || child.exitCode !== null || child.signalCode !== null)
      return url() ?? fail(`The server ended before it was ready:\n${output.stdout}${output.stderr}`)
    },
    signalGroup: (signal) => process.kill(-pid, signal),
  }
}

function fail(message: string): never {
  throw new Error(message)
}

export async function waitUntil(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isTrue, { timeout: patience, interval: 10 }).toBe(true)
}

/** Pids of all processes whose command line names the folder: the PostgreSQL of a server, and its initdb. */
export function findProcesses(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && readCommand(pid).includes(folder))
}

/** The postmaster on the folder, and the backends that it started. */
export function findPostmaster(folder: string): number {
  const [pid, ...others] = findProcesses(folder)
  if (pid === undefined || others.length > 0) fail(`One PostgreSQL was expected on ${folder}, not ${1 + others.length}`)
  return pid
}

const readCommand = (pid: number) => readProc(pid, 'cmdline')

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

/** Address of the database that a running server started: its port is printed, its password lies in the data folder. */
export function findDatabaseUrl(server: ServerProcess): string {
  const [, port, folder = ''] = server.output.stdout.match(/on 127\.0\.0\.1:(\d+), data in (.+)/) ?? []
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  return `postgresql://parkgraph:${password}@127.0.0.1:${port}/parkgraph`
}

export async function runSql(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

export interface Answer {
  readonly status: number
  readonly data?: Record<string, unknown> | null
  readonly errors?: { message: string; extensions?: Record<string, unknown> }[]
}

export async function ask(url: string, query = '{ park(slug: "xiangxiang-etdz") { name } }'): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return { status: response.status, ...((await response.json()) as object) }
}

export const zone = { status: 200, data: { park: { name: '湘乡经开区' } } }

export interface HeldLock {
  /** Waits until another connection has waited for the lock, for the time in milliseconds. */
  waitUntilWanted(time?: number): Promise<void>
  release(): Promise<void>
}

/** Holds an advisory lock of the database, as a server does that migrates or loads. */
export async function holdLock(url: string, number: number): Promise<HeldLock> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query('SELECT pg_advisory_lock($1)', [number])
  const isWanted = `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND clock_timestamp() - waitstart > $1 * interval '1 ms') AS wanted`
  return {
    waitUntilWanted: (time = 0) => waitUntil(async () => (await client.query(isWanted, [time])).rows[0].wanted),
    release: () => client.end(),
  }
}
