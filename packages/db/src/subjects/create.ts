import type pg from 'pg'
import { insertFacets, insertSubjects } from '../load/load-subjects.ts'
import { explainSlug, type SubjectEntry } from '../load/shapes.ts'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { hasRole } from '../write/rights.ts'
import { drawIds } from '../write/rows.ts'
import { readEntry, type ToldSubject } from './entry.ts'
import { checkReporting, explainPark, findReportingParks, type ReportingPark } from './reporting-park.ts'
import { refuseTaken } from './taken.ts'

export interface NewSubject extends ToldSubject {
  /** Slug of the park that reports it; null for a park that reports for itself. */
  readonly reportingPark: string | null
  readonly idempotencyKey: string
}

/**
 * Makes a subject known, which figures and facts are then told of. It takes the role EDITOR for the park that reports it, and of a park
 * that reports for itself, the role EDITOR for its region or for all. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `CODE_TAKEN`, `KEY_USED`, `CONTENTION`
 */
export function createSubject(pool: pg.Pool, viewer: Viewer, created: NewSubject): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = created
  const { kind, slug } = created
  const operation = `create${kind.charAt(0)}${kind.slice(1).toLowerCase()}`
  return mutate(
    pool,
    viewer,
    { operation, input, idempotencyKey, reason: `create ${slug}` },
    async (client, viewer) => {
      const park = await getReportingPark(client, viewer, created)
      const { entry, issues } = checkCreation(created, park)
      refuseIssues(issues)
      if (!entry) throw new Error('An entry without issues is none')
      await refuseTaken(client, entry, null)
      const [id = ''] = await insertCreations(client, [{ entry, parkId: park?.id ?? null }])
      return { id: Number(id) }
    },
  )
}

/** The subject as data sets tell it, with everything that is wrong with it, whatever else there is. */
export function checkCreation(
  created: Omit<NewSubject, 'idempotencyKey'>,
  park: ReportingPark | null,
): { readonly entry?: SubjectEntry; readonly issues: Issue[] } {
  const { entry, issues } = readEntry(created)
  const slugIssues = entry && park ? checkSlug(entry, park.slug) : []
  const all = [...issues, ...slugIssues, ...(park ? checkReporting(park) : []), ...checkAccess(created)]
  return { ...(entry ? { entry } : {}), issues: all }
}

/** A subject that nothing is wrong with, and the park that reports it: null where it does so itself. */
export interface Creation {
  readonly entry: SubjectEntry
  readonly parkId: number | null
}

/** Yields the ids that the subjects have now, in their order. */
export async function insertCreations(client: pg.ClientBase, creations: readonly Creation[]): Promise<string[]> {
  const ids = await drawIds(client, 'subject', creations.length)
  const entries = creations.map(({ entry }) => entry)
  const idOf = new Map(entries.map(({ slug }, index) => [slug, ids[index] ?? '']))
  const parkOf = new Map(creations.map(({ entry: { slug }, parkId }) => [slug, parkId]))
  await insertSubjects(client, entries, idOf, ({ slug }) => String(parkOf.get(slug) ?? idOf.get(slug)))
  await insertFacets(client, entries, idOf)
  return ids
}

async function getReportingPark(
  client: pg.ClientBase,
  viewer: Viewer,
  { reportingPark, fields }: NewSubject,
): Promise<ReportingPark | null> {
  if (reportingPark === null) {
    requireRegion(viewer, fields['regionCode'])
    return null
  }
  const park = (await findReportingParks(client, viewer, [reportingPark])).get(reportingPark)
  const refusal = explainPark(viewer, reportingPark, park)
  if (refusal) throw new RefusalError(refusal.code, refusal.message)
  return park ?? null
}

const isOfRegion = ({ regionPrefix }: Grant, region: unknown) =>
  regionPrefix !== null && typeof region === 'string' && region.startsWith(regionPrefix)

/** Rows that a new park reports are those of whoever has a role for its region, or for all. */
function requireRegion(viewer: Viewer, region: unknown): void {
  const isFor = (grant: Grant) => grant.isAll || isOfRegion(grant, region)
  if (hasRole(viewer, 'EDITOR', isFor)) return
  const why = 'Making a park known that reports for itself takes the role EDITOR for its region, or for all'
  throw new RefusalError('FORBIDDEN', `${why}: else name the park that reports it.`)
}

const checkAccess = ({ accessLevel }: Pick<NewSubject, 'accessLevel'>): Issue[] =>
  accessLevel === 'PUBLIC'
    ? [
        {
          path: ['accessLevel'],
          code: 'NOT_PUBLIC',
          message: 'subjects become public by publishing: give INTERNAL first',
        },
      ]
    : []

function checkSlug(entry: SubjectEntry, park: string): Issue[] {
  const message = explainSlug(entry, park)
  return message ? [{ path: ['slug'], code: 'INVALID_TEXT', message }] : []
}
