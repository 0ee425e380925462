import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { requireText } from '../texts.ts'
import type { AccessRole, Viewer } from '../viewer.ts'
import { writeAs } from '../write/transaction.ts'
import { insertGrant, parseRole, type Scope } from './scope.ts'

/** Whom a role is granted: the holder of a key, or a subject of an issuer. */
export type Grantee =
  | { readonly prefix: string }
  | { readonly issuer: string; readonly subject: string; readonly label: string | null }

/** Whether something can be the subject of a token: by OpenID Connect, a text of at most 255 characters. */
export const isSubject = (subject: unknown): subject is string =>
  typeof subject === 'string' && /^\P{C}{1,255}$/u.test(subject)

/**
 * Grants a role. A subject that is not known yet becomes so. Answers the id of the grant.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`, `ALREADY_GRANTED`
 */
export function grantRole(
  pool: pg.Pool,
  viewer: Viewer,
  grant: { readonly to: Grantee; readonly role: string; readonly scope: Scope },
): Promise<number> {
  const role = parseRole(grant.role)
  return writeAs(pool, viewer, `grant ${role}`, async (client) => {
    const principal = await findPrincipal(client, grant.to)
    return insertGrant(client, viewer.actor, principal, role, grant.scope)
  })
}

async function findPrincipal(client: pg.ClientBase, to: Grantee): Promise<number> {
  if (!('prefix' in to)) {
    if (!isSubject(to.subject)) throw new RefusalError('BAD_USER_INPUT', 'The subject is none that a token can have.')
    if (to.label !== null) requireText(to.label, 'name', 'The label')
  }
  const { rows } =
    'prefix' in to
      ? await client.query<{ id: number }>('/* find key */ SELECT principal_id AS id FROM api_key WHERE prefix = $1', [
          to.prefix,
        ])
      : await client.query<{ id: number }>(
          `/* know subject */ INSERT INTO principal AS p (kind, issuer, subject, label) VALUES ('OIDC', $1, $2, $3)
           ON CONFLICT (issuer, subject) DO UPDATE SET label = coalesce(excluded.label, p.label) RETURNING id`,
          [to.issuer, to.subject, to.label],
        )
  const [found] = rows
  if (!found && 'prefix' in to) throw new RefusalError('NOT_FOUND', `There is no key with the prefix "${to.prefix}".`)
  return found?.id ?? 0
}

/**
 * Takes a grant back, at once.
 *
 * @throws RefusalError `NOT_FOUND`, `ALREADY_REVOKED`
 */
export async function withdrawGrant(pool: pg.Pool, viewer: Viewer, id: number): Promise<void> {
  await writeAs(pool, viewer, `withdraw grant ${id}`, async (client) => {
    const { rowCount } = await client.query(
      `/* withdraw */ UPDATE access_grant SET revoked_at = now(), revoked_by = $2 WHERE id = $1 AND revoked_at IS NULL`,
      [id, viewer.actor],
    )
    if (rowCount) return
    const { rows } = await client.query('/* find grant */ SELECT FROM access_grant WHERE id = $1', [id])
    if (rows.length > 0) throw new RefusalError('ALREADY_REVOKED', `The grant ${id} is withdrawn already.`)
    throw new RefusalError('NOT_FOUND', `There is no grant ${id}.`)
  })
}

export interface PrincipalItem {
  /** Prefix of the key; null for a subject of an issuer. */
  readonly prefix: string | null
  readonly subject: string | null
  readonly label: string | null
  readonly state: 'ACTIVE' | 'EXPIRED' | 'REVOKED'
  /** Instants to the second, by UTC. */
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  /** Those that hold, each with what it is for: a slug, digits of a region, or all. */
  readonly grants: readonly { readonly id: number; readonly role: AccessRole; readonly scope: string }[]
}

const instant = (name: string) => `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Everybody who is known, in the order in which they became so. The viewer has to be whoever owns the machine. */
export async function listPrincipals(pool: pg.Pool, viewer: Viewer): Promise<PrincipalItem[]> {
  if (viewer.kind !== 'LOCAL') return []
  const { rows } = await pool.query<PrincipalItem>(`/* list principals */ SELECT k.prefix, p.subject, p.label,
      CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED' WHEN k.expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END AS state,
      ${instant('coalesce(k.created_at, p.created_at)')} AS "createdAt", ${instant('k.expires_at')} AS "expiresAt",
      ${instant('k.last_used_at')} AS "lastUsedAt",
      coalesce((SELECT json_agg(json_build_object('id', g.id, 'role', g.role,
          'scope', CASE WHEN g.is_all THEN 'all' ELSE coalesce('region ' || g.region_prefix, 'park ' || s.slug) END) ORDER BY g.id)
        FROM access_grant g LEFT JOIN subject s ON s.id = g.park_id
        WHERE g.principal_id = p.id AND g.revoked_at IS NULL), '[]') AS grants
    FROM principal p LEFT JOIN api_key k ON k.principal_id = p.id ORDER BY p.id, k.id`)
  return rows
}
