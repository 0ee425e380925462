import type { Database, Listener } from '@parkgraph/db'
import { GraphQLError } from 'graphql'
import type { Live } from '../context.ts'
import type { ErrorCode } from '../errors.ts'
import { createPlaces } from '../places.ts'

export interface LiveLimits {
  /** Streams at once, in all. */
  readonly streams: number
  /** Streams of one key or person. Those who did not say who they are share half of all. */
  readonly streamsOfViewer: number
  /** Longest time in milliseconds without a look: what no notification told is found by then. */
  readonly patience: number
}

const usual: LiveLimits = { streams: 200, streamsOfViewer: 20, patience: 15_000 }

export function createLive(
  database: Database,
  log: { error(...message: unknown[]): void },
  limits: Partial<LiveLimits> = {},
): Live {
  const { streams, streamsOfViewer, patience } = { ...usual, ...limits }
  const closing = new AbortController()
  const counts = new Map<string, number>()
  const turns = createPlaces(Math.max(1, Math.floor((database.pool.options.max ?? 10) / 4)))
  let listener: Listener | undefined
  let total = 0
  let wakes = 0
  const waiting = new Set<() => void>()
  const wake = () => {
    wakes += 1
    for (const end of [...waiting]) end()
  }
  const count = (actor: string, more: number) => {
    total += more
    const own = (counts.get(actor) ?? 0) + more
    if (own === 0) counts.delete(actor)
    else counts.set(actor, own)
  }
  return {
    signal: closing.signal,
    report: (fault) => log.error(fault),
    enter({ actor, kind }) {
      const most = kind === 'ANONYMOUS' ? Math.ceil(streams / 2) : streamsOfViewer
      if (total >= streams || (counts.get(actor) ?? 0) >= most) throw refuse()
      listener ??= database.listen(wake)
      count(actor, 1)
      let isLeft = false
      return () => {
        if (!isLeft) count(actor, -1)
        isLeft = true
      }
    },
    wakes: () => wakes,
    wait(since, signal) {
      if (since !== wakes || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          waiting.delete(end)
          resolve()
        }
        const timer = setTimeout(end, patience)
        signal.addEventListener('abort', end)
        waiting.add(end)
      })
    },
    // All who did not say who they are have one actor, and take turns with others as one.
    async read({ actor }, isBehind, work) {
      const leave = await turns.enter(`${isBehind ? 'behind' : 'at the end'} ${actor}`)
      try {
        return await work()
      } finally {
        leave?.()
      }
    },
    async close() {
      closing.abort()
      await listener?.close()
    },
  }
}

function refuse(): GraphQLError {
  const http = { status: 503, headers: { 'retry-after': '5' } }
  const message = 'As many streams of events are open as may be. Close some, or try again in a moment.'
  return new GraphQLError(message, { extensions: { code: 'TOO_MANY_STREAMS' satisfies ErrorCode, http } })
}
