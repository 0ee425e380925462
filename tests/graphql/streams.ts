import { type Client, createClient, type ObservationRecordedSubscription, observationRecorded } from '@parkgraph/sdk'
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
  const before = await lastCursor(server)
  const text = await mark(server)
  const events = await collect(clientOf(server, token), isText(text), before === null ? {} : { after: before })
  return events.at(-1)?.cursor ?? ''
}

/** Where a new stream begins: the id that it tells before any event. */
async function lastCursor(server: TestServer): Promise<string | null> {
  const ending = new AbortController()
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { observationRecorded { cursor } }' }),
    signal: ending.signal,
  })
  const first = await response.body?.pipeThrough(new TextDecoderStream()).getReader().read()
  ending.abort()
  return /^id: (.+)$/m.exec(first?.value ?? '')?.[1] ?? null
}
