import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Issue, RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'

/** What is asked for, and the key by which it is known when it is asked for again. */
export interface Request {
  readonly operation: string
  /** What was given, without the key: of null and what is left out, where these mean the same, always the one. */
  readonly input: unknown
  /** 1 to 200 printable characters. */
  readonly idempotencyKey: string
}

/** What a request left: its outcome where it was carried out before, else the place where the outcome goes. */
export type Claim<Outcome> = { readonly outcome: Outcome } | { readonly place: string }

const form = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,200}$/u

/** What is wrong with an idempotency key, or nothing. */
export function checkKey(key: string): Issue[] {
  if (form.test(key) && key.trim() === key) return []
  const message = 'takes 1 to 200 printable characters without blanks at the ends, such as a UUID of your own'
  return [{ path: ['idempotencyKey'], code: 'INVALID_KEY', message }]
}

/**
 * Takes the key of a request, or finds what it left. Whoever comes with the same key meanwhile waits for this transaction, and is
 * then tried again: PostgreSQL lets no serializable one see a row that is younger than itself.
 *
 * @throws RefusalError `KEY_USED` where another input or operation has it
 */
export async function claimKey<Outcome>(
  client: pg.ClientBase,
  viewer: Viewer,
  { operation, input, idempotencyKey }: Request,
): Promise<Claim<Outcome>> {
  const hash = hashInput(input)
  const claimed = await client.query<{ place: string }>(
    `/* claim key */ INSERT INTO idempotent_request (actor, key, operation, hash, outcome) VALUES ($1, $2, $3, $4, 'null')
     ON CONFLICT DO NOTHING RETURNING ctid::text AS place`,
    [viewer.actor, idempotencyKey, operation, hash],
  )
  if (claimed.rows[0]) return claimed.rows[0]
  const found = await findOutcome<Outcome>(client, viewer, { operation, input, idempotencyKey })
  if (!found) throw new Error('The key is taken, and not there')
  return found
}

/**
 * What a request left that was carried out before; null where it was not.
 *
 * @throws RefusalError `KEY_USED` where another input or operation has its key
 */
export async function findOutcome<Outcome>(
  client: pg.ClientBase,
  viewer: Viewer,
  { operation, input, idempotencyKey }: Request,
): Promise<{ readonly outcome: Outcome } | null> {
  const { rows } = await client.query<{ operation: string; hash: Buffer; outcome: Outcome }>(
    '/* find request */ SELECT operation, hash, outcome FROM idempotent_request WHERE actor = $1 AND key = $2',
    [viewer.actor, idempotencyKey],
  )
  const [found] = rows
  if (!found) return null
  if (found.operation === operation && found.hash.equals(hashInput(input))) return { outcome: found.outcome }
  const other = found.operation === operation ? 'other input' : `the operation ${found.operation}`
  const why = `The idempotency key was used for ${other} already. Give each request a key of its own.`
  const clashes = [{ path: ['idempotencyKey'], message: why, figure: null }]
  throw new RefusalError('KEY_USED', why, { clashes })
}

/** Keeps the outcome of a request whose key was claimed. */
export async function keepOutcome(client: pg.ClientBase, place: string, outcome: unknown): Promise<void> {
  // By its place: a search would lock what it passes, and put other requests in the way of this one.
  await client.query('/* keep outcome */ UPDATE idempotent_request SET outcome = $2 WHERE ctid = $1::tid', [
    place,
    JSON.stringify(outcome ?? null),
  ])
}

/**
 * Told apart are inputs that mean something else, and not the order of their names or what was left out. Null is told apart too, since it
 * may empty what leaving out keeps: where both mean the same, an input has the one or the other, however it came.
 */
function hashInput(input: unknown): Buffer {
  const text = JSON.stringify(input, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(byName))
      : value,
  )
  return createHash('sha256').update(text).digest()
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)
