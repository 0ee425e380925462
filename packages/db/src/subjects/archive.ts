import type pg from 'pg'
import { findTextIssues } from '../observations/texts.ts'
import { RefusalError, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { type Expectation, getSubject } from './version.ts'

export interface Archiving extends Expectation {
  /** Else it is put back. */
  readonly isArchived: boolean
  readonly reason: string
  readonly idempotencyKey: string
}

/**
 * Takes a subject out of lists, groups and rankings, or puts it back. It stays with all that is told of it, and in readings of before.
 * It takes the role EDITOR. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `WRONG_STATE`, `KEY_USED`, `CONTENTION`
 */
export function archiveSubject(pool: pg.Pool, viewer: Viewer, archiving: Archiving): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = archiving
  const { slug, isArchived } = archiving
  const verb = isArchived ? 'archive' : 'restore'
  const request = { operation: `${verb}Subject`, input, idempotencyKey, reason: `${verb} ${slug}: ${archiving.reason}` }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const found = await getSubject(client, viewer, archiving, null)
    refuseIssues(findTextIssues(archiving, ['reason']))
    const { id, version } = found
    if (found.isArchived === isArchived) {
      const message = `"${slug}" is ${isArchived ? '' : 'not '}archived already.`
      throw new RefusalError('WRONG_STATE', message, {
        clashes: [{ path: ['subject'], message, subject: id, version }],
      })
    }
    await client.query('/* archive */ UPDATE subject SET is_archived = $2 WHERE id = $1', [id, isArchived])
    return { id }
  })
}
