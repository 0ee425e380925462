import type pg from 'pg'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { type FoundSource, type FoundSubject, find, findSources, getSubjects, requireEditor } from '../write/ground.ts'
import type { NewObservation } from './input.ts'

interface Indicator {
  readonly code: string
  readonly id: number
  readonly dimension: string
  readonly labelZh: string
}

/** What figures refer to, by slug and code, as far as the viewer sees it. */
export interface Ground {
  readonly subjects: ReadonlyMap<string, FoundSubject>
  readonly indicators: ReadonlyMap<string, Indicator>
  readonly sources: ReadonlyMap<string, FoundSource>
}

/** @throws RefusalError `NOT_FOUND` for subjects that are not there or hidden, `FORBIDDEN` where the viewer may not write */
export async function readGround(
  client: pg.ClientBase,
  viewer: Viewer,
  figures: readonly NewObservation[],
): Promise<Ground> {
  const names = (name: 'subject' | 'indicator' | 'source') => [...new Set(figures.map((figure) => figure[name]))]
  const subjects = await getSubjects(client, viewer, names('subject'))
  requireEditor(viewer, subjects.values(), 'Recording figures')
  const indicators = await find<Indicator>(
    client,
    sql`/* find indicators */ SELECT i.code, i.id, i.dimension, i.label_zh AS "labelZh" FROM indicator i
      WHERE i.code = ANY (${names('indicator')}::text[])`,
    ({ code }) => code,
  )
  return { subjects, indicators, sources: await findSources(client, viewer, names('source')) }
}
