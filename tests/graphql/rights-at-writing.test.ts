import { setTimeout as wait } from 'node:timers/promises'
import { grantRole, localOwner, revokeKey } from '@parkgraph/db'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOf, defaults } from '../imports/files.ts'
import { makeFile } from '../imports/upload.ts'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { addSource } from './data.ts'
import { startIssuer } from './issuer.ts'
import { countRows, makeKey, write } from './writing.ts'

const { issuer, sign } = await startIssuer()
const server = useServer({ issuer })

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSource(server.database, 'form', 50)
})

/** Sends a body whose second half waits for what happens once it is known who asks. */
async function sendSlowly(url: URL, type: string, body: Buffer, token: string, meanwhile: () => Promise<unknown>) {
  const at = body.length >> 1
  const start = server.statements.length
  async function* halves() {
    yield body.subarray(0, at)
    const isKnown = () => server.statements.slice(start).some((text) => text.includes('resolve viewer'))
    await expect.poll(isKnown, { timeout: 20_000 }).toBe(true)
    await meanwhile()
    yield body.subarray(at)
  }
  const headers = { 'content-type': type, accept: 'application/json', authorization: `Bearer ${token}` }
  const init = { method: 'POST', headers, body: halves() as never, duplex: 'half' } as RequestInit
  const response = await fetch(url, init)
  return { status: response.status, ...JSON.parse(await response.text()) }
}

let count = 0

/** Makes two documents known in one request. */
function createSlowly(token: string, meanwhile: () => Promise<unknown>) {
  const create = (name: string) => `${name}: createSource(input: { code: "late-${++count}", title: "表", kind: SURVEY,
    publishedFrom: "2020-01-01", publishedTo: "2020-01-01", reportingPark: "own", idempotencyKey: "late-${count}" })
    { __typename ... on MutationRefusal { message } }`
  const body = Buffer.from(JSON.stringify({ query: `mutation { ${create('a')} ${create('b')} }` }))
  return sendSlowly(new URL(server.url), 'application/json', body, token, meanwhile)
}

const withdrawRoles = (token: string) =>
  server.database.pool.query(
    `UPDATE access_grant SET revoked_at = now(), revoked_by = 'test' WHERE principal_id = (
      SELECT principal_id FROM api_key WHERE prefix = $1)`,
    [token.split('_')[1]],
  )

const expire = (token: string) =>
  server.database.pool.query('UPDATE api_key SET expires_at = clock_timestamp() WHERE prefix = $1', [
    token.split('_')[1],
  ])

const ended = { __typename: 'Forbidden', message: expect.stringContaining('is valid no more') }

describe('a mutation that comes slowly is written by the rights of then', () => {
  test.each([
    [
      'key is revoked',
      (token: string) => revokeKey(server.database.pool, localOwner, token.split('_')[1] ?? ''),
      ended,
    ],
    ['key expires', expire, ended],
    ['role is withdrawn', withdrawRoles, { __typename: 'Forbidden' }],
  ])('where the %s meanwhile: nothing is', async (_, end, refusal) => {
    const token = await makeKey(server, 'EDITOR', { park: 'own' })
    const before = await countRows(server)
    const { data } = await createSlowly(token, () => end(token))
    expect(data).toMatchObject({ a: refusal, b: refusal })
    expect(await countRows(server)).toEqual(before)
  })

  test('where a role is given meanwhile: it is', async () => {
    const token = await makeKey(server, 'READER', { park: 'own' })
    const grant = { to: { prefix: token.split('_')[1] ?? '' }, role: 'EDITOR', scope: { park: 'own' } }
    const { data } = await createSlowly(token, () => grantRole(server.database.pool, localOwner, grant))
    expect(data).toMatchObject({ a: { __typename: 'CreateSourceSuccess' }, b: { __typename: 'CreateSourceSuccess' } })
  })

  test('where it is the first role of who comes with a token: it is, as theirs', async () => {
    const token = await sign('u-new', Math.floor(Date.now() / 1000) + 300)
    const to = { issuer: issuer.issuer, subject: 'u-new', label: null }
    const grant = { to, role: 'EDITOR', scope: { park: 'own' } }
    const { data } = await createSlowly(token, () => grantRole(server.database.pool, localOwner, grant))
    expect(data).toMatchObject({ a: { __typename: 'CreateSourceSuccess' }, b: { __typename: 'CreateSourceSuccess' } })
    const { rows } = await server.database.pool.query(
      `SELECT c.actor = 'oidc:' || p.id AS "isTheirs" FROM change c JOIN principal p ON p.id = c.principal_id
        WHERE p.subject = 'u-new' AND c.actor <> 'local-owner'`,
    )
    expect(rows).toEqual([{ isTheirs: true }, { isTheirs: true }])
  })

  test('where nobody gives a role to who comes with a token: nothing is', async () => {
    const token = await sign('u-none', Math.floor(Date.now() / 1000) + 300)
    const { data } = await createSlowly(token, async () => {})
    expect(data).toMatchObject({ a: { __typename: 'Forbidden' }, b: { __typename: 'Forbidden' } })
  })
})

describe('a mutation that waits for others while it writes is written by the rights of after', () => {
  /** Makes a document known while another session keeps everybody from writing documents, until that gives up. */
  async function createBehind(token: string, meanwhile: () => Promise<unknown>) {
    const other = await server.database.pool.connect()
    try {
      await other.query('BEGIN; LOCK TABLE source IN SHARE MODE')
      const input = {
        title: '表',
        kind: 'SURVEY',
        publishedFrom: '2020-01-01',
        publishedTo: '2020-01-01',
        reportingPark: 'own',
      }
      const answer = write(server, 'createSource', { ...input, code: `behind-${++count}` }, token)
      const isWaiting = async () =>
        (await other.query(`SELECT FROM pg_locks WHERE relation = 'source'::regclass AND NOT granted`)).rowCount === 1
      await expect.poll(isWaiting, { timeout: 20_000 }).toBe(true)
      await meanwhile()
      // So long that it is worth asking again.
      await wait(500)
      await other.query('ROLLBACK')
      return await answer
    } finally {
      other.release()
    }
  }

  test.each([
    [
      'key is revoked',
      (token: string) => revokeKey(server.database.pool, localOwner, token.split('_')[1] ?? ''),
      ended,
    ],
    ['key expires', expire, ended],
    [
      'role is withdrawn',
      withdrawRoles,
      { __typename: 'Forbidden', message: expect.stringContaining('was revoked meanwhile') },
    ],
  ])('where the %s meanwhile: nothing is', async (_, end, refusal) => {
    const token = await makeKey(server, 'EDITOR', { park: 'own' })
    const before = await countRows(server)
    expect(await createBehind(token, () => end(token))).toEqual(refusal)
    expect(await countRows(server)).toEqual(before)
  })

  test('where nothing changes: it is written', async () => {
    const token = await makeKey(server, 'EDITOR', { park: 'own' })
    expect(await createBehind(token, async () => {})).toMatchObject({ __typename: 'CreateSourceSuccess' })
  })
})

describe('a mutation is answered by the rights of then', () => {
  const own = (code: string) => `code: "${code}", title: "表", kind: SURVEY, publishedFrom: "2020-01-01",
    publishedTo: "2020-01-01", reportingPark: "own", accessLevel: RESTRICTED, idempotencyKey: "${++count}"`
  const selection = `__typename ... on CreateSourceSuccess { source { code } }
    ... on Conflict { conflicts { source { code } } } ... on MutationRefusal { message }`
  const create = (code: string) => `mutation { createSource(input: { ${own(code)} }) { ${selection} } }`
  const grantEditor = (token: string) =>
    grantRole(server.database.pool, localOwner, {
      to: { prefix: token.split('_')[1] ?? '' },
      role: 'EDITOR',
      scope: { park: 'own' },
    })

  test('where a role is given while it comes: what was written, and what is in its way, is seen', async () => {
    for (const answer of [
      { __typename: 'CreateSourceSuccess', source: { code: 'seen-late' } },
      { __typename: 'Conflict', conflicts: [{ source: { code: 'seen-late' } }] },
    ]) {
      const token = await makeKey(server, 'READER', { park: 'own' })
      const body = Buffer.from(JSON.stringify({ query: create('seen-late') }))
      const url = new URL(server.url)
      const { data } = await sendSlowly(url, 'application/json', body, token, () => grantEditor(token))
      expect(data).toMatchObject({ createSource: answer })
    }
  })

  test.each([
    ['role is withdrawn', 'access_grant SET revoked_at = now(), revoked_by = NEW.code WHERE principal_id ='],
    ['key is revoked', 'api_key SET revoked_at = now(), revoked_by = NEW.code WHERE principal_id ='],
  ])('where the %s as it is written: nothing is told', async (what, update) => {
    const token = await makeKey(server, 'EDITOR', { park: 'own' })
    const { pool } = server.database
    await pool.query(`CREATE FUNCTION end_rights() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE ${update} (SELECT principal_id FROM api_key WHERE prefix = '${token.split('_')[1]}'); RETURN NULL; END $$;
      CREATE TRIGGER end_rights AFTER INSERT ON source FOR EACH ROW EXECUTE FUNCTION end_rights()`)
    try {
      const code = what.replaceAll(' ', '-')
      const { data } = await server.send(create(code), {}, token)
      expect(data?.['createSource']).toEqual({ __typename: 'NotFound', message: expect.stringContaining('written') })
      expect((await pool.query('SELECT 1 FROM source WHERE code = $1', [code])).rowCount).toBe(1)
    } finally {
      await pool.query('DROP TRIGGER end_rights ON source; DROP FUNCTION end_rights()')
    }
  })
})

describe('a token that runs out while', () => {
  // Five seconds of clock difference pass.
  const runOut = async () => {
    const end = Math.floor(Date.now() / 1000) + 2
    const token = await sign('u-1', end)
    return { token, isOver: () => wait((end + 5) * 1000 - Date.now() + 50) }
  }

  beforeAll(() => {
    const to = { issuer: issuer.issuer, subject: 'u-1', label: null }
    return grantRole(server.database.pool, localOwner, { to, role: 'EDITOR', scope: { park: 'own' } })
  })

  test('a mutation comes writes nothing', async () => {
    const { token, isOver } = await runOut()
    const before = await countRows(server)
    expect((await createSlowly(token, isOver)).data).toMatchObject({ a: ended, b: ended })
    expect(await countRows(server)).toEqual(before)
  })

  test('a file comes records nothing', async () => {
    const { file } = makeFile(20)
    const { token, isOver } = await runOut()
    const before = await countRows(server)
    const url = new URL(`/imports?${new URLSearchParams(defaults)}`, server.url)
    expect(codeOf(await sendSlowly(url, 'text/csv', file, token, isOver))).toEqual([403, 'FORBIDDEN'])
    expect(await countRows(server)).toEqual(before)
  })
})
