import type { Database, Viewer } from '@parkgraph/db'
import type { YogaInitialContext } from 'graphql-yoga'

/** What the server adds to a request. */
export interface ServerContext {
  readonly viewer: Viewer
  readonly database: Database
}

/** What every resolver receives. */
export type Context = ServerContext & YogaInitialContext
