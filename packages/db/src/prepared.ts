import { createHash } from 'node:crypto'
import type pg from 'pg'

/**
 * Most bytes of text that one connection keeps prepared. PostgreSQL forgets no statement by itself, and keeps 80 to 180 bytes of
 * plans for each byte of text: some 50 MB, whatever is asked.
 */
const mostBytes = 300_000

/**
 * Longest text that is prepared: a longer one would take the place of all that comes often. Planning one takes hundreds of bytes for
 * each of its own, which a connection does not give back while it lasts.
 */
const longest = mostBytes / 3

/** Most statements that one connection keeps prepared: short ones take more than their text says. */
const mostPrepared = 200

/** How often a statement runs before it is taken for one that comes again. */
const triedFirst = 2

/** Most statements of which it is remembered how often they have run. */
const mostRemembered = 2_000

/** What pg knows of a connection: texts by the name that they are prepared under, of those that PostgreSQL has read. */
type Parsed = { readonly connection: { readonly parsedStatements: Record<string, string> } }

/**
 * Statements that come again are prepared: PostgreSQL then parses them once for each connection, and plans most only a few
 * times, which for a small answer is most of its work. What comes once or twice, as whatever a stranger makes up, is not kept, and
 * those that were asked longest ago make way for others. For one pool, yields the name of a statement on a connection; undefined for
 * one that is not worth it. `spoil` is called for a connection that is not worth keeping.
 */
export function createPreparedNames(): (
  client: pg.PoolClient,
  spoil: (fault: Error) => void,
  text: string,
) => Promise<string | undefined> {
  const remembered = new Map<string, number>()
  /** Bytes by name, those that were asked last at the end. */
  const prepared = new WeakMap<pg.PoolClient, Map<string, number>>()
  return async (client, spoil, text) => {
    const bytes = Buffer.byteLength(text)
    if (bytes > longest) {
      spoil(new Error('The connection holds the memory that a long statement was planned in.'))
      return undefined
    }
    const name = createHash('sha256').update(text).digest('base64url')
    const runs = remembered.get(name) ?? 0
    putLast(remembered, name, Math.min(runs + 1, triedFirst))
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value as string)
    if (runs < triedFirst) return undefined
    const held = prepared.get(client) ?? new Map<string, number>()
    prepared.set(client, held)
    if (!held.has(name)) {
      await makeWay(client, held, bytes).catch((error: Error) => {
        spoil(error)
        throw error
      })
    }
    putLast(held, name, bytes)
    return name
  }
}

function putLast(map: Map<string, number>, name: string, value: number): void {
  map.delete(name)
  map.set(name, value)
}

/** Has PostgreSQL forget as many statements as a new one needs, which were asked longest ago. */
async function makeWay(client: pg.PoolClient, held: Map<string, number>, bytes: number): Promise<void> {
  const { parsedStatements } = (client as unknown as Parsed).connection
  const leaving: string[] = []
  let total = bytes
  for (const each of held.values()) total += each
  for (const [other, size] of held) {
    if (total <= mostBytes && held.size - leaving.length < mostPrepared) break
    leaving.push(other)
    total -= size
  }
  // One that has failed was never prepared.
  const forgotten = leaving.filter((other) => other in parsedStatements)
  if (forgotten.length > 0) await client.query(forgotten.map((other) => `DEALLOCATE "${other}"`).join('; '))
  for (const other of leaving) {
    held.delete(other)
    delete parsedStatements[other]
  }
}
