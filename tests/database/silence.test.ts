import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { connect, type Planning, sql } from '@parkgraph/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '../kit/database.ts'

const kit = useDatabase()
const ends: Socket[] = []

/** Hands over what it is sent, until connections fall silent. */
const between = createServer((client) => {
  const { hostname, port } = new URL(kit.url)
  const server = dial(Number(port || 5432), hostname)
  client.pipe(server).pipe(client)
  for (const end of [client, server]) end.on('error', () => {})
  client.on('close', () => server.destroy())
  ends.push(client, server)
})

/** Nothing comes through any more, and nobody is told, as where a router lost them. */
const silence = () => {
  for (const end of ends.splice(0)) end.unpipe().resume()
}

beforeAll(async () => {
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
})
afterAll(() => between.close())

const open = () => {
  const url = new URL(kit.url)
  url.hostname = '127.0.0.1'
  url.port = String((between.address() as AddressInfo).port)
  return connect({ url: url.href, poolSize: 1, statementTimeout: 100 })
}

/** Milliseconds until it ends, and how. */
const take = async (work: Promise<unknown>) => {
  const start = Date.now()
  const outcome = await work.catch((error: Error) => error.message)
  return { outcome, time: Date.now() - start }
}

test('a connection that falls silent is waited for once, and replaced at the next query', {
  timeout: 60_000,
}, async () => {
  const modes: Planning[] = ['AUTO', 'ONCE']
  const databases = modes.map(open)
  const ask = (planning: Planning, at: number) => databases[at]?.query(sql`SELECT 1 AS one`, undefined, planning)
  await Promise.all(modes.map(ask))
  silence()
  const first = await Promise.all(modes.map((mode, at) => take(Promise.resolve(ask(mode, at)))))
  const next = await Promise.all(modes.map((mode, at) => take(Promise.resolve(ask(mode, at)))))
  for (const database of databases) await database.close()
  expect(first.map(({ outcome }) => outcome)).toEqual(['Query read timeout', 'Query read timeout'])
  expect(next.map(({ outcome }) => outcome)).toEqual([[{ one: 1 }], [{ one: 1 }]])
  // Five seconds longer than a statement may run.
  for (const { time } of first) expect(time).toBeLessThan(9_000)
  for (const { time } of next) expect(time).toBeLessThan(4_000)
})
