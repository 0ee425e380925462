import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'

/** The time in milliseconds that whoever sends a file or takes an answer may pause: who is gone for longer goes on later. */
export const longestPause = 60_000

/**
 * Bytes of a file as they come. The time while nobody asks for more does not count.
 *
 * @throws AppError `REQUEST_TIMEOUT` where nothing comes for so many milliseconds; the signal's reason; what broke off
 */
export async function* readBody(request: IncomingMessage, pause: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  // Whoever sends gets an answer also where not all is read: the connection stays.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  try {
    for (;;) {
      const { done, value } = await within(pause, signal, chunks.next())
      if (done) return
      yield value
    }
  } finally {
    // Lets what is left flow, to be dropped. Not awaited: while a sender pauses, it does not end.
    void chunks.return?.()
  }
}

async function within<Result>(
  time: number,
  signal: AbortSignal | undefined,
  promise: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  let end = () => {}
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(time)), time)
    end = () => reject(signal?.reason)
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
  })
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

const tooSlow = (time: number) =>
  new AppError('REQUEST_TIMEOUT', `Nothing of the file came for ${time / 1_000} seconds. Send it again, or in parts.`)
