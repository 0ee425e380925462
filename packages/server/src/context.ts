import type { Database, Viewer } from '@parkgraph/db'

/** What every resolver receives. */
export interface Context {
  readonly viewer: Viewer
  readonly database: Database
}
