import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { withClient } from '../client.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { passGate, takeTurn } from './gate.ts'
import { runTransaction, type Work } from './transaction.ts'

/** How often a write is tried before it is refused. */
const mostAttempts = 5

/** Longest time in milliseconds before the second attempt; it doubles with each. */
const firstDelay = 10

/** SQLSTATEs of transactions that were undone for the sake of others, and may well succeed when tried again. */
const transient = new Set(['40001', '40P01'])

// What is read is locked by the page of an index. Small tables would be read whole, and with that locked whole: writers that
// have nothing to do with each other would be in each other's way.
const begin = 'BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off'

/**
 * Runs `work` in a serializable transaction: as if no other were under way, whatever it reads. Where PostgreSQL undoes it for the
 * sake of another, it is tried again, with no other of these beside it. So `work` may run several times, and has to leave no trace
 * but in the database.
 *
 * @throws RefusalError `CONTENTION` where that does not help
 */
export function writeSerializably<Result>(
  pool: pg.Pool,
  viewer: Viewer,
  reason: string,
  work: Work<Result>,
): Promise<Result> {
  const attempt = (isAlone: boolean) =>
    withClient(pool, (client, spoil) =>
      takeTurn(client, spoil, isAlone, () => runTransaction(client, spoil, begin, { viewer, reason }, work)),
    )
  return passGate(pool, async () => {
    for (let count = 1; ; count += 1) {
      try {
        return await attempt(count > 1)
      } catch (error) {
        if (!transient.has((error as { code?: string }).code ?? '')) throw error
        if (count === mostAttempts) throw refuse()
        await wait(Math.random() * firstDelay * 2 ** count)
      }
    }
  })
}

function refuse(): RefusalError {
  const why = `Others kept writing the same at the same time: after ${mostAttempts} attempts, nothing was recorded.`
  return new RefusalError('CONTENTION', `${why} Try again in a moment, with the same idempotency key.`)
}
