import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Most statements that one connection keeps prepared. PostgreSQL forgets none by itself, so that a full one is replaced. */
const mostPrepared = 200

/** Most statements of which it is remembered that they have run. */
const mostRemembered = 2_000

/** Names by which statements are prepared, for one pool. */
export interface PreparedNames {
  /** The name of a statement on a connection; undefined for one that runs for the first time, which is not worth it. */
  find(client: pg.PoolClient, text: string): string | undefined
  /** Whether a connection holds as many as it may, and has to make way for a new one. */
  isFull(client: pg.PoolClient): boolean
}

/**
 * Statements that come again are prepared: PostgreSQL then parses them once for each connection, and plans most only a few
 * times, which for a small answer is most of its work. What comes once, as whatever a stranger makes up, is not kept.
 */
export function createPreparedNames(): PreparedNames {
  const remembered = new Map<string, true>()
  const prepared = new WeakMap<pg.PoolClient, Set<string>>()
  return {
    find(client, text) {
      const name = createHash('sha256').update(text).digest('base64url')
      const isKnown = remembered.delete(name)
      // The last to have run is the last to be forgotten.
      remembered.set(name, true)
      if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value as string)
      if (!isKnown) return undefined
      const names = prepared.get(client) ?? new Set()
      prepared.set(client, names.add(name))
      return name
    },
    isFull: (client) => (prepared.get(client)?.size ?? 0) >= mostPrepared,
  }
}
