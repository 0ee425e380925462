import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { requireText } from '../texts.ts'
import { localOwner, type Viewer } from '../viewer.ts'
import { writeAs } from '../write/transaction.ts'
import { insertGrant, parseRole, type Scope } from './scope.ts'
import { isSameHash, makeToken, type ParsedToken, parseToken } from './token.ts'

export interface NewKey {
  /** What people call its holder. */
  readonly label: string
  readonly role: string
  readonly scope: Scope
  /** Last day on which it works, by UTC; null for no end. */
  readonly expires: string | null
}

/**
 * Makes a key, and answers its text: it is kept nowhere.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`
 */
export function createKey(pool: pg.Pool, viewer: Viewer, { label, role, scope, expires }: NewKey): Promise<string> {
  const known = parseRole(role)
  if (!label.trim()) throw new RefusalError('BAD_USER_INPUT', 'The label is empty: say who or what holds the key.')
  requireText(label.trim(), 'name', 'The label')
  const end = expires === null ? null : parseLastDay(expires)
  const token = makeToken()
  return writeAs(pool, viewer, 'create key', async (client) => {
    const principal = await insertKey(client, viewer, read(token), label.trim(), end)
    await insertGrant(client, viewer.actor, principal, known, scope)
    return token
  })
}

/** The instant at which a day has ended. */
function parseLastDay(day: string): Date {
  const end = new Date(`${day}T24:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(end.getTime())
  const last = isDay ? new Date(end.getTime() - 1).toISOString().slice(0, 10) : ''
  if (last !== day) throw new RefusalError('BAD_USER_INPUT', `"${day}" is no day, such as 2027-12-31.`)
  if (end <= new Date()) throw new RefusalError('BAD_USER_INPUT', `${day} is past: the key would never work.`)
  return end
}

function read(token: string): ParsedToken {
  const parsed = parseToken(token)
  if (!parsed) throw new RefusalError('BAD_USER_INPUT', 'The key is malformed.')
  return parsed
}

async function insertKey(
  client: pg.ClientBase,
  viewer: Viewer,
  { prefix, hash }: ParsedToken,
  label: string,
  end: Date | null,
): Promise<number> {
  const { rows } = await client.query<{ principal_id: number }>(
    `/* create key */ WITH p AS (INSERT INTO principal (kind, label) VALUES ('KEY', $1) RETURNING id)
     INSERT INTO api_key (principal_id, prefix, hash, created_by, expires_at) SELECT id, $2, $3, $4, $5 FROM p
     RETURNING principal_id`,
    [label, prefix, hash, viewer.actor, end],
  )
  return rows[0]?.principal_id ?? 0
}

/**
 * Ends a key at once.
 *
 * @throws RefusalError `NOT_FOUND`, `ALREADY_REVOKED`
 */
export async function revokeKey(pool: pg.Pool, viewer: Viewer, prefix: string): Promise<void> {
  await writeAs(pool, viewer, `revoke key ${prefix}`, async (client) => {
    const { rowCount } = await client.query(
      `/* revoke key */ UPDATE api_key SET revoked_at = now(), revoked_by = $2 WHERE prefix = $1 AND revoked_at IS NULL`,
      [prefix, viewer.actor],
    )
    if (rowCount) return
    const { rows } = await client.query('/* find key */ SELECT FROM api_key WHERE prefix = $1', [prefix])
    if (rows.length > 0) throw new RefusalError('ALREADY_REVOKED', `The key ${prefix} is revoked already.`)
    throw new RefusalError('NOT_FOUND', `There is no key with the prefix "${prefix}".`)
  })
}

/**
 * Sees to it that somebody can get in: takes the admin key that is given, or makes one where there is no key at all, and
 * answers what it made. A given key that was revoked stays so.
 *
 * @throws Error where another key has the prefix of the given one
 */
export async function ensureAdminKey(pool: pg.Pool, given?: string): Promise<string | null> {
  const token = given ?? makeToken()
  const { prefix, hash } = read(token)
  const find = (client: pg.ClientBase | pg.Pool) =>
    client.query<{ hash: Buffer }>(
      '/* find key */ SELECT hash FROM api_key WHERE $1::text IS NULL OR prefix = $1 LIMIT 1',
      [given ? prefix : null],
    )
  const isThere = (found: { hash: Buffer } | undefined) => {
    if (given && found && !isSameHash(found.hash, hash))
      throw new Error(`ADMIN_KEY: another key has the prefix ${prefix}. Give one with a prefix of its own.`)
    return found !== undefined
  }
  if (isThere((await find(pool)).rows[0])) return null
  return writeAs(pool, localOwner, 'create admin key', async (client) => {
    // Of several starts on one database, one makes it.
    await client.query('LOCK TABLE api_key IN SHARE ROW EXCLUSIVE MODE')
    if (isThere((await find(client)).rows[0])) return null
    const label = given ? 'ADMIN_KEY' : 'first start'
    await insertGrant(
      client,
      localOwner.actor,
      await insertKey(client, localOwner, { prefix, hash }, label, null),
      'ADMIN',
      {
        isAll: true,
      },
    )
    return given ? null : token
  })
}
