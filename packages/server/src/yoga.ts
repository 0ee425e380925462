import { anonymous, type Database, sql, type Viewer } from '@parkgraph/db'
import { createYoga, maskError, useReadinessCheck } from 'graphql-yoga'
import type { ServerContext } from './context.ts'
import { explainFault } from './error-map.ts'
import { useOfflineGraphiQL } from './graphiql/plugin.ts'
import { useAccess } from './plugins/access.ts'
import { useStrictInput } from './plugins/input.ts'
import { createVerifier, type Issuer } from './plugins/oidc.ts'
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
  /** Who asks, whatever a request says; without it, requests say who asks. Never let a server listen that answers as somebody. */
  readonly viewer?: Viewer
  /** Whether those who do not say who they are may read what is public: true unless told otherwise. */
  readonly isPublic?: boolean
  /** Whose tokens are taken beside keys. */
  readonly issuer?: Issuer | undefined
}

/** The GraphQL server over a database. It does not listen: pass it to a HTTP server. */
export function createServer({ database, log, viewer, isPublic = true, issuer }: ServerOptions) {
  const verify = issuer && createVerifier(issuer, (fault) => log.error(fault))
  return createYoga<object, ServerContext>({
    schema,
    context: { database, viewer: viewer ?? anonymous },
    logging: log,
    multipart: false,
    maxRequestBodySize: 1_000_000,
    // Pages of any origin may ask, with a key of their own: no cookie is ever looked at.
    cors: {
      origin: '*',
      credentials: false,
      methods: ['GET', 'POST', 'OPTIONS'],
      allowedHeaders: ['Accept', 'Authorization', 'Content-Type'],
    },
    healthCheckEndpoint: '/health',
    graphiql: false,
    landingPage: false,
    maskedErrors: { maskError: (error, message, isDev) => maskError(explainFault(error), message, isDev) },
    plugins: [
      useRootRedirect,
      viewer ? {} : useAccess({ database, isPublic, verify }),
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
