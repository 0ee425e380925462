import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { sql } from '../sql.ts'
import { type AccessRole, accessRoles, type Viewer } from '../viewer.ts'
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

/** @throws RefusalError `FORBIDDEN` for whoever had a key, or a role, that they have no more, or that covers less by now */
export async function requireUnchanged(client: pg.ClientBase, { grants, trace }: Viewer): Promise<void> {
  const { rowCount } = await client.query(
    `/* is unchanged */ SELECT WHERE EXISTS (SELECT FROM access_grant WHERE id = ANY ($1) AND revoked_at IS NOT NULL)
      OR EXISTS (SELECT FROM api_key WHERE prefix = $2 AND (revoked_at IS NOT NULL OR expires_at <= clock_timestamp()))`,
    [grants.map(({ id }) => id), trace?.keyPrefix ?? null],
  )
  if (rowCount || (await coversLess(client, grants, trace?.principalId ?? null)))
    throw new RefusalError(
      'FORBIDDEN',
      'The key, or a role of its holder, was revoked meanwhile: nothing was recorded.',
    )
}

/** Whether a park went out of what a role is for: with a membership that was withdrawn, or into another region. */
async function coversLess(client: pg.ClientBase, grants: Viewer['grants'], principal: number | null): Promise<boolean> {
  if (principal === null) return false
  const { text, values } = selectGrants(sql`p.id = ${principal}::int`)
  const [now] = (await client.query<{ grants: Viewer['grants'] }>({ text, values })).rows
  const held = new Map(now?.grants.map(({ id, parks }) => [id, new Set(parks)]))
  return grants.some(({ id, parks }) => parks.some((park) => !held.get(id)?.has(park)))
}

/**
 * What is refused has to be visible to the viewer: whether it is there may be told.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export function requireRole(viewer: Viewer, parkId: number, role: AccessRole, what: string): void {
  if (!mayWrite(viewer, parkId, role)) throw new RefusalError('FORBIDDEN', `${what} takes the role ${role} there.`)
}
