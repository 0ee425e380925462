import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { Operation } from '../types.ts'

export interface Call {
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly query: string; readonly operationName: string; readonly variables?: unknown }
}

const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

/** An HTTP server on a free port that gives every request to `answer`; it ends with the test. */
export async function startServer(answer: (response: ServerResponse, call: Call) => void) {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const call = { headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) }
    calls.push(call)
    answer(response, call)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, calls }
}

/** A server that answers every request with this JSON. */
export function startJsonServer(json: unknown, status = 200) {
  return startServer((response) => {
    response.writeHead(status, { 'content-type': 'application/graphql-response+json' }).end(JSON.stringify(json))
  })
}

/** An operation for tests of the transport. */
export const probe: Operation<{ probe: string }, Record<string, unknown>> = {
  name: 'probe',
  document: 'query probe { probe }',
  scalars: {},
}
