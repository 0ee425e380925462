import type pg from 'pg'
import { findOrMakeCitations } from '../figures/citations.ts'
import { type FactKind, getFactKind } from '../load/fact-kinds.ts'
import { refuseIssues } from '../refusal.ts'
import type { FactKey } from '../row-key.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { drawIds, insertRows } from '../write/rows.ts'
import { checkFact, checkLength, type Placed, toEntry } from './check.ts'
import { type Recorded, refuseCircles, refuseRetold } from './clashes.ts'
import { type Ground, getOwner, idOfIn, readGround } from './ground.ts'
import type { NewFact } from './input.ts'
import { requireRights } from './rights.ts'

export interface FactRecording {
  /** 1 to 500 facts. */
  readonly facts: readonly NewFact[]
  readonly idempotencyKey: string
}

/**
 * Records facts, all or none. Each is reported by the park that reports the subject that it is told of. Yields their keys, in order.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `FACT_EXISTS`, `CIRCLE_OF_PARKS`, `KEY_USED`,
 *   `CONTENTION`
 */
export function recordFacts(pool: pg.Pool, viewer: Viewer, { facts, idempotencyKey }: FactRecording) {
  const reason = `record ${facts.length === 1 ? '1 fact' : `${facts.length} facts`}`
  const request = { operation: 'recordFacts', input: { facts }, idempotencyKey, reason }
  return mutate(pool, viewer, request, async (client, viewer) => {
    refuseIssues(checkLength(facts))
    const ground = await readGround(client, viewer, facts)
    await requireRights(client, viewer, ground, facts)
    const placed = facts.map((fact) => place(fact, ground))
    refuseIssues(placed.flatMap((fact, index) => checkFact(fact, ground, pathOf(index))))
    return insertFacts(client, placed, ground)
  })
}

const pathOf = (index: number) => ['facts', String(index)]

function place(fact: NewFact, { sources }: Ground): Placed {
  const document = sources.get(fact.source)
  const day = document?.publishedFrom
  const why = 'the first day on which the document can have been published'
  const { section, paragraph } = fact
  return {
    ...{ ...fact, section: section ?? 'whole', paragraph: paragraph ?? 1 },
    publishedOn: fact.publishedOn ?? document?.publishedTo ?? null,
    notBefore: day === undefined ? undefined : { day, why },
  }
}

async function insertFacts(
  client: pg.ClientBase,
  facts: readonly Placed[],
  ground: Ground,
): Promise<FactKey<FactKind>[]> {
  const sources = facts.map(({ source }) => {
    const found = ground.sources.get(source ?? '')
    if (!found) throw new Error('A fact is told by nothing')
    return found
  })
  const citations = await findOrMakeCitations(
    client,
    facts.map(({ section, paragraph }, index) => ({ sourceId: sources[index]?.id ?? 0, section, paragraph })),
  )
  const ids = await drawFactIds(client, facts)
  const recorded = facts.map((fact, index): Recorded => {
    const { kind, note, publishedOn, accessLevel } = fact
    const { shape, toRow } = getFactKind(kind)
    const row = {
      ...{ id: ids[index], ...toRow(shape.parse(toEntry(fact)) as never, idOfIn(ground)) },
      ...{ note_zh: note?.zh ?? null, note_en: note?.en ?? null, citation_id: citations[index] },
      published_on: publishedOn,
      reporting_park_id: getOwner(ground, fact).parkId,
      access_level: accessLevel,
      is_withdrawal: false,
    }
    return { key: { kind, id: ids[index] ?? '' }, row, path: pathOf(index) }
  })
  await insertRecorded(client, recorded)
  return recorded.map(({ key }) => key)
}

/** Inserts rows of facts that hold: they fit what is recorded and each other, or are refused. */
export async function insertRecorded(client: pg.ClientBase, facts: readonly Recorded[]): Promise<void> {
  for (const kind of new Set(facts.map(({ key }) => key.kind))) {
    const rows = facts.filter(({ key }) => key.kind === kind).map(({ row }) => row)
    await insertRows(client, getFactKind(kind).table, rows)
  }
  await refuseRetold(client, facts)
  await refuseCircles(client, facts)
}

async function drawFactIds(client: pg.ClientBase, facts: readonly { readonly kind: FactKind }[]): Promise<string[]> {
  const drawn = new Map<FactKind, string[]>()
  for (const kind of new Set(facts.map((fact) => fact.kind))) {
    const count = facts.filter((fact) => fact.kind === kind).length
    drawn.set(kind, await drawIds(client, getFactKind(kind).table, count))
  }
  return facts.map(({ kind }) => drawn.get(kind)?.shift() ?? '')
}
