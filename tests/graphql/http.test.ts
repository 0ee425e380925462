import { createServer as createHttpServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '@parkgraph/db'
import { createServer } from '@parkgraph/server'
import { afterEach, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const RESPONSE = 'application/graphql-response+json'
const JSON_TYPE = 'application/json'
const query = '{ park(slug: "xiangxiang-etdz") { name } }'
const answer = { data: { park: { name: '湘乡经开区' } } }

const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': JSON_TYPE, accept: RESPONSE, ...headers },
    body: body as never,
  })
const get = (parameters: Record<string, string>, headers: Record<string, string> = { accept: RESPONSE }) =>
  fetch(`${server.url}?${new URLSearchParams(parameters)}`, { headers })
const typeOf = (response: Response) => response.headers.get('content-type')?.split(';')[0]

describe('GET', () => {
  it('answers a query', async () => {
    const response = await get({ query })
    expect([response.status, typeOf(response), await response.json()]).toEqual([200, RESPONSE, answer])
  })

  it('takes variables and the name of the operation', async () => {
    const response = await get({
      query: 'query A { __typename } query B($slug: String!) { park(slug: $slug) { name } }',
      variables: '{"slug":"xiangxiang-etdz"}',
      operationName: 'B',
    })
    expect(await response.json()).toEqual(answer)
  })

  it('refuses variables that are no JSON, and a request without a query', async () => {
    for (const name of ['variables', 'extensions']) {
      const response = await get({ query, [name]: '{' })
      expect(response.status).toBe(400)
      expect((await response.json()).errors[0].extensions).toEqual({ code: 'BAD_REQUEST' })
    }
    expect((await get({})).status).toBe(400)
    expect((await get({ query: '' })).status).toBe(400)
  })
})

describe('content types of answers', () => {
  it.each([
    [RESPONSE, RESPONSE],
    [JSON_TYPE, JSON_TYPE],
    [`${RESPONSE}, ${JSON_TYPE};q=0.9`, RESPONSE],
    ['*/*', JSON_TYPE],
  ])('Accept: %s is answered as %s', async (accept, expected) => {
    const response = await post(JSON.stringify({ query }), { accept })
    expect([response.status, typeOf(response), await response.json()]).toEqual([200, expected, answer])
  })

  it.each([
    ['a document that does not parse', '{', 400],
    ['a document that is not valid', '{ nothing }', 400],
    ['a document that is too deep', `{ parks { nodes ${'{ parent '.repeat(4000)}{ slug }${'}'.repeat(4000)} } }`, 400],
    ['a variable that does not fit', 'query ($slug: String!) { park(slug: $slug) { name } }', 400],
  ])('%s has status 400 in the new type, 200 in the old one, and no data', async (_, query, status) => {
    const modern = await post(JSON.stringify({ query }))
    expect([modern.status, typeOf(modern)]).toEqual([status, RESPONSE])
    const body = await modern.json()
    expect(body).not.toHaveProperty('data')
    expect(body.errors[0].extensions.code).toMatch(/^[A-Z_]+$/)
    expect(body.errors[0].extensions).not.toHaveProperty('http')
    const classic = await post(JSON.stringify({ query }), { accept: JSON_TYPE })
    expect([classic.status, typeOf(classic)]).toEqual([200, JSON_TYPE])
  })

  it('an error of a field keeps status 200 and the data beside it', async () => {
    const response = await post(JSON.stringify({ query: '{ a: node(id: "x") { id } b: __typename }' }))
    expect(response.status).toBe(200)
    expect((await response.json()).data).toEqual({ a: null, b: 'Query' })
  })

  it('text is UTF-8', async () => {
    const response = await post(JSON.stringify({ query }))
    expect(response.headers.get('content-type')).toMatch(/charset=utf-8/i)
    expect(Buffer.from(await response.arrayBuffer()).includes('湘乡经开区')).toBe(true)
  })
})

describe('requests that are refused', () => {
  it.each([
    ['broken JSON', '{', 400],
    ['an empty body', '', 400],
    ['a body that is no object', '"x"', 400],
    ['null', 'null', 400],
    ['a batch', `[{"query":"{ __typename }"}]`, 400],
    ['no query', '{}', 400],
    ['a query that is no text', '{"query":5}', 400],
    ['variables that are no object', '{"query":"{ __typename }","variables":"x"}', 400],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}', 400],
    ['an operation name that is no text', '{"query":"{ __typename }","operationName":5}', 400],
    ['an unknown operation name', '{"query":"{ __typename }","operationName":"X"}', 400],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 400],
  ])('%s', async (_, body, status) => {
    const response = await post(body as string)
    expect(response.status).toBe(status)
    expect(await response.text()).not.toMatch(/INTERNAL_SERVER_ERROR|node_modules|at file/)
  })

  it('text that is no UTF-8, by the name of its variable or argument', async () => {
    const [start, end] = '{"query":"query ($s: String!) { park(slug: $s) { name } }","variables":{"s":"*"}}'.split('*')
    for (const bytes of [[0xed, 0xa0, 0x80], [0xff], [0xe6, 0xb9]]) {
      const response = await post(Buffer.concat([Buffer.from(`${start}a`), Buffer.from(bytes), Buffer.from(`${end}`)]))
      expect((await response.json()).errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 's' })
    }
    const response = await fetch(
      `${server.url}?query=${encodeURIComponent('{park(slug:"')}%ff${encodeURIComponent('"){name}}')}`,
    )
    expect((await response.json()).errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'slug' })
  })

  it('tells nothing of the parser that failed', async () => {
    const { errors } = await (await post('{')).json()
    expect(errors).toEqual([{ message: 'POST body sent invalid JSON.', extensions: { code: 'BAD_REQUEST' } }])
  })

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml'])('content type %s', async (type) => {
    const response = await post(JSON.stringify({ query }), { 'content-type': type })
    expect(response.status).toBe(415)
  })

  it('a body of more than 1 MB, declared or streamed', async () => {
    expect((await post(JSON.stringify({ query: `${query}#${'x'.repeat(1_000_000)}` }))).status).toBe(413)
    const status = await new Promise((resolve, reject) => {
      const stream = request(server.url, {
        method: 'POST',
        headers: { 'content-type': JSON_TYPE, 'transfer-encoding': 'chunked' },
      })
      stream.on('response', (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      stream.on('error', reject)
      for (let part = 0; part < 12; part += 1) stream.write(' '.repeat(100_000))
      stream.end()
    })
    expect(status).toBe(413)
    expect((await post(JSON.stringify({ query: `${query}#${'x'.repeat(900_000)}` }))).status).toBe(200)
  })

  it.each(['PUT', 'DELETE', 'PATCH'])('method %s', async (method) => {
    const response = await fetch(server.url, {
      method,
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify({ query }),
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toMatch(/GET/)
  })

  it.each(['/graphq', '/graphql/x', '/health/x', '/..%2f'])('path %s', async (path) => {
    const response = await fetch(new URL(path, server.url), { headers: { accept: JSON_TYPE } })
    expect(response.status).toBe(404)
  })
})

describe('cross-origin requests', () => {
  it('are allowed from any origin, without credentials', async () => {
    const response = await post(JSON.stringify({ query }), { origin: 'https://example.org' })
    expect(['*', 'https://example.org']).toContain(response.headers.get('access-control-allow-origin'))
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('are asked for beforehand', async () => {
    const response = await fetch(server.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(response.status).toBe(204)
    expect(['*', 'https://example.org']).toContain(response.headers.get('access-control-allow-origin'))
    expect(response.headers.get('access-control-allow-methods')).toMatch(/POST/)
    expect(response.headers.get('access-control-allow-headers')).toMatch(/content-type/i)
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('health', () => {
  it.each(['/health', '/ready'])('%s answers 200', async (path) => {
    expect((await fetch(new URL(path, server.url))).status).toBe(200)
  })

  it('/ready answers 503 and queries say so, telling nothing of the database, where it is gone', async () => {
    const url = new URL(server.databaseUrl)
    url.port = '1'
    url.pathname = '/secret_name'
    const database = connect({ url: url.href })
    const logged: unknown[] = []
    const quiet = () => {}
    const log = { debug: quiet, info: quiet, warn: quiet, error: (...message: unknown[]) => logged.push(message) }
    const http = createHttpServer(createServer({ database, log }))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    try {
      const at = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
      expect((await fetch(`${at}/health`)).status).toBe(200)
      const ready = await fetch(`${at}/ready`)
      expect(ready.status).toBe(503)
      expect(await ready.text()).not.toMatch(/secret_name|127\.0\.0\.1|ECONN|postgres/i)
      const response = await fetch(`${at}/graphql`, {
        method: 'POST',
        headers: { 'content-type': JSON_TYPE },
        body: JSON.stringify({ query: '{ parks { totalCount } }' }),
      })
      const text = await response.text()
      expect(JSON.parse(text).errors[0].extensions.code).toBe('DATABASE_UNAVAILABLE')
      expect(text).not.toMatch(/secret_name|127\.0\.0\.1|ECONN|postgres/i)
      expect(logged).toHaveLength(1)
    } finally {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await database.close()
    }
  })

  it('/ready answers 503 where the pool is closed', async () => {
    const database = connect({ url: server.databaseUrl })
    await database.close()
    const quiet = () => {}
    const http = createHttpServer(
      createServer({ database, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } }),
    )
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    try {
      const response = await fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}/ready`)
      expect(response.status).toBe(503)
      expect(await response.text()).not.toMatch(/pool/i)
    } finally {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    }
  })
})

test('a client that goes away harms no other', async () => {
  const aborted = Array.from({ length: 10 }, () => {
    const controller = new AbortController()
    const sent = fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify({
        query: '{ parks(first: 100) { nodes { observations(first: 100) { nodes { subject { slug } } } } } }',
      }),
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(), 5)
    return sent.then(
      () => 'answered',
      () => 'aborted',
    )
  })
  await Promise.all(aborted)
  expect(await (await post(JSON.stringify({ query }))).json()).toEqual(answer)
})

test('many requests at once are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      post(JSON.stringify({ query: `{ k${index}: parks { totalCount } }` })).then((response) => response.json()),
    ),
  )
  expect(answers.map(({ data }, index) => data[`k${index}`].totalCount)).toEqual(answers.map(() => 7))
})

test('the bare address leads a browser to GraphiQL', async () => {
  const response = await fetch(new URL('/', server.url), { redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('/graphql')
})
