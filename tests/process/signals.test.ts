import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  ask,
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

describe('a server', () => {
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

describe('a running server', () => {
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
  it('ends in order on each of these, and keeps what was recorded before', async () => {
    const kept: string[] = []
    for (const [way, end] of [
      ...ways,
      ['at last', (server: ServerProcess) => server.signalGroup('SIGTERM')],
    ] as const) {
      const server = start()
      await server.waitUntilReady()
      const url = findDatabaseUrl(server)
      if (kept.length === 0) await runSql(url, 'CREATE TABLE kept (way text)')
      expect([way, await runSql(url, 'SELECT way FROM kept')]).toEqual([way, kept.map((one) => ({ way: one }))])
      await runSql(url, `INSERT INTO kept VALUES ('${way}')`)
      kept.push(way)
      end(server)
      expect([way, await server.exit]).toEqual([way, { code: 0, signal: null }])
      expect(server.output.stdout).toMatch(/\nStopping\nStopped\n$/)
      expect(server.output.stderr).toBe('')
      expect(findProcesses(folder)).toEqual([])
    }
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

describe('a server that is slow to end', () => {
  it('takes signals within two seconds as one, and ends by force on a later one', async () => {
    const forced = [
      { code: 143, signal: null },
      { code: null, signal: 'SIGTERM' },
    ]
    const server = start()
    const url = await server.waitUntilReady()
    const { port, hostname } = new URL(url)
    const caller = connect(Number(port), hostname).on('error', () => {})
    await once(caller, 'connect')
    caller.write('POST /graphql HTTP/1.1\r\nhost: parkgraph\r\ncontent-length: 100\r\n\r\n{')
    expect(await ask(url)).toEqual(zone)
    const begin = performance.now()
    const repeat = setInterval(() => server.child.kill('SIGTERM'), 50)
    const exit = await server.exit.finally(() => clearInterval(repeat))
    expect(forced).toContainEqual(exit)
    expect(performance.now() - begin).toBeGreaterThan(2_000)
    expect(performance.now() - begin).toBeLessThan(4_500)
    expect(server.output.stdout).toMatch(/\nStopping\n$/)
    await waitUntil(() => findProcesses(folder).length === 0)
    expect(await ask(await start().waitUntilReady())).toEqual(zone)
  })
})

describe('a server that starts', () => {
  const moments: [string, (server: ServerProcess) => boolean, NodeJS.Signals][] = [
    ['its process exists', ({ pid }) => pid > 0, 'SIGTERM'],
    ['its database exists', () => findProcesses(folder).length > 0, 'SIGINT'],
    ['its database runs', ({ output }) => output.stdout.includes('Database:'), 'SIGTERM'],
    ['its data set is there', ({ output }) => output.stdout.includes('Data set'), 'SIGINT'],
    ['it is ready', ({ output }) => output.stdout.includes('GraphiQL'), 'SIGTERM'],
  ]
  it.each(moments)('ends on a signal once %s, and leaves nothing behind', async (_, isThere, way) => {
    const server = start()
    await waitUntil(() => isThere(server))
    const isListening = findProcesses(folder).length > 0
    server.signalGroup(way)
    const exit = await server.exit
    if (isListening) expect(exit).toEqual({ code: 0, signal: null })
    else expect(exit.code === 0 || exit.signal === way).toBe(true)
    if (exit.code === 0) expect(server.output.stdout).toMatch(/Stopping\nStopped\n$/)
    expect(server.output.stderr).toBe('')
    expect(findProcesses(folder)).toEqual([])
  })

  it.each(['initdb', 'Database:'])('the first time ends when stopped at %s, and starts again', async (moment) => {
    const place = processes.makeFolder()
    const first = processes.start({ PARKGRAPH_DATA: place, PORT: '0' })
    await waitUntil(() =>
      moment === 'initdb' ? findProcesses(place).length > 0 : first.output.stdout.includes(moment),
    )
    first.signalGroup('SIGTERM')
    expect(await first.exit).toEqual({ code: 0, signal: null })
    expect(first.output.stdout).toMatch(/Stopping\nStopped\n$/)
    expect(first.output.stderr).toBe('')
    expect(findProcesses(place)).toEqual([])
    const second = processes.start({ PARKGRAPH_DATA: place, PORT: '0' })
    expect(await ask(await second.waitUntilReady())).toEqual(zone)
  })
})
