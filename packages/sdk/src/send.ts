import { ParkgraphError } from './errors.ts'

/** The part of `fetch` that this client uses. The global one fits, and so does any that behaves like it; `body` is for subscriptions. */
export type Fetch = (
  url: string,
  init: { method: 'POST'; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<{ readonly status: number; readonly body?: ReadableStream<Uint8Array> | null; text(): Promise<string> }>

/** A request that is ready to go. */
export interface Outgoing {
  readonly url: string
  readonly operation: string
  readonly body: string
  /** Asked within the time that the request has. */
  readonly getHeaders: () => Promise<Record<string, string>>
  readonly fetch: Fetch | undefined
  readonly timeout: number
  readonly signals: readonly (AbortSignal | undefined)[]
}

/** An answer, read to its end. */
export interface Received {
  readonly url: string
  readonly status: number
  readonly text: string
}

/**
 * Sends a request and reads the whole answer. Timer and listeners are gone when it returns, however it returns.
 *
 * @throws ParkgraphError `NETWORK`, `TIMEOUT` or `ABORTED`
 */
export async function send(request: Outgoing): Promise<Received> {
  const { url, operation, body, getHeaders, fetch, timeout, signals } = request
  const controller = new AbortController()
  const given = signals.filter((signal) => signal !== undefined)
  const abort = () => controller.abort()
  let isLate = false
  const expire = () => {
    isLate = true
    abort()
  }
  const timer = timeout === Number.POSITIVE_INFINITY ? undefined : setTimeout(expire, timeout)
  for (const signal of given) signal.addEventListener('abort', abort)
  try {
    for (const signal of given) signal.throwIfAborted()
    const headers = await unlessAborted(getHeaders(), controller.signal)
    const init = { method: 'POST', headers, body, signal: controller.signal } as const
    const response = await (fetch ? fetch(url, init) : globalThis.fetch(url, init))
    return { url, status: response.status, text: await response.text() }
  } catch (cause) {
    if (cause instanceof ParkgraphError) throw cause
    const aborted = given.find((signal) => signal.aborted)
    if (aborted) throw new ParkgraphError('ABORTED', `${operation}: aborted.`, { operation, cause: aborted.reason })
    if (isLate) {
      const message = `${operation}: no whole answer from ${url} within ${timeout} ms. Ask for less, or raise timeout.`
      throw new ParkgraphError('TIMEOUT', message, { operation, cause })
    }
    const message = `${operation}: no answer from ${url}: ${explain(cause)}. Is the server running, and the address right?`
    throw new ParkgraphError('NETWORK', message, { operation, cause })
  } finally {
    clearTimeout(timer)
    for (const signal of given) signal.removeEventListener('abort', abort)
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', reject)
    if (signal.aborted) reject()
  })
  return Promise.race([work, aborted])
}

/** The innermost reason: fetch itself says no more than "fetch failed". */
export function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause === undefined ? cause.message || cause.name : explain(cause.cause)
}
