import type pg from 'pg'
import { withClient } from '../client.ts'
import type { Viewer } from '../viewer.ts'

export type Work<Result> = (client: pg.PoolClient) => Promise<Result>

const begin = {
  READ_COMMITTED: 'BEGIN',
  // What is read is locked by the page of an index. Small tables would be read whole, and with that locked whole: writers
  // that have nothing to do with each other would be in each other's way.
  SERIALIZABLE: 'BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off',
}

/** Runs `work` in one transaction, which tells the change log who writes and why; any error undoes all of it. */
export function writeAs<Result>(
  pool: pg.Pool,
  viewer: Viewer,
  reason: string,
  work: Work<Result>,
  isolation: keyof typeof begin = 'READ_COMMITTED',
): Promise<Result> {
  return withClient(pool, async (client, spoil) => {
    try {
      await client.query(begin[isolation])
      const names = "SELECT set_config('parkgraph.actor', $1, true), set_config('parkgraph.reason', $2, true)"
      await client.query(names, [viewer.actor, reason])
      const result = await work(client)
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil)
      throw error
    }
  })
}
