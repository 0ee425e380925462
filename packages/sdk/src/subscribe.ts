import { ParkgraphError } from './errors.ts'
import { type EventText, findData, readEvents } from './event-stream.ts'
import { explain, type Outgoing } from './send.ts'

/** A subscription that is ready to go. */
export interface Following<Data> extends Outgoing {
  /** Event to go on after; without it, from now on. */
  readonly lastEventId: string | undefined
  readonly onOpen: (() => void) | undefined
  readonly read: (text: string, status?: number) => Data
}

/** Milliseconds until a lost stream is asked for again: it doubles with each failure. */
const FIRST_DELAY = 250
const LONGEST_DELAY = 30_000
/** Longest time in milliseconds without a sign of life: the server gives one every 15 seconds. */
const LONGEST_SILENCE = 60_000

/** Failures that pass: a stream that was open before is asked for again. */
const PASSING =
  /^(NETWORK|TIMEOUT|HTTP_5\d\d|DATABASE_UNAVAILABLE|ISSUER_UNAVAILABLE|OPERATION_TIMEOUT|TOO_MANY_STREAMS)$/

/** How far a stream has come. */
interface Progress {
  last: string | undefined
  failures: number
  /** Whether it was open before. */
  isKnown: boolean
  isComplete: boolean
}

/**
 * Yields what each event tells. A stream that is lost is asked for again after the last event that came, for as long as it takes; only the
 * first time it has to come at once. `break` ends it.
 *
 * @throws ParkgraphError as `run` does
 */
export async function* follow<Data>(following: Following<Data>): AsyncGenerator<Data, void, undefined> {
  const progress: Progress = { last: following.lastEventId, failures: 0, isKnown: false, isComplete: false }
  while (true) {
    try {
      yield* receive(following, progress)
    } catch (error) {
      const isPassing = error instanceof ParkgraphError && PASSING.test(error.code)
      if (!progress.isKnown || !isPassing) throw error
    }
    if (progress.isComplete) return
    await pause(following, Math.min(FIRST_DELAY * 2 ** progress.failures, LONGEST_DELAY))
    progress.failures += 1
  }
}

/** What the events of one answer tell. */
async function* receive<Data>(following: Following<Data>, progress: Progress): AsyncGenerator<Data, void, undefined> {
  let isOpen = false
  for await (const { type, data, id } of open(following, progress.last)) {
    if (!isOpen) following.onOpen?.()
    isOpen = true
    Object.assign(progress, { isKnown: true, failures: 0, last: id ?? progress.last, isComplete: type === 'complete' })
    if (type === 'complete') return
    if (type === 'next') yield following.read(data)
  }
}

/** The events of one answer, until it ends. */
async function* open<Data>(following: Following<Data>, last: string | undefined): AsyncGenerator<EventText> {
  const { url, operation, timeout, signals } = following
  const controller = new AbortController()
  const abort = () => controller.abort()
  const given = signals.filter((signal) => signal !== undefined)
  let isLate = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const allow = (time: number) => {
    clearTimeout(timer)
    const expire = () => {
      isLate = true
      abort()
    }
    timer = time === Number.POSITIVE_INFINITY ? undefined : setTimeout(expire, time)
  }
  for (const signal of given) signal.addEventListener('abort', abort)
  try {
    for (const signal of given) signal.throwIfAborted()
    allow(timeout)
    const body = await ask(following, last, controller.signal)
    yield* readEvents(body, () => allow(LONGEST_SILENCE))
  } catch (cause) {
    if (cause instanceof ParkgraphError) throw cause
    const aborted = given.find((signal) => signal.aborted)
    if (aborted) throw new ParkgraphError('ABORTED', `${operation}: aborted.`, { operation, cause: aborted.reason })
    const why = isLate ? 'no sign of life for too long' : explain(cause)
    const message = `${operation}: no events from ${url}: ${why}. Is the server running, and the address right?`
    throw new ParkgraphError(isLate ? 'TIMEOUT' : 'NETWORK', message, { operation, cause })
  } finally {
    clearTimeout(timer)
    abort()
    for (const signal of given) signal.removeEventListener('abort', abort)
  }
}

/** @throws ParkgraphError where the answer is no stream of events */
async function ask<Data>(
  { url, operation, body, getHeaders, fetch, read }: Following<Data>,
  last: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const headers = { ...(await getHeaders()), ...(last === undefined ? {} : { 'last-event-id': last }) }
  const init = { method: 'POST', headers, body, signal } as const
  const response = await (fetch ? fetch(url, init) : globalThis.fetch(url, init))
  const { status } = response
  if (status === 200 && response.body) return response.body
  read(findData(await response.text()), status)
  const message = `${operation}: ${url} answered with what is no stream of events.`
  throw new ParkgraphError('BAD_RESPONSE', message, { operation, status })
}

/** @throws ParkgraphError `ABORTED` */
function pause({ signals, operation }: Outgoing, time: number): Promise<void> {
  const given = signals.filter((signal) => signal !== undefined)
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      for (const signal of given) signal.removeEventListener('abort', end)
      const aborted = given.find((signal) => signal.aborted)
      if (!aborted) resolve()
      else reject(new ParkgraphError('ABORTED', `${operation}: aborted.`, { operation, cause: aborted.reason }))
    }
    const timer = setTimeout(end, time)
    for (const signal of given) signal.addEventListener('abort', end)
    if (given.some((signal) => signal.aborted)) end()
  })
}
