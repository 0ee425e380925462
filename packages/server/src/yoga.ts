import type { RequestListener } from 'node:http'
import { anonymous, type Database, sql, traceRequest, type Viewer } from '@parkgraph/db'
import { createYoga, maskError, useReadinessCheck } from 'graphql-yoga'
import type { Live, ServerContext } from './context.ts'
import { explainFault } from './error-map.ts'
import { createExports } from './exports/handler.ts'
import { useOfflineGraphiQL } from './graphiql/plugin.ts'
import { createImports } from './imports/handler.ts'
import { createLive } from './live/live.ts'
import { useAccess } from './plugins/access.ts'
import { useEventStream } from './plugins/event-stream.ts'
import { createIdentify, type Identify } from './plugins/identify.ts'
import { useStrictInput } from './plugins/input.ts'
import { createVerifier, type Issuer } from './plugins/oidc.ts'
import { useStrictRequest } from './plugins/request.ts'
import { useRootRedirect } from './plugins/root.ts'
import { findRequestId, nameRequests } from './request-id.ts'
import { schema } from './schema.ts'

export { createLive }

export interface Log {
  debug(...message: unknown[]): void
  info(...message: unknown[]): void
  warn(...message: unknown[]): void
  error(...message: unknown[]): void
}

export interface ServerOptions {
  readonly database: Database
  readonly log: Log
  /** Who asks, whatever a request says; without it, requests say who asks. Never let a server listen that answers as somebody. */
  readonly viewer?: Viewer
  /** Whether those who do not say who they are may read what is public: true unless told otherwise. */
  readonly isPublic?: boolean
  /** Whose tokens are taken beside keys. */
  readonly issuer?: Issuer | undefined
  /** Most bytes of a file to import: 100 MB unless told otherwise. */
  readonly importLimit?: number
  /** The time in milliseconds that whoever sends or takes a file may pause, where a test wants less than usual. */
  readonly filePause?: number
  /** The time in milliseconds that an export may take, where a test wants less than usual. */
  readonly exportTime?: number
  /** Lines of a sheet of an export at most, where a test wants fewer than spreadsheet programs take. */
  readonly sheetRows?: number
  /** Streams of events; whoever makes them ends them. Without it the server has its own, for as long as the process runs. */
  readonly live?: Live
}

/** The GraphQL server over a database. It does not listen: pass it to a HTTP server. */
export function createServer(options: ServerOptions) {
  return createGraphQL(options, createIdentifier(options))
}

/** All that the server answers, as what a HTTP server calls: GraphQL, exports and imports. */
export function createListener(options: ServerOptions): RequestListener {
  const identify = createIdentifier(options)
  const graphql = createGraphQL(options, identify)
  const { database, log, sheetRows, importLimit: limit, filePause: pause, exportTime: time } = options
  const answerExport = createExports({ schema, identify, database, log, sheetRows, pause, time })
  const answerImport = createImports({ schema, identify, database, log, limit, pause })
  return nameRequests(log, (request, response) => {
    if (!answerExport(request, response) && !answerImport(request, response)) graphql(request, response)
  })
}

function createIdentifier({ database, log, viewer, isPublic = true, issuer }: ServerOptions): Identify {
  const verify = issuer && createVerifier(issuer, (fault) => log.error(fault))
  const identify = viewer ? async () => viewer : createIdentify({ database, isPublic, verify })
  return async (header) => {
    const found = await identify(header)
    const requestId = findRequestId()
    return requestId === undefined ? found : traceRequest(found, requestId)
  }
}

function createGraphQL({ database, log, viewer, live = createLive(database, log) }: ServerOptions, identify: Identify) {
  return createYoga<object, ServerContext>({
    schema,
    context: { database, viewer: viewer ?? anonymous, identify, live },
    logging: log,
    multipart: false,
    maxRequestBodySize: 1_000_000,
    // Pages of any origin may ask, with a key of their own: no cookie is ever looked at.
    cors: {
      origin: '*',
      credentials: false,
      methods: ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'],
      allowedHeaders: [
        ...['Accept', 'Authorization', 'Content-Type', 'Last-Event-ID', 'X-Request-Id'],
        ...['Upload-Complete', 'Upload-Offset'],
      ],
      exposedHeaders: ['X-Request-Id'],
    },
    healthCheckEndpoint: '/health',
    graphiql: false,
    landingPage: false,
    maskedErrors: { maskError: (error, message, isDev) => maskError(explainFault(error), message, isDev) },
    plugins: [
      useRootRedirect,
      useAccess(identify),
      useStrictRequest,
      useStrictInput,
      useEventStream(live),
      useOfflineGraphiQL(),
      useReadinessCheck({
        endpoint: '/ready',
        // The check answers with the text of what is thrown: a failure must tell nothing of the database.
        check: () =>
          database.query(sql`SELECT 1`).then(
            () => true,
            () => false,
          ),
      }),
    ],
  })
}
