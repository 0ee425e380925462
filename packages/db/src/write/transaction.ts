import type pg from 'pg'
import { withClient } from '../client.ts'
import { tellCommit } from '../messenger.ts'
import type { Viewer } from '../viewer.ts'

export type Work<Result> = (client: pg.ClientBase) => Promise<Result>

/** Who writes and why, for the change log. */
export interface Author {
  readonly viewer: Viewer
  readonly reason: string
}

/** Runs `work` in one transaction, which tells the change log who writes and why; any error undoes all of it. */
export function writeAs<Result>(pool: pg.Pool, viewer: Viewer, reason: string, work: Work<Result>): Promise<Result> {
  return withClient(pool, (client, spoil) => runTransaction(client, spoil, 'BEGIN', { viewer, reason }, work))
}

/** Runs `work` in a transaction that `begin` begins, on a connection that is thrown away where it cannot be undone. */
export async function runTransaction<Result>(
  client: pg.ClientBase,
  spoil: (fault: Error) => void,
  begin: string,
  { viewer, reason }: Author,
  work: Work<Result>,
): Promise<Result> {
  try {
    await client.query(begin)
    await tellAuthor(client, { viewer, reason })
    const result = await work(client)
    await client.query('COMMIT')
    tellCommit(client)
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(spoil)
    throw error
  }
}

/** Settings of the transaction, which end with it: the change log reads them. */
async function tellAuthor(client: pg.ClientBase, { viewer: { actor, trace }, reason }: Author): Promise<void> {
  const { principalId = null, keyPrefix = null, requestId = null } = trace ?? {}
  const settings = { actor, reason, principal_id: principalId, key_prefix: keyPrefix, request_id: requestId }
  const calls = Object.keys(settings).map((name, at) => `set_config('parkgraph.${name}', $${at + 1}, true)`)
  await client.query(
    `/* author */ SELECT ${calls.join(', ')}`,
    Object.values(settings).map((value) => value ?? ''),
  )
}
