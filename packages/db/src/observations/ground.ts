import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { type Sql, sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible, isVisibleAnywhere } from '../visible.ts'
import { mayWrite } from '../write/rights.ts'
import type { NewObservation } from './input.ts'

interface Subject {
  readonly slug: string
  readonly id: number
  readonly parkId: number
}

interface Indicator {
  readonly code: string
  readonly id: number
  readonly dimension: string
  readonly labelZh: string
}

interface Source {
  readonly code: string
  readonly id: number
  readonly publishedFrom: string
  readonly publishedTo: string
}

/** What figures refer to, by slug and code, as far as the viewer sees it. */
export interface Ground {
  readonly subjects: ReadonlyMap<string, Subject>
  readonly indicators: ReadonlyMap<string, Indicator>
  readonly sources: ReadonlyMap<string, Source>
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
  const ground = await findGround(client, viewer, wanted)
  requireSubjects(viewer, wanted.subject, ground.subjects)
  return ground
}

/** What there is of the names for the viewer: whether they may write is not asked. */
export async function findGround(client: pg.ClientBase, viewer: Viewer, names: Names): Promise<Ground> {
  const subjects = await find<Subject>(
    client,
    names.subject,
    sql`/* find subjects */ SELECT s.slug, s.id, s.reporting_park_id AS "parkId" FROM subject s
      WHERE s.slug = ANY (${names.subject}::text[]) AND ${isVisible('s', viewer)}`,
    ({ slug }) => slug,
  )
  const indicators = await find<Indicator>(
    client,
    names.indicator,
    sql`/* find indicators */ SELECT i.code, i.id, i.dimension, i.label_zh AS "labelZh" FROM indicator i
      WHERE i.code = ANY (${names.indicator}::text[])`,
    ({ code }) => code,
  )
  const sources = await find<Source>(
    client,
    names.source,
    sql`/* find sources */ SELECT s.code, s.id, s.published_from::text AS "publishedFrom", s.published_to::text AS "publishedTo"
      FROM source s WHERE s.code = ANY (${names.source}::text[]) AND ${isVisibleAnywhere('s', viewer)}`,
    ({ code }) => code,
  )
  return { subjects, indicators, sources }
}

async function find<Row extends object>(
  client: pg.ClientBase,
  names: readonly string[],
  { text, values }: Sql,
  keyOf: (row: Row) => string,
): Promise<Map<string, Row>> {
  if (names.length === 0) return new Map()
  const { rows } = await client.query<Row>({ text, values })
  return new Map(rows.map((row) => [keyOf(row), row]))
}

const NEEDS_ROLE = 'Recording figures takes the role EDITOR for the park that reports them'

/** Why the viewer may not record figures of a subject, or null. */
export function explainSubject(viewer: Viewer, slug: string, subjects: Ground['subjects']) {
  const subject = subjects.get(slug)
  if (!subject) return { code: 'NOT_FOUND', message: `There is no subject ${list([slug])}.` } as const
  if (mayWrite(viewer, subject.parkId)) return null
  return { code: 'FORBIDDEN', message: `${NEEDS_ROLE}: of ${list([slug])}.` } as const
}

function requireSubjects(viewer: Viewer, slugs: readonly string[], subjects: Ground['subjects']): void {
  const absent = slugs.filter((slug) => !subjects.has(slug))
  if (absent.length > 0) throw new RefusalError('NOT_FOUND', `There is no subject ${list(absent)}.`)
  const closed = slugs.filter((slug) => !mayWrite(viewer, subjects.get(slug)?.parkId ?? 0))
  if (closed.length === 0) return
  const why = `${NEEDS_ROLE}: of ${list(closed)}.`
  throw new RefusalError('FORBIDDEN', why)
}

/** Names as they were given, a few of them, and the beginnings of long ones. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name.length > 120 ? `${name.slice(0, 120)}…` : name}"`)
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ')
}
