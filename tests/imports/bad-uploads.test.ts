import { createHash } from 'node:crypto'
import { anonymous, createUpload, forgetUploads, localOwner, revokeKey } from '@parkgraph/db'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { codeOf, defaults } from './files.ts'
import { send } from './send.ts'
import { argumentOf, makeFile, useUploads } from './upload.ts'

const LIMIT = 4_000_000
const server = useServer({ importLimit: LIMIT })
const { begin, append, look, drop, getToken, countFigures, readTable } = useUploads(server)

describe('a part that does not fit', () => {
  test.each([
    ['before what is here', 0, '?0', [409, 'WRONG_OFFSET']],
    ['beyond what is here', 101, '?1', [409, 'WRONG_OFFSET']],
    ['beyond all that a file can have', 2_147_483_648, '?0', [409, 'WRONG_OFFSET']],
  ])('%s is refused, and told where to go on', async (_, offset, complete, refusal) => {
    const { address } = await begin(defaults, { first: 'x'.repeat(100) })
    const answer = await append(address, offset, 'y', false, { headers: { 'upload-complete': complete } })
    expect([codeOf(answer), answer.offset, answer.isComplete]).toEqual([refusal, '100', '?0'])
    expect((await look(address)).offset).toBe('100')
  })

  test.each([
    ['no offset', { 'upload-offset': '' }, 'Upload-Offset'],
    ['an offset that is none', { 'upload-offset': '-1' }, 'Upload-Offset'],
    ['no word whether it is the last', { 'upload-complete': '' }, 'Upload-Complete'],
    ['a word that is none', { 'upload-complete': 'true' }, 'Upload-Complete'],
  ])('with %s is refused', async (_, headers, argument) => {
    const { address } = await begin(defaults)
    const answer = await append(address, 0, 'y', false, { headers })
    expect([codeOf(answer), argumentOf(answer)]).toEqual([[400, 'BAD_USER_INPUT'], argument])
    expect((await look(address)).offset).toBe('0')
  })

  test('with another content type, or with parameters of its own, is refused', async () => {
    const { address } = await begin(defaults)
    const typed = await append(address, 0, 'y', false, { headers: { 'content-type': 'text/csv' } })
    expect(codeOf(typed)).toEqual([415, 'WRONG_FORMAT'])
    const answer = await append(`${address}?dryRun=true`, 0, 'y')
    expect([codeOf(answer), argumentOf(answer)]).toEqual([[400, 'BAD_USER_INPUT'], 'dryRun'])
  })

  test('beyond the limit is refused, told beforehand or found out, and ends the upload', async () => {
    const { address: first } = await begin(defaults, { first: 'x'.repeat(1_000) })
    const told = await append(first, 1_000, Buffer.alloc(LIMIT))
    expect([codeOf(told), told.offset]).toEqual([[413, 'FILE_TOO_LARGE'], '1000'])
    expect(told.response.headers.get('upload-limit')).toContain(`max-size=${LIMIT},`)
    expect((await look(first)).status).toBe(404)
    const { address } = await begin(defaults, { first: 'x'.repeat(1_000) })
    async function* pieces() {
      for (let sent = 0; sent < LIMIT; sent += 50_000) yield Buffer.alloc(50_000, 'x')
    }
    const own = { 'upload-offset': '1000', 'upload-complete': '?0', authorization: `Bearer ${getToken()}` }
    const found = await fetch(address, {
      ...{ method: 'PATCH', headers: { 'content-type': 'application/partial-upload', ...own } },
      ...{ body: pieces() as never, duplex: 'half' },
    } as RequestInit)
    expect(found.status).toBe(413)
    expect(Number(found.headers.get('upload-offset'))).toBeLessThanOrEqual(LIMIT)
    expect(await readTable('upload')).toEqual([])
  })

  test('of a file whose parameters, type or completeness are none is refused at the beginning', async () => {
    expect(codeOf(await begin({ luck: '1' }))).toEqual([400, 'BAD_USER_INPUT'])
    expect(codeOf(await begin(defaults, { type: 'application/json' }))).toEqual([415, 'WRONG_FORMAT'])
    const answer = await begin(defaults, { headers: { 'upload-complete': 'no' } })
    expect([codeOf(answer), argumentOf(answer)]).toEqual([[400, 'BAD_USER_INPUT'], 'Upload-Complete'])
    const large = await begin(defaults, { first: Buffer.alloc(LIMIT + 1) })
    expect(codeOf(large)).toEqual([413, 'FILE_TOO_LARGE'])
    expect(large.response.headers.get('upload-limit')).toBe(`max-size=${LIMIT}`)
    expect(await readTable('upload')).toEqual([])
  })

  test('is none where the whole file comes at once', async () => {
    const { item, file } = makeFile(5)
    const headers = { 'upload-complete': '?1' }
    expect(await send(server, file, { token: getToken(), parameters: defaults, headers })).toMatchObject({
      outcome: 'RECORDED',
    })
    expect(await countFigures(item)).toBe(5)
    expect(await readTable('upload')).toEqual([])
  })
})

describe('rights', () => {
  test('whoever may import nothing begins nothing', async () => {
    const reader = await makeKey(server, 'READER', { park: 'own' })
    for (const nobody of [null, reader])
      expect(codeOf(await begin(defaults, { token: nobody, headers: {} }))).toEqual([403, 'FORBIDDEN'])
    expect(codeOf(await begin(defaults, { token: 'pg_wrong' }))).toEqual([401, 'UNAUTHENTICATED'])
    const given = { query: '', mediaType: 'text/csv' }
    await expect(createUpload(server.database.pool, anonymous, given)).rejects.toThrow('EDITOR')
  })

  test('an upload of somebody else is told as one that is not there', async () => {
    const { address } = await begin(defaults, { first: 'x' })
    const none = [
      ...[address.replace(/[^/]*$/, '00000000-0000-4000-8000-000000000000'), address.replace(/[^/]*$/, 'x')],
    ]
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    const other = await makeKey(server, 'EDITOR', { park: 'own' })
    const strangers = [other, admin, null].flatMap((stranger) => [[address, stranger] as const])
    for (const [where, who] of [...strangers, ...none.map((missing) => [missing, getToken()] as const)]) {
      const asked = { token: who as string }
      expect((await look(where, asked)).status).toBe(404)
      expect(codeOf(await drop(where, asked))).toEqual([404, 'UNKNOWN_UPLOAD'])
      expect(codeOf(await append(where, 1, 'y', false, asked))).toEqual([404, 'UNKNOWN_UPLOAD'])
      expect(codeOf(await append(where, 0, 'y', true, asked))).toEqual([404, 'UNKNOWN_UPLOAD'])
    }
    expect(await look(address)).toMatchObject({ status: 204, offset: '1' })
    const all = `${new URL(server.url).origin}/imports/uploads`
    expect(codeOf(await append(all, 0, ''))).toEqual([404, 'UNKNOWN_IMPORT'])
  })

  test('a key that is revoked, or whose role is withdrawn, sends no further part', async () => {
    const leaving = await makeKey(server, 'EDITOR', { park: 'own' })
    const { address } = await begin(defaults, { first: 'x', token: leaving })
    const { pool } = server.database
    await pool.query(
      `UPDATE access_grant SET revoked_at = now(), revoked_by = 'test' WHERE principal_id = (
        SELECT principal_id FROM api_key WHERE prefix = $1)`,
      [leaving.split('_')[1]],
    )
    expect(codeOf(await append(address, 1, 'y', false, { token: leaving }))).toEqual([403, 'FORBIDDEN'])
    expect((await look(address, { token: leaving })).offset).toBe('1')
    await revokeKey(pool, localOwner, leaving.split('_')[1] ?? '')
    expect(codeOf(await append(address, 1, 'y', true, { token: leaving }))).toEqual([401, 'UNAUTHENTICATED'])
  })
})

describe('bounds', () => {
  test('four uploads of one sender wait for parts, also of those begun at once', async () => {
    const held = new pg.Client({ connectionString: server.databaseUrl })
    await held.connect()
    await held.query('BEGIN; LOCK TABLE upload IN SHARE MODE')
    const beginning = Promise.all(Array.from({ length: 5 }, () => begin(defaults, { first: 'x' })))
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    await expect.poll(async () => (await held.query(waiting)).rows[0].n, { timeout: 30_000 }).toBe(5)
    await held.query('COMMIT')
    await held.end()
    const begun = await beginning
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 429])
    expect(codeOf(await begin(defaults))).toEqual([429, 'TOO_MANY_UPLOADS'])
    const other = await makeKey(server, 'EDITOR', { park: 'own' })
    expect((await begin(defaults, { token: other })).status).toBe(201)
    const open = begun.filter(({ status }) => status === 201)
    expect((await drop(open[0]?.address ?? '')).status).toBe(204)
    expect((await begin(defaults)).status).toBe(201)
    expect((await append(open[1]?.address ?? '', 1, '', true)).status).toBe(422)
    expect((await begin(defaults)).status).toBe(201)
  })

  test('what is deleted is gone with its bytes', async () => {
    const { address } = await begin(defaults, { first: 'x'.repeat(1_000) })
    expect((await readTable('upload_piece')).length).toBe(1)
    expect((await drop(address)).status).toBe(204)
    expect((await look(address)).status).toBe(404)
    expect(await readTable('upload_piece')).toEqual([])
  })

  test('an upload without bytes is forgotten after ten minutes, of which nobody may know', async () => {
    const { pool } = server.database
    const age = (minutes: number) =>
      pool.query(`UPDATE upload SET expires_at = expires_at - interval '${minutes} minutes'`)
    const { address, response } = await begin(defaults)
    expect(response.headers.get('upload-limit')).toMatch(/max-age=(600|5\d\d)$/)
    await age(9)
    expect(await append(address, 0, '')).toMatchObject({ status: 204 })
    await age(9)
    expect((await look(address)).status).toBe(204)
    for (let more = 0; more < 3; more += 1) await begin(defaults)
    await age(10)
    expect((await look(address)).status).toBe(404)
    expect((await begin(defaults)).status).toBe(201)
    await forgetUploads(pool)
    expect((await readTable('upload')).length).toBe(1)
  })

  test('an upload is forgotten a day after its last part, and its answer an hour after that', async () => {
    const { pool } = server.database
    const age = (hours: number) => pool.query(`UPDATE upload SET expires_at = expires_at - interval '${hours} hours'`)
    const { address } = await begin(defaults, { first: 'x' })
    await age(23)
    await append(address, 1, 'y')
    await age(23)
    await forgetUploads(pool)
    expect(await look(address)).toMatchObject({ status: 204, offset: '2' })
    const { response } = await append(address, 2, '')
    expect(response.headers.get('upload-limit')).toMatch(/max-age=86[34]\d\d$/)
    await append(address, 2, '', true)
    expect(await look(address)).toMatchObject({ status: 204, isComplete: '?1' })
    await pool.query(`UPDATE upload SET expires_at = expires_at - interval '61 minutes'`)
    expect((await look(address)).status).toBe(404)
    expect((await readTable('upload')).length).toBe(1)
    await forgetUploads(pool)
    expect(await readTable('upload')).toEqual([])
    const later = await begin(defaults, { first: 'x' })
    await age(25)
    expect((await look(later.address)).status).toBe(404)
    await forgetUploads(pool)
    expect(await readTable('upload_piece')).toEqual([])
  })

  test('pages of other origins may send parts, and read where to go on', async () => {
    const origin = 'https://example.org'
    const beforehand = await fetch(new URL('/imports/uploads/x', server.url), {
      ...{ method: 'OPTIONS' },
      headers: {
        ...{ origin, 'access-control-request-method': 'PATCH' },
        'access-control-request-headers': 'authorization,content-type,upload-complete,upload-offset',
      },
    })
    expect(beforehand.headers.get('access-control-allow-methods')).toMatch(/PATCH.*DELETE/)
    expect(beforehand.headers.get('access-control-allow-headers')).toMatch(/Upload-Complete.*Upload-Offset/)
    const { response } = await begin(defaults, { headers: { origin } })
    expect(response.headers.get('access-control-expose-headers')).toMatch(/Location.*Upload-Offset/)
  })

  test('bytes are kept as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 31 + (at >> 8)) % 256))
    const { address } = await begin(defaults, { first: bytes.subarray(0, 33_333) })
    await append(address, 33_333, bytes.subarray(33_333))
    const { rows } = await server.database.pool.query('SELECT bytes FROM upload_piece ORDER BY start')
    const hash = (all: Buffer) => createHash('sha256').update(all).digest('hex')
    expect(hash(Buffer.concat(rows.map((row) => row.bytes)))).toBe(hash(bytes))
  })
})
