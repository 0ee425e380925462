import { beginsWithProvince } from '@parkgraph/statistics'
import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { type AccessRole, accessRoles } from '../viewer.ts'

/** What a role is granted for: exactly one of the three. */
export type Scope = { readonly park: string } | { readonly region: string } | { readonly isAll: true }

/** @throws RefusalError `BAD_USER_INPUT` for what is no role */
export function parseRole(text: string): AccessRole {
  const role = accessRoles.find((one) => one === text.toUpperCase())
  if (!role) throw new RefusalError('BAD_USER_INPUT', `"${text}" is no role: give ${accessRoles.join(', ')}.`)
  return role
}

/** @throws RefusalError `BAD_USER_INPUT` for a malformed region, `NOT_FOUND` for an unknown park */
async function findScope(client: pg.ClientBase, scope: Scope) {
  const none = { parkId: null, region: null, isAll: false }
  if ('isAll' in scope) return { ...none, isAll: true }
  if ('region' in scope) {
    const { region } = scope
    const isPrefix = /^\d{2}(\d{2}){0,2}$/.test(region)
    if (isPrefix && beginsWithProvince(region)) return { ...none, region }
    const why = isPrefix ? 'no code begins so' : 'give the first 2, 4 or 6 digits of its code'
    throw new RefusalError('BAD_USER_INPUT', `"${region}" is no region: ${why}, such as 4303.`)
  }
  const { rows } = await client.query<{ id: number }>(
    '/* find park */ SELECT p.id FROM park p JOIN subject s ON s.id = p.id WHERE s.slug = $1',
    [scope.park],
  )
  const [park] = rows
  if (!park) throw new RefusalError('NOT_FOUND', `There is no park with the slug "${scope.park}".`)
  return { ...none, parkId: park.id }
}

/** Grants a role within a transaction. Answers the id of the grant. */
export async function insertGrant(
  client: pg.ClientBase,
  actor: string,
  principal: number,
  role: AccessRole,
  scope: Scope,
): Promise<number> {
  const { parkId, region, isAll } = await findScope(client, scope)
  const { rows } = await client.query<{ id: number }>(
    `/* grant */ INSERT INTO access_grant (principal_id, role, park_id, region_prefix, is_all, granted_by)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
    [principal, role, parkId, region, isAll, actor],
  )
  const [grant] = rows
  if (!grant) throw new RefusalError('ALREADY_GRANTED', `They have the role ${role} there already.`)
  return grant.id
}
