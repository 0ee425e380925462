import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { withClient, withClientBeside } from '../client.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { passGate, takeTurn } from './gate.ts'
import { renewViewer, requireUnchanged } from './rights.ts'
import { keepStatistics } from './statistics.ts'
import { runTransaction } from './transaction.ts'

/** How often a write is tried before it is refused. */
const mostAttempts = 5

/** Longest time in milliseconds before the second attempt; it doubles with each. */
const firstDelay = 10

/** Milliseconds that a transaction takes before its viewer is asked for again: by then it has waited for others. */
const patience = 200

/** SQLSTATEs of transactions that were undone for the sake of others, and may well succeed when tried again. */
const transient = new Set(['40001', '40P01'])

// What is read is locked by the page of an index. Small tables would be read whole, and with that locked whole: writers that
// have nothing to do with each other would be in each other's way.
const begin = 'BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off'

/** What is written, by the rights that its viewer has then. */
export type WorkAs<Result> = (client: pg.ClientBase, viewer: Viewer) => Promise<Result>

/**
 * Runs `work` in a serializable transaction: as if no other were under way, whatever it reads. Where PostgreSQL undoes it for the
 * sake of another, it is tried again, with no other of these beside it. So `work` may run several times, and has to leave no trace
 * but in the database. The viewer is asked for anew before each attempt, once nothing is waited for any more, and outside of the
 * transaction: else whoever moves a park would be in the way of all who write. What has waited for others in the transaction is written
 * only if its viewer lost nothing meanwhile.
 *
 * @throws RefusalError `CONTENTION` where that does not help, `FORBIDDEN` as `renewViewer` and `requireUnchanged` do
 */
export function writeSerializably<Result>(
  pool: pg.Pool,
  viewer: Viewer,
  reason: string,
  work: WorkAs<Result>,
): Promise<Result> {
  const attempt = (isAlone: boolean) =>
    withClient(pool, (client, spoil) =>
      takeTurn(client, spoil, isAlone, async () => {
        const now = await renewViewer(client, viewer)
        const start = performance.now()
        return runTransaction(client, spoil, begin, { viewer: now, reason }, async (own) => {
          const result = await work(own, now)
          // The transaction itself reads what was there when it began.
          if (performance.now() - start > patience)
            await withClientBeside(pool, (beside) => requireUnchanged(beside, now))
          return result
        })
      }),
    )
  return passGate(pool, async () => {
    for (let count = 1; ; count += 1) {
      try {
        const result = await attempt(count > 1)
        keepStatistics(pool)
        return result
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
