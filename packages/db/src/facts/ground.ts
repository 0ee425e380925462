import type pg from 'pg'
import { type FactKind, getFactKind, type IdOf } from '../load/fact-kinds.ts'
import type { SubjectRoles } from '../load/fact-rules.ts'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { type FoundSource, type FoundSubject, find, findSources, getSubjects } from '../write/ground.ts'
import type { Content } from './input.ts'

type FactSubject = FoundSubject & SubjectRoles

/** What facts refer to, by slug and code, as far as the viewer sees it. */
export interface Ground {
  readonly subjects: ReadonlyMap<string, FactSubject>
  readonly sources: ReadonlyMap<string, FoundSource>
}

/** A fact that is to be recorded, or a further version of one. */
export interface Told {
  readonly kind: FactKind
  readonly subject: string
  readonly content: Content
  /** Code; null where the document is the one of the version before. */
  readonly source: string | null
}

/** @throws RefusalError `NOT_FOUND` for subjects that are not there or hidden */
export async function readGround(client: pg.ClientBase, viewer: Viewer, facts: readonly Told[]): Promise<Ground> {
  const found = await getSubjects(
    client,
    viewer,
    facts.flatMap((fact) => listSubjects(fact)),
  )
  const known = [...found.values()].map(({ id }) => String(id))
  const roles = await find<SubjectRoles & { id: number }>(
    client,
    known,
    (ids) => sql`/* find roles */ SELECT w.id, EXISTS (SELECT FROM park f WHERE f.id = w.id) AS "isPark",
        EXISTS (SELECT FROM project f WHERE f.id = w.id) AS "isProject",
        EXISTS (SELECT FROM enterprise f WHERE f.id = w.id) AS "isEnterprise",
        EXISTS (SELECT FROM programme f WHERE f.id = w.id) AS "isProgramme" FROM unnest(${ids}::int[]) w(id)`,
    ({ id }) => String(id),
  )
  const subjects = [...found].map(([slug, subject]) => {
    const role = roles.get(String(subject.id))
    if (!role) throw new Error(`Nothing is told of subject ${subject.id}`)
    return [slug, { ...role, ...subject }] as const
  })
  const codes = facts.flatMap(({ source }) => source ?? [])
  return { subjects: new Map(subjects), sources: await findSources(client, viewer, codes) }
}

/** The slugs of the subjects that a fact names. */
function listSubjects({ kind, subject, content }: Told): string[] {
  const others = Object.keys(getFactKind(kind).subjects).map((name) => content[name])
  return [subject, ...others.filter((slug) => typeof slug === 'string')]
}

/** The subject that a fact is told of: its park reports the fact. */
export function getOwner({ subjects }: Ground, { subject }: Pick<Told, 'subject'>): FactSubject {
  const owner = subjects.get(subject)
  if (!owner) throw new Error('A fact is told of nothing')
  return owner
}

export const idOfIn =
  ({ subjects }: Ground): IdOf =>
  (slug) =>
    slug === undefined ? null : subjects.get(slug)?.id
