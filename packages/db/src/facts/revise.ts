import type pg from 'pg'
import { findOrMakeCitations } from '../figures/citations.ts'
import { type FactKind, getFactKind } from '../load/fact-kinds.ts'
import { findTextIssues } from '../observations/texts.ts'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import type { FactKey } from '../row-key.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { drawIds, insertRows, type Row } from '../write/rows.ts'
import { checkFact, type Placed, toEntry } from './check.ts'
import { type Ground, idOfIn, readGround, type Told } from './ground.ts'
import type { Expectation, NewFact } from './input.ts'
import { insertRecorded } from './record.ts'
import { requireRights } from './rights.ts'
import { getNewest, printFact, type Version } from './version.ts'

export interface FactRevision extends Expectation, Omit<NewFact, 'subject' | 'source' | 'accessLevel'> {
  /** Code; the document of the version before where it is null, as with the place in it. */
  readonly source: string | null
  readonly reason: string
  readonly idempotencyKey: string
}

export interface FactWithdrawal extends Expectation {
  readonly reason: string
  readonly idempotencyKey: string
}

/**
 * Records a further version of a fact, which holds from then on; the ones before stay. Yields its key.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `FACT_EXISTS`,
 *   `CIRCLE_OF_PARKS`, `KEY_USED`, `CONTENTION`
 */
export function reviseFact(pool: pg.Pool, viewer: Viewer, revision: FactRevision): Promise<FactKey<FactKind>> {
  const { idempotencyKey, ...input } = revision
  const reason = `revise fact ${printFact(revision.fact)}: ${revision.reason}`
  return mutate(pool, viewer, { operation: 'reviseFact', input, idempotencyKey, reason }, async (client, viewer) => {
    const { kind, content, source } = revision
    const before = await getNewest(client, viewer, revision)
    const ground = await readGround(client, viewer, [{ kind, subject: before.subject, content, source }])
    // To name the document of the version before is to leave it out: archived, it is not cited anew.
    const isKept = source !== null && ground.sources.get(source)?.id === before.sourceId
    const told = { kind, subject: before.subject, content, source: isKept ? null : source }
    await requireRights(client, viewer, ground, [told])
    const fact = { ...told, ...locate({ ...revision, source: told.source }, before) }
    refuseIssues([
      ...(kind === before.kind ? checkFact(fact, ground, []) : [otherKind(kind, before.kind)]),
      ...checkPark(fact, before),
      ...findTextIssues(revision, ['reason']),
    ])
    const { shape, toRow } = getFactKind(kind)
    return insertVersion(client, before, {
      is_withdrawal: false,
      ...toRow(shape.parse(toEntry(fact)) as never, idOfIn(ground)),
      ...{ note_zh: fact.note?.zh ?? null, note_en: fact.note?.en ?? null },
      ...{ published_on: fact.publishedOn ?? before.nextDay, citation_id: await cite(client, fact, ground, before) },
    })
  })
}

/**
 * Withdraws a fact: from then on it does not hold. The versions before stay, and a revision brings it back. Yields the key of the
 * version that withdraws it.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `ALREADY_WITHDRAWN`, `KEY_USED`, `CONTENTION`
 */
export function withdrawFact(pool: pg.Pool, viewer: Viewer, withdrawal: FactWithdrawal): Promise<FactKey<FactKind>> {
  const { idempotencyKey, ...input } = withdrawal
  const reason = `withdraw fact ${printFact(withdrawal.fact)}: ${withdrawal.reason}`
  return mutate(pool, viewer, { operation: 'withdrawFact', input, idempotencyKey, reason }, async (client, viewer) => {
    const before = await getNewest(client, viewer, withdrawal)
    refuseIssues(findTextIssues(withdrawal, ['reason']))
    if (before.isWithdrawal) throw alreadyWithdrawn(before)
    const note = { note_zh: withdrawal.reason, note_en: withdrawal.reason }
    return insertVersion(client, before, { ...note, published_on: before.nextDay, is_withdrawal: true })
  })
}

const otherKind = (given: FactKind, kind: FactKind): Issue => ({
  path: ['content', given],
  code: 'WRONG_KIND',
  message: `the fact is of another kind: give ${kind}`,
})

/** Rights rest on where parks lie: of another park, a membership is another fact. */
function checkPark({ kind, content }: Placed, { kind: own, content: before }: Version): Issue[] {
  if (kind !== 'membership' || own !== kind || content['park'] === before['park']) return []
  const message = `leads to "${before['park']}" by the version before: withdraw it, and record another`
  return [{ path: ['content', 'membership', 'park'], code: 'INVALID_FACT', message }]
}

function locate(revision: FactRevision, before: Version): Omit<Placed, keyof Told> {
  const why = 'on which the version before was published: it would not be read'
  // Of another document, a place is not that of the one before.
  const { section, paragraph } = revision.source === null ? before : { section: 'whole', paragraph: 1 }
  return {
    ...{ note: revision.note, publishedOn: revision.publishedOn, notBefore: { day: before.publishedOn, why } },
    ...{ section: revision.section ?? section, paragraph: revision.paragraph ?? paragraph },
    accessLevel: toAccess(before),
  }
}

/** No version becomes public by writing. */
const toAccess = ({ access }: Version) => (access === 'PUBLIC' ? 'INTERNAL' : access)

async function cite(client: pg.ClientBase, fact: Placed, { sources }: Ground, before: Version): Promise<number> {
  const sourceId = fact.source === null ? before.sourceId : (sources.get(fact.source)?.id ?? 0)
  const [id = 0] = await findOrMakeCitations(client, [{ sourceId, section: fact.section, paragraph: fact.paragraph }])
  return id
}

/** A version that holds has to fit what is recorded, as what is recorded first. */
async function insertVersion(client: pg.ClientBase, before: Version, own: Row): Promise<FactKey<FactKind>> {
  const { kind } = before
  const { table } = getFactKind(kind)
  const [id = ''] = await drawIds(client, table, 1)
  const { change_id: _, ...columns } = before.row
  const row: Row = {
    ...{ ...columns, ...own },
    ...{ id, supersedes_id: before.first, access_level: toAccess(before) },
  }
  const key = { kind, id }
  if (row['is_withdrawal']) await insertRows(client, table, [row])
  else await insertRecorded(client, [{ key, row, path: [] }])
  return key
}

function alreadyWithdrawn({ kind, id }: Version): RefusalError {
  const message = `${printFact({ kind, id })} withdraws it already.`
  return new RefusalError('ALREADY_WITHDRAWN', message, { clashes: [{ path: ['fact'], message, fact: { kind, id } }] })
}
