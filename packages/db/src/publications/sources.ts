import type pg from 'pg'
import { FACT_KINDS } from '../load/fact-kinds.ts'
import { RefusalError } from '../refusal.ts'
import { join, raw, sql } from '../sql.ts'
import type { AccessLevel, Viewer } from '../viewer.ts'
import { findSources } from '../write/ground.ts'
import type { Item } from './items.ts'

/**
 * Documents that a publication is to name, in the order given.
 *
 * @throws RefusalError `NOT_FOUND` for the first that is not there or hidden
 */
export async function getSources(client: pg.ClientBase, viewer: Viewer, codes: readonly string[]): Promise<Item[]> {
  const found = await findSources(client, viewer, codes)
  return codes.map((code, index) => {
    const source = found.get(code)
    if (!source) throw new RefusalError('NOT_FOUND', `There is no document "${code.slice(0, 120)}".`)
    const { id, parkId, accessLevel } = source
    const path = ['sources', String(index)]
    return { relation: 'source', id: String(id), reportingParkId: parkId, level: accessLevel, path }
  })
}

/** A row that a publication names. */
type Row = Pick<Item, 'relation' | 'id'>

/**
 * The documents that figures and facts are published with: those that they cite, of the park that reports them, that are above a level. One
 * that is RESTRICTED was meant to stay hidden. Yields their ids.
 */
export async function findCited(
  client: pg.ClientBase,
  park: number,
  rows: readonly Row[],
  level: AccessLevel,
): Promise<string[]> {
  const citing = ['observation', ...Object.values(FACT_KINDS).map(({ table }) => table)]
  const cited = citing.flatMap((table) => {
    const ids = rows.filter(({ relation }) => relation === table).map(({ id }) => id)
    return ids.length > 0
      ? [
          sql`SELECT c.source_id FROM ${raw(`"${table}"`)} r JOIN citation c ON c.id = r.citation_id
          WHERE r.reporting_park_id = ${park}::bigint AND r.id = ANY (${ids}::bigint[])`,
        ]
      : []
  })
  if (cited.length === 0) return []
  const { text, values } =
    sql`/* draft: sources */ SELECT s.id::text FROM source s WHERE s.reporting_park_id = ${park}::bigint
      AND s.access_level > ${level}::"AccessLevel" AND s.access_level <> 'RESTRICTED' AND s.id IN (${join(cited, ' UNION ')})
    ORDER BY s.id`
  return (await client.query<{ id: string }>({ text, values })).rows.map(({ id }) => id)
}
