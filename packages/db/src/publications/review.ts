import type pg from 'pg'
import { FACT_KINDS, type FactKind, getFactKind } from '../load/fact-kinds.ts'
import { type Clash, RefusalError } from '../refusal.ts'
import type { RowKey } from '../row-key.ts'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { requireMembershipRights } from './facts.ts'
import { getItems, type Named } from './items.ts'
import { findOvertaken } from './overtaken.ts'

const kinds = Object.keys(FACT_KINDS) as FactKind[]

/**
 * What approving takes beside the role: to see all that is released by it, and the rights that its memberships give now, which may be
 * more than when it was drafted.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export async function requireReviewable(client: pg.ClientBase, viewer: Viewer, publication: RowKey): Promise<void> {
  const named = await readNamed(client, publication)
  const { facts } = await getItems(client, viewer, named).catch((error) => {
    if (!(error instanceof RefusalError && error.code === 'NOT_FOUND')) throw error
    const message = 'The publication names rows that you do not see: somebody has to approve it who sees all of them.'
    throw new RefusalError('FORBIDDEN', message)
  })
  await requireMembershipRights(client, viewer, facts)
}

/**
 * What is submitted, approved and released is one and the same.
 *
 * @throws RefusalError `ITEMS_CHANGED` with all that a publication names and is not any more what it was
 */
export async function requireSame(client: pg.ClientBase, publication: RowKey, submitted: string | null): Promise<void> {
  const clashes = await findOvertaken(client, { publication, submitted })
  if (clashes.length === 0) return
  const advice =
    'Return it and submit it anew, where only subjects and documents were changed; else cancel it, and draft another one.'
  throw new RefusalError('ITEMS_CHANGED', `${explainOvertaken(clashes)} ${advice}`, { clashes })
}

/** What is not any more as it was submitted, in a few words for people. */
export function explainOvertaken(clashes: readonly Clash[]): string {
  const told = clashes.slice(0, 3).map(({ message }) => message)
  return clashes.length > told.length ? `${told.join(' ')} And ${clashes.length - told.length} more.` : told.join(' ')
}

interface ItemRow {
  readonly relation: string
  readonly id: string
  readonly slug: string | null
  readonly code: string | null
}

async function readNamed(client: pg.ClientBase, { reportingParkId, id }: RowKey): Promise<Named> {
  const { text, values } = sql`/* review: items */ SELECT i.relation, i.row_id::text AS id,
      (SELECT s.slug FROM subject s WHERE i.relation = 'subject' AND s.id = i.row_id) AS slug,
      (SELECT s.code FROM source s WHERE i.relation = 'source' AND s.id = i.row_id) AS code
    FROM publication_item i WHERE i.reporting_park_id = ${reportingParkId}::bigint AND i.publication_id = ${id}::bigint`
  const { rows } = await client.query<ItemRow>({ text, values })
  const idsOf = (table: string) => rows.filter(({ relation }) => relation === table).map((row) => row.id)
  return {
    figures: idsOf('observation').map((figure) => ({ reportingParkId, id: figure })),
    facts: kinds.flatMap((kind) => idsOf(getFactKind(kind).table).map((fact) => ({ kind, id: fact }))),
    subjects: rows.flatMap(({ slug }) => slug ?? []),
    sources: rows.flatMap(({ code }) => code ?? []),
  }
}
