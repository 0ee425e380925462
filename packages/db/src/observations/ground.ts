import type pg from 'pg'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import {
  explainRefused,
  type FoundSource,
  type FoundSubject,
  find,
  findSources,
  findSubjects,
  getSubjects,
  requireEditor,
} from '../write/ground.ts'
import type { NewObservation } from './input.ts'

interface Indicator {
  readonly code: string
  readonly id: number
  readonly dimension: string
  readonly labelZh: string
  readonly isArchived: boolean
}

/** What figures refer to, by slug and code, as far as the viewer sees it. */
export interface Ground {
  readonly subjects: ReadonlyMap<string, FoundSubject>
  readonly indicators: ReadonlyMap<string, Indicator>
  readonly sources: ReadonlyMap<string, FoundSource>
}

/** What figures name. */
export type Names = Readonly<Record<'subject' | 'indicator' | 'source', readonly string[]>>

/** @throws RefusalError `NOT_FOUND` for subjects that are not there or hidden, `FORBIDDEN` where the viewer may not write */
export async function readGround(
  client: pg.ClientBase,
  viewer: Viewer,
  figures: readonly NewObservation[],
): Promise<Ground> {
  const names = (name: keyof Names) => [...new Set(figures.map((figure) => figure[name]))]
  const wanted = { subject: names('subject'), indicator: names('indicator'), source: names('source') }
  const subjects = await getSubjects(client, viewer, wanted.subject)
  requireEditor(viewer, subjects.values(), WHAT)
  return { ...(await findGround(client, viewer, { ...wanted, subject: [] })), subjects }
}

const WHAT = 'Recording figures'

/** What there is of the names for the viewer: whether they may write is not asked. */
export async function findGround(client: pg.ClientBase, viewer: Viewer, names: Names): Promise<Ground> {
  const indicators = await find<Indicator>(
    client,
    names.indicator,
    (
      codes,
    ) => sql`/* find indicators */ SELECT i.code, i.id, i.dimension, i.label_zh AS "labelZh", i.is_archived AS "isArchived" FROM indicator i
      WHERE i.code = ANY (${codes}::text[])`,
    ({ code }) => code,
  )
  return {
    subjects: await findSubjects(client, viewer, names.subject),
    indicators,
    sources: await findSources(client, viewer, names.source),
  }
}

/** Why the viewer may not record figures of a subject, or null. */
export const explainSubject = (viewer: Viewer, slug: string, { subjects }: Pick<Ground, 'subjects'>) =>
  explainRefused(viewer, slug, subjects.get(slug), WHAT)
