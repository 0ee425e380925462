import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'

const matches = (pattern: RegExp) => (text: string) => pattern.test(text)

/** Types of values that rows can be ordered by, and what a cursor may hold for each. */
const checks = {
  text: matches(/^[^\0]*$/su),
  integer: matches(/^-?\d{1,18}$/),
  // A column that tells rows apart: never missing.
  key: matches(/^\d{1,18}$/),
  numeric: matches(/^-?\d{1,400}(\.\d{1,400})?$/),
  // The day after a period that ends with the year 9999 is the last one.
  date: (text: string) => isDay(text) || /^(-?infinity|10000-01-01)$/.test(text),
  boolean: matches(/^(true|false)$/),
} as const

export type KeyType = keyof typeof checks

/** Whether PostgreSQL can read the text as a day of the years 0001 to 9999. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** Position of a row in an ordered list: the values that it was ordered by, as text. */
export type Position = readonly (string | null)[]

/**
 * A cursor is opaque to callers: base64url of a JSON array that holds a fingerprint of the list and its order, then
 * the position, then a checksum. The fingerprint makes a cursor of another list or order an error and never a wrong page.
 */
export function encodeCursor(fingerprint: string, position: Position): string {
  const parts = [fingerprint, ...position]
  return Buffer.from(JSON.stringify([...parts, hash(parts)])).toString('base64url')
}

/** What whoever gives a wrong cursor is told, of a list and of a subscription, which has no order to choose. */
const words = {
  list: {
    foreign: 'the cursor belongs to another list or order',
    advice: 'Use a cursor that this list returned for the same orderBy',
  },
  subscription: {
    foreign: 'the cursor belongs to a list, or to another subscription',
    advice: 'Use the cursor of an event of this subscription',
  },
} as const

export function decodeCursor(
  cursor: string,
  fingerprint: string,
  types: readonly KeyType[],
  argument: string,
  of: keyof typeof words = 'list',
): Position {
  const { foreign, advice } = words[of]
  const refuse = (why: string) => new AppError('BAD_CURSOR', `${argument}: ${why}. ${advice}.`, { argument })
  const parts = parse(cursor) ?? []
  const check = parts.pop()
  const [found, ...position] = parts
  if (typeof found !== 'string') throw refuse('not a cursor')
  if (found !== fingerprint) throw refuse(foreign)
  if (check !== hash(parts) || position.length !== types.length) throw refuse('not a cursor')
  position.forEach((value, index) => {
    const type = types[index] as KeyType
    const isRight =
      value === null ? type !== 'key' : typeof value === 'string' && checks[type](value) && value.isWellFormed()
    if (!isRight) throw refuse('not a cursor')
  })
  return position as Position
}

/** Names a list and its order in a few characters. */
export function fingerprintOf(list: string, order: unknown): string {
  return hash([list, order])
}

/** A checksum and no signature: it tells damage from a cursor, and the position gives away nothing that needs hiding. */
function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8)
}

function parse(cursor: string): unknown[] | undefined {
  const text = Buffer.from(cursor, 'base64url')
  // Node decodes almost anything: only what encodeCursor writes is a cursor.
  if (text.toString('base64url') !== cursor) return undefined
  try {
    const value: unknown = JSON.parse(text.toString())
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
