import { createHash } from 'node:crypto'

/** Key under which a column lies in a row's JSON. */
export const columnKey = (name: string): string => name.replace(/::text$/, '')

/**
 * Key under which a planned field lies in a row's JSON. It follows what is asked, a field and its arguments, and not the
 * response key: `nodes` and `edges { node }` of one page may ask different things of one row under the same key.
 * PostgreSQL cuts names at 63 bytes, so that arguments are hashed.
 */
export function planKey(fieldName: string, args: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(args)
  if (text === '{}') return `~${fieldName}`
  return `~${createHash('sha256').update(`${fieldName}${text}`).digest('base64url')}`
}
