import { GraphQLError } from 'graphql'

/** Longest time in milliseconds without a sign of life. */
const heartbeat = 15_000

export interface EventStream {
  readonly results: AsyncIterator<Result>
  /** Where the stream has come to. */
  readonly getCursor: () => string | undefined
  /** Whether the server ends: callers then have to come again, and must not be told that there is no more. */
  readonly isClosing: () => boolean
}

/**
 * Writes results as server-sent events, as GraphQL over SSE has them: `next` with a result each, and `complete`. Each has an id, by which a
 * caller goes on after it; signs of life move it too. Nothing is asked for before its reader takes what there is: one that is slow
 * holds one result, however many follow.
 */
export function writeEvents({ results, getCursor, isClosing }: EventStream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const print = (...lines: string[]) => encoder.encode(`${lines.join('\n')}\n\n`)
  const sign = () => `id: ${getCursor() ?? ''}`
  let coming: Promise<IteratorResult<Result>> | undefined
  let timer: NodeJS.Timeout | undefined
  const pause = () =>
    new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), heartbeat)
    })
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(print(':', 'retry: 1000', sign()))
      },
      async pull(controller) {
        coming ??= results.next()
        const found = await Promise.race([coming, pause()]).catch((error: unknown) => fail(error))
        clearTimeout(timer)
        if (found === null) return controller.enqueue(print(':', sign()))
        coming = undefined
        if (found.value) controller.enqueue(print(sign(), 'event: next', `data: ${printResult(found.value)}`))
        if (!found.done) return
        if (!isClosing()) controller.enqueue(print('event: complete', 'data:'))
        controller.close()
      },
      async cancel() {
        clearTimeout(timer)
        await results.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

interface Result {
  readonly errors?: readonly GraphQLError[]
}

/** An error that ends the stream, as its last result. */
function fail(error: unknown): IteratorResult<Result, Result> {
  if (error instanceof GraphQLError) return { done: true, value: { errors: [error] } }
  throw error
}

/** Without what errors say to HTTP: the status is sent. */
function printResult({ errors, ...result }: Result): string {
  const told = errors?.map((error) => {
    const { extensions: { http: _, ...extensions } = {}, ...more } = error.toJSON()
    return { ...more, extensions }
  })
  return JSON.stringify(told ? { ...result, errors: told } : result)
}
