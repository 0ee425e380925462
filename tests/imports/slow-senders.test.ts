import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { localOwner, revokeKey } from '@parkgraph/db'
import { afterEach, describe, expect, test } from 'vitest'
import { makeKey } from '../graphql/writing.ts'
import { type TestServer, useServer } from '../kit/server.ts'
import { codeOf, defaults } from './files.ts'
import { makeFile, type PartAnswer, useUploads } from './upload.ts'

const ends = new Set<() => void>()
afterEach(() => {
  for (const end of ends) end()
  ends.clear()
})

/** Sends bytes, and then nothing more until the test ends. */
async function* stall(first: string | Buffer) {
  yield Buffer.from(first)
  await new Promise<void>((resolve) => ends.add(resolve))
}

/** Sends the headers of a part, and nothing more. */
function saySoFar(address: string, token: string, offset = 0): Promise<PartAnswer> {
  const headers = {
    ...{ 'content-type': 'application/partial-upload', authorization: `Bearer ${token}` },
    ...{ 'upload-offset': String(offset), 'upload-complete': '?0', 'content-length': '1000' },
  }
  return new Promise((resolve, reject) => {
    const sending = request(address, { method: 'PATCH', headers }, async (response) => {
      const { errors } = (await json(response)) as Pick<PartAnswer, 'errors'>
      resolve({ status: response.statusCode ?? 0, errors } as PartAnswer)
      sending.destroy()
    })
    sending.once('error', reject)
    sending.flushHeaders()
  })
}

function useSlowly(server: TestServer) {
  async function send(url: string | URL, method: string, own: Record<string, string>, body: AsyncIterable<Buffer>) {
    const init = { method, headers: own, body: body as never, duplex: 'half' } as RequestInit
    const response = await fetch(url, init)
    return { status: response.status, ...JSON.parse((await response.text()) || '{}') }
  }
  return {
    part: (address: string, token: string, body: AsyncIterable<Buffer>) =>
      send(
        address,
        'PATCH',
        {
          ...{ 'content-type': 'application/partial-upload', authorization: `Bearer ${token}` },
          ...{ 'upload-offset': '0', 'upload-complete': '?0' },
        },
        body,
      ),
    whole: (token: string, body: AsyncIterable<Buffer>, headers: Record<string, string> = {}) =>
      send(
        new URL(`/imports?${new URLSearchParams(defaults)}`, server.url),
        'POST',
        { 'content-type': 'text/csv', authorization: `Bearer ${token}`, ...headers },
        body,
      ),
  }
}

describe('a sender who pauses for too long', () => {
  /** Longer than a busy machine takes between two chunks. */
  const PAUSE = 2_000
  const server = useServer({ filePause: PAUSE })
  const { begin, append, look, getToken, countFigures, readTable } = useUploads(server)
  const { part, whole } = useSlowly(server)

  test('is told so, and goes on behind what came', async () => {
    const { item, file } = makeFile(20)
    const { address } = await begin(defaults)
    expect(codeOf(await part(address, getToken(), stall(file.subarray(0, 100))))).toEqual([408, 'REQUEST_TIMEOUT'])
    expect((await look(address)).offset).toBe('100')
    expect(await append(address, 100, file.subarray(100), true)).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(20)
  })

  test('leaves no upload by a first part, and no figure by a whole file', async () => {
    const { item, file } = makeFile(20)
    const first = whole(getToken(), stall('x'), { 'upload-complete': '?0' })
    for (const answer of await Promise.all([first, whole(getToken(), stall(file))]))
      expect(codeOf(answer)).toEqual([408, 'REQUEST_TIMEOUT'])
    expect([await readTable('upload'), await countFigures(item)]).toEqual([[], 0])
  })

  test.each([
    ['key is revoked', (token: string) => revokeKey(server.database.pool, localOwner, token.split('_')[1] ?? '')],
    ['role is revoked', (token: string) => withdrawRoles(token)],
    ['park is moved out of the one of their role', () => leaveOuter()],
  ])('whose %s meanwhile records nothing', async (_, revoke) => {
    const { item, file } = makeFile(20)
    const token = await makeKey(server, 'EDITOR', { park: 'outer' })
    async function* pieces() {
      yield file.subarray(0, 200)
      const begun = 'SELECT count(*)::int AS n FROM import WHERE outcome IS NULL'
      await expect.poll(async () => (await server.database.pool.query(begun)).rows[0].n).toBe(1)
      await revoke(token)
      yield file.subarray(200)
    }
    expect(codeOf(await whole(token, pieces()))).toEqual([403, 'FORBIDDEN'])
    expect(await countFigures(item)).toBe(0)
  })

  const leaveOuter = () =>
    server.database.pool.query(
      `INSERT INTO membership (reporting_park_id, subject_id, park_id, role, citation_id, published_on, supersedes_id, is_withdrawal, access_level)
        SELECT m.reporting_park_id, m.subject_id, m.park_id, m.role, m.citation_id, m.published_on, m.id, true, m.access_level
        FROM membership m JOIN subject x ON x.id = m.subject_id WHERE x.slug = 'own'`,
    )

  const withdrawRoles = (token: string) =>
    server.database.pool.query(
      `UPDATE access_grant SET revoked_at = now(), revoked_by = 'test' WHERE principal_id = (
        SELECT principal_id FROM api_key WHERE prefix = $1)`,
      [token.split('_')[1]],
    )

  test('is none who sends little by little for longer than that', async () => {
    const { item, file } = makeFile(40)
    async function* pieces() {
      for (let at = 0; at < file.length; at += 300) {
        await new Promise((resolve) => setTimeout(resolve, 450))
        yield file.subarray(at, at + 300)
      }
    }
    const start = Date.now()
    expect(await whole(getToken(), pieces())).toMatchObject({ outcome: 'RECORDED' })
    expect(Date.now() - start).toBeGreaterThan(PAUSE)
    expect(await countFigures(item)).toBe(40)
  })
})

describe('a sender who takes no answer', () => {
  const server = useServer({ filePause: 500 })
  const { getToken, countFigures } = useUploads(server)

  test('has its import broken off', async () => {
    const { item, file } = makeFile(60_000, { value: 'many' })
    const url = new URL(`/imports?${new URLSearchParams(defaults)}`, server.url)
    const headers = {
      ...{ 'content-type': 'text/csv', authorization: `Bearer ${getToken()}` },
      ...{ accept: 'application/x-ndjson', 'content-length': String(file.length) },
    }
    const sending = request(url, { method: 'POST', headers }, (response) => response.pause())
    sending.on('error', () => {})
    sending.end(file)
    const { pool } = server.database
    await expect
      .poll(async () => (await pool.query('SELECT outcome FROM import')).rows)
      .toEqual([{ outcome: 'BROKEN_OFF' }])
    sending.destroy()
    expect(await countFigures(item)).toBe(0)
  })
})

describe('senders who hold what places they can', () => {
  const server = useServer()
  const { begin, append, drop } = useUploads(server)
  const { part, whole } = useSlowly(server)
  const makeEditors = (count: number) =>
    Promise.all(Array.from({ length: count }, () => makeKey(server, 'EDITOR', { park: 'own' })))
  const refusal = [503, 'TOO_MANY_IMPORTS']

  test('have four for parts of sixteen, also by uploads that another server deleted', async () => {
    const [greedy = '', ...others] = await makeEditors(5)
    const last = others.pop() ?? ''
    const own = await begin(defaults, { token: last })
    const hold = async (token: string) =>
      (await Promise.all([1, 2, 3, 4].map(() => begin(defaults, { token })))).map(({ address }) =>
        part(address, token, stall('x')),
      )
    const first = await hold(greedy)
    const { pool } = server.database
    const isHeld = `SELECT count(*)::int AS n FROM upload WHERE size = 1`
    await expect.poll(async () => (await pool.query(isHeld)).rows[0].n).toBe(4)
    await pool.query(`DELETE FROM upload WHERE size = 1`)
    expect(codeOf(await begin(defaults, { token: greedy }))).toEqual(refusal)
    expect(await append(own.address, 0, 'x', false, { token: last })).toMatchObject({ status: 204 })
    const more = (await Promise.all(others.map(hold))).flat()
    await expect.poll(async () => codeOf(await append(own.address, 1, '', false, { token: last }))).toEqual(refusal)
    for (const end of ends) end()
    const statuses = (await Promise.all([...first, ...more])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([...Array(12).fill(204), ...Array(4).fill(404)])
  })

  test('give up the place of a part that is overtaken, or whose upload is deleted', async () => {
    const [token = ''] = await makeEditors(1)
    const { address } = await begin(defaults, { token })
    const writers = new Set<string>()
    const countWriters = async () => {
      const { rows } = await server.database.pool.query('SELECT writer FROM upload')
      return writers.add(rows[0].writer).size
    }
    await countWriters()
    const late: Promise<PartAnswer>[] = []
    for (let count = 0; count < 8; count += 1) {
      late.push(saySoFar(address, token))
      await expect.poll(countWriters).toBe(count + 2)
    }
    expect(await append(address, 0, 'x', false, { token })).toMatchObject({ status: 204 })
    for (const answer of await Promise.all(late)) expect(codeOf(answer)).toEqual([409, 'UPLOAD_TAKEN_OVER'])
    const last = saySoFar(address, token, 1)
    await expect.poll(countWriters).toBe(11)
    expect((await drop(address, { token })).status).toBe(204)
    expect(codeOf(await last)).toEqual([409, 'UPLOAD_TAKEN_OVER'])
  })

  test('have three for whole files of four', async () => {
    const [greedy = '', other = '', third = ''] = await makeEditors(3)
    const { file } = makeFile(3)
    const first = Array.from({ length: 4 }, () => whole(greedy, stall('x')))
    expect(codeOf(await Promise.race(first))).toEqual(refusal)
    async function* atOnce() {
      yield file
    }
    expect(await whole(other, atOnce())).toMatchObject({ outcome: 'RECORDED' })
    const fourth = whole(other, stall('x'))
    await expect.poll(async () => codeOf(await whole(third, atOnce()))).toEqual(refusal)
    for (const end of ends) end()
    expect((await Promise.all([...first, fourth])).map(({ status }) => status).toSorted()).toEqual([
      ...[422, 422, 422, 422, 503],
    ])
  })
})
