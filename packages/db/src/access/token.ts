import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Text of an API key: what tells which key it is, and 32 secret bytes. */
const form = /^pg_([a-z0-9]{8})_([A-Za-z0-9_-]{43})$/

export interface ParsedToken {
  /** The readable part, which is no secret. */
  readonly prefix: string
  /** SHA-256 of the secret: all that is kept. It needs no salt and no slow hash, since 32 random bytes cannot be guessed. */
  readonly hash: Buffer
}

/** A new key, of which nobody else knows. */
export function makeToken(): string {
  const prefix = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
  return `pg_${prefix}_${randomBytes(32).toString('base64url')}`
}

/** The parts of a key; null where the text is none. */
export function parseToken(token: string): ParsedToken | null {
  const [, prefix = '', text = ''] = form.exec(token) ?? []
  const secret = Buffer.from(text, 'base64url')
  // The last letter holds two bits too many: only one spelling is the key.
  if (secret.length !== 32 || secret.toString('base64url') !== text) return null
  return { prefix, hash: createHash('sha256').update(secret).digest() }
}

/** Compares hashes in the same time wherever they differ. */
export function isSameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
