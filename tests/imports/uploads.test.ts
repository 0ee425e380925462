import { createHash } from 'node:crypto'
import { anonymous, connect, createUpload, forgetUploads, localOwner, revokeKey, takeUpload } from '@parkgraph/db'
import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
import { makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { type ImportAnswer, send, tell, toCsv } from './send.ts'
import { createUploader } from './upload.ts'
import { line, makeWorkbook, XLSX } from './workbook.ts'

const LIMIT = 4_000_000
const server = useServer({ importLimit: LIMIT })
let token = ''
let other = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSource(server.database, 'form', 50)
  token = await makeKey(server, 'EDITOR', { park: 'own' })
  other = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(async () => {
  expect(server.faults.splice(0)).toEqual([])
  await server.database.pool.query('DELETE FROM upload')
})

const uploads = createUploader(
  () => server.url,
  () => token,
)
const { begin, append, look, drop, cut } = uploads

const defaults = { subject: 'own', accumulation: 'UNSPECIFIED', nature: 'ACTUAL', source: 'form' }
const header = ['指标代码', '时期', '数值', '单位代码', '分项']
let count = 0

/** Figures of items of their own, each row of some 40 bytes, and as many as are wanted in a column that is passed over. */
function makeFile(rows: number, { value = '7', more = 0 } = {}) {
  count += 1
  const lines = Array.from({ length: rows }, (_, n) => [
    ...['tax_revenue', '2019', value, '亿元', `upload ${count}.${n}`, 'x'.repeat(more)],
  ])
  return { item: `upload ${count}.`, file: Buffer.from(toCsv([[...header, '对象名称'], ...lines])) }
}

async function countFigures(item: string): Promise<number> {
  const { rows } = await server.database.pool.query(
    'SELECT count(*)::int AS n FROM observation o JOIN series s ON s.id = o.series_id WHERE starts_with(s.breakdown, $1)',
    [item],
  )
  return rows[0].n
}

async function readTable(table: 'upload' | 'upload_piece'): Promise<Record<string, unknown>[]> {
  const columns = table === 'upload' ? 'id, size, answer' : 'upload_id, start, length(bytes) AS length'
  return (await server.database.pool.query(`SELECT ${columns} FROM ${table} ORDER BY 1, 2`)).rows
}

const codeOf = ({ status, errors }: Pick<ImportAnswer, 'status' | 'errors'>) => [
  status,
  errors?.[0]?.extensions['code'],
]
const argumentOf = ({ errors }: Pick<ImportAnswer, 'errors'>) => errors?.[0]?.extensions['argument']

describe('a file in parts', () => {
  test('is recorded once, and answered as the whole file is', async () => {
    const { item, file } = makeFile(300)
    const begun = await begin(defaults, { first: file.subarray(0, 1_000) })
    expect([begun.status, begun.offset, begun.isComplete]).toEqual([201, '1000', '?0'])
    expect(begun.response.headers.get('upload-limit')).toMatch(/^max-size=4000000, max-age=86[34]\d\d$/)
    expect(await append(begun.address, 1_000, file.subarray(1_000, 5_001))).toMatchObject({
      ...{ status: 204, offset: '5001', isComplete: '?0' },
    })
    expect(await look(begun.address)).toMatchObject({ status: 204, offset: '5001', isComplete: '?0' })
    expect(await countFigures(item)).toBe(0)
    const { status, outcome, rows, figures, problems } = await append(begun.address, 5_001, file.subarray(5_001), true)
    expect({ status, outcome, rows, figures, problems }).toEqual({
      ...{ status: 200, outcome: 'RECORDED', rows: 300, figures: 300, problems: [] },
    })
    expect(await countFigures(item)).toBe(300)
    expect(await send(server, file, { token, parameters: defaults })).toMatchObject({ isRepeated: true })
  })

  test('leaves no bytes, and its answer for who did not get it', async () => {
    const { file } = makeFile(3, { value: 'many' })
    const { address } = await begin(defaults, { first: file })
    const first = await append(address, file.length, '', true)
    expect([first.status, tell(first)]).toEqual([422, ['2', '3', '4'].map((row) => `${row} value INVALID_NUMBER`)])
    expect(await readTable('upload_piece')).toEqual([])
    expect(await look(address)).toMatchObject({ status: 204, offset: String(file.length), isComplete: '?1' })
    const again = await append(address, file.length, '', true)
    expect([again.status, again.text]).toEqual([first.status, first.text])
    const lines = await append(address, file.length, '', true, { headers: { accept: 'application/x-ndjson' } })
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text).type),
    ).toEqual([...['problem', 'problem', 'problem', 'note', 'summary']])
    for (const [part, isLast] of [
      ['x', false],
      ['x', true],
      ['', false],
    ] as const)
      expect(codeOf(await append(address, file.length, part, isLast))).toEqual([409, 'UPLOAD_COMPLETE'])
  })

  test('may hold what is no text in any encoding, and is answered twice all the same', async () => {
    const { file } = makeFile(1, { value: 'a\0b\uD800' })
    const { address } = await begin(defaults, { first: file })
    const first = await append(address, file.length, '', true)
    expect(tell(first)).toEqual(['2 value INVALID_ENCODING'])
    expect((await append(address, file.length, '', true)).text).toBe(first.text)
  })

  test('is answered by lines where these are wanted', async () => {
    const { file } = makeFile(2)
    const { address } = await begin(defaults)
    const { response, text } = await append(address, 0, file, true, { headers: { accept: 'application/x-ndjson' } })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(JSON.parse(text.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'summary', outcome: 'RECORDED' })
  })

  test('may be a workbook, and a dry run', async () => {
    const rows = [header, ['tax_revenue', '2019', '7', '亿元', 'upload of a workbook']]
    const file = makeWorkbook({ rows: rows.map((cells, at) => line(at + 1, cells)) })
    const { address } = await begin({ ...defaults, dryRun: 'true' }, { type: XLSX })
    expect(await append(address, 0, file.subarray(0, 100))).toMatchObject({ status: 204, offset: '100' })
    expect(await append(address, 100, file.subarray(100), true)).toMatchObject({ outcome: 'CHECKED', rows: 1 })
    expect(await countFigures('upload of a workbook')).toBe(0)
  })

  test('that cannot be read at all is dropped', async () => {
    const { address } = await begin(defaults, { type: XLSX, first: 'no workbook' })
    expect(codeOf(await append(address, 11, '', true))).toEqual([415, 'WRONG_FORMAT'])
    expect(await readTable('upload')).toEqual([])
    expect(await readTable('upload_piece')).toEqual([])
  })

  test('lies in pieces of a mebibyte at most', async () => {
    const file = Buffer.alloc(3_500_000, 'a')
    const { address } = await begin(defaults)
    await append(address, 0, file)
    const pieces = await readTable('upload_piece')
    expect(pieces.map(({ length }) => Number(length)).every((length) => length <= 2 ** 20)).toBe(true)
    expect(pieces.length).toBe(4)
    expect(pieces.reduce((sum, { length }) => sum + Number(length), 0)).toBe(file.length)
  })
})

describe('a line that breaks', () => {
  test('loses nothing of what had come', async () => {
    const { item, file } = makeFile(250, { more: 10_000 })
    const { address } = await begin(defaults)
    await cut(address, 0, file.subarray(0, 1_500_000), file.length)
    await expect.poll(async () => Number((await look(address)).offset)).toBe(1_500_000)
    await cut(address, 1_500_000, file.subarray(1_500_000, 1_500_010), 1_000_000)
    await expect.poll(async () => Number((await look(address)).offset)).toBe(1_500_010)
    expect(await append(address, 1_500_010, file.subarray(1_500_010), true)).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(250)
  })

  test('with the first part, whose answer nobody gets, leaves no upload', async () => {
    const url = new URL(`/imports?${new URLSearchParams(defaults)}`, server.url)
    async function* pieces() {
      yield Buffer.alloc(100_000, 'a')
      throw new Error('gone')
    }
    const headers = { 'content-type': 'text/csv', 'upload-complete': '?0', authorization: `Bearer ${token}` }
    const sending = fetch(url, { method: 'POST', headers, body: pieces() as never, duplex: 'half' } as RequestInit)
    await expect(sending).rejects.toThrow()
    await expect.poll(() => readTable('upload')).toEqual([])
  })

  test('is taken over by the next part, and what comes late by the first is refused', async () => {
    const { item, file } = makeFile(250, { more: 10_000 })
    const { address } = await begin(defaults)
    let go = () => {}
    const going = new Promise<void>((resolve) => {
      go = resolve
    })
    async function* pieces() {
      yield file.subarray(0, 1_200_000)
      await going
      yield file.subarray(1_200_000)
    }
    const own = { 'upload-offset': '0', 'upload-complete': '?1', authorization: `Bearer ${token}` }
    const late = fetch(address, {
      ...{ method: 'PATCH', headers: { 'content-type': 'application/partial-upload', ...own } },
      ...{ body: pieces() as never, duplex: 'half' },
    } as RequestInit)
    await expect.poll(async () => Number((await look(address)).offset)).toBeGreaterThan(1_000_000)
    const at = Number((await look(address)).offset)
    expect(await append(address, at, file.subarray(at, at + 10))).toMatchObject({ status: 204 })
    go()
    expect(codeOf({ status: (await late).status, ...((await (await late).json()) as object) })).toEqual([
      ...[409, 'UPLOAD_TAKEN_OVER'],
    ])
    expect(await append(address, at + 10, file.subarray(at + 10), true)).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(250)
  })

  test('of two parts at once, one is kept', async () => {
    const { item, file } = makeFile(200)
    const { address } = await begin(defaults)
    const answers = await Promise.all([1, 2, 3].map(() => append(address, 0, file)))
    for (const answer of answers)
      expect([
        [204, undefined],
        [409, 'WRONG_OFFSET'],
        [409, 'UPLOAD_TAKEN_OVER'],
      ]).toContainEqual(codeOf(answer))
    expect(answers.filter(({ status }) => status === 204).length).toBe(1)
    expect(await append(address, file.length, '', true)).toMatchObject({ outcome: 'RECORDED', figures: 200 })
    expect(await countFigures(item)).toBe(200)
  })

  test('of two last parts at once, figures are recorded once', async () => {
    const { item, file } = makeFile(2_000)
    const { address } = await begin(defaults, { first: file })
    const answers = await Promise.all([1, 2, 3].map(() => append(address, file.length, '', true)))
    for (const answer of answers) if (answer.status !== 200) expect(codeOf(answer)).toEqual([409, 'UPLOAD_TAKEN_OVER'])
    expect(answers.some(({ outcome }) => outcome === 'RECORDED')).toBe(true)
    expect(await countFigures(item)).toBe(2_000)
    expect(await readTable('upload_piece')).toEqual([])
  })
})

describe('a server that goes away', () => {
  test('after figures were recorded, before that was kept, doubles nothing', async () => {
    const { item, file } = makeFile(50)
    expect(await send(server, file, { token, parameters: defaults })).toMatchObject({ isRepeated: false })
    const { address } = await begin(defaults, { first: file })
    expect(await append(address, file.length, '', true)).toMatchObject({ outcome: 'RECORDED', isRepeated: true })
    expect(await countFigures(item)).toBe(50)
  })

  test('is followed by another on the same database', async () => {
    const { file } = makeFile(50)
    const { address } = await begin(defaults, { first: file.subarray(0, 700) })
    const second = connect({ url: server.databaseUrl, poolSize: 1 })
    const writer = await takeUpload(second.pool, sender(), idOf(address), 700)
    await writer?.append(file.subarray(700))
    await second.close()
    expect(await append(address, file.length, '', true)).toMatchObject({ outcome: 'RECORDED', figures: 50 })
  })

  test('and comes back leaves alone what another has taken over', async () => {
    const { file } = makeFile(50)
    const { address } = await begin(defaults, { first: file })
    const take = () => takeUpload(server.database.pool, sender(), idOf(address), file.length)
    const [first, second] = [await take(), await take()]
    await expect(first?.read().next()).rejects.toThrow('came meanwhile')
    await expect(first?.append(Buffer.from('late'))).rejects.toThrow('came meanwhile')
    await first?.end({ summary: {} })
    expect((await second?.read().next())?.value).toEqual(file)
    expect(await look(address)).toMatchObject({ offset: String(file.length), isComplete: '?0' })
  })
})

const idOf = (address: string) => address.split('/').at(-1) ?? ''
const sender = () => ({ ...localOwner, actor: `key:${token.split('_')[1]}` })

describe('a part that does not fit', () => {
  test.each([
    ['before what is here', 0, '?0', [409, 'WRONG_OFFSET']],
    ['beyond what is here', 101, '?1', [409, 'WRONG_OFFSET']],
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

  test('beyond the limit is refused, told beforehand or found out, and what was here stays', async () => {
    const { address } = await begin(defaults, { first: 'x'.repeat(1_000) })
    const told = await append(address, 1_000, Buffer.alloc(LIMIT))
    expect([codeOf(told), told.offset]).toEqual([[413, 'FILE_TOO_LARGE'], '1000'])
    expect(told.response.headers.get('upload-limit')).toContain(`max-size=${LIMIT},`)
    async function* pieces() {
      for (let sent = 0; sent < LIMIT; sent += 50_000) yield Buffer.alloc(50_000, 'x')
    }
    const own = { 'upload-offset': '1000', 'upload-complete': '?0', authorization: `Bearer ${token}` }
    const found = await fetch(address, {
      ...{ method: 'PATCH', headers: { 'content-type': 'application/partial-upload', ...own } },
      ...{ body: pieces() as never, duplex: 'half' },
    } as RequestInit)
    expect(found.status).toBe(413)
    const size = Number(found.headers.get('upload-offset'))
    expect(size).toBeLessThanOrEqual(LIMIT)
    expect((await look(address)).offset).toBe(String(size))
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
    expect(await send(server, file, { token, parameters: defaults, headers })).toMatchObject({ outcome: 'RECORDED' })
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
    const strangers = [other, admin, null].flatMap((stranger) => [[address, stranger] as const])
    for (const [where, who] of [...strangers, ...none.map((missing) => [missing, token] as const)]) {
      const asked = { token: who as string }
      expect((await look(where, asked)).status).toBe(404)
      expect(codeOf(await drop(where, asked))).toEqual([404, 'UNKNOWN_UPLOAD'])
      expect(codeOf(await append(where, 1, 'y', false, asked))).toEqual([404, 'UNKNOWN_UPLOAD'])
      expect(codeOf(await append(where, 0, 'y', true, asked))).toEqual([404, 'UNKNOWN_UPLOAD'])
    }
    expect(await look(address)).toMatchObject({ status: 204, offset: '1' })
    expect(codeOf(await append(`${new URL(server.url).origin}/imports/uploads`, 0, ''))).toEqual([405, 'BAD_REQUEST'])
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
    expect((await begin(defaults, { token: other })).status).toBe(201)
    const open = begun.filter(({ status }) => status === 201)
    expect((await drop(open[0]?.address ?? '')).status).toBe(204)
    expect((await begin(defaults)).status).toBe(201)
    expect((await append(open[1]?.address ?? '', 1, '', true)).status).toBe(422)
    expect((await begin(defaults)).status).toBe(201)
  })

  test('sixteen parts are received at once, and one more is told to come again', async () => {
    const { address } = await begin(defaults)
    let go = () => {}
    const going = new Promise<void>((resolve) => {
      go = resolve
    })
    async function* pieces() {
      yield Buffer.from('x')
      await going
    }
    const own = { 'upload-offset': '0', 'upload-complete': '?0', authorization: `Bearer ${token}` }
    const headers = { 'content-type': 'application/partial-upload', ...own }
    const sendSlowly = () =>
      fetch(address, { method: 'PATCH', headers, body: pieces() as never, duplex: 'half' } as RequestInit)
    const all = Array.from({ length: 17 }, sendSlowly)
    const refused = await Promise.race(all)
    expect(codeOf({ status: refused.status, ...((await refused.json()) as object) })).toEqual([503, 'TOO_MANY_IMPORTS'])
    go()
    const statuses = (await Promise.all(all)).map(({ status }) => status).sort()
    expect(statuses).toEqual([204, ...Array(15).fill(409), 503])
  })

  test('what is deleted is gone with its bytes', async () => {
    const { address } = await begin(defaults, { first: 'x'.repeat(1_000) })
    expect((await readTable('upload_piece')).length).toBe(1)
    expect((await drop(address)).status).toBe(204)
    expect((await look(address)).status).toBe(404)
    expect(await readTable('upload_piece')).toEqual([])
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
