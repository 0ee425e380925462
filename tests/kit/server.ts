import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createKey, localOwner } from '@parkgraph/db'
import { createListener, createLive, type Live, type LiveLimits, type ServerOptions } from '@parkgraph/server'
import { afterAll, beforeAll } from 'vitest'
import { type TestDatabase, useDatabase } from './database.ts'

export interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null
  readonly errors?: {
    readonly message: string
    readonly path?: (string | number)[]
    readonly extensions?: Record<string, unknown>
  }[]
}

export interface TestServer extends TestDatabase {
  /** Address of the GraphQL endpoint. */
  readonly url: string
  readonly databaseUrl: string
  /** What the server logged as an error: nothing, in a test that passes. */
  readonly faults: unknown[]
  /** Sends an operation as it is, for what the SDK would not send: as nobody, or with a token. */
  send(query: string, variables?: Record<string, unknown>, token?: string | null): Promise<GraphQLAnswer>
}

/** A server of its own for the test file, over real HTTP, on a database of its own. */
export function useServer(
  options: Pick<ServerOptions, 'isPublic' | 'issuer' | 'sheetRows' | 'importLimit' | 'filePause' | 'exportTime'> & {
    readonly limits?: Partial<LiveLimits>
    readonly redisUrl?: string | undefined
    /** Whether what is sent without a word of who asks is sent with the role READER for everything, and not as nobody. */
    readonly isReader?: boolean
  } = {},
): TestServer {
  const database = useDatabase(options)
  const faults: unknown[] = []
  let http: Server | undefined
  let live: Live | undefined
  let reader: string | null = null
  beforeAll(async () => {
    if (options.isReader)
      reader = await createKey(database.database.pool, localOwner, {
        ...{ label: 'reader', role: 'READER', scope: { isAll: true }, expires: null },
      })
    const quiet = () => {}
    const log = { debug: quiet, info: quiet, warn: quiet, error: (...message: unknown[]) => faults.push(message) }
    live = createLive(database.database, log, options.limits)
    const server = createHttpServer(createListener({ database: database.database, log, live, ...options }))
    http = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await live?.close()
    http?.closeAllConnections()
    await new Promise((resolve) => http?.close(resolve))
  })
  return {
    get url() {
      const address = http?.address() as AddressInfo | null | undefined
      if (!address) throw new Error('The server is there in tests and hooks only')
      return `http://127.0.0.1:${address.port}/graphql`
    },
    get database() {
      return database.database
    },
    databaseUrl: database.url,
    statements: database.statements,
    forget: database.forget,
    faults,
    async send(query, variables, token = reader) {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as GraphQLAnswer
    },
  }
}
