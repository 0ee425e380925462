import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createClient } from './client.ts'
import { ParkgraphError } from './errors.ts'
import { startServer } from './testing/server.ts'
import type { Subscription } from './types.ts'

const probe: Subscription<{ probe: string }, { after?: string }> = {
  name: 'probe',
  kind: 'subscription',
  document: 'subscription probe { probe }',
  scalars: {},
}

const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })
const next = (id: string, data: object) => `id: ${id}\nevent: next\ndata: ${JSON.stringify(data)}\n\n`
const tell = (id: string) => next(id, { data: { probe: id } })
const complete = 'event: complete\ndata:\n\n'

async function read(url: string, options = {}) {
  const seen: string[] = []
  for await (const { probe: text } of createClient({ url }).subscribe(probe, {}, options)) seen.push(text)
  return seen
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ParkgraphError ? error.code : error),
  )

describe('subscribe', () => {
  it('yields events however they are cut, and ends with complete', async () => {
    const { url, calls } = await startServer(async (response) => {
      begin(response)
      for (const letter of `:\nretry: 1000\nid: 0\n\n${tell('1')}${tell('第二').replaceAll('\n', '\r\n')}${complete}`) {
        response.write(letter)
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })
    expect(await read(url)).toEqual(['1', '第二'])
    expect(calls[0]?.headers).toMatchObject({ accept: 'text/event-stream' })
    expect(calls[0]?.headers['last-event-id']).toBeUndefined()
  })

  it('takes a lost stream up after the last event that came whole, also where only a sign of life told it', async () => {
    const parts = [tell('1') + tell('2').slice(0, -1), `:\nid: 7\n\n`, `${tell('8')}${complete}`]
    const { url, calls } = await startServer((response) => {
      begin(response).write(parts[calls.length - 1])
      setTimeout(() => response.destroy(), 20)
    })
    let opened = 0
    const onOpen = () => {
      opened += 1
    }
    expect(await read(url, { lastEventId: 'given', onOpen })).toEqual(['1', '8'])
    expect(opened).toBe(3)
    expect(calls.map(({ headers }) => headers['last-event-id'])).toEqual(['given', '1', '7'])
  })

  it('throws what the server reports, during the stream and before it', async () => {
    const refusal = { errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }] }
    const during = await startServer((response) => begin(response).end(tell('1') + next('1', refusal) + complete))
    expect(await codeOf(read(during.url))).toBe('UNAUTHENTICATED')
    expect(during.calls).toHaveLength(1)
    const before = await startServer((response) =>
      response.writeHead(401).end(`event: next\ndata: ${JSON.stringify(refusal)}\n\n`),
    )
    expect(await codeOf(read(before.url))).toBe('UNAUTHENTICATED')
    const other = await startServer((response) => response.writeHead(502).end('<html>'))
    expect(await codeOf(read(other.url))).toBe('HTTP_502')
    expect(other.calls).toHaveLength(1)
  })

  it('tries again what passes, once the stream was open', async () => {
    const busy = `event: next\ndata: ${JSON.stringify({ errors: [{ message: 'x', extensions: { code: 'TOO_MANY_STREAMS' } }] })}\n\n`
    const { url, calls } = await startServer((response) => {
      if (calls.length === 1) begin(response).end(tell('1'))
      else if (calls.length === 2) response.writeHead(503).end(busy)
      else begin(response).end(tell('2') + complete)
    })
    expect(await read(url)).toEqual(['1', '2'])
  })

  it('ends the request by break and by a signal', async () => {
    const closed: Promise<unknown>[] = []
    const { url } = await startServer((response) => {
      closed.push(new Promise((resolve) => response.once('close', resolve)))
      begin(response).write(tell('1'))
    })
    for await (const _ of createClient({ url }).subscribe(probe)) break
    await closed[0]
    const controller = new AbortController()
    const coming = codeOf(read(url, { signal: controller.signal }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    controller.abort()
    expect(await coming).toBe('ABORTED')
    await closed[1]
  })

  it('takes a subscription only', async () => {
    const events = createClient({ url: 'http://127.0.0.1:1/graphql' }).subscribe({ ...probe, kind: undefined } as never)
    await expect(events.next()).rejects.toThrow(TypeError)
  })

  it('says where nobody answers, the first time', async () => {
    expect(await codeOf(read('http://127.0.0.1:1/graphql'))).toBe('NETWORK')
  })
})
