import { get, type IncomingMessage } from 'node:http'
import type { Sql } from '@parkgraph/db'
import pg from 'pg'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addFigures, addSubjects } from '../graphql/data.ts'
import { makeKey } from '../graphql/writing.ts'
import { type TestServer, useServer } from '../kit/server.ts'
import { ask, readRows } from './ask.ts'

const server = useServer()

beforeAll(async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'many' }])
  await addFigures(server.database, figures(400))
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(server.faults.splice(0)).toEqual([])
})

const figures = (count: number, text = 'item') =>
  Array.from({ length: count }, (_, n) => ({
    subject: 'many',
    indicator: 'revenue',
    value: '1',
    breakdown: `${text} ${n}`,
  }))

/** Does something after the first batch that the server reads, and hands that over again for as long as the outcome is true. */
function afterFirstBatch(act: () => Promise<boolean>, { database }: TestServer = server): void {
  const stream = database.stream.bind(database)
  vi.spyOn(database, 'stream').mockImplementation(async function* (statement: Sql, size: number, signal: AbortSignal) {
    let isFirst = true
    for await (const rows of stream<object>(statement, size, signal)) {
      yield rows as never
      while (isFirst && (await act())) yield rows as never
      isFirst = false
    }
  })
}

const endlessly = async () => true

function open(path: string, token?: string | null, { url }: TestServer = server): Promise<IncomingMessage> {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  return new Promise((resolve, reject) => {
    get(new URL(`/exports/${path}`, url), { headers }, resolve).once('error', reject)
  })
}

async function untilIdle({ database: { pool } }: TestServer = server): Promise<void> {
  await vi.waitFor(async () => {
    expect(pool.totalCount - pool.idleCount).toBe(0)
    const { rows } = await pool.query(
      `SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
    )
    expect(rows[0].busy).toBe(0)
  }, 10_000)
}

describe('a file', () => {
  it('is of one state, whatever is written meanwhile', async () => {
    const before = await readRows(server, 'observations', { columns: 'breakdown' })
    afterFirstBatch(async () => {
      await addFigures(server.database, figures(10, 'late'))
      return false
    })
    expect(await readRows(server, 'observations', { columns: 'breakdown' })).toEqual(before)
    vi.restoreAllMocks()
    expect(await readRows(server, 'observations', { columns: 'breakdown' })).toHaveLength(before.length + 10)
  })

  it.each(['csv', 'ndjson'])('that fails in the middle is seen to, as %s', async (ending) => {
    afterFirstBatch(() => Promise.reject(new Error('The database went away.')))
    const response = await ask(server, `observations.${ending}`)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
    expect(server.faults.splice(0)).toHaveLength(1)
    await untilIdle()
  })

  it('that fails before it begins is an error', async () => {
    vi.spyOn(server.database, 'stream').mockImplementation(() => {
      throw new Error('A secret of the database.')
    })
    const response = await ask(server, 'observations.csv')
    expect([response.status, await response.json()]).toEqual([
      500,
      { errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    ])
    expect(server.faults.splice(0)).toHaveLength(1)
  })
})

describe('a caller who goes away', () => {
  it('in the middle gives the connection back', async () => {
    afterFirstBatch(endlessly)
    const response = await open('observations.csv')
    await new Promise((resolve) => response.once('data', resolve))
    response.destroy()
    await untilIdle()
  })

  it('while a statement runs has it cancelled', async () => {
    const blocker = new pg.Client({ connectionString: server.databaseUrl })
    await blocker.connect()
    await blocker.query('BEGIN; LOCK TABLE observation IN ACCESS EXCLUSIVE MODE')
    const request = get(new URL('/exports/observations.csv', server.url)).on('error', () => {})
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect((await blocker.query(waiting)).rows[0].n).toBe(1), 10_000)
    request.destroy()
    await vi.waitFor(async () => expect((await blocker.query(waiting)).rows[0].n).toBe(0), 10_000)
    await blocker.end()
    await untilIdle()
  })
})

describe('a caller who takes nothing more', () => {
  const hasty = useServer({ filePause: 1_000 })

  it('gives the connection back', async () => {
    await addSubjects(hasty.database, [{ kind: 'ENTERPRISE', slug: 'many' }])
    await addFigures(hasty.database, figures(400))
    afterFirstBatch(endlessly, hasty)
    const response = await open('observations.csv', null, hasty)
    const gone = new Promise((resolve) => response.once('error', resolve))
    response.once('data', () => response.pause())
    await untilIdle(hasty)
    response.resume()
    expect(await gone).toMatchObject({ code: 'ECONNRESET' })
  })
})

describe('an export that takes too long', () => {
  const short = useServer({ exportTime: 2_000 })

  beforeAll(async () => {
    await addSubjects(short.database, [{ kind: 'ENTERPRISE', slug: 'many' }])
    await addFigures(short.database, figures(400))
  })

  it.each(['csv', 'ndjson', 'xlsx'])(
    'is broken off, is seen to be, and gives the connection back, as %s',
    async (ending) => {
      afterFirstBatch(endlessly, short)
      const response = await open(`observations.${ending}`, null, short)
      expect(response.statusCode).toBe(200)
      await expect(response.toArray()).rejects.toMatchObject({ code: 'ECONNRESET' })
      await untilIdle(short)
    },
  )
})

it('exports leave connections to everybody else, one sender half of them to others, and more than may be are refused', async () => {
  afterFirstBatch(endlessly)
  const reader = await makeKey(server, 'READER', { isAll: true })
  const refuse = async (token?: string) => {
    const refused = await ask(server, 'parks.csv', {}, token ? { headers: { authorization: `Bearer ${token}` } } : {})
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await refused.json()).errors[0].extensions).toEqual({ code: 'TOO_MANY_EXPORTS' })
  }
  const running = [await open('observations.csv')]
  await refuse()
  running.push(await open('observations.ndjson', reader))
  await refuse(await makeKey(server, 'READER', { isAll: true }))
  const many = Array.from({ length: 8 }, () => server.send('{ parks { totalCount } }'))
  for (const answer of await Promise.all(many)) expect(answer.errors).toBeUndefined()
  for (const response of running) response.destroy()
  await untilIdle()
  vi.restoreAllMocks()
  expect((await (await ask(server, 'parks.csv')).text()).length).toBeGreaterThan(0)
})

describe('HEAD and other origins', () => {
  it('HEAD has the headers of GET and no body', async () => {
    const [head, whole] = [await ask(server, 'parks.csv', {}, { method: 'HEAD' }), await ask(server, 'parks.csv')]
    expect([await head.text(), (await whole.text()).length > 0]).toEqual(['', true])
    for (const name of ['content-type', 'content-disposition', 'vary'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name))
    await untilIdle()
  })

  it('pages of any origin may ask, with a key of their own', async () => {
    const response = await ask(server, 'parks.csv', {}, { headers: { origin: 'https://example.org' } })
    await response.text()
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const beforehand = await ask(
      server,
      'parks.csv',
      {},
      {
        method: 'OPTIONS',
        headers: {
          origin: 'https://example.org',
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        },
      },
    )
    expect(beforehand.status).toBe(204)
    expect(beforehand.headers.get('access-control-allow-origin')).toBe('https://example.org')
    expect(beforehand.headers.get('access-control-allow-headers')).toContain('Authorization')
  })
})
