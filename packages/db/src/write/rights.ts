import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { sql } from '../sql.ts'
import { type AccessRole, accessRoles, createViewer, nameSubject, type Viewer } from '../viewer.ts'
import { selectGrants } from './grants.ts'

/** Whether the viewer has this role, or one above it, for the rows that a park reports. */
export function mayWrite(viewer: Viewer, parkId: number, role: AccessRole = 'EDITOR'): boolean {
  return hasRole(viewer, role, ({ isAll, parks }) => isAll || parks.includes(parkId))
}

/** Whether the viewer has this role, or one above it, for any park: what imports take, which no park reports. */
export function mayWriteAnywhere(viewer: Viewer, role: AccessRole = 'EDITOR'): boolean {
  return hasRole(viewer, role, ({ isAll, parks }) => isAll || parks.length > 0)
}

/** Whether the viewer has this role, or one above it, by a grant of which `isFor` holds. */
export function hasRole(
  viewer: Viewer,
  role: AccessRole,
  isFor: (grant: Viewer['grants'][number]) => boolean,
): boolean {
  const least = accessRoles.indexOf(role)
  return viewer.grants.some((grant) => accessRoles.indexOf(grant.role) >= least && isFor(grant))
}

/** @throws RefusalError `FORBIDDEN` for whoever may import nothing */
export function requireImporter(viewer: Viewer): void {
  if (!mayWriteAnywhere(viewer)) throw new RefusalError('FORBIDDEN', 'Importing takes the role EDITOR for some park.')
}

type Now = Pick<Viewer, 'label' | 'grants'> & { readonly id: number; readonly isValid: boolean }

/**
 * The viewer by the rights of now: who was let in when a request came, or waited to write, may do less by then, or more.
 *
 * @throws RefusalError `FORBIDDEN` where the key or token that they came with ended
 */
export async function renewViewer(client: Pick<pg.ClientBase, 'query'>, viewer: Viewer): Promise<Viewer> {
  const { trace, unknown, endsAt = Number.POSITIVE_INFINITY } = viewer
  if (endsAt <= Date.now()) throw ended()
  const { principalId = null, keyPrefix = null, requestId = null } = trace ?? {}
  if (principalId === null && !unknown) return viewer
  const isThem = unknown
    ? sql`p.issuer = ${unknown.issuer} AND p.subject = ${unknown.subject}`
    : sql`p.id = ${principalId}::int`
  const { text, values } =
    sql`/* renew viewer */ SELECT g.id, g.label, g.grants, ${keyPrefix}::text IS NULL OR EXISTS (SELECT FROM api_key
      WHERE prefix = ${keyPrefix} AND revoked_at IS NULL AND coalesce(expires_at > clock_timestamp(), TRUE)) AS "isValid"
    FROM (${selectGrants(isThem)}) g`
  const [now] = (await client.query<Now>({ text, values })).rows
  if (!now && unknown) return viewer
  if (!now?.isValid) throw ended()
  const { id, label, grants } = now
  if (!unknown) return createViewer({ ...viewer, grants })
  const { unknown: _, ...known } = viewer
  return createViewer({
    ...known,
    actor: nameSubject(id),
    label,
    grants,
    trace: { principalId: id, keyPrefix, requestId },
  })
}

/** @throws RefusalError `FORBIDDEN` for whoever had a key or token, or a role, that ended, or that covers less by now */
export async function requireUnchanged(client: pg.ClientBase, viewer: Viewer): Promise<void> {
  const now = await renewViewer(client, viewer)
  const held = new Map(now.grants.map(({ id, parks }) => [id, new Set(parks)]))
  // A park goes out of what a role is for with a membership that is withdrawn, or into another region.
  if (viewer.grants.every(({ id, parks }) => held.has(id) && parks.every((park) => held.get(id)?.has(park)))) return
  throw new RefusalError('FORBIDDEN', 'A role of whoever asks was revoked meanwhile: nothing was recorded.')
}

const ended = () =>
  new RefusalError('FORBIDDEN', 'The key or token is valid no more: it ended meanwhile, and nothing was recorded.')

/**
 * What is refused has to be visible to the viewer: whether it is there may be told.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export function requireRole(viewer: Viewer, parkId: number, role: AccessRole, what: string): void {
  if (!mayWrite(viewer, parkId, role)) throw new RefusalError('FORBIDDEN', `${what} takes the role ${role} there.`)
}
