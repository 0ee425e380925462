import type pg from 'pg'
import { type Issue, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { checkSource, type ToldSource } from './entry.ts'
import { type Expectation, getSource } from './version.ts'

/** What a document is called, and by whom it is. On its days and its precedence rests what is read. */
type Changeable = Pick<ToldSource, 'title' | 'kind' | 'publisher' | 'authors' | 'language'>

export interface SourceUpdate extends Expectation {
  /** The new values: what is not named stays, and null empties the publisher. */
  readonly changes: Readonly<Partial<Record<keyof Changeable, unknown>>>
  readonly idempotencyKey: string
}

/**
 * Changes own fields of a document. What they were stays for readings of before. It takes the role EDITOR. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `KEY_USED`, `CONTENTION`
 */
export function updateSource(pool: pg.Pool, viewer: Viewer, update: SourceUpdate): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = update
  const { changes } = input
  const request = { operation: 'updateSource', input, idempotencyKey, reason: `update ${update.code}` }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const found = await getSource(client, viewer, update)
    const changed = { ...found, ...changes } as typeof found
    const { title, kind, publisher, authors, language } = changed
    const { id, code, publishedFrom, publishedTo, priority, accessLevel } = found
    const told = { code, title, kind, publisher, authors, language, publishedFrom, publishedTo, priority, accessLevel }
    // What was recorded by other rules before stays, where it is left alone.
    const issues = checkSource(told).filter(({ path: [name = ''] }) => name in changes)
    const isChange = Object.entries(changes).some(([name, value]) => !isSame(found[name as keyof Changeable], value))
    refuseIssues([...(isChange ? [] : [noChange]), ...issues])
    await client.query(
      '/* update source */ UPDATE source SET title = $2, kind = $3, publisher = $4, authors = $5, language = $6 WHERE id = $1',
      [id, title, kind, publisher, authors, language],
    )
    return { id }
  })
}

const isSame = (is: unknown, wanted: unknown) => JSON.stringify(is) === JSON.stringify(wanted)

const noChange: Issue = { path: [], code: 'NO_CHANGE', message: 'changes nothing: it has all of this already' }
