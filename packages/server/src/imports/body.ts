import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'

/** The time in milliseconds that a file may pause while it is sent: whoever is gone for longer goes on later. */
export const longestPause = 60_000

/**
 * Bytes of a file as they come. The time while nobody asks for more does not count.
 *
 * @throws AppError `REQUEST_TIMEOUT` where nothing comes for so many milliseconds; what broke off
 */
export async function* readBody(request: IncomingMessage, pause: number): AsyncGenerator<Buffer> {
  // Whoever sends gets an answer also where not all is read: the connection stays.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  try {
    for (;;) {
      const { done, value } = await within(pause, chunks.next())
      if (done) return
      yield value
    }
  } finally {
    // Lets what is left flow, to be dropped. Not awaited: while a sender pauses, it does not end.
    void chunks.return?.()
  }
}

function within<Result>(time: number, promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(time)), time)
  })
  return Promise.race([promise, over]).finally(() => clearTimeout(timer))
}

const tooSlow = (time: number) =>
  new AppError('REQUEST_TIMEOUT', `Nothing of the file came for ${time / 1_000} seconds. Send it again, or in parts.`)
