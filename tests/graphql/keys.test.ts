import { connect, createKey, findKeyHolder, grantRole, localOwner, revokeKey, withdrawGrant } from '@parkgraph/db'
import { createServer } from '@parkgraph/server'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects, ZONE } from './data.ts'

const server = useServer()
const closed = useServer({ isPublic: false })

const who =
  '{ viewer { actor kind label isAnonymous grants { role park { slug } regionPrefix isAll } may(park: "xiangxiang-etdz") } }'
const refusal = {
  errors: [
    {
      message: 'Who asks is not known. Send a key or token that is valid as "Authorization: Bearer ...".',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
}

const make = (key: object = {}) =>
  createKey(server.database.pool, localOwner, {
    ...{ label: 'tester', role: 'READER', scope: { park: ZONE }, expires: null },
    ...key,
  })
const prefixOf = (token: string) => token.split('_')[1] ?? ''
const change = (token: string, columns: string) =>
  server.database.pool.query(`UPDATE api_key SET ${columns} WHERE prefix = $1`, [prefixOf(token)])

async function ask(url: string, header: string | null, method = 'POST', query = who) {
  const headers = { accept: 'application/json', ...(header === null ? {} : { authorization: header }) }
  const response =
    method === 'POST'
      ? await fetch(url, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        })
      : await fetch(`${url}?query=${encodeURIComponent(query)}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

afterEach(() => expect([...server.faults.splice(0), ...closed.faults.splice(0)]).toEqual([]))

beforeAll(async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'other-park', regionCode: '430105' }])
})

test('a key tells who asks, and what they may do', async () => {
  const token = await make()
  expect(token).toMatch(/^pg_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/)
  expect(await server.send(who, {}, token)).toEqual({
    data: {
      viewer: {
        actor: `key:${prefixOf(token)}`,
        kind: 'KEY',
        label: 'tester',
        isAnonymous: false,
        grants: [{ role: 'READER', park: { slug: ZONE }, regionPrefix: null, isAll: false }],
        may: ['READ', 'READ_INTERNAL'],
      },
    },
  })
})

test('without a header nobody asks, and sees what is public', async () => {
  expect(await server.send(who)).toEqual({
    data: {
      viewer: { actor: 'anonymous', kind: 'ANONYMOUS', label: null, isAnonymous: true, grants: [], may: ['READ'] },
    },
  })
})

test.each([
  ['READER', ['READ', 'READ_INTERNAL']],
  ['EDITOR', ['READ', 'READ_INTERNAL', 'READ_RESTRICTED', 'EDIT']],
  ['STEWARD', ['READ', 'READ_INTERNAL', 'READ_RESTRICTED', 'EDIT', 'DECIDE', 'PUBLISH']],
  ['ADMIN', ['READ', 'READ_INTERNAL', 'READ_RESTRICTED', 'EDIT', 'DECIDE', 'PUBLISH', 'ADMINISTER']],
])('%s may do so in its park, and nowhere else', async (role, permissions) => {
  const token = await make({ role })
  const query =
    '{ viewer { own: may(park: "xiangxiang-etdz") other: may(park: "other-park") none: may(park: "no-park") } }'
  expect(await server.send(query, {}, token)).toEqual({
    data: { viewer: { own: permissions, other: ['READ'], none: null } },
  })
})

test('a region is for the parks whose codes begin so, and all is for all', async () => {
  const query = '{ viewer { grants { regionPrefix isAll park { slug } } may(park: "other-park") } }'
  const read = ['READ', 'READ_INTERNAL']
  for (const [scope, grant, may] of [
    [{ region: '4301' }, { regionPrefix: '4301', isAll: false, park: null }, read],
    [{ region: '43' }, { regionPrefix: '43', isAll: false, park: null }, read],
    [{ region: '430104' }, { regionPrefix: '430104', isAll: false, park: null }, ['READ']],
    [{ isAll: true }, { regionPrefix: null, isAll: true, park: null }, read],
  ] as const)
    expect(await server.send(query, {}, await make({ scope }))).toEqual({ data: { viewer: { grants: [grant], may } } })
})

test('a hidden park is not there to be asked about', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'secret-park', accessLevel: 'RESTRICTED' }])
  const query = '{ viewer { may(park: "secret-park") grants { park { slug } } } }'
  const reader = await make({ scope: { park: 'secret-park' } })
  expect(await server.send(query, {}, reader)).toEqual({ data: { viewer: { may: null, grants: [{ park: null }] } } })
})

test('a key that is revoked, expired or wrong, and a header that is none, get the same answer before anything runs', async () => {
  const [good, revoked, expired] = [await make(), await make(), await make()]
  await revokeKey(server.database.pool, localOwner, prefixOf(revoked))
  await change(expired, "expires_at = now() - interval '1 second'")
  const last = good.at(-1) ?? ''
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const twin = good.slice(0, -1) + letters[letters.indexOf(last) + 1]
  const headers = [
    `Bearer ${revoked}`,
    `Bearer ${expired}`,
    `Bearer ${good.slice(0, -2)}AA`,
    `Bearer ${twin}`,
    `Bearer pg_00000000_${good.slice(12)}`,
    `Bearer ${good}x`,
    `Bearer pg_${prefixOf(good)}`,
    `Bearer ${good} ${good}`,
    'Bearer a.b.c',
    'Bearer',
    'Bearer ',
    '',
    `Basic ${good}`,
    good,
  ]
  server.forget()
  for (const header of headers)
    for (const method of ['POST', 'GET']) {
      const answer = await ask(server.url, header, method)
      expect([header, answer.status, answer.body]).toEqual([header, 401, refusal])
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  expect(server.statements.filter((text) => !text.includes('/* find key */'))).toEqual([])
  expect((await ask(server.url, `bearer  ${good}`, 'GET')).status).toBe(200)
})

test('a refused caller learns nothing of the operation', async () => {
  for (const query of ['{', '{ nothing }', 'mutation { x }', ''])
    expect(await ask(server.url, 'Bearer wrong', 'POST', query)).toMatchObject({ status: 401, body: refusal })
})

test('a key ends at once, and a grant too', async () => {
  const token = await make()
  const prefix = prefixOf(token)
  const to = { prefix }
  const { pool } = server.database
  const grant = await grantRole(pool, localOwner, { to, role: 'ADMIN', scope: { park: 'other-park' } })
  const query = '{ viewer { grants { role } } }'
  expect(await server.send(query, {}, token)).toEqual({
    data: { viewer: { grants: [{ role: 'READER' }, { role: 'ADMIN' }] } },
  })
  await withdrawGrant(pool, localOwner, grant)
  expect(await server.send(query, {}, token)).toEqual({ data: { viewer: { grants: [{ role: 'READER' }] } } })
  await revokeKey(pool, localOwner, prefix)
  expect(await server.send(query, {}, token)).toEqual(refusal)
})

test('only a hash is kept, and the last use to the minute', async () => {
  const token = await make()
  const read = async () =>
    (
      await server.database.pool.query('SELECT k::text AS row, last_used_at FROM api_key k WHERE prefix = $1', [
        prefixOf(token),
      ])
    ).rows[0]
  expect((await read()).last_used_at).toBeNull()
  await server.send(who, {}, token)
  const { row, last_used_at: first } = await read()
  expect(row).not.toContain(token.slice(12))
  expect(row).not.toContain(Buffer.from(token.slice(12), 'base64url').toString('hex'))
  expect(first).toBeInstanceOf(Date)
  await server.send(who, {}, token)
  expect((await read()).last_used_at).toEqual(first)
  await change(token, "last_used_at = now() - interval '61 seconds'")
  const { last_used_at: stale } = await read()
  await server.send(who, {}, token)
  expect((await read()).last_used_at.getTime()).toBeGreaterThan(stale.getTime())
})

test('who asks is read in two statements, however many grants there are', async () => {
  const token = await make()
  for (const scope of [{ park: 'other-park' }, { region: '43' }, { region: '4403' }])
    await grantRole(server.database.pool, localOwner, { to: { prefix: prefixOf(token) }, role: 'EDITOR', scope })
  await server.send(who, {}, token)
  server.forget()
  await server.send('{ parks { totalCount } projects { totalCount } }', {}, token)
  expect(server.statements.map((text) => /^\/\* (.+?) \*\//.exec(text)?.[1])).toEqual([
    'find key',
    'resolve viewer',
    'Query.parks',
    'Query.projects',
  ])
})

test('whoever sees the same everywhere sends the statements that nobody sends, but for the level', async () => {
  const query =
    '{ parks(where: { taxRevenue: { isKnown: true } }) { totalCount nodes { observations { nodes { value } } } } }'
  const texts: string[][] = []
  for (const token of [
    null,
    await make({ scope: { region: '82' } }),
    await make({ role: 'ADMIN', scope: { isAll: true } }),
  ]) {
    server.forget()
    await server.send(query, {}, token)
    const sent = server.statements.filter((text) => text.includes('/* Query'))
    texts.push(sent.map((text) => text.replaceAll(/'[A-Z]+'::"AccessLevel"/g, 'LEVEL')))
  }
  expect(texts[0]?.[0]).not.toContain('reporting_park_id = ANY')
  expect(texts).toEqual([texts[0], texts[0], texts[0]])
})

test('while the database is gone, a key is not refused as wrong', async () => {
  const url = new URL(server.databaseUrl)
  url.port = '1'
  const database = connect({ url: url.href })
  const logged: unknown[] = []
  const quiet = () => {}
  const log = { debug: quiet, info: quiet, warn: quiet, error: (...message: unknown[]) => logged.push(message) }
  const api = createServer({ database, log })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await make()}` }
  const response = await api.fetch('http://localhost/graphql', {
    ...{ method: 'POST', headers, body: JSON.stringify({ query: who }) },
  })
  const text = await response.text()
  await database.close()
  expect(JSON.parse(text).errors).toMatchObject([{ extensions: { code: 'DATABASE_UNAVAILABLE' } }])
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|postgres/i)
  expect(new Set(logged.flat()).size).toBe(1)
})

test('a key that lies about its prefix is compared all the same', async () => {
  expect(await findKeyHolder(server.database, `pg_zzzzzzzz_${'A'.repeat(43)}`)).toBeNull()
})

test('with PUBLIC_READ=false nobody reads without a key, and all else stays open', async () => {
  const token = await createKey(closed.database.pool, localOwner, {
    ...{ label: 'reader', role: 'READER', scope: { region: '82' }, expires: null },
  })
  for (const method of ['POST', 'GET'])
    for (const query of [who, '{ __schema { queryType { name } } }', '{'])
      expect(await ask(closed.url, null, method, query)).toMatchObject({ status: 401, body: refusal })
  expect((await ask(closed.url, 'Bearer wrong')).status).toBe(401)
  expect(await closed.send('{ park(slug: "xiangxiang-etdz") { name } }', {}, token)).toEqual({
    data: { park: { name: '湘乡经开区' } },
  })
  for (const path of ['/health', '/ready']) expect((await fetch(new URL(path, closed.url))).status).toBe(200)
  const page = await fetch(closed.url, { headers: { accept: 'text/html' } })
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
  const [, asset = ''] = /src="([^"]+\.js)"/.exec(await page.text()) ?? []
  expect((await fetch(new URL(asset, closed.url))).status).toBe(200)
})

test('answers to those who say who they are are kept nowhere', async () => {
  const token = await make()
  for (const header of [`Bearer ${token}`, 'Bearer wrong'])
    for (const method of ['POST', 'GET']) {
      const { headers } = await ask(server.url, header, method)
      expect(headers.get('cache-control')).toBe('private, no-store')
    }
  expect((await ask(server.url, null, 'GET')).headers.get('cache-control')).toBeNull()
})

test('a page of another origin may send a key, without credentials', async () => {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  }
  const response = await fetch(server.url, { method: 'OPTIONS', headers: { origin: 'https://example.org', ...asked } })
  expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization')
  expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  const refused = await fetch(server.url, {
    method: 'POST',
    headers: { origin: 'https://example.org', authorization: 'Bearer wrong', 'content-type': 'application/json' },
    body: JSON.stringify({ query: who }),
  })
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([
    401,
    expect.stringMatching(/^(\*|https:\/\/example\.org)$/),
  ])
})
