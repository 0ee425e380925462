import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRedis } from './redis.ts'

/** As much of Redis as is asked of it: greets, keeps subscriptions, and passes messages on. */
function makeRedis(password?: string) {
  const sockets = new Set<Socket>()
  const told: string[] = []
  const bulk = (word = '') => `$${Buffer.byteLength(word)}\r\n${word}\r\n`
  const refusal = '-WRONGPASS invalid username-password pair or user is disabled.\r\n'
  const answers: Record<string, (channel: string, ...words: string[]) => string> = {
    HELLO: (...words) =>
      password === undefined || words.includes(password) ? `%1\r\n${bulk('proto')}:3\r\n` : refusal,
    SUBSCRIBE: (channel) => `>3\r\n${bulk('subscribe')}${bulk(channel)}:1\r\n`,
    PUBLISH: (channel) => {
      told.push(channel)
      for (const each of sockets) each.write(`>3\r\n${bulk('message')}${bulk(channel)}${bulk()}`)
      return ':1\r\n'
    },
    PING: () => '+PONG\r\n',
  }
  const answer = (socket: Socket, [name = '', channel = '', ...words]: string[]) =>
    socket.write(answers[name]?.(channel, ...words) ?? '+OK\r\n')
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    socket.on('data', (data) => {
      for (const command of readCommands(data.toString())) answer(socket, command)
    })
  })
  return { server, told, lose: () => [...sockets].map((socket) => socket.destroy()) }
}

/** Commands as arrays of their words, which come whole. */
function readCommands(text: string): string[][] {
  const lines = text.split('\r\n')
  const commands: string[][] = []
  for (let at = 0; lines[at]?.startsWith('*'); ) {
    const count = Number(lines[at]?.slice(1))
    commands.push(Array.from({ length: count }, (_, word) => lines[at + 2 + 2 * word] ?? ''))
    at += 1 + 2 * count
  }
  return commands
}

const start = (server: Server, port = 0) =>
  new Promise<number>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })

let redis = makeRedis()
let port = 0
const opened: { close(): Promise<void> }[] = []
const log = { onAway: vi.fn(), onBack: vi.fn() }

const open = (url = `redis://127.0.0.1:${port}`) => {
  const messenger = openRedis({ url, channel: 'parkgraph:x', ...log })
  opened.push(messenger)
  return messenger
}

const end = (server: Server) => new Promise((resolve) => server.close(resolve))

beforeEach(async () => {
  redis = makeRedis()
  port = await start(redis.server)
})

afterEach(async () => {
  for (const messenger of opened.splice(0)) await messenger.close()
  redis.lose()
  await end(redis.server)
  vi.clearAllMocks()
})

test('what one tells, others hear, and nobody who left', async () => {
  const [teller, hearer] = [open(), open()]
  const [stays, leaves] = [vi.fn(), vi.fn()]
  hearer.listen(stays)
  const listener = hearer.listen(leaves)
  await vi.waitFor(() => expect(stays).toHaveBeenCalledTimes(1), { timeout: 20_000 })
  await listener.close()
  teller.tell()
  await vi.waitFor(() => expect(stays).toHaveBeenCalledTimes(2), { timeout: 20_000 })
  expect(leaves).toHaveBeenCalledTimes(1)
  expect(log.onAway).not.toHaveBeenCalled()
})

test('of many commits at once few are told, and the last is', async () => {
  const teller = open()
  for (let count = 0; count < 100; count += 1) teller.tell()
  await teller.close()
  expect(redis.told).toEqual(['parkgraph:x'])
})

test('a connection that is lost is made anew, and whoever listens looks then', async () => {
  const wake = vi.fn()
  open().listen(wake)
  await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(1), { timeout: 20_000 })
  redis.lose()
  await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(2), { timeout: 10_000 })
  expect([log.onAway, log.onBack].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
})

test('while it is away it is asked again and again, told of once, and what was committed is told when it is back', async () => {
  redis.lose()
  await end(redis.server)
  const wake = vi.fn()
  const messenger = open()
  messenger.listen(wake)
  messenger.tell()
  expect(wake).toHaveBeenCalledTimes(1)
  await vi.waitFor(() => expect(log.onAway).toHaveBeenCalledTimes(1), { timeout: 20_000 })
  redis = makeRedis()
  await start(redis.server, port)
  await vi.waitFor(() => expect(redis.told).toEqual(['parkgraph:x']), { timeout: 20_000 })
  expect([log.onAway, log.onBack].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
})

test('a password that is wrong is told without it', async () => {
  redis.lose()
  await end(redis.server)
  redis = makeRedis('right')
  port = await start(redis.server)
  open(`redis://:secret@127.0.0.1:${port}`).tell()
  await vi.waitFor(() => expect(log.onAway).toHaveBeenCalledTimes(1), { timeout: 20_000 })
  expect(log.onAway.mock.calls[0]?.[0]).toContain('WRONGPASS')
  expect(log.onAway.mock.calls[0]?.[0]).not.toContain('secret')
})

test('closing does not wait for one that is away, or says nothing', async () => {
  const silent = createServer((socket) => void socket.resume().on('error', () => {}))
  const url = `redis://127.0.0.1:${await start(silent)}`
  const messenger = openRedis({ url, channel: 'parkgraph:x', ...log })
  messenger.tell()
  await messenger.close()
  await end(silent)
  expect(log.onAway).not.toHaveBeenCalled()
})
