import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClient } from './client.ts'
import { importFile } from './import-file.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const summary = { type: 'summary', outcome: 'RECORDED', rows: 1 }
const lines = () =>
  new Response(`${JSON.stringify(summary)}\n`, { headers: { 'content-type': 'application/x-ndjson' } })
const state = (status: number, offset: number) =>
  new Response(null, { status, headers: { location: 'imports/uploads/1', 'upload-offset': String(offset) } })
const refuse = (status: number, code: string) =>
  new Response(JSON.stringify({ errors: [{ message: code, extensions: { code } }] }), { status })

/** A client of a server that answers each request by what is given for it. */
function connect(answer: (asked: string, init: RequestInit) => Response | Error) {
  const asked: { readonly what: string; readonly at: number }[] = []
  const start = Date.now()
  const fetch = async (_: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const size = init.body instanceof Blob ? init.body.size : 0
    const what = `${init.method} ${headers.get('upload-offset') ?? ''}+${size} ${headers.get('upload-complete') ?? ''}`
    asked.push({ what: what.trim(), at: Date.now() - start })
    const answered = answer(what, init)
    if (answered instanceof Error) throw answered
    return answered
  }
  const client = createClient({ url: 'http://x/api/graphql', fetch: fetch as never })
  return { client, asked }
}

const codeOf = async (attempt: Promise<unknown>) => {
  const ended = attempt.then(
    () => null,
    (error: { code?: string }) => error.code,
  )
  await vi.runAllTimersAsync()
  return ended
}

describe('a file in parts', () => {
  it('is given up when eight attempts got no further, with growing delays, and dropped', async () => {
    const { client, asked } = connect((what) => (what.startsWith('POST') ? state(201, 0) : new Error('away')))
    expect(await codeOf(importFile(client, 'abc', { resume: true }))).toBe('NETWORK')
    const [begun, ...tried] = asked
    expect(begun?.what).toBe('POST +0 ?0')
    expect(tried.map(({ what }) => what)).toEqual(['PATCH 0+3 ?0', ...Array(7).fill('HEAD +0'), 'DELETE +0'])
    expect(tried.map(({ at }) => at)).toEqual([0, 250, 750, 1_750, 3_750, 7_750, 15_750, 31_750, 31_750])
  })

  it('is not given up while it gets further', async () => {
    let size = 0
    const { client, asked } = connect((what) => {
      if (what.startsWith('POST')) return state(201, 0)
      if (what.startsWith('HEAD')) return state(204, size)
      if (what.endsWith('?1')) return lines()
      size += 1
      return size < 12 ? new Error('cut') : state(204, 20)
    })
    expect(await codeOf(importFile(client, 'a'.repeat(20), { resume: true }))).toBeNull()
    expect(asked.filter(({ what }) => what.startsWith('PATCH')).map(({ what }) => what)).toEqual([
      ...Array.from({ length: 12 }, (_, n) => `PATCH ${n}+${20 - n} ?0`),
      'PATCH 20+0 ?1',
    ])
  })

  it.each([
    [503, 'TOO_MANY_IMPORTS', 2],
    [408, 'REQUEST_TIMEOUT', 2],
    [409, 'WRONG_OFFSET', 2],
    [409, 'UPLOAD_TAKEN_OVER', 1],
    [413, 'FILE_TOO_LARGE', 1],
    [401, 'UNAUTHENTICATED', 1],
    [500, 'INTERNAL_SERVER_ERROR', 1],
    [504, 'OPERATION_TIMEOUT', 1],
  ])('is tried again after status %i only where %s passes by itself', async (status, code, expected) => {
    let count = 0
    const { client, asked } = connect((what) => {
      if (what.startsWith('POST')) return state(201, 0)
      if (what.startsWith('HEAD')) return state(204, 0)
      if (what.endsWith('?1')) return lines()
      count += 1
      return count === 1 ? refuse(status, code) : state(204, 3)
    })
    expect(await codeOf(importFile(client, 'abc', { resume: true }))).toBe(expected === 2 ? null : code)
    expect(asked.filter(({ what }) => what.startsWith('PATCH 0')).length).toBe(expected)
    expect(asked.at(-1)?.what).toBe(expected === 2 ? 'PATCH 3+0 ?1' : 'DELETE +0')
  })

  it('is tried again where a proxy says that the server is away', async () => {
    let count = 0
    const { client } = connect((what) => {
      if (what.startsWith('HEAD')) return state(204, 3)
      if (what.endsWith('?1')) return lines()
      count += 1
      return count % 2 === 1 ? new Response('Starting', { status: 503 }) : state(what.startsWith('POST') ? 201 : 204, 0)
    })
    expect(await codeOf(importFile(client, 'abc', { resume: true }))).toBeNull()
  })

  it.each([
    ['is forgotten', state(404, 0)],
    ['has other bytes', state(204, 77)],
  ])('that %s is an error', async (_, looked) => {
    const { client } = connect((what) => {
      if (what.startsWith('POST')) return state(201, 0)
      return what.startsWith('HEAD') ? looked : new Error('cut')
    })
    expect(await codeOf(importFile(client, 'abc', { resume: true }))).toBe('UNKNOWN_UPLOAD')
  })

  it('goes beside the address of imports, whatever that is behind', async () => {
    const addresses: string[] = []
    const fetch = async (url: string, init: RequestInit) => {
      addresses.push(url)
      if (init.method === 'POST') return state(201, 0)
      return new Headers(init.headers).get('upload-complete') === '?1' ? lines() : state(204, 3)
    }
    const client = createClient({ url: 'http://x/api/graphql', fetch: fetch as never })
    expect(await codeOf(importFile(client, 'abc', { resume: true }))).toBeNull()
    expect(addresses).toEqual(['http://x/api/imports?', ...Array(2).fill('http://x/api/imports/uploads/1')])
  })

  it('whose request for a part takes too long is asked how far it is', async () => {
    const { client, asked } = connect((what) => {
      if (what.startsWith('POST')) return state(201, 0)
      if (what.startsWith('HEAD')) return state(204, 2)
      if (what.endsWith('?1')) return lines()
      return what.startsWith('PATCH 0') ? new DOMException('late', 'TimeoutError') : state(204, 3)
    })
    expect(await codeOf(importFile(client, 'abc', { resume: true }))).toBeNull()
    expect(asked.map(({ what }) => what)).toEqual([
      ...['POST +0 ?0', 'PATCH 0+3 ?0', 'HEAD +0', 'PATCH 2+1 ?0', 'PATCH 3+0 ?1'],
    ])
  })

  it.each(['POST', 'PATCH'])('closes the stream that it reads where its %s is refused', async (method) => {
    const { client } = connect((what) =>
      what.startsWith(method) ? refuse(413, 'FILE_TOO_LARGE') : state(what.startsWith('POST') ? 201 : 204, 0),
    )
    let isClosed = false
    async function* pieces() {
      try {
        for (;;) yield new Uint8Array(5 * 2 ** 20)
      } finally {
        isClosed = true
      }
    }
    expect(await codeOf(importFile(client, pieces()))).toBe('FILE_TOO_LARGE')
    expect(isClosed).toBe(true)
  })
})
