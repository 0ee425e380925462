import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Row } from './rows.ts'

/** By hand: of what a readable stream once held, each piece keeps the next one from being cleared away, until a full collection. */
export async function write(pieces: AsyncIterable<string | Buffer>, response: ServerResponse, signal: AbortSignal) {
  for await (const piece of pieces) if (!response.write(piece)) await once(response, 'drain', { signal })
  response.end()
}

/** Ends the connection of whoever does not take a batch in time. */
export async function* hurry(batches: AsyncIterable<readonly Row[]>, response: ServerResponse, pause: number) {
  for await (const batch of batches) {
    const timer = setTimeout(() => response.destroy(), pause)
    try {
      yield batch
    } finally {
      clearTimeout(timer)
    }
  }
}
