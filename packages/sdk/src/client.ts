import { DecodingError, decode } from './decode.ts'
import { encode } from './encode.ts'
import { ParkgraphError } from './errors.ts'
import { type HeaderInput, mergeHeaders } from './headers.ts'
import { readResponse } from './response.ts'
import { type Fetch, type Received, send } from './send.ts'
import { follow } from './subscribe.ts'
import type { Operation, Subscription } from './types.ts'

/** How a client reaches its server. */
export interface ClientOptions {
  /** Address of the GraphQL endpoint, such as `http://127.0.0.1:4000/graphql`; in a browser also one from the page's. */
  readonly url: string | URL
  /** Used in place of the global `fetch`: for a proxy, retries, or tests. Has to honour `signal`. */
  readonly fetch?: Fetch | undefined
  /** Headers of every request, or what yields them before each: a fresh token, say. */
  readonly headers?: HeaderInput | (() => HeaderInput | Promise<HeaderInput>) | undefined
  /** Ends every request of this client when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds until a request counts as failed: 30,000 by default, Infinity for no end. */
  readonly timeout?: number | undefined
}

/** What one run may set for itself. */
export interface RunOptions {
  /** Ends this request when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Added to the client's headers; same names take precedence. */
  readonly headers?: HeaderInput | undefined
}

/** Variables and options of `run`: variables may be left out where the operation requires none. */
export type RunArguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: NoInfer<Variables>, options?: RunOptions]
    : [variables: NoInfer<Variables>, options?: RunOptions]

/** What one subscription may set for itself. */
export interface SubscribeOptions extends RunOptions {
  /** Id of the event to go on after, such as the `cursor` of one; without it, from now on. */
  readonly lastEventId?: string | undefined
  /** Called when the stream is open, and each time it is again: what is committed from then on comes. The time to read what there is. */
  readonly onOpen?: (() => void) | undefined
}

/** Variables and options of `subscribe`: variables may be left out where the subscription requires none. */
export type SubscribeArguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: NoInfer<Variables>, options?: SubscribeOptions]
    : [variables: NoInfer<Variables>, options?: SubscribeOptions]

/** Runs operations against one server. Holds no state: make as many as there are servers or users. */
export interface Client {
  /**
   * Runs an operation and yields its whole result with decimals and periods decoded.
   *
   * @throws TypeError when `operation` is none
   * @throws ParkgraphError when no answer comes, when the server reports any error (`data` then holds what it could
   * answer), or when a decimal, period, day or instant cannot be decoded; other values are handed on unchecked
   */
  run<Data, Variables>(operation: Operation<Data, Variables>, ...args: RunArguments<Variables>): Promise<Data>

  /**
   * Yields what happens as it happens, decoded as `run` does. A stream that is lost is taken up again after the last event that came:
   * none is left out and none comes twice. It ends by `break`, by a `signal`, or by an error, such as `UNAUTHENTICATED` where a key was
   * revoked. `timeout` is the time until it begins.
   *
   * @throws ParkgraphError as `run` does, from the iteration
   */
  subscribe<Data, Variables>(
    subscription: Subscription<Data, Variables>,
    ...args: SubscribeArguments<Variables>
  ): AsyncGenerator<Data, void, undefined>
}

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9'
const LONGEST_TIMEOUT = 2 ** 31 - 1

/**
 * Makes a client.
 *
 * @throws TypeError when `url` is missing or no address of a web server, which a `fetch` of yours may take all the same
 * @throws RangeError when `timeout` is neither 1 to 2,147,483,647 milliseconds nor Infinity
 */
export function createClient(options: ClientOptions): Client {
  const { timeout = 30_000 } = options
  if (!(timeout >= 1 && (timeout <= LONGEST_TIMEOUT || timeout === Number.POSITIVE_INFINITY))) {
    throw new RangeError(`timeout is ${timeout}: give 1 to ${LONGEST_TIMEOUT} milliseconds, or Infinity for no end.`)
  }
  const url = readAddress(options)
  const client: Client = {
    async run(operation, ...[variables, runOptions]) {
      if (typeof operation?.document !== 'string')
        throw new TypeError('run takes an operation, such as projects, and then its variables.')
      const { name } = operation
      const body = write(operation, variables)
      const received = await send({
        url,
        operation: name,
        body,
        getHeaders: () => collectHeaders(name, { accept: ACCEPT }, options.headers, runOptions?.headers),
        fetch: options.fetch,
        timeout,
        signals: [options.signal, runOptions?.signal],
      })
      return read(operation, received)
    },
    async *subscribe(subscription, ...[variables, own]) {
      if (subscription?.kind !== 'subscription')
        throw new TypeError('subscribe takes a subscription, such as observationRecorded, and then its variables.')
      const { name } = subscription
      yield* follow({
        url,
        operation: name,
        body: write(subscription, variables),
        getHeaders: () => collectHeaders(name, { accept: 'text/event-stream' }, options.headers, own?.headers),
        fetch: options.fetch,
        timeout,
        signals: [options.signal, own?.signal],
        lastEventId: own?.lastEventId,
        onOpen: own?.onOpen,
        read: (text, status = 200) => read(subscription, { url, status, text }),
      })
    },
  }
  reach.set(client, { url, options })
  return client
}

type Runnable<Data, Variables> = Operation<Data, Variables> | Subscription<Data, Variables>

/** How clients reach their servers: for what is no operation. */
export const reach: WeakMap<Client, { readonly url: string; readonly options: ClientOptions }> =
  /*#__PURE__*/ new WeakMap()

function write<Data, Variables>({ name, document }: Runnable<Data, Variables>, variables: unknown): string {
  try {
    return encode({ query: document, operationName: name, variables })
  } catch (cause) {
    throw refuse('BAD_VARIABLES', name, cause)
  }
}

function refuse(code: 'BAD_VARIABLES' | 'BAD_HEADERS', operation: string, cause: unknown): ParkgraphError {
  const why = (cause instanceof Error ? cause.message : String(cause)).replace(/\.?$/, '.')
  return new ParkgraphError(code, `${operation}: ${why} Nothing was sent.`, { operation, cause })
}

function readAddress({ url, fetch }: ClientOptions): string {
  const text = String(url ?? '')
  if (fetch ? text !== '' : isWebAddress(text)) return text
  const example = 'http://127.0.0.1:4000/graphql'
  throw new TypeError(`url is ${JSON.stringify(text)}: give the address of the endpoint, such as ${example}.`)
}

function isWebAddress(text: string): boolean {
  try {
    return text !== '' && /^https?:$/.test(new URL(text, globalThis.location?.href).protocol)
  } catch {
    return false
  }
}

/** @throws ParkgraphError `BAD_HEADERS` */
export async function collectHeaders(
  operation: string,
  media: { readonly accept: string; readonly 'content-type'?: string },
  given: ClientOptions['headers'],
  own: HeaderInput | undefined,
): Promise<Record<string, string>> {
  try {
    const base = typeof given === 'function' ? await given() : given
    return mergeHeaders({ 'content-type': 'application/json', ...media }, base, own)
  } catch (cause) {
    throw refuse('BAD_HEADERS', operation, cause)
  }
}

function read<Data, Variables>(operation: Runnable<Data, Variables>, received: Received): Data {
  const { name } = operation
  const { status } = received
  const { data, errors } = readResponse(received, name)
  const decoded = decodeData(data, operation, { operation: name, status, errors })
  const [first] = errors
  if (first) {
    const { code } = first.extensions ?? {}
    const message = `${name}: ${first.message}${first.path ? ` (at ${first.path.join('.')})` : ''}`
    const details = { operation: name, status, errors, data: decoded ?? undefined }
    throw new ParkgraphError(typeof code === 'string' && code !== '' ? code : 'UNKNOWN', message, details)
  }
  return decoded as Data
}

function decodeData<Data, Variables>(
  data: unknown,
  { name, scalars }: Runnable<Data, Variables>,
  details: ConstructorParameters<typeof ParkgraphError>[2],
): unknown {
  try {
    return decode(data, scalars)
  } catch (cause) {
    if (!(cause instanceof DecodingError)) throw cause
    const message = `${name}: ${cause.message} Is the server of another version than this SDK?`
    throw new ParkgraphError('BAD_DATA', message, { ...details, cause })
  }
}
