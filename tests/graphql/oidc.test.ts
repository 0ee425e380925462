import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { grantRole, localOwner } from '@parkgraph/db'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ZONE } from './data.ts'

const issuer = 'https://login.example.org/realms/parks'
const audience = 'parkgraph'
const published: { status: number; body: string } = { status: 200, body: '' }
let jwks: Server
const port = await new Promise<number>((resolve) => {
  jwks = createServer((_, response) => {
    response.writeHead(published.status, { 'content-type': 'application/json' }).end(published.body)
  })
  jwks.listen(0, '127.0.0.1', () => resolve((jwks.address() as AddressInfo).port))
})
const jwksUrl = `http://127.0.0.1:${port}/keys`
const server = useServer({ issuer: { issuer, audience, jwksUrl } })
const without = useServer()

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
const pairs = {} as Record<'good' | 'other' | 'elliptic', Pair>
const publicKeys: JWK[] = []

beforeAll(async () => {
  pairs.good = await generateKeyPair('RS256')
  pairs.other = await generateKeyPair('RS256')
  pairs.elliptic = await generateKeyPair('ES256')
  publicKeys.push({ ...(await exportJWK(pairs.good.publicKey)), kid: 'good', alg: 'RS256' })
  publicKeys.push({ ...(await exportJWK(pairs.elliptic.publicKey)), kid: 'elliptic', alg: 'ES256' })
  published.body = JSON.stringify({ keys: publicKeys })
})
afterAll(() => jwks.close())
afterEach(() => {
  const left = [...server.faults.splice(0), ...without.faults.splice(0)]
  expect(left).toEqual([])
})

const now = () => Math.floor(Date.now() / 1000)
const claims = (own: JWTPayload = {}): JWTPayload => ({
  ...{ iss: issuer, aud: audience, sub: 'u-17', iat: now(), exp: now() + 300 },
  ...own,
})
const lacking = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name))
const sign = (payload: JWTPayload, key: 'good' | 'other' | 'elliptic' = 'good', header = {}) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: key === 'elliptic' ? 'ES256' : 'RS256', kid: key === 'other' ? 'good' : key, ...header })
    .sign(pairs[key].privateKey)

const who = `{ viewer { actor kind label grants { role } may(park: "${ZONE}") } }`
const ask = async (url: string, token: string) => {
  const response = await fetch(`${url}?query=${encodeURIComponent(who)}`, {
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
  })
  return { status: response.status, body: await response.json() }
}
const refused = {
  status: 401,
  body: { errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] },
}

test('a subject without grants is known by its token, and sees what is public', async () => {
  expect(await ask(server.url, await sign(claims()))).toEqual({
    status: 200,
    body: { data: { viewer: { actor: 'oidc:unknown', kind: 'OIDC', label: null, grants: [], may: ['READ'] } } },
  })
})

test('a subject has the roles that it was granted, under an id that says nothing of it', async () => {
  const to = { issuer, subject: 'u-18', label: 'Li' }
  await grantRole(server.database.pool, localOwner, { to, role: 'editor', scope: { park: ZONE } })
  const { rows } = await server.database.pool.query(`SELECT id FROM principal WHERE subject = 'u-18'`)
  const viewer = {
    actor: `oidc:${rows[0].id}`,
    kind: 'OIDC',
    label: 'Li',
    grants: [{ role: 'EDITOR' }],
    may: ['READ', 'READ_INTERNAL', 'READ_RESTRICTED', 'EDIT'],
  }
  for (const key of ['good', 'elliptic'] as const)
    expect(await ask(server.url, await sign(claims({ sub: 'u-18' }), key))).toEqual({
      status: 200,
      body: { data: { viewer } },
    })
})

test('a subject of another issuer is another', async () => {
  const to = { issuer: 'https://elsewhere.example.org', subject: 'u-19', label: null }
  await grantRole(server.database.pool, localOwner, { to, role: 'ADMIN', scope: { isAll: true } })
  expect(await ask(server.url, await sign(claims({ sub: 'u-19' })))).toMatchObject({
    body: { data: { viewer: { actor: 'oidc:unknown', grants: [] } } },
  })
})

describe('a token is refused', () => {
  test.each<[string, () => Promise<string>]>([
    ['of another issuer', () => sign(claims({ iss: 'https://evil.example.org' }))],
    ['without an issuer', () => sign(lacking('iss'))],
    ['for another audience', () => sign(claims({ aud: 'another' }))],
    ['without an audience', () => sign(lacking('aud'))],
    ['of nobody', () => sign(lacking('sub'))],
    ['of a subject with a NUL', () => sign(claims({ sub: 'u\0' }))],
    ['of a subject of two lines', () => sign(claims({ sub: 'u\n17' }))],
    ['of a subject that is too long', () => sign(claims({ sub: 'u'.repeat(256) }))],
    ...[17, true, {}, ['u-17'], null].map((sub): [string, () => Promise<string>] => [
      `whose subject is ${JSON.stringify(sub)}`,
      () => sign({ ...claims(), sub } as never),
    ]),
    ['of an empty subject', () => sign(claims({ sub: '' }))],
    ['that has expired', () => sign(claims({ exp: now() - 60 }))],
    ['without an end', () => sign(lacking('exp'))],
    ['that does not hold yet', () => sign(claims({ nbf: now() + 60 }))],
    ['signed by another key under the name of a known one', () => sign(claims(), 'other')],
    ['of a key that is not published', () => sign(claims(), 'good', { kid: 'gone' })],
    ['with no signature', async () => new UnsecuredJWT(claims()).encode()],
    [
      'with the public key as a shared secret',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256', kid: 'good' })
          .sign(new TextEncoder().encode(JSON.stringify(publicKeys[0]))),
    ],
    [
      'whose payload was changed',
      async () => {
        const [header, , signature] = (await sign(claims())).split('.')
        const payload = Buffer.from(JSON.stringify(claims({ sub: 'u-18' }))).toString('base64url')
        return [header, payload, signature].join('.')
      },
    ],
    ['that is none', async () => 'a.b.c'],
  ])('%s', async (_, make) => expect(await ask(server.url, await make())).toEqual(refused))

  test('where no issuer is set', async () => expect(await ask(without.url, await sign(claims()))).toEqual(refused))
})

test.each([
  ['answers with an error', { status: 503, body: 'down' }],
  ['answers with no keys', { status: 200, body: '{}' }],
  ['answers with no JSON', { status: 200, body: '<html>' }],
])('while the issuer %s, its tokens are refused with a code, and keys go on', async (_, broken) => {
  const { createServer: createApi } = await import('@parkgraph/server')
  const faults: unknown[] = []
  const quiet = () => {}
  const log = { debug: quiet, info: quiet, warn: quiet, error: (fault: unknown) => faults.push(fault) }
  const api = createApi({ database: server.database, log, issuer: { issuer, audience, jwksUrl } })
  const send = async (token: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await api.fetch('http://localhost/graphql', {
      ...{ method: 'POST', headers, body: JSON.stringify({ query: who }) },
    })
    return { status: response.status, body: await response.json() }
  }
  const good = { ...published }
  const token = await sign(claims())
  Object.assign(published, broken)
  expect(await send(token)).toEqual({
    status: 503,
    body: {
      errors: [
        {
          message: 'The keys of the issuer of tokens cannot be read. Try again in a moment.',
          extensions: { code: 'ISSUER_UNAVAILABLE' },
        },
      ],
    },
  })
  expect(faults).toHaveLength(1)
  expect(await send(new UnsecuredJWT(claims()).encode())).toEqual(refused)
  Object.assign(published, good)
  expect((await send(token)).status).toBe(200)
})
