import type pg from 'pg'
import { cut, type IssueCode, RefusalError } from '../refusal.ts'
import { type Sql, sql } from '../sql.ts'
import type { AccessLevel, Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { mayWrite } from './rights.ts'

export interface FoundSubject {
  readonly slug: string
  readonly id: number
  /** Id of the park that reports it. */
  readonly parkId: number
  readonly accessLevel: AccessLevel
}

export interface FoundSource {
  readonly code: string
  readonly id: number
  readonly publishedFrom: string
  readonly publishedTo: string
  /** Id of the park that reports it. */
  readonly parkId: number
  readonly accessLevel: AccessLevel
  /** Whether it is not cited anew. */
  readonly isArchived: boolean
}

/**
 * The subjects with these slugs, by slug.
 *
 * @throws RefusalError `NOT_FOUND` for those that are not there or hidden
 */
export async function getSubjects(
  client: pg.ClientBase,
  viewer: Viewer,
  slugs: readonly string[],
): Promise<Map<string, FoundSubject>> {
  const found = await findSubjects(client, viewer, slugs)
  const absent = [...new Set(slugs)].filter((slug) => !found.has(slug))
  if (absent.length > 0) throw new RefusalError('NOT_FOUND', `There is no subject ${listNames(absent)}.`)
  return found
}

/** The subjects with these slugs that the viewer sees, by slug. */
export function findSubjects(
  client: pg.ClientBase,
  viewer: Viewer,
  slugs: readonly string[],
): Promise<Map<string, FoundSubject>> {
  return find<FoundSubject>(
    client,
    slugs,
    (
      names,
    ) => sql`/* find subjects */ SELECT s.slug, s.id, s.reporting_park_id AS "parkId", s.access_level AS "accessLevel" FROM subject s
      WHERE s.slug = ANY (${names}::text[]) AND ${isVisible('s', viewer)}`,
    ({ slug }) => slug,
  )
}

/** The documents with these codes that the viewer sees, by code. */
export function findSources(
  client: pg.ClientBase,
  viewer: Viewer,
  codes: readonly string[],
): Promise<Map<string, FoundSource>> {
  return find<FoundSource>(
    client,
    codes,
    (
      names,
    ) => sql`/* find sources */ SELECT s.code, s.id, s.published_from::text AS "publishedFrom", s.published_to::text AS "publishedTo",
        s.reporting_park_id AS "parkId", s.access_level AS "accessLevel", s.is_archived AS "isArchived"
      FROM source s WHERE s.code = ANY (${names}::text[]) AND ${isVisible('s', viewer)}`,
    ({ code }) => code,
  )
}

export const ARCHIVED_SOURCE = { code: 'ARCHIVED_SOURCE', message: 'is archived, and not cited anew' } as const

/** Why what is recorded may not cite the document that was found by a code, or null. */
export function explainUncited(
  source: FoundSource | undefined,
): { readonly code: IssueCode; readonly message: string } | null {
  if (!source) return { code: 'UNKNOWN_SOURCE', message: 'there is no document with that code' }
  return source.isArchived ? ARCHIVED_SOURCE : null
}

const needsEditor = (what: string, slugs: readonly string[]) =>
  `${what} takes the role EDITOR for the park that reports them: of ${listNames(slugs)}.`

/** Why the viewer may not do this with the subject that was found by a slug, or null. */
export function explainRefused(viewer: Viewer, slug: string, subject: FoundSubject | undefined, what: string) {
  if (!subject) return { code: 'NOT_FOUND', message: `There is no subject ${listNames([slug])}.` } as const
  if (mayWrite(viewer, subject.parkId)) return null
  return { code: 'FORBIDDEN', message: needsEditor(what, [slug]) } as const
}

/** @throws RefusalError `FORBIDDEN` where the viewer is no EDITOR for the parks that report these subjects */
export function requireEditor(viewer: Viewer, subjects: Iterable<FoundSubject>, what: string): void {
  const closed = [...subjects].filter(({ parkId }) => !mayWrite(viewer, parkId)).map(({ slug }) => slug)
  if (closed.length === 0) return
  throw new RefusalError('FORBIDDEN', needsEditor(what, [...new Set(closed)]))
}

/** What the names lead to, by name; where there is none, nothing is asked. */
export async function find<Row extends object>(
  client: pg.ClientBase,
  names: readonly string[],
  select: (names: readonly string[]) => Sql,
  keyOf: (row: Row) => string,
): Promise<Map<string, Row>> {
  if (names.length === 0) return new Map()
  const { text, values } = select([...new Set(names)])
  const { rows } = await client.query<Row>({ text, values })
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/** Names as they were given, a few of them, and the beginnings of long ones. */
function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${cut(name)}"`)
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ')
}
