import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { type Sql, sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible, isVisibleAnywhere } from '../visible.ts'
import { mayWrite } from './rights.ts'

export interface FoundSubject {
  readonly slug: string
  readonly id: number
  /** Id of the park that reports it. */
  readonly parkId: number
}

export interface FoundSource {
  readonly code: string
  readonly id: number
  readonly publishedFrom: string
  readonly publishedTo: string
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
  const names = [...new Set(slugs)]
  const found = await find<FoundSubject>(
    client,
    sql`/* find subjects */ SELECT s.slug, s.id, s.reporting_park_id AS "parkId" FROM subject s
      WHERE s.slug = ANY (${names}::text[]) AND ${isVisible('s', viewer)}`,
    ({ slug }) => slug,
  )
  const absent = names.filter((slug) => !found.has(slug))
  if (absent.length > 0) throw new RefusalError('NOT_FOUND', `There is no subject ${listNames(absent)}.`)
  return found
}

/** The documents with these codes that the viewer sees, by code. */
export function findSources(
  client: pg.ClientBase,
  viewer: Viewer,
  codes: readonly string[],
): Promise<Map<string, FoundSource>> {
  return find<FoundSource>(
    client,
    sql`/* find sources */ SELECT s.code, s.id, s.published_from::text AS "publishedFrom", s.published_to::text AS "publishedTo"
      FROM source s WHERE s.code = ANY (${[...new Set(codes)]}::text[]) AND ${isVisibleAnywhere('s', viewer)}`,
    ({ code }) => code,
  )
}

/** @throws RefusalError `FORBIDDEN` where the viewer is no EDITOR for the parks that report these subjects */
export function requireEditor(viewer: Viewer, subjects: Iterable<FoundSubject>, what: string): void {
  const closed = [...subjects].filter(({ parkId }) => !mayWrite(viewer, parkId)).map(({ slug }) => slug)
  if (closed.length === 0) return
  const why = `${what} takes the role EDITOR for the park that reports them: of ${listNames([...new Set(closed)])}.`
  throw new RefusalError('FORBIDDEN', why)
}

export async function find<Row extends object>(
  client: pg.ClientBase,
  { text, values }: Sql,
  keyOf: (row: Row) => string,
): Promise<Map<string, Row>> {
  const { rows } = await client.query<Row>({ text, values })
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/** Names as they were given, a few of them, and the beginnings of long ones. */
function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name.length > 120 ? `${name.slice(0, 120)}…` : name}"`)
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ')
}
