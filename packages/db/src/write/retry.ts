import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { type Work, writeAs } from './transaction.ts'

/** How often a write is tried before it is refused. */
const mostAttempts = 5

/** Longest time in milliseconds before the second attempt; it doubles with each. */
const firstDelay = 20

/** SQLSTATEs of transactions that were undone for the sake of others, and may well succeed when tried again. */
const transient = new Set(['40001', '40P01'])

/** Of each pool, the last of the writes that are tried again. */
const lines = new WeakMap<pg.Pool, Promise<unknown>>()

/**
 * Runs `work` in a serializable transaction: as if no other were under way, whatever it reads. Where PostgreSQL undoes it for the
 * sake of another, it is tried again, so that `work` may run several times and has to leave no trace but in the database.
 *
 * @throws RefusalError `CONTENTION` where that does not help
 */
export async function writeSerializably<Result>(
  pool: pg.Pool,
  viewer: Viewer,
  reason: string,
  work: Work<Result>,
): Promise<Result> {
  const attempt = () => writeAs(pool, viewer, reason, work, 'SERIALIZABLE')
  for (let count = 1; ; count += 1) {
    try {
      return await (count === 1 ? attempt() : queue(pool, attempt))
    } catch (error) {
      if (!transient.has((error as { code?: string }).code ?? '')) throw error
      if (count === mostAttempts) throw refuse()
      await wait(Math.random() * firstDelay * 2 ** (count - 1))
    }
  }
}

/** Of those that are tried again, one goes at a time: together they would only be in each other's way once more. */
function queue<Result>(pool: pg.Pool, attempt: () => Promise<Result>): Promise<Result> {
  const result = (lines.get(pool) ?? Promise.resolve()).then(attempt)
  lines.set(
    pool,
    result.catch(() => {}),
  )
  return result
}

function refuse(): RefusalError {
  const why = `Others kept writing the same at the same time: after ${mostAttempts} attempts, nothing was recorded.`
  return new RefusalError('CONTENTION', `${why} Try again in a moment, with the same idempotency key.`)
}
