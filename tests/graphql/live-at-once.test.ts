import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '@parkgraph/db'
import { createListener, createLive, type RunningServer, readSettings, startServer } from '@parkgraph/server'
import pg from 'pg'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { clientOf, collect, findEnd, isText, mark, readEvents, textsOf } from './streams.ts'
import { makeKey, write } from './writing.ts'

const server = useServer({ limits: { patience: 3_600_000 } })
let editor = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let figures = 0

function insert(client: pg.Client | pg.Pool, text: string) {
  figures += 1
  return client.query(
    `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage, status,
       printed_label, printed_text, source_id, citation_id, published_on)
     SELECT o.reporting_park_id, o.series_id, date '0001-01-01' + $2::int, date '0001-01-02' + $2::int, 1, 'EXACT', o.unit_code, o.nature,
       o.stage, '{}', 'x', $1, o.source_id, o.citation_id, o.published_on
     FROM observation o JOIN series s ON s.id = o.series_id JOIN subject x ON x.id = s.subject_id
     WHERE x.slug = 'own' ORDER BY o.id LIMIT 1`,
    [text, figures],
  )
}

/** Transactions that overlap, some of which come to nothing: those that wrote first are often those that end last. */
async function writeTogether(writers: number, each: number): Promise<void> {
  const write = async (writer: number) => {
    const client = new pg.Client({ connectionString: server.databaseUrl })
    await client.connect()
    for (let turn = 0; turn < each; turn += 1) {
      await client.query('BEGIN')
      for (let count = 0; count <= (writer + turn) % 3; count += 1) {
        await insert(client, `w${writer}-${turn}-${count}`)
        await wait(Math.random() * 8)
      }
      await client.query(turn % 5 === 4 ? 'ROLLBACK' : 'COMMIT')
    }
    await client.end()
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
}

/** What the log says was recorded, from the text on. */
async function readLog(first: string): Promise<string[]> {
  const { rows } = await server.database.pool.query<{ text: string }>(
    `SELECT o.printed_text AS text FROM observation o JOIN change c ON c.reporting_park_id = o.reporting_park_id AND c.id = o.change_id
     WHERE c.position > (SELECT c.position FROM observation o JOIN change c ON c.reporting_park_id = o.reporting_park_id AND c.id = o.change_id
       WHERE o.printed_text = $1) ORDER BY c.position, o.reporting_park_id, o.id`,
    [first],
  )
  return rows.map(({ text }) => text)
}

const start = async () => {
  const cursor = await findEnd(server, editor)
  const { rows } = await server.database.pool.query(
    'SELECT printed_text AS text FROM observation ORDER BY id DESC LIMIT 1',
  )
  return { cursor, text: rows[0].text as string }
}

test('no event is left out and none comes twice, while many write at once and streams are left and taken up', async () => {
  const { cursor, text } = await start()
  const seen: string[][] = [[], [], []]
  let last = ''
  const follow = async (own: string[], patience: number) => {
    let after = cursor
    while (last === '' || own.at(-1) !== last) {
      let left = patience
      const events = await collect(
        clientOf(server),
        (event) => isText(last)(event) || left === 0,
        { after },
        ({ observation }) => {
          left -= 1
          own.push(observation.printed.text)
        },
      )
      after = events.at(-1)?.cursor ?? after
    }
  }
  const following = Promise.all([follow(seen[0] ?? [], 4), follow(seen[1] ?? [], 7), follow(seen[2] ?? [], 1_000_000)])
  await writeTogether(5, 8)
  last = await mark(server)
  await following
  const log = await readLog(text)
  expect(log.length).toBeGreaterThan(50)
  for (const own of seen) expect(own).toEqual(log)
})

test('a change of more figures than are read at once is told whole', async () => {
  const { cursor, text } = await start()
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query('BEGIN')
  for (let count = 0; count < 230; count += 1) await insert(client, `many-${count}`)
  await client.query('COMMIT')
  await client.end()
  const last = await mark(server)
  const events = await collect(clientOf(server), isText(last), { after: cursor })
  expect(textsOf(events)).toEqual(await readLog(text))
})

test('where a stream has come to tells when something was recorded, and of no park that it was', async () => {
  const stream = readEvents(server, 'subscription { observationRecorded { cursor } }', null)
  const ids = () => [...stream.text().matchAll(/^id: (.+)$/gm)].map(([, id]) => id)
  const first = await vi.waitUntil(() => ids()[0], { timeout: 20_000 })
  const input = { code: 'hidden-form', title: '表', kind: 'SURVEY', accessLevel: 'RESTRICTED', reportingPark: 'own' }
  const days = { publishedFrom: '2026-11-01', publishedTo: '2026-11-10' }
  expect((await write(server, 'createSource', { ...input, ...days }, editor)).__typename).toBe('CreateSourceSuccess')
  // With the next heartbeat.
  const second = await vi.waitUntil(() => ids().find((id) => id !== first), { timeout: 40_000 })
  await stream.close()
  const [before, after] = [first, second].map((text) => JSON.parse(Buffer.from(String(text), 'base64url').toString()))
  expect(after[1]).not.toBe(before[1])
  expect(after.slice(2, 4)).toEqual(before.slice(2, 4))
})

test('who follows is told before many others who catch up', async () => {
  const { cursor } = await start()
  const told = new Set<string>()
  const open = (name: string, token: string | null, after: string | null) => {
    const query = `subscription { observationRecorded(after: ${JSON.stringify(after)}) { observation { printed { text } } } }`
    return readEvents(server, query, token, (text) => text.includes('in turn') && told.add(name))
  }
  const followers = [
    open('administrator', await makeKey(server, 'ADMIN', { isAll: true }), null),
    open('somebody', null, null),
  ]
  await vi.waitUntil(() => followers.every((stream) => stream.cursor()), { timeout: 20_000 })
  const first = await mark(server)
  await vi.waitUntil(() => followers.every((stream) => stream.text().includes(first)), { timeout: 20_000 })
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query('BEGIN')
  // Holds up the stream whose turn it is, until all others wait for theirs.
  await client.query('LOCK TABLE observation IN ACCESS EXCLUSIVE MODE')
  const others = Array.from({ length: 16 }, (_, n) => open(`other ${n}`, null, cursor))
  await vi.waitUntil(() => others.every((stream) => stream.cursor()), { timeout: 20_000 })
  await insert(client, 'in turn')
  await client.query('COMMIT')
  await vi.waitUntil(() => told.size === 18, { timeout: 20_000 })
  expect([...told].slice(0, 9)).toEqual(expect.arrayContaining(['administrator', 'somebody']))
  await Promise.all([client.end(), ...[...followers, ...others].map((stream) => stream.close())])
})

/** The service on the database, as another process would run it. */
function serve(port: number): Promise<RunningServer> {
  const quiet = () => {}
  const log = { debug: quiet, info: quiet, warn: quiet, error: (fault: unknown) => server.faults.push(fault) }
  const settings = readSettings({ DATABASE_URL: server.databaseUrl, PORT: String(port) })
  return startServer({ settings, log, report: quiet })
}

test('a stream goes on over a restart of its server, where it was', async () => {
  const { cursor, text } = await start()
  const first = await serve(0)
  const { url } = first
  let last = ''
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const coming = collect(clientOf({ url }), (event) => isText(last)(event), { after: cursor }, begin)
  await insert(server.database.pool, 'before')
  await begun
  // It ends although the stream is open, and tells nobody that there is no more.
  await first.close()
  await writeTogether(2, 3)
  const second = await serve(Number(new URL(url).port))
  await insert(server.database.pool, 'after')
  last = await mark(server)
  expect(textsOf(await coming)).toEqual(await readLog(text))
  await second.close()
})

test('who listens is heard again after its connection is lost, and what came meanwhile is told', async () => {
  const { cursor, text } = await start()
  let last = ''
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const coming = collect(clientOf(server), (event) => isText(last)(event), { after: cursor }, begin)
  await insert(server.database.pool, 'heard')
  await begun
  const { rows } = await server.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parkgraph listener' AND datname = current_database()`,
  )
  expect(rows).toHaveLength(1)
  last = 'unheard'
  await insert(server.database.pool, last)
  expect(textsOf(await coming)).toEqual(await readLog(text))
})

test('what no notification tells is found all the same', async () => {
  const { cursor } = await start()
  const own = connect({ url: server.databaseUrl })
  const quiet = () => {}
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const deaf = { ...own, listen: () => ({ close: async () => {} }) }
  const live = createLive(deaf, log, { patience: 200 })
  const http = createHttpServer(createListener({ database: deaf, log, live }))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const coming = collect(clientOf({ url }), isText('quiet'), { after: cursor }, begin)
  await insert(server.database.pool, 'first')
  await begun
  await insert(server.database.pool, 'quiet')
  expect(textsOf(await coming)).toEqual(['first', 'quiet'])
  await live.close()
  http.closeAllConnections()
  await new Promise((resolve) => http.close(resolve))
  await own.close()
})

test('the trigger notifies at the commit, once for a transaction, and not of what is undone', async () => {
  const listener = new pg.Client({ connectionString: server.databaseUrl })
  await listener.connect()
  let heard = 0
  listener.on('notification', () => {
    heard += 1
  })
  await listener.query('LISTEN parkgraph_change')
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  for (const [ending, expected] of [
    ['ROLLBACK', 0],
    ['COMMIT', 1],
  ] as const) {
    await client.query('BEGIN')
    for (let count = 0; count < 3; count += 1) await insert(client, `told-${ending}-${count}`)
    await listener.query('SELECT 1')
    expect(heard).toBe(0)
    await client.query(ending)
    await listener.query('SELECT 1')
    expect(heard).toBe(expected)
  }
  await Promise.all([client.end(), listener.end()])
})
