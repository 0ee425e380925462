import type { Database } from '../database.ts'
import { type Sql, sql } from '../sql.ts'
import { createViewer, type Grant, nameSubject, type Viewer } from '../viewer.ts'
import { selectGrants } from '../write/grants.ts'
import { isSameHash, parseToken } from './token.ts'

interface KeyRow {
  readonly principal_id: number
  readonly label: string
  readonly hash: Buffer
  readonly is_valid: boolean
  readonly is_stale: boolean
}

/** Compared with where no key has the prefix, so that this takes as long as where one has. */
const nobody = Buffer.alloc(32)

/** The holder of an API key; null where the key is malformed, unknown, expired or revoked, whichever it is. */
export async function findKeyHolder(database: Database, token: string): Promise<Viewer | null> {
  const parsed = parseToken(token)
  if (!parsed) return null
  const [key] = await database.query<KeyRow>(sql`/* find key */ SELECT k.principal_id, p.label, k.hash,
      k.revoked_at IS NULL AND coalesce(k.expires_at > now(), TRUE) AS is_valid,
      coalesce(k.last_used_at < now() - interval '1 minute', TRUE) AS is_stale
    FROM api_key k JOIN principal p ON p.id = k.principal_id WHERE k.prefix = ${parsed.prefix}`)
  const isSame = isSameHash(key?.hash ?? nobody, parsed.hash)
  if (!key || !isSame || !key.is_valid) return null
  if (key.is_stale) await noteUse(database, parsed.prefix)
  const { grants } = await readGrants(database, sql`p.id = ${key.principal_id}::int`)
  const trace = { principalId: key.principal_id, keyPrefix: parsed.prefix, requestId: null }
  return createViewer({ actor: `key:${parsed.prefix}`, kind: 'KEY', label: key.label, grants, trace })
}

/** At most once a minute: many requests at once must not wait for each other to write the same. */
async function noteUse(database: Database, prefix: string): Promise<void> {
  await database.query(sql`/* note use */ UPDATE api_key SET last_used_at = now() WHERE id = (SELECT id FROM api_key
    WHERE prefix = ${prefix} AND coalesce(last_used_at < now() - interval '1 minute', TRUE) FOR UPDATE SKIP LOCKED)`)
}

/** A subject of an issuer, whose token was verified, and when that ends, in milliseconds since 1970. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly endsAt: number
}

/** The subject of an issuer; who is not known here has no grants. */
export async function findSubject(database: Database, { issuer, subject, endsAt }: Identity): Promise<Viewer> {
  const { id, label, grants } = await readGrants(database, sql`p.issuer = ${issuer} AND p.subject = ${subject}`)
  const trace = { principalId: id, keyPrefix: null, requestId: null }
  const known = createViewer({ actor: nameSubject(id), kind: 'OIDC', label, grants, trace, endsAt })
  return id === null ? { ...known, unknown: { issuer, subject } } : known
}

interface Known {
  readonly id: number | null
  readonly label: string | null
  readonly grants: readonly Grant[]
}

async function readGrants(database: Database, isWanted: Sql): Promise<Known> {
  const [found] = await database.query<Known>(selectGrants(isWanted))
  return found ?? { id: null, label: null, grants: [] }
}
