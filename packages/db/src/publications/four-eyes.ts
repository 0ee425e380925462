import type pg from 'pg'
import { FACT_KINDS } from '../load/fact-kinds.ts'
import { RefusalError } from '../refusal.ts'
import type { RowKey } from '../row-key.ts'
import { join, raw, sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { mayWrite } from '../write/rights.ts'

/**
 * Four eyes: whoever drafted a publication, submitted it, or wrote what it names does not approve it, unless they have the role ADMIN
 * there, for parks with one officer.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export async function requireOther(client: pg.ClientBase, viewer: Viewer, publication: RowKey): Promise<void> {
  if (mayWrite(viewer, publication.reportingParkId, 'ADMIN')) return
  if (!(await hasPart(client, viewer.actor, publication))) return
  const message =
    'Approving a publication takes somebody else than who wrote what it names, drafted or submitted it, or the role ADMIN there.'
  throw new RefusalError('FORBIDDEN', message)
}

// What a correction was accepted as has two pairs of eyes behind it already: who proposed it, and who accepted it.
const tables = ['observation', 'subject', 'source', ...Object.values(FACT_KINDS).map(({ table }) => table)]

/** Whether somebody wrote a row that a publication names, also before it was amended, or took a step with it before its approval. */
async function hasPart(client: pg.ClientBase, actor: string, { reportingParkId, id }: RowKey): Promise<boolean> {
  const items = sql`publication_item i ON i.reporting_park_id = ${reportingParkId}::bigint AND i.publication_id = ${id}::bigint`
  const isBy = (row: string) =>
    sql`EXISTS (SELECT FROM change h WHERE h.reporting_park_id = ${raw(row)}.reporting_park_id AND h.id = ${raw(row)}.change_id AND h.actor = ${actor})`
  const written = tables.map(
    (
      table,
    ) => sql`EXISTS (SELECT FROM ${raw(`"${table}"`)} r JOIN ${items} AND i.relation = ${table} AND i.row_id = r.id
      WHERE r.reporting_park_id = ${reportingParkId}::bigint AND ${isBy('r')} ${raw(table === 'observation' ? "AND r.reading = 'AS_PRINTED'" : '')})`,
  )
  const amended = ['subject', 'source'].map(
    (
      table,
    ) => sql`EXISTS (SELECT FROM ${raw(`${table}_version`)} v JOIN ${items} AND i.relation = ${table} AND i.row_id = ${raw(`v.${table}_id`)}
    WHERE v.reporting_park_id = ${reportingParkId}::bigint AND ${isBy('v')})`,
  )
  const taken = sql`EXISTS (SELECT FROM publication_step s WHERE s.reporting_park_id = ${reportingParkId}::bigint
    AND s.publication_id = ${id}::bigint AND s.state IN ('DRAFTED', 'SUBMITTED') AND s.done_by = ${actor})`
  const { text, values } = sql`/* has part */ SELECT ${join([taken, ...amended, ...written], ' OR ')} AS "hasPart"`
  return (await client.query<{ hasPart: boolean }>({ text, values })).rows[0]?.hasPart ?? true
}
