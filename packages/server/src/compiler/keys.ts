import { createHash } from 'node:crypto'

/** Key under which a column lies in a row's JSON. */
export const columnKey = (name: string): string => name.replace(/::text$/, '')

/**
 * Key under which a planned field lies in a row's JSON. It follows the response key, so that a field asked twice under
 * two aliases is read twice; PostgreSQL cuts names at 63 bytes, so that long aliases are hashed.
 */
export function planKey(responseKey: string): string {
  if (responseKey.length <= 60) return `~${responseKey}`
  return `~#${createHash('sha256').update(responseKey).digest('base64url').slice(0, 43)}`
}
