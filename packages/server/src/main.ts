import { existsSync } from 'node:fs'
import { pino } from 'pino'
import { readSettings } from './settings.ts'
import { type RunningServer, startServer } from './start.ts'

const report = (message: string) => process.stdout.write(`${message}\n`)
// A terminal that closes must not keep the database from being closed.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const stopping = new AbortController()
let running: RunningServer | undefined

// A terminal sends Ctrl-C to the whole process group, and whoever started us may pass it on: once is enough.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (stopping.signal.aborted) return
    stopping.abort(new Error(`Stopped by ${signal}`))
    report('Stopping')
    if (running) void finish(running)
  })

async function finish(server: RunningServer): Promise<void> {
  await server.close()
  report('Stopped')
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = readSettings(process.env)
  const log = pino({ level: settings.LOG_LEVEL }, pino.destination(2))
  running = await startServer({ settings, log, report, signal: stopping.signal })
  if (stopping.signal.aborted) await finish(running)
  else report(`parkgraph is ready. GraphiQL: ${running.url}\nStop it with Ctrl-C.`)
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
