import type pg from 'pg'
import { findTextIssues } from '../observations/texts.ts'
import { RefusalError, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { type Expectation, getSource } from './version.ts'

export interface SourceArchiving extends Expectation {
  /** Else it is put back. */
  readonly isArchived: boolean
  readonly reason: string
  readonly idempotencyKey: string
}

/**
 * Takes a document out of lists, so that nothing cites it anew, or puts it back. What cites it stays. It takes the role EDITOR. Yields
 * its id.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `WRONG_STATE`, `KEY_USED`, `CONTENTION`
 */
export function archiveSource(pool: pg.Pool, viewer: Viewer, archiving: SourceArchiving): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = archiving
  const { code, isArchived } = archiving
  const verb = isArchived ? 'archive' : 'restore'
  const request = { operation: `${verb}Source`, input, idempotencyKey, reason: `${verb} ${code}: ${archiving.reason}` }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const { id, version, ...found } = await getSource(client, viewer, archiving)
    refuseIssues(findTextIssues(archiving, ['reason']))
    if (found.isArchived === isArchived) {
      const message = `"${code}" is ${isArchived ? '' : 'not '}archived already.`
      throw new RefusalError('WRONG_STATE', message, { clashes: [{ path: ['source'], message, source: id, version }] })
    }
    await client.query('/* archive */ UPDATE source SET is_archived = $2 WHERE id = $1', [id, isArchived])
    return { id }
  })
}
