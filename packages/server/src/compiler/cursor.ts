import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'

/** Types of values that rows can be ordered by, and what a cursor may hold for each. */
const patterns = {
  text: /^[^\0]*$/su,
  integer: /^-?\d{1,18}$/,
  numeric: /^-?\d{1,400}(\.\d{1,400})?$/,
  date: /^-?(\d{4}-\d{2}-\d{2}|infinity)$/,
  boolean: /^(true|false)$/,
} as const

export type KeyType = keyof typeof patterns

/** Position of a row in an ordered list: the values that it was ordered by, as text. */
export type Position = readonly (string | null)[]

/**
 * A cursor is opaque to callers: base64url of a JSON array that holds a fingerprint of the list and its order, then
 * the position. The fingerprint makes a cursor of another list or order an error and never a wrong page.
 */
export function encodeCursor(fingerprint: string, position: Position): string {
  return Buffer.from(JSON.stringify([fingerprint, ...position])).toString('base64url')
}

export function decodeCursor(
  cursor: string,
  fingerprint: string,
  types: readonly KeyType[],
  argument: string,
): Position {
  const refuse = (why: string) =>
    new AppError('BAD_CURSOR', `${argument}: ${why}. Use a cursor that this list returned for the same orderBy.`, {
      argument,
    })
  const [found, ...position] = parse(cursor) ?? []
  if (typeof found !== 'string') throw refuse('not a cursor')
  if (found !== fingerprint) throw refuse('the cursor belongs to another list or order')
  if (position.length !== types.length) throw refuse('not a cursor')
  position.forEach((value, index) => {
    const type = types[index] as KeyType
    if (value !== null && !(typeof value === 'string' && patterns[type].test(value) && value.isWellFormed()))
      throw refuse('not a cursor')
  })
  return position as Position
}

/** Names a list and its order in a few characters. */
export function fingerprintOf(list: string, order: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([list, order]))
    .digest('base64url')
    .slice(0, 8)
}

function parse(cursor: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
