import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { readPidFile, STOP_TIMEOUT_MS } from './orphan.ts'
import { spawnProgram } from './run.ts'

const LARGE_LOG_BYTES = 10_000_000
/**
 * After a kill of PostgreSQL alone, a backend may still finish its query, or the dead await its parent's notice, during
 * which no other may start.
 */
const RETRY_MS = 30_000
const PASSING = /Address already in use|shared memory block .* still in use|lock file "postmaster.pid" already exists/
const REPORT_MS = 10_000

/** Fsync stays on: what was committed outlives a kill of the server, of PostgreSQL and of the machine. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  log_checkpoints: 'off',
}

/** A PostgreSQL that this process started. */
export interface Postmaster {
  port: number
  /** Rolls back open transactions, disconnects the clients and waits for the end. May be called twice. */
  stop(): Promise<void>
}

interface Start {
  folder: string
  data: string
  native: string
  account: Account | null
  log: (message: string) => void
}

/**
 * Starts PostgreSQL on a free loopback port and waits until it accepts connections, after a crash until it has recovered.
 * Should it end by itself, it is started again on the same port.
 */
export async function startPostmaster(start: Start): Promise<Postmaster> {
  rotateLog(start.folder)
  const { child, port } = await launch(start, findFreePort)
  return watch(child, port, start)
}

async function launch(start: Start, findPort: () => Promise<number> | number) {
  for (const end = Date.now() + RETRY_MS; ; await sleep(50)) {
    const port = await findPort()
    const logStart = sizeOf(logFile(start.folder))
    const child = await spawnPostgres(start, port)
    if (await waitUntilReady(child, start)) return { child, port }
    const complaint = readFileSync(logFile(start.folder), 'utf8').slice(logStart).trim()
    if (!PASSING.test(complaint) || Date.now() > end) {
      throw new Error(`PostgreSQL does not start on ${start.data}; it says (in ${logFile(start.folder)}): ${complaint}`)
    }
  }
}

async function spawnPostgres({ folder, data, native, account }: Start, port: number): Promise<ChildProcess> {
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(logFile(folder), 'a', 0o600)
  try {
    const options = { cwd: data, stdio: ['ignore', output, output] as ['ignore', number, number] }
    return await spawnProgram(join(native, 'bin', 'postgres'), ['-D', data, ...settings], account, options)
  } finally {
    closeSync(output)
  }
}

async function waitUntilReady(child: ChildProcess, { data, log }: Start): Promise<boolean> {
  for (let report = Date.now() + REPORT_MS; !hasEnded(child); await sleep(5)) {
    const lines = readPidFile(data)
    if (Number(lines?.[0]) === child.pid && lines?.[7]?.trim() === 'ready') return true
    if (Date.now() < report) continue
    log(`Database: PostgreSQL is still starting on ${data}, perhaps recovering from a crash`)
    report = Date.now() + REPORT_MS
  }
  return false
}

function watch(first: ChildProcess, port: number, start: Start): Postmaster {
  const { folder, data, native, log } = start
  let child = first
  let stopping: Promise<void> | undefined
  let reviving: Promise<void> | undefined
  const signal = (name: NodeJS.Signals) => {
    if (process.platform === 'win32' && name === 'SIGINT') {
      spawnSync(join(native, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '--no-wait'], { windowsHide: true })
    } else child.kill(name)
  }
  // A caller that ends without close() takes PostgreSQL with it.
  const stopWithProcess = () => signal('SIGINT')
  process.on('exit', stopWithProcess)
  const observe = () => {
    child.unref()
    child.once('exit', (code, signalName) => {
      if (stopping) return
      log(`Database: PostgreSQL ended by itself (${signalName ?? code}) and is started again; see ${logFile(folder)}`)
      reviving = revive().catch((error: Error) => log(`Database: ${error.message}`))
    })
  }
  const revive = async () => {
    child = (await launch(start, () => port)).child
    if (stopping) return
    observe()
    log(`Database: PostgreSQL is back on 127.0.0.1:${port}`)
  }
  const end = async () => {
    await reviving
    await stop(child, signal)
    process.off('exit', stopWithProcess)
  }
  observe()
  return { port, stop: () => (stopping ??= end()) }
}

async function stop(child: ChildProcess, signal: (name: NodeJS.Signals) => void): Promise<void> {
  child.ref()
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasEnded(child)) return
    signal(name)
    const timer = new AbortController()
    await Promise.race([
      once(child, 'exit'),
      sleep(STOP_TIMEOUT_MS, undefined, { signal: timer.signal }).catch(() => {}),
    ])
    timer.abort()
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('127.0.0.1 offers no free port')
  return address.port
}

function rotateLog(folder: string): void {
  if (sizeOf(logFile(folder)) > LARGE_LOG_BYTES) renameSync(logFile(folder), `${logFile(folder)}.1`)
}

function logFile(folder: string): string {
  return join(folder, 'postgres.log')
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
