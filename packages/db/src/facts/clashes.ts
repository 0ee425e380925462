import type pg from 'pg'
import { type FactKind, getFactKind } from '../load/fact-kinds.ts'
import { findParkCircles } from '../load/find-circles.ts'
import { type Clash, RefusalError } from '../refusal.ts'
import type { FactKey } from '../row-key.ts'
import type { Row } from '../write/rows.ts'

/** A fact that was recorded just now, and where it stands in the input. */
export interface Recorded {
  readonly key: FactKey<FactKind>
  readonly row: Row
  readonly path: readonly string[]
}

/**
 * A fact is told once by a place: one that differs in its note alone would be listed twice. A membership is told once at a time by
 * a document.
 *
 * @throws RefusalError `FACT_EXISTS`
 */
export async function refuseRetold(client: pg.ClientBase, facts: readonly Recorded[]): Promise<void> {
  const clashes: Clash[] = []
  for (const kind of new Set(facts.map(({ key }) => key.kind))) {
    const own = facts.filter(({ key }) => key.kind === kind)
    const rows = JSON.stringify(own.map(({ row }) => row))
    const found = await client.query<{ id: string; other: string }>(selectRetold(kind), [rows])
    clashes.push(...found.rows.flatMap((retold) => describe(retold, own) ?? []))
  }
  const [first] = clashes
  if (!first) return
  const more = clashes.length > 1 ? ` (and ${clashes.length - 1} more)` : ''
  throw new RefusalError('FACT_EXISTS', `${first.path.join('.')} ${first.message}${more}`, { clashes })
}

function describe({ id, other }: { id: string; other: string }, own: readonly Recorded[]): Clash | null {
  const [fact, first] = [id, other].map((wanted) => own.find(({ key }) => key.id === wanted))
  if (!fact) throw new Error(`Fact ${id} was not asked for`)
  const { path, key } = fact
  if (!first) {
    const message = 'is told by another fact already: revise that one'
    return { path, message, fact: { kind: key.kind, id: other } }
  }
  // Of two that are told together, the later one is too many.
  if (Number(other) > Number(id)) return null
  return { path, message: `tells the same as ${first.path.join('.')}: leave one out`, fact: null }
}

/** What two facts may differ in and still tell the same. */
const apart = '{id,change_id,supersedes_id,is_withdrawal,note_zh,note_en,published_on,access_level}'

/** Facts of the same subject that hold, and tell the same as those given as rows. */
function selectRetold(kind: FactKind): string {
  const { table, subjects } = getFactKind(kind)
  const [owner] = Object.values(subjects)
  const first = (row: string) => `coalesce(${row}.supersedes_id, ${row}.id)`
  const same = `to_jsonb(o) - '${apart}'::text[] = to_jsonb(n) - '${apart}'::text[]`
  // Of a year that is named, nobody knows on which day a membership began: a year is taken off either end, as for circles.
  const certain = (part: 'start' | 'end', of: string) =>
    `coalesce(${of}.period_${part}, '${part === 'start' ? '-' : ''}infinity') ${part === 'start' ? '+' : '-'} interval '1 year'`
  const atOneTime = `o.park_id = n.park_id AND o.role = n.role
    AND greatest(${certain('start', 'o')}, ${certain('start', 'n')}) <= least(${certain('end', 'o')}, ${certain('end', 'n')})
    AND (SELECT c.source_id FROM citation c WHERE c.id = o.citation_id) = (SELECT c.source_id FROM citation c WHERE c.id = n.citation_id)`
  return `/* find retold */ SELECT n.id::text, min(o.id)::text AS other FROM jsonb_populate_recordset(NULL::"${table}", $1) n
    JOIN "${table}" o ON o.${owner} = n.${owner}
    WHERE ${first('o')} <> ${first('n')} AND NOT o.is_withdrawal
      AND (${table === 'membership' ? `${same} OR ${atOneTime}` : same})
      AND NOT EXISTS (SELECT FROM "${table}" v WHERE v.supersedes_id = ${first('o')} AND (v.published_on, v.id) > (o.published_on, o.id))
      AND NOT EXISTS (SELECT FROM "${table}" v WHERE v.id = o.supersedes_id AND (v.published_on, v.id) > (o.published_on, o.id))
    GROUP BY n.id`
}

/**
 * No park lies in what lies in it at one time.
 *
 * @throws RefusalError `CIRCLE_OF_PARKS`; it names the parks that the writer named, and not those between, which may be hidden
 */
export async function refuseCircles(client: pg.ClientBase, facts: readonly Recorded[]): Promise<void> {
  const memberships = facts.filter(({ key }) => key.kind === 'membership')
  const clashes: Clash[] = []
  for (const { row, path } of memberships) {
    const [circle] = await findParkCircles(client, [row])
    if (!circle) continue
    clashes.push({
      path: [...path, 'content', 'membership', 'park'],
      message: `lies in "${circle[0]}" already, at the same time`,
      fact: null,
    })
  }
  const [first] = clashes
  if (!first) return
  throw new RefusalError('CIRCLE_OF_PARKS', `A circle of parks: ${first.path.join('.')} ${first.message}.`, { clashes })
}
