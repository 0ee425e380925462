import type pg from 'pg'
import { findTextIssues } from '../observations/texts.ts'
import { RefusalError, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { type Expectation, getIndicator } from './version.ts'

export interface IndicatorArchiving extends Expectation {
  /** Else it is put back. */
  readonly isArchived: boolean
  readonly reason: string
  readonly idempotencyKey: string
}

/**
 * Takes an indicator out of lists, so that it takes no new figures, or puts it back. Its figures stay as they are, and so do readings of
 * before. It takes the role ADMIN for everything. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `WRONG_STATE`, `KEY_USED`, `CONTENTION`
 */
export function archiveIndicator(
  pool: pg.Pool,
  viewer: Viewer,
  archiving: IndicatorArchiving,
): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = archiving
  const { code, isArchived } = archiving
  const verb = isArchived ? 'archive' : 'restore'
  const reason = `${verb} indicator ${code}: ${archiving.reason}`
  return mutate(
    pool,
    viewer,
    { operation: `${verb}Indicator`, input, idempotencyKey, reason },
    async (client, viewer) => {
      const found = await getIndicator(client, viewer, archiving)
      refuseIssues(findTextIssues(archiving, ['reason']))
      const { id, version } = found
      if (found.isArchived === isArchived) {
        const message = `"${code}" is ${isArchived ? '' : 'not '}archived already.`
        throw new RefusalError('WRONG_STATE', message, {
          clashes: [{ path: ['indicator'], message, indicator: id, version }],
        })
      }
      await client.query('/* archive indicator */ UPDATE indicator SET is_archived = $2 WHERE id = $1', [
        id,
        isArchived,
      ])
      return { id }
    },
  )
}
