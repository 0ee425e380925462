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

/** @throws RefusalError `NOT_FOUND` for subjects that are not there or hidden, `FORBIDDEN` where the viewer may not write */
export async function readGround(
  client: pg.ClientBase,
  viewer: Viewer,
  figures: readonly NewObservation[],
): Promise<Ground> {
  const names = (name: 'subject' | 'indicator' | 'source') => [...new Set(figures.map((figure) => figure[name]))]
  const subjects = await find<Subject>(
    client,
    sql`/* find subjects */ SELECT s.slug, s.id, s.reporting_park_id AS "parkId" FROM subject s
      WHERE s.slug = ANY (${names('subject')}::text[]) AND ${isVisible('s', viewer)}`,
    ({ slug }) => slug,
  )
  requireSubjects(viewer, names('subject'), subjects)
  const indicators = await find<Indicator>(
    client,
    sql`/* find indicators */ SELECT i.code, i.id, i.dimension, i.label_zh AS "labelZh" FROM indicator i
      WHERE i.code = ANY (${names('indicator')}::text[])`,
    ({ code }) => code,
  )
  const sources = await find<Source>(
    client,
    sql`/* find sources */ SELECT s.code, s.id, s.published_from::text AS "publishedFrom", s.published_to::text AS "publishedTo"
      FROM source s WHERE s.code = ANY (${names('source')}::text[]) AND ${isVisibleAnywhere('s', viewer)}`,
    ({ code }) => code,
  )
  return { subjects, indicators, sources }
}

async function find<Row extends object>(
  client: pg.ClientBase,
  { text, values }: Sql,
  keyOf: (row: Row) => string,
): Promise<Map<string, Row>> {
  const { rows } = await client.query<Row>({ text, values })
  return new Map(rows.map((row) => [keyOf(row), row]))
}

function requireSubjects(viewer: Viewer, slugs: readonly string[], subjects: Ground['subjects']): void {
  const absent = slugs.filter((slug) => !subjects.has(slug))
  if (absent.length > 0) throw new RefusalError('NOT_FOUND', `There is no subject ${list(absent)}.`)
  const closed = slugs.filter((slug) => !mayWrite(viewer, subjects.get(slug)?.parkId ?? 0))
  if (closed.length === 0) return
  const why = `Recording figures takes the role EDITOR for the park that reports them: of ${list(closed)}.`
  throw new RefusalError('FORBIDDEN', why)
}

/** Names as they were given, a few of them, and the beginnings of long ones. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name.length > 120 ? `${name.slice(0, 120)}…` : name}"`)
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ')
}
