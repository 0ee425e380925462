import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { Log } from './yoga.ts'

const requests = new AsyncLocalStorage<string>()

/** Name of the request that is being answered; undefined where none is. */
export const findRequestId = (): string | undefined => requests.getStore()

/** As proxies and tracing make them. */
const form = /^[\w.:=+/@-]{1,128}$/

/**
 * Names each request by its header `x-request-id`, or anew where it has none that is of use. The answer, lines of the log and what
 * is written say the name.
 */
export function nameRequests(log: Log, listener: RequestListener): RequestListener {
  return (request, response) => {
    const given = request.headers['x-request-id']
    const id = typeof given === 'string' && form.test(given) ? given : randomUUID()
    response.setHeader('x-request-id', id)
    const start = performance.now()
    response.once('close', () => {
      // Without what follows the question mark: that is what people ask for.
      const path = request.url?.split('?', 1)[0]
      const time = Math.round(performance.now() - start)
      requests.run(id, () => log.debug(`${request.method} ${path} ${response.statusCode} ${time} ms`))
    })
    requests.run(id, listener, request, response)
  }
}
