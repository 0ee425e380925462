import { constants } from 'node:os'
import { pino } from 'pino'
import { loadEnvFile } from './env-file.ts'
import { clearGarbageEarly } from './garbage.ts'
import { findRequestId } from './request-id.ts'
import { readSettings, settingNames } from './settings.ts'
import { type RunningServer, startServer } from './start.ts'

/**
 * Time in milliseconds within which further signals count as the first: a terminal sends Ctrl-C to the whole process
 * group, and whoever started us may pass it on.
 */
const repeatTime = 2_000

clearGarbageEarly()
const report = (message: string) => process.stdout.write(`${message}\n`)
// A terminal that closes must not keep the database from being closed.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const stopping = new AbortController()
let stoppingSince = 0
let running: RunningServer | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!stopping.signal.aborted) {
      stoppingSince = performance.now()
      report('Stopping')
      stopping.abort(new Error(`Stopped by ${signal}`))
      if (running) void finish(running)
    } else if (performance.now() - stoppingSince > repeatTime) process.exit(128 + constants.signals[signal])
  })

async function finish(server: RunningServer): Promise<void> {
  try {
    await server.close()
    leave()
  } catch (error) {
    fail(error)
  }
}

/** What a start waited for when it was stopped, such as a lock of the database, would keep the process. */
function leave(): void {
  process.stdout.write('Stopped\n', () => process.exit())
}

function fail(error: unknown): void {
  process.exitCode = 1
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message}\n`, () => stopping.signal.aborted && process.exit())
}

try {
  const strange = loadEnvFile('.env', process.env).filter((name) => !settingNames.includes(name))
  if (strange.length > 0)
    report(`.env sets ${strange.join(', ')}, which is no setting of parkgraph; .env.example lists them.`)
  const settings = readSettings(process.env)
  const mixin = () => ({ requestId: findRequestId() })
  const log = pino({ level: settings.LOG_LEVEL, mixin }, pino.destination(2))
  running = await startServer({ settings, log, report, signal: stopping.signal })
  if (stopping.signal.aborted) await finish(running)
  else report(`parkgraph is ready. GraphiQL: ${running.url}\nStop it with Ctrl-C.`)
} catch (error) {
  if (error === stopping.signal.reason) leave()
  else fail(error)
}
