import type pg from 'pg'
import { printFact } from '../facts/version.ts'
import { FACT_KINDS, type FactKind, getFactKind } from '../load/fact-kinds.ts'
import { RefusalError } from '../refusal.ts'
import type { FactKey, RowKey } from '../row-key.ts'
import { raw, sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { requireMembershipRights } from './facts.ts'
import { getItems, type Named } from './items.ts'

const kinds = Object.keys(FACT_KINDS) as FactKind[]

/**
 * What approving takes beside the role: to see all that is released by it, and the rights that its memberships give now, which may be
 * more than when it was drafted. What was withdrawn since the draft is not published.
 *
 * @throws RefusalError `FORBIDDEN`, `ALREADY_WITHDRAWN`
 */
export async function requireReviewable(client: pg.ClientBase, viewer: Viewer, publication: RowKey): Promise<void> {
  const named = await readNamed(client, publication)
  const { facts } = await getItems(client, viewer, named).catch((error) => {
    if (!(error instanceof RefusalError && error.code === 'NOT_FOUND')) throw error
    const message = 'The publication names rows that you do not see: somebody has to approve it who sees all of them.'
    throw new RefusalError('FORBIDDEN', message)
  })
  await requireMembershipRights(client, viewer, facts)
  const withdrawn = await findWithdrawn(client, publication, facts)
  if (withdrawn === undefined) return
  const message = `The fact ${printFact(withdrawn)} was withdrawn since the draft. Cancel the publication, and draft another one.`
  throw new RefusalError('ALREADY_WITHDRAWN', message, {
    clashes: [{ path: ['publication'], message, fact: withdrawn }],
  })
}

async function readNamed(client: pg.ClientBase, { reportingParkId, id }: RowKey): Promise<Named> {
  const { text, values } = sql`/* review: items */ SELECT i.relation, i.row_id::text AS id,
      (SELECT s.slug FROM subject s WHERE i.relation = 'subject' AND s.id = i.row_id) AS slug
    FROM publication_item i WHERE i.reporting_park_id = ${reportingParkId}::bigint AND i.publication_id = ${id}::bigint`
  const { rows } = await client.query<{ relation: string; id: string; slug: string | null }>({ text, values })
  const idsOf = (table: string) => rows.filter(({ relation }) => relation === table).map((row) => row.id)
  return {
    figures: idsOf('observation').map((figure) => ({ reportingParkId, id: figure })),
    facts: kinds.flatMap((kind) => idsOf(getFactKind(kind).table).map((fact) => ({ kind, id: fact }))),
    subjects: rows.flatMap(({ slug }) => slug ?? []),
  }
}

/** The first version that was withdrawn after the publication was drafted. */
async function findWithdrawn(
  client: pg.ClientBase,
  { reportingParkId, id: publication }: RowKey,
  facts: readonly FactKey<FactKind>[],
): Promise<FactKey<FactKind> | undefined> {
  for (const kind of new Set(facts.map((fact) => fact.kind))) {
    const ids = facts.filter((fact) => fact.kind === kind).map(({ id }) => id)
    const table = raw(`"${getFactKind(kind).table}"`)
    const { text, values } = sql`/* review: withdrawn */ SELECT f.id::text FROM ${table} f JOIN ${table} n
        ON n.supersedes_id = coalesce(f.supersedes_id, f.id) AND (n.published_on, n.id) > (f.published_on, f.id)
        JOIN change w ON w.reporting_park_id = n.reporting_park_id AND w.id = n.change_id
      WHERE f.id = ANY (${ids}::bigint[]) AND n.is_withdrawal AND w.position > (SELECT c.position FROM publication p
          JOIN change c ON c.reporting_park_id = p.reporting_park_id AND c.id = p.change_id
        WHERE p.reporting_park_id = ${reportingParkId}::bigint AND p.id = ${publication}::bigint) ORDER BY f.id LIMIT 1`
    const [row] = (await client.query<{ id: string }>({ text, values })).rows
    if (row) return { kind, id: row.id }
  }
  return undefined
}
