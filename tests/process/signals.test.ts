import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it, vi } from 'vitest'
import {
  ask,
  describeProcess,
  findDatabaseUrl,
  findProcesses,
  patience,
  runSql,
  type ServerProcess,
  useProcesses,
  waitUntil,
  zone,
} from './processes.ts'

vi.setConfig({ testTimeout: 2 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
let folder: string

const start = () => processes.start({ PARKGRAPH_DATA: folder, PORT: '0' })

beforeAll(() => {
  folder = processes.makeFolder()
})

describeProcess('a server', () => {
  it('says where GraphiQL is, and answers there', async () => {
    const server = start()
    const url = await server.waitUntilReady()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/)
    expect(await ask(url)).toEqual(zone)
    const page = await fetch(url, { headers: { accept: 'text/html' } })
    expect(page.headers.get('content-type')).toContain('text/html')
    expect((await fetch(new URL('/health', url))).status).toBe(200)
    expect((await fetch(new URL('/ready', url))).status).toBe(200)
    expect(server.output.stderr).toBe('')
  })

  it('lets no second one at its data', async () => {
    const first = start()
    const url = await first.waitUntilReady()
    const second = start()
    expect(await second.exit).toEqual({ code: 1, signal: null })
    expect(second.output.stderr).toMatch(
      new RegExp(`^The database folder \\S+ is in use by process ${first.pid}\\. .*PARKGRAPH_DATA.*\n$`),
    )
    expect(await ask(url)).toEqual(zone)
  })
})

describeProcess('a running server', () => {
  const ways: [string, (server: ServerProcess) => void][] = [
    ['Ctrl-C', (server) => server.signalGroup('SIGINT')],
    ['SIGINT', (server) => server.child.kill('SIGINT')],
    ['SIGTERM', (server) => server.child.kill('SIGTERM')],
    ['SIGTERM to its group', (server) => server.signalGroup('SIGTERM')],
    ['a terminal that closes', (server) => server.signalGroup('SIGHUP')],
    [
      'Ctrl-C, pressed twice and passed on',
      (server) => {
        server.signalGroup('SIGINT')
        server.child.kill('SIGTERM')
        server.child.stdout?.once('data', () => server.child.kill('SIGINT'))
      },
    ],
  ]
  it.each(ways)('ends in order on %s, and keeps what was recorded', async (way, end) => {
    const server = start()
    await server.waitUntilReady()
    const table = `kept_${ways.findIndex(([name]) => name === way)}`
    await runSql(findDatabaseUrl(server), `CREATE TABLE ${table} AS SELECT 1 AS one`)
    end(server)
    expect(await server.exit).toEqual({ code: 0, signal: null })
    expect(server.output.stdout).toMatch(/\nStopping\nStopped\n$/)
    expect(server.output.stderr).toBe('')
    expect(findProcesses(folder)).toEqual([])

    const next = start()
    await next.waitUntilReady()
    expect(await runSql(findDatabaseUrl(next), `SELECT one FROM ${table}`)).toEqual([{ one: 1 }])
  })

  it('answers what is under way before it ends', async () => {
    const server = start()
    const url = await server.waitUntilReady()
    const outcomes: string[] = []
    const callers = Array.from({ length: 6 }, async () => {
      for (;;) {
        const outcome = await ask(url).then(
          (answer) => JSON.stringify(answer),
          () => 'closed',
        )
        outcomes.push(outcome)
        if (outcome === 'closed') return
      }
    })
    await waitUntil(() => outcomes.length > 50)
    server.child.kill('SIGTERM')
    await waitUntil(() => server.output.stdout.includes('Stopping'))
    const before = outcomes.length
    expect(await server.exit).toEqual({ code: 0, signal: null })
    await Promise.all(callers)
    expect(outcomes.length - before).toBeLessThan(150)
    expect(new Set(outcomes)).toEqual(new Set([JSON.stringify(zone), 'closed']))
    expect(server.output.stderr).toBe('')
  })

  it('ends in order after its readers are gone', async () => {
    const server = start()
    const url = await server.waitUntilReady()
    server.child.stdout?.destroy()
    server.child.stderr?.destroy()
    expect(await ask(url)).toEqual(zone)
    server.child.kill('SIGTERM')
    expect(await server.exit).toEqual({ code: 0, signal: null })
    expect(findProcesses(folder)).toEqual([])
  })
})

describeProcess('a server that starts', () => {
  it.each([50, 400, 600, 700, 800, 900, 1000])(
    'ends on a signal after %i ms, and leaves nothing behind',
    async (delay) => {
      const server = start()
      await sleep(delay)
      const isListening = server.output.stdout !== ''
      server.signalGroup(delay % 200 === 0 ? 'SIGINT' : 'SIGTERM')
      const { code, signal } = await server.exit
      if (isListening) expect({ code, signal }).toEqual({ code: 0, signal: null })
      else expect(code === 0 || signal !== null).toBe(true)
      expect(server.output.stderr).toBe('')
      await waitUntil(() => findProcesses(folder).length === 0)
    },
  )

  it.each(['initdb', 'Database:'])('the first time ends when stopped at %s, and starts again', async (moment) => {
    const place = processes.makeFolder()
    const first = processes.start({ PARKGRAPH_DATA: place, PORT: '0' })
    await waitUntil(() =>
      moment === 'initdb' ? findProcesses(place).length > 0 : first.output.stdout.includes(moment),
    )
    first.signalGroup('SIGTERM')
    expect(await first.exit).toEqual({ code: 0, signal: null })
    expect(first.output.stderr).toBe('')
    expect(findProcesses(place)).toEqual([])
    const second = processes.start({ PARKGRAPH_DATA: place, PORT: '0' })
    expect(await ask(await second.waitUntilReady())).toEqual(zone)
  })
})
