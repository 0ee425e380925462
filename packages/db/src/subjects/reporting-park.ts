import type pg from 'pg'
import type { Issue } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { findSubjects } from '../write/ground.ts'
import { mayWrite } from '../write/rights.ts'

/** What is to report a new subject. */
export interface ReportingPark {
  readonly id: number
  readonly slug: string
  readonly isPark: boolean
  /** Whether it reports for itself, and not another park for it. */
  readonly isReporting: boolean
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
  return new Map(
    found.map(({ id, slug, parkId }) => [slug, { id, slug, isPark: parks.has(id), isReporting: parkId === id }]),
  )
}

/** Why the viewer may not make known what this reports, or null. */
export function explainPark(viewer: Viewer, slug: string, park: ReportingPark | undefined) {
  if (!park) return { code: 'NOT_FOUND', message: `There is no subject "${slug.slice(0, 120)}".` } as const
  if (mayWrite(viewer, park.id)) return null
  return { code: 'FORBIDDEN', message: `Making known what "${slug}" reports takes the role EDITOR there.` } as const
}

/** What is wrong with a park that is to report something. Rows of one that does not report for itself are with the park around it. */
export function checkReporting({ slug, isPark, isReporting }: ReportingPark): Issue[] {
  if (isPark && isReporting) return []
  const message = isPark ? `${slug} does not report for itself: name the park that reports it` : `${slug} is no park`
  return [{ path: ['reportingPark'], code: 'WRONG_KIND', message }]
}
