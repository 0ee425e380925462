import type { Viewer } from '@parkgraph/db'
import { GraphQLError, type GraphQLResolveInfo } from 'graphql'
import { decodeCursor, encodeCursor, fingerprintOf, type KeyType } from '../compiler/cursor.ts'
import { type EventPage, type EventQuery, executeEvents } from '../compiler/execute.ts'
import { startView } from '../compiler/view.ts'
import type { Context } from '../context.ts'
import type { ErrorCode } from '../errors.ts'
import { findEnd, findPosition, lastId, toEnd } from './place.ts'

/** Events that are read at once, and for how many milliseconds they are handed over as they were read. */
const batchSize = 100
const freshness = 1_000

const types: KeyType[] = ['key', 'key', 'key']

/** Where each stream has come to: what its caller names to go on from there. */
const cursors = new WeakMap<Request, string>()

export const findCursor = (request: Request): string | undefined => cursors.get(request)

/** Streams that ended by a fault that passes: their callers come again. */
const broken = new WeakSet<Request>()

export const isBroken = (request: Request): boolean => broken.has(request)

/** Errors that are the caller's, and would be the same again. */
const lasting = new Set<unknown>(['UNAUTHENTICATED', 'OPERATION_TOO_COMPLEX'] satisfies ErrorCode[])

/** An event: the row of what happened, and its cursor. */
export interface LiveEvent {
  readonly cursor: string
}

/**
 * The events of a subscription from now on, or after the cursor that the header `Last-Event-ID` or else the argument `after` names, in
 * commit order, none left out and none twice. Who asks is asked again after each reading, and what was read with other rights is read anew: nothing is told of what happened
 * once they ended, and nothing left out of what did once they began. It is told for a second at the most, and then read anew too.
 */
export async function follow(
  info: GraphQLResolveInfo,
  context: Context,
  { source, where, log }: EventQuery,
  given: string | null | undefined,
): Promise<AsyncGenerator<LiveEvent, void>> {
  const { live, request } = context
  const signal = AbortSignal.any([request.signal, live.signal])
  const fingerprint = fingerprintOf(info.fieldName, ['rank'])
  // Whoever comes again sends the argument as before, and says by the header how far they have come since.
  const resumed = request.headers.get('last-event-id')
  const after = resumed ?? given ?? null
  const named = resumed === null ? 'after' : 'Last-Event-ID'
  const seen = log(startView(context.viewer))
  const from =
    after === null ? null : (decodeCursor(after, fingerprint, types, named, 'subscription') as readonly string[])
  const begin = from ?? (await findEnd(context.database, seen))
  const start = from ? await findPosition(context.database, seen, from) : begin
  const leave = live.enter(context.viewer)
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  const move = (position: readonly string[]) => {
    const cursor = encodeCursor(fingerprint, position)
    cursors.set(request, cursor)
    return cursor
  }
  move(begin)
  const tell = async function* () {
    try {
      yield* tellFrom(start, after !== null, { info, context, source, where, log, signal, move })
    } catch (error) {
      if (error instanceof GraphQLError && lasting.has(error.extensions['code'])) throw error
      if (!signal.aborted) live.report(error)
      broken.add(request)
    } finally {
      signal.removeEventListener('abort', leave)
      leave()
    }
  }
  return tell()
}

interface Stream extends EventQuery {
  readonly info: GraphQLResolveInfo
  readonly context: Context
  readonly signal: AbortSignal
  /** Notes where the stream has come to, and yields the cursor of that. */
  readonly move: (position: readonly string[]) => string
}

async function* tellFrom(
  start: readonly string[],
  isTakenUp: boolean,
  stream: Stream,
): AsyncGenerator<LiveEvent, void> {
  const { info, context, source, where, log, signal, move } = stream
  const { live, request, identify } = context
  let at = start
  let isBehind = isTakenUp
  let { viewer } = context
  while (!signal.aborted) {
    const wakes = live.wakes()
    const page = await live.read(viewer, isBehind, () =>
      executeEvents(info, { ...context, viewer }, { source, where, log }, at, batchSize),
    )
    const before = viewer
    viewer = await identify(request.headers.get('authorization'))
    if (!areSame(before, viewer)) continue
    const told = yield* tellPage(page, stream)
    at = page.events[told - 1]?.position ?? at
    // What was not told, or not read yet, is read anew.
    const isWhole = told === page.events.length && told < batchSize
    isBehind = !isWhole || page.isMore
    if (!isWhole) continue
    // At the end of the log nothing more is of the last change, whichever park it was of: to name that one would tell who wrote.
    at = page.isMore ? [...page.end, lastId] : toEnd(page.end[0])
    if (page.isMore) continue
    move(at)
    await live.wait(wakes, signal)
  }
}

const areSame = (one: Viewer, other: Viewer) => JSON.stringify(one.grants) === JSON.stringify(other.grants)

/** Tells what was read as long as it is fresh, and yields how many events that were. */
async function* tellPage({ events }: EventPage, { signal, move }: Stream): AsyncGenerator<LiveEvent, number> {
  const readAt = performance.now()
  for (const [count, { position, rank, row }] of events.entries()) {
    if (signal.aborted || performance.now() - readAt > freshness) return count
    const [place = '0', , id = '0'] = position
    yield { ...row, cursor: move([place, rank, id]) }
  }
  return events.length
}
