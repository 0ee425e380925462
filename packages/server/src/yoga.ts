import { anonymous, type Database, sql, type Viewer } from '@parkgraph/db'
import { createYoga, maskError, useReadinessCheck } from 'graphql-yoga'
import type { ServerContext } from './context.ts'
import { explainFault } from './error-map.ts'
import { useOfflineGraphiQL } from './graphiql/plugin.ts'
import { useStrictInput } from './plugins/input.ts'
import { useStrictRequest } from './plugins/request.ts'
import { useRootRedirect } from './plugins/root.ts'
import { schema } from './schema.ts'

export interface Log {
  debug(...message: unknown[]): void
  info(...message: unknown[]): void
  warn(...message: unknown[]): void
  error(...message: unknown[]): void
}

export interface ServerOptions {
  readonly database: Database
  readonly log: Log
  /** Who asks; without it, everybody. Never let a server listen that answers as somebody. */
  readonly viewer?: Viewer
}

/** The GraphQL server over a database. It does not listen: pass it to a HTTP server. */
export function createServer({ database, log, viewer = anonymous }: ServerOptions) {
  return createYoga<object, ServerContext>({
    schema,
    context: { database, viewer },
    logging: log,
    multipart: false,
    maxRequestBodySize: 1_000_000,
    // Everything that can be read is public, and no cookie is ever looked at.
    cors: { origin: '*', credentials: false, methods: ['GET', 'POST', 'OPTIONS'] },
    healthCheckEndpoint: '/health',
    graphiql: false,
    landingPage: false,
    maskedErrors: { maskError: (error, message, isDev) => maskError(explainFault(error), message, isDev) },
    plugins: [
      useRootRedirect,
      useStrictRequest,
      useStrictInput,
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
