import { type Client, createClient, type ObservationRecordedSubscription, observationRecorded } from '@parkgraph/sdk'
import { vi } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFigures, type NewFigure } from './data.ts'

export const clientOf = ({ url }: { readonly url: string }, token: string | null = null): Client =>
  createClient({ url, headers: token === null ? {} : { authorization: `Bearer ${token}` } })

export type ObservationEvent = ObservationRecordedSubscription['observationRecorded']

/** Events as they come, up to the one that `isLast` holds for. */
export async function collect(
  client: Client,
  isLast: (event: ObservationEvent) => boolean,
  variables: { park?: string; where?: object; after?: string } = {},
  onEvent: (event: ObservationEvent) => void = () => {},
): Promise<ObservationEvent[]> {
  const events: ObservationEvent[] = []
  for await (const { observationRecorded: event } of client.subscribe(observationRecorded, variables)) {
    events.push(event)
    onEvent(event)
    if (isLast(event)) break
  }
  return events
}

let marks = 0

/** Records a figure that everybody sees, and yields its text. */
export async function mark(
  { database }: Pick<TestServer, 'database'>,
  figure: Partial<NewFigure> = {},
): Promise<string> {
  marks += 1
  const text = `mark-${marks}`
  const own = { subject: 'own', indicator: 'tax_revenue', reportedBy: 'own', value: '1' }
  await addFigures(database, [
    { ...own, start: `${3000 + marks}-01-01`, end: `${3001 + marks}-01-01`, ...figure, text },
  ])
  return text
}

export const isText = (text: string) => (event: ObservationEvent) => event.observation.printed.text === text

export const textsOf = (events: readonly ObservationEvent[]) =>
  events.map(({ observation }) => observation.printed.text)

/** The cursor of the last event: from there on, nothing has happened yet. */
export async function findEnd(server: TestServer, token: string): Promise<string> {
  const after = await findBegin(server, 'subscription { observationRecorded { cursor } }', null)
  const text = await mark(server)
  const events = await collect(clientOf(server, token), isText(text), { after })
  return events.at(-1)?.cursor ?? ''
}

/** Where a stream of a subscription begins that is opened now. */
export async function findBegin(server: Pick<TestServer, 'url'>, query: string, token: string | null): Promise<string> {
  const stream = readEvents(server, query, token)
  try {
    return await vi.waitUntil(() => stream.cursor(), { interval: 5, timeout: 20_000 })
  } finally {
    await stream.close()
  }
}

/** Reads a stream of events as it comes over HTTP, until `close`. */
export function readEvents(
  { url }: Pick<TestServer, 'url'>,
  query: string,
  token: string | null,
  onText: (text: string) => void = () => {},
) {
  const ending = new AbortController()
  let text = ''
  const read = async () => {
    const accept = { 'content-type': 'application/json', accept: 'text/event-stream' }
    const headers = token === null ? accept : { ...accept, authorization: `Bearer ${token}` }
    const request = { method: 'POST', headers, body: JSON.stringify({ query }), signal: ending.signal }
    const { body } = await fetch(url, request)
    for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part
      onText(text)
    }
  }
  const reading = read().catch(() => {})
  return {
    /** All that came so far. */
    text: () => text,
    /** The id that was told first: where it began. */
    cursor: () => /^id: (.+)$/m.exec(text)?.[1] ?? null,
    async close() {
      ending.abort()
      await reading
    },
  }
}
