import type { Database, Viewer } from '@parkgraph/db'
import type { YogaInitialContext } from 'graphql-yoga'

/** Streams of events of a server: how many there are, and what wakes them. What happened stands in the database alone. */
export interface Live {
  /** Aborted when the server ends. */
  readonly signal: AbortSignal
  /** Tells the log what ended a stream that its caller did not ask for. */
  report(fault: unknown): void
  /** Takes a place for a stream; what is answered gives it back. @throws GraphQLError `TOO_MANY_STREAMS` */
  enter(viewer: Viewer): () => void
  /** How often it was woken: to be asked before reading, for `wait`. */
  wakes(): number
  /** Resolves when it was woken since there were so many wakes, and after some time in any case. */
  wait(wakes: number, signal: AbortSignal): Promise<void>
  /**
   * Reads for a stream, a few at a time: many streams that wake at once must not take all connections. Viewers take turns, and so do the
   * streams of one that are behind with those that are not.
   */
  read<Result>(viewer: Viewer, isBehind: boolean, work: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** What the server adds to a request. */
export interface ServerContext {
  readonly viewer: Viewer
  readonly database: Database
  /** Who asks now, by the header `Authorization`: who was let in when the request came may not be any more. */
  readonly identify: (header: string | null) => Promise<Viewer>
  readonly live: Live
}

/** What every resolver receives. */
export type Context = ServerContext & YogaInitialContext
