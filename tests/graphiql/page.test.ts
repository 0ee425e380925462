import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'

const server = useServer()
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' }
const question = '?query=%7B__typename%7D'

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const asked = request(new URL(path, server.url), { headers, method }).end()
  const [response] = await once(asked, 'response')
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}

async function findAssets(): Promise<string[]> {
  const html = (await ask('/graphql', browser)).body.toString()
  return [...html.matchAll(/(?:src|href)="(graphql\/[^"]+)"/g)].map(([, path]) => `/${path}`)
}

describe('the page', () => {
  it.each(['', question])('is what a browser gets at /graphql%s', async (search) => {
    const { status, headers, body } = await ask(`/graphql${search}`, browser)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
    expect(headers.vary).toContain('Accept')
    expect(headers.vary).toContain('Accept-Encoding')
    expect(body.toString()).toContain('<title>parkgraph · 园区统计</title>')
  })

  it.each(['*/*', 'application/json', 'application/graphql-response+json, text/html;q=0.5', undefined])(
    'is not what a client gets that accepts %s',
    async (accept) => {
      const { status, headers, body } = await ask(`/graphql${question}`, accept ? { accept } : {})
      expect(status).toBe(200)
      expect(headers['content-type']).toContain('json')
      expect(headers.vary).toContain('Accept')
      expect(JSON.parse(body.toString())).toEqual({ data: { __typename: 'Query' } })
    },
  )

  it('lets a browser reach no other host', async () => {
    const { headers, body } = await ask('/graphql', browser)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
    const addresses = [...body.toString().matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses.filter((address) => !/^(graphql\/assets\/|data:)/.test(address ?? ''))).toEqual([])
  })

  it('is small: its scripts and styles are files of their own', async () => {
    expect((await ask('/graphql', { ...browser, 'accept-encoding': 'br' })).body.length).toBeLessThan(15_000)
    expect(await findAssets()).toHaveLength(5)
  })

  it('is not sent again to a browser that has it', async () => {
    const { headers } = await ask('/graphql', browser)
    const again = await ask('/graphql', { ...browser, 'if-none-match': `"other", W/${headers.etag}` })
    expect(again).toMatchObject({ status: 304, headers: { etag: headers.etag } })
    expect(again.body).toHaveLength(0)
    expect(await ask('/graphql', { ...browser, 'if-none-match': '"other"' })).toMatchObject({ status: 200 })
  })

  it('answers HEAD with its headers alone', async () => {
    const { status, headers, body } = await ask('/graphql', browser, 'HEAD')
    expect({ status, length: body.length }).toEqual({ status: 200, length: 0 })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })
})

describe('its files', () => {
  it('are kept for ever, under names that change with the content', async () => {
    for (const path of await findAssets()) {
      const { status, headers } = await ask(path)
      expect({ path, status }).toEqual({ path, status: 200 })
      expect(path).toMatch(/^\/graphql\/assets\/[0-9a-f]{16}\//)
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(await ask(path, { 'if-none-match': String(headers.etag) })).toMatchObject({ status: 304 })
    }
  })

  it('come in the smallest encoding that a client takes', async () => {
    const path = (await findAssets()).find((name) => name.endsWith('graphiql.js')) ?? ''
    const plain = await ask(path)
    const zipped = await ask(path, { 'accept-encoding': 'gzip, deflate' })
    const brotli = await ask(path, { 'accept-encoding': 'gzip, deflate, br' })
    const refused = await ask(path, { 'accept-encoding': 'br;q=0, *;q=0.1' })
    const encodings = [plain, zipped, brotli, refused].map(({ headers }) => headers['content-encoding'])
    expect(encodings).toEqual([undefined, 'gzip', 'br', 'gzip'])
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true)
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true)
    expect(brotli.body.length).toBeLessThan(zipped.body.length)
    expect(new Set([plain, zipped, brotli].map(({ headers }) => headers.etag))).toHaveLength(3)
  })

  it('are no other files', async () => {
    const [path = ''] = await findAssets()
    for (const other of [path.replace(/[^/]+$/, 'package.json'), '/graphql/assets/', '/graphql/assets/%2e%2e/main.js'])
      expect(await ask(other)).toMatchObject({ status: 404 })
  })
})
