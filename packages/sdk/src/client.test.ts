import { describe, expect, it } from 'vitest'
import { createClient, Decimal, ParkgraphError, parsePeriod } from './index.ts'
import { probe, startJsonServer, startServer } from './testing/server.ts'
import type { Operation } from './types.ts'

const figure: Operation<{ figure: { value: Decimal | null; period: unknown } }, Record<string, unknown>> = {
  name: 'figure',
  document: 'query figure { figure { value period } }',
  scalars: { figure: { value: 'Decimal', period: 'Period' } },
}

async function catchError(promise: Promise<unknown>): Promise<ParkgraphError> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ParkgraphError)
  return error as ParkgraphError
}

describe('createClient', () => {
  it('posts the document, its name and the variables, and accepts both media types', async () => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    expect(await createClient({ url }).run(probe, { slug: '湘乡' })).toEqual({ probe: 'ok' })
    expect(calls).toHaveLength(1)
    expect(calls[0]?.body).toEqual({ query: probe.document, operationName: 'probe', variables: { slug: '湘乡' } })
    expect(calls[0]?.headers).toMatchObject({
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
    })
  })

  it('sends the headers of the client and of the run, the later ones first in rank', async () => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    const client = createClient({ url, headers: async () => ({ Authorization: 'old', 'x-app': 'one' }) })
    await client.run(probe, {}, { headers: { authorization: 'new' } })
    expect(calls[0]?.headers).toMatchObject({ authorization: 'new', 'x-app': 'one' })
  })

  it.each([undefined, null, 'projects', {}])('refuses %j as an operation, and sends nothing', async (operation) => {
    const { url, calls } = await startJsonServer({ data: {} })
    await expect(createClient({ url }).run(operation as never)).rejects.toThrow(TypeError)
    expect(calls).toEqual([])
  })

  it('asks for headers anew before each request', async () => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    let count = 0
    const client = createClient({ url, headers: () => ({ 'x-count': String(++count) }) })
    await client.run(probe)
    await client.run(probe)
    expect(calls.map(({ headers }) => headers['x-count'])).toEqual(['1', '2'])
  })

  it('uses the fetch that it is given', async () => {
    const client = createClient({
      url: 'http://nowhere.invalid/graphql',
      fetch: async (url, { method }) => new Response(JSON.stringify({ data: { probe: `${method} ${url}` } })),
    })
    expect(await client.run(probe)).toEqual({ probe: 'POST http://nowhere.invalid/graphql' })
  })

  it.each([undefined, null, '', {}, '/graphql', '127.0.0.1:4000/graphql', 'ftp://127.0.0.1/graphql'])(
    'refuses the address %j',
    (url) => {
      expect(() => createClient({ url: url as string })).toThrow(/^url .* http:\/\/127\.0\.0\.1:4000\/graphql/)
    },
  )

  it('leaves the address to a fetch that is given', () => {
    const fetch = async () => new Response('{}')
    expect(() => createClient({ url: '/graphql', fetch })).not.toThrow()
    expect(() => createClient({ url: '', fetch })).toThrow(TypeError)
  })

  it('takes headers as an object, as Headers and as pairs', async () => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    const client = createClient({ url, headers: new Headers({ 'X-One': '1', 'x-two': '2' }) })
    await client.run(probe, {}, { headers: [['x-TWO', '3']] })
    expect(calls[0]?.headers).toMatchObject({ 'x-one': '1', 'x-two': '3' })
  })

  it.each<[unknown, string]>([
    [{ 'x y': 'geheim' }, 'The header "x y"'],
    [{ 'x-token': 'geheim\n2' }, 'The header "x-token"'],
    [{ 'x-token': 'geheim密' }, 'The header "x-token"'],
    [{ 'x-token': undefined }, 'The header "x-token"'],
    [async () => ({ 'x-token': null }), 'The header "x-token"'],
    [() => Promise.reject(new Error('no token')), 'no token'],
    [() => Promise.reject('no token'), 'no token'],
    ['text', 'headers'],
  ])('sends nothing with headers of %j', async (headers, message) => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    const error = await catchError(createClient({ url, headers: headers as never }).run(probe))
    expect(error).toMatchObject({ code: 'BAD_HEADERS', operation: 'probe' })
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/ Nothing was sent\.$/)
    expect(error.message).not.toContain('geheim')
    expect(calls).toHaveLength(0)
  })

  it.each([0, -1, Number.NaN, 2 ** 31])('refuses a timeout of %s', (timeout) => {
    expect(() => createClient({ url: 'http://127.0.0.1/graphql', timeout })).toThrow(RangeError)
  })
})

describe('scalars', () => {
  it('keeps every digit of a decimal and reads a period', async () => {
    const value = '12345678901234567890123456789012345678.01234567890123456789'
    const { url } = await startJsonServer({ data: { figure: { value, period: '2017-01/2017-11' } } })
    const { figure: read } = await createClient({ url }).run(figure)
    expect(read.value?.toFixed()).toBe(value)
    expect(read.value?.plus('0.00000000000000000001').toFixed()).toBe(value.replace(/9$/, '').replace(/8$/, '9'))
    expect(read.period).toMatchObject({ start: '2017-01-01', end: '2017-12-01', days: 334 })
  })

  it.each([
    [{ value: 643.2 }, 'figure.value must be a Decimal as text, not a JSON number'],
    [{ value: '1e3' }, 'figure.value is no Decimal: "1e3"'],
    [{ value: '' }, 'figure.value is no Decimal'],
    [{ period: '2017-13' }, 'figure.period is no Period: "2017-13"'],
    ['text', 'figure must be an object'],
  ])('refuses %j with the path', async (read, message) => {
    const { url } = await startJsonServer({ data: { figure: read } })
    const error = await catchError(createClient({ url }).run(figure))
    expect(error).toMatchObject({ code: 'BAD_DATA', operation: 'figure', status: 200 })
    expect(error.message).toContain(message)
  })

  it('hands on what is no such scalar as it came, absent or not', async () => {
    const { url } = await startJsonServer({ data: {} })
    expect(await createClient({ url }).run(figure)).toEqual({})
  })

  it('sends decimals as plain text and periods in their canonical form', async () => {
    const { url, calls } = await startJsonServer({ data: { figure: null } })
    const Careless = Decimal.clone({ toExpPos: 2, toExpNeg: -2 })
    const where = { gte: new Careless('1e21'), lt: new Careless('0.0000001'), within: parsePeriod('2017-01-01/P11M') }
    await createClient({ url }).run(figure, { where })
    expect(calls[0]?.body.variables).toEqual({
      where: { gte: '1000000000000000000000', lt: '0.0000001', within: '2017-01/2017-11' },
    })
  })

  it.each([
    ['first is NaN, which JSON cannot hold.', { first: Number.NaN }],
    [
      'where.or[1].gte is -Infinity, which JSON cannot hold.',
      { where: { or: [{}, { gte: Number.NEGATIVE_INFINITY }] } },
    ],
    ['first is 1n, a bigint, which JSON cannot hold.', { first: 1n }],
    ['where is a Map, which JSON cannot hold.', { where: new Map() }],
    ['after is a function, which JSON cannot hold.', { after: () => 'x' }],
    ['least: Decimal NaN is invalid: it is not finite.', { least: new Decimal(Number.NaN) }],
    [
      'where.gte: Decimal -Infinity is invalid: it is not finite.',
      { where: { gte: new Decimal(Number.NEGATIVE_INFINITY) } },
    ],
    ['all[1]: Decimal 1.5e+5000 is invalid: it is beyond 10^1000.', { all: [new Decimal(1), new Decimal('1.5e5000')] }],
  ])('sends nothing where a variable cannot be sent unchanged: %s', async (message, variables) => {
    const { url, calls } = await startJsonServer({ data: { figure: null } })
    const error = await catchError(createClient({ url }).run(figure, variables))
    expect(error).toMatchObject({ code: 'BAD_VARIABLES', message: `figure: ${message} Nothing was sent.` })
    expect(calls).toHaveLength(0)
  })

  it('names the place of a value that stands in several, where it is met first', async () => {
    const { url } = await startJsonServer({ data: { figure: null } })
    const range = { gte: new Decimal(1), lt: Number.NaN }
    const error = await catchError(createClient({ url }).run(figure, { a: { gte: range.gte }, b: [range], c: range }))
    expect(error.message).toContain('b[0].lt is NaN')
  })
})

describe('errors', () => {
  it('carries the code, the errors and the decoded part of an answer', async () => {
    const errors = [
      { message: 'No such unit.', path: ['figure', 'period'], extensions: { code: 'UNKNOWN_UNIT' } },
      { message: 'Another.' },
    ]
    const { url } = await startJsonServer({ data: { figure: { value: '1.50', period: null } }, errors })
    const error = await catchError(createClient({ url }).run(figure))
    expect(error).toMatchObject({ code: 'UNKNOWN_UNIT', status: 200, operation: 'figure', errors })
    expect(error.message).toBe('figure: No such unit. (at figure.period)')
    expect((error.data as { figure: { value: Decimal } }).figure.value.toFixed()).toBe('1.5')
  })

  it('reads a GraphQL answer with an error status', async () => {
    const errors = [{ message: 'Slow down.', extensions: { code: 'RATE_LIMITED' } }]
    const { url } = await startJsonServer({ errors }, 429)
    expect(await catchError(createClient({ url }).run(probe))).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      errors,
    })
  })

  it('names an error without a code UNKNOWN', async () => {
    const { url } = await startJsonServer({ errors: [{ message: 'Oops.' }] })
    expect(await catchError(createClient({ url }).run(probe))).toMatchObject({ code: 'UNKNOWN', data: undefined })
  })

  it.each([
    [502, '<html>Bad gateway</html>', 'HTTP_502'],
    [404, '{"error":"not found"}', 'HTTP_404'],
    [500, '{"data":{"probe":"x"}}', 'HTTP_500'],
    [200, '<html>Welcome</html>', 'BAD_RESPONSE'],
    [200, '', 'BAD_RESPONSE'],
    [200, '{"data":null}', 'BAD_RESPONSE'],
    [200, '{"data":[]}', 'BAD_RESPONSE'],
    [200, '{"data":{},"errors":[{"text":"no message"}]}', 'BAD_RESPONSE'],
  ])('takes status %i with %j for %s', async (status, text, code) => {
    const { url } = await startServer((response) => response.writeHead(status).end(text))
    const error = await catchError(createClient({ url }).run(probe))
    expect(error).toMatchObject({ code, status, errors: [] })
    expect(error.message).toContain(url)
  })

  it('says NETWORK, where and why, when nobody answers', async () => {
    const { url } = await startServer((response) => response.socket?.destroy())
    const error = await catchError(createClient({ url }).run(probe))
    expect(error).toMatchObject({ code: 'NETWORK', status: undefined })
    expect(error.message).toContain(url)
    expect(error.cause).toBeInstanceOf(Error)
  })

  it('gives up after the timeout, while waiting and while reading', async () => {
    const silent = await startServer(() => {})
    const stuck = await startServer((response) => response.writeHead(200).write('{"data":'))
    for (const { url } of [silent, stuck]) {
      expect(await catchError(createClient({ url, timeout: 50 }).run(probe))).toMatchObject({ code: 'TIMEOUT' })
    }
  })

  it('ends with the signal of the run or of the client, and tells why', async () => {
    const { url } = await startServer(() => {})
    const reason = new Error('left the page')
    for (const place of ['client', 'run'] as const) {
      const controller = new AbortController()
      const { signal } = controller
      const client = createClient(place === 'client' ? { url, signal } : { url })
      const promise = catchError(client.run(probe, {}, place === 'run' ? { signal } : {}))
      setTimeout(() => controller.abort(reason), 20)
      expect(await promise).toMatchObject({ code: 'ABORTED', cause: reason })
    }
  })

  it('waits for headers no longer than for an answer, and sends nothing afterwards', async () => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    const headers = () => new Promise<never>(() => {})
    const late = createClient({ url, headers, timeout: 50 })
    expect(await catchError(late.run(probe))).toMatchObject({ code: 'TIMEOUT' })
    const reason = new Error('left the page')
    const controller = new AbortController()
    const aborted = catchError(createClient({ url, headers }).run(probe, {}, { signal: controller.signal }))
    controller.abort(reason)
    expect(await aborted).toMatchObject({ code: 'ABORTED', cause: reason })
    expect(calls).toHaveLength(0)
  })

  it('asks for no headers when the signal is aborted already', async () => {
    let count = 0
    const headers = () => ({ 'x-count': String(++count) })
    const client = createClient({ url: 'http://127.0.0.1:1/graphql', headers, signal: AbortSignal.abort() })
    expect(await catchError(client.run(probe))).toMatchObject({ code: 'ABORTED' })
    expect(count).toBe(0)
  })

  it('sends nothing when the signal is aborted already', async () => {
    const { url, calls } = await startJsonServer({ data: { probe: 'ok' } })
    const error = await catchError(createClient({ url, signal: AbortSignal.abort() }).run(probe))
    expect(error.code).toBe('ABORTED')
    expect(calls).toHaveLength(0)
  })
})
