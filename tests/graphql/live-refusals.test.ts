import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { limits, refusal, useRecorder } from './live.ts'
import { clientOf, collect, findEnd, mark } from './streams.ts'
import { makeKey } from './writing.ts'

const server = useServer({ limits })
const { keys } = useRecorder(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('what cannot be followed', () => {
  const ask = (query: string, headers: Record<string, string> = {}, variables = {}) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query, variables }),
    })
  const followed =
    'subscription ($park: String, $after: String) { observationRecorded(park: $park, after: $after) { cursor } }'

  test('is told why', async () => {
    const client = clientOf(server)
    const until = () => false
    expect(await refusal(collect(client, until, { park: 'nowhere' }))).toBe('UNKNOWN_SUBJECT')
    expect(await refusal(collect(client, until, { after: 'x' }))).toBe('BAD_CURSOR')
    expect(await refusal(collect(client, until, { where: { value: { gt: '1', unit: 'parsec' } } }))).toBe(
      'UNKNOWN_UNIT',
    )
    expect(await refusal(collect(clientOf(server, `${keys.editor.slice(0, -1)}_`), until))).toBe('UNAUTHENTICATED')
    const response = await ask(followed, { 'last-event-id': 'x' })
    const text = await response.text()
    expect(text).toContain('"code":"BAD_CURSOR","argument":"Last-Event-ID"')
    expect(text).toContain('Last-Event-ID: not a cursor. Use the cursor of an event of this subscription.')
    const { data } = await server.send('{ parks { pageInfo { endCursor } } }')
    const ofList = await ask(followed, { 'last-event-id': String(pick(data, 'parks.pageInfo.endCursor')) })
    expect(await ofList.text()).toContain('the cursor belongs to a list, or to another subscription. Use')
  })

  test('is asked for as what it is not', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json', 'multipart/mixed']) {
      const response = await ask(followed, { accept })
      expect([response.status, await response.text()]).toEqual([
        406,
        expect.stringContaining(accept === 'multipart/mixed' ? '' : 'text/event-stream'),
      ])
    }
  })

  test('goes on after the header that browsers send', async () => {
    const after = await findEnd(server, keys.editor)
    await mark(server)
    const last = await mark(server)
    const controller = new AbortController()
    const response = await fetch(
      `${server.url}?${new URLSearchParams({ query: 'subscription { observationRecorded { observation { printed { text } } } }' })}`,
      {
        headers: { accept: 'text/event-stream', 'last-event-id': after },
        signal: controller.signal,
      },
    )
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      if (text.includes(last)) break
    }
    controller.abort()
    expect(text.match(/mark-\d+/g)).toHaveLength(2)
    expect(text).toMatch(/^:\nretry: 1000\nid: /)
  })
})

describe('streams at once', () => {
  const few = useServer({ limits: { streams: 6, streamsOfViewer: 2 } })

  test('are bounded for each viewer and in all, and a place that is left is there again', async () => {
    const keys = await Promise.all([1, 2].map(() => makeKey(few, 'READER', { isAll: true })))
    const open = async (token: string | null) => {
      const controller = new AbortController()
      const response = await fetch(few.url, {
        method: 'POST',
        headers: {
          ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query: 'subscription { observationRecorded { cursor } }' }),
        signal: controller.signal,
      })
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      const text = (await reader?.read())?.value ?? ''
      return { isOpen: !text.includes('TOO_MANY_STREAMS'), status: response.status, close: () => controller.abort() }
    }
    const streams = []
    for (const token of [keys[0], keys[0], keys[0], null, null, null, null, keys[1], keys[1]] as (string | null)[])
      streams.push(await open(token))
    expect(streams.map(({ isOpen }) => isOpen)).toEqual([true, true, false, true, true, true, false, true, false])
    expect(streams.filter(({ isOpen }) => !isOpen).map(({ status }) => status)).toEqual([503, 503, 503])
    streams[0]?.close()
    await expect.poll(async () => (await open(keys[0] as string)).isOpen).toBe(true)
    for (const { close } of streams) close()
    expect(few.faults.splice(0)).toEqual([])
  })
})
