import type pg from 'pg'
import type { Viewer } from '../viewer.ts'
import { findSubjects } from '../write/ground.ts'
import { mayWrite } from '../write/rights.ts'

/** What is to report a new subject. */
export interface ReportingPark {
  readonly id: number
  readonly slug: string
  readonly isPark: boolean
}

/** Those with these slugs that the viewer sees, by slug. */
export async function findReportingParks(
  client: pg.ClientBase,
  viewer: Viewer,
  slugs: readonly string[],
): Promise<Map<string, ReportingPark>> {
  const found = [...(await findSubjects(client, viewer, slugs)).values()]
  if (found.length === 0) return new Map()
  const { rows } = await client.query<{ id: number }>('/* is park */ SELECT id FROM park WHERE id = ANY ($1)', [
    found.map(({ id }) => id),
  ])
  const parks = new Set(rows.map(({ id }) => id))
  return new Map(found.map(({ id, slug }) => [slug, { id, slug, isPark: parks.has(id) }]))
}

/** Why the viewer may not make known what this reports, or null. */
export function explainPark(viewer: Viewer, slug: string, park: ReportingPark | undefined) {
  if (!park) return { code: 'NOT_FOUND', message: `There is no subject "${slug.slice(0, 120)}".` } as const
  if (mayWrite(viewer, park.id)) return null
  return { code: 'FORBIDDEN', message: `Making known what "${slug}" reports takes the role EDITOR there.` } as const
}
