import type pg from 'pg'
import { withClientBeside } from '../client.ts'
import { tellCommitsLike } from '../messenger.ts'

/** Longest time in milliseconds that a step of an import takes, waiting for other writers included. */
const stepTime = 1_800_000

/**
 * Runs `work` on a connection of its own: an import takes long, none of those that answer, and what it leaves in the session goes
 * with it. When `signal` aborts, what runs is cancelled.
 */
export async function withSession<Result>(
  pool: pg.Pool,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted()
  const patient = { statement_timeout: stepTime, query_timeout: stepTime + 5_000 }
  return withClientBeside(
    pool,
    async (client) => {
      tellCommitsLike(pool, client)
      const cancel = () => {
        const { processID: session } = client as unknown as { processID: number }
        pool.query('SELECT pg_cancel_backend($1)', [session]).catch(() => {})
      }
      signal.addEventListener('abort', cancel, { once: true })
      try {
        signal.throwIfAborted()
        return await work(client)
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    },
    patient,
  )
}
