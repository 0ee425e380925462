import type pg from 'pg'
import { type Issue, refuseIssues } from '../refusal.ts'
import type { RowKey } from '../row-key.ts'
import { explainText } from '../texts.ts'
import { type AccessLevel, accessLevels, type Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { requireRole } from '../write/rights.ts'
import { drawIds, insertRows } from '../write/rows.ts'
import { addStep } from './add-step.ts'
import { findNames, requireMembershipRights } from './facts.ts'
import { getItems, type Item, type Named } from './items.ts'
import { findCited } from './sources.ts'

/** Most rows that are named in one publication. */
const mostItems = 500

/** What one park reports, of at least one kind. */
export interface PublicationDraft extends Named {
  /** What people call it, of 1 to 200 characters. */
  readonly title: string
  /** What its items are after the release, where they are more restricted now: PUBLIC or INTERNAL. */
  readonly level: AccessLevel
  /** An instant before which nothing is released, in ISO 8601; null where it is released as soon as it is approved. */
  readonly embargoUntil: string | null
  readonly idempotencyKey: string
}

/**
 * Drafts a publication, whose items are as restricted as before until its release. Subjects bring the further names that they have,
 * figures and facts the documents that they cite. It takes the role EDITOR, and of memberships what recording them takes. Yields its key.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT` with all issues, `KEY_USED`, `CONTENTION`
 */
export function draftPublication(pool: pg.Pool, viewer: Viewer, draft: PublicationDraft): Promise<RowKey> {
  const { idempotencyKey, ...input } = draft
  const request = { operation: 'draftPublication', input, idempotencyKey, reason: `draft publication: ${draft.title}` }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const { items, facts } = await getItems(client, viewer, draft)
    for (const { reportingParkId } of items) requireRole(viewer, reportingParkId, 'EDITOR', 'Drafting a publication')
    await requireMembershipRights(client, viewer, facts)
    refuseIssues(findIssues(draft, items))
    const park = items[0]?.reportingParkId ?? 0
    const [id = ''] = await drawIds(client, 'publication', 1)
    const { title, level, embargoUntil } = draft
    const own = { reporting_park_id: park, id, title, level, embargo_until: embargoUntil, access_level: 'RESTRICTED' }
    await insertRows(client, 'publication', [own])
    const rows = [...items, ...(await findNamesBeside(client, items, level))]
    const named = [...rows, ...(await findSourcesBeside(client, park, rows, level))].map((row) => ({
      publication_id: id,
      relation: row.relation,
      row_id: row.id,
    }))
    await insertRows(
      client,
      'publication_item',
      named.map((row) => ({ reporting_park_id: park, ...row })),
    )
    const key = { reportingParkId: park, id }
    await addStep(client, key, 'DRAFTED', { doneBy: viewer.actor, reason: '' })
    return key
  })
}

/** The names that the subjects bring, without those that are named already. */
async function findNamesBeside(client: pg.ClientBase, items: readonly Item[], level: AccessLevel) {
  const idsOf = (table: string) => items.filter(({ relation }) => relation === table).map(({ id }) => id)
  const given = new Set(idsOf('subject_name'))
  const names = await findNames(client, idsOf('subject'), level)
  return names.filter((id) => !given.has(id)).map((id) => ({ relation: 'subject_name', id }))
}

/** The documents that figures and facts bring, without those that are named already. */
async function findSourcesBeside(
  client: pg.ClientBase,
  park: number,
  rows: readonly Pick<Item, 'relation' | 'id'>[],
  level: AccessLevel,
) {
  const given = new Set(rows.filter(({ relation }) => relation === 'source').map(({ id }) => id))
  const cited = await findCited(client, park, rows, level)
  return cited.filter((id) => !given.has(id)).map((id) => ({ relation: 'source', id }))
}

function findIssues({ title, level, embargoUntil }: PublicationDraft, items: readonly Item[]): Issue[] {
  const issues: Issue[] = []
  const wrong = explainText(title, 'name')
  if (wrong) issues.push({ path: ['title'], code: 'INVALID_TEXT', message: wrong })
  if (level === 'RESTRICTED')
    issues.push({
      path: ['level'],
      code: 'OUT_OF_RANGE',
      message: 'is PUBLIC or INTERNAL: nothing becomes more restricted',
    })
  if (embargoUntil !== null && items.some(({ relation }) => relation === 'membership'))
    issues.push({
      path: ['embargoUntil'],
      code: 'OUT_OF_RANGE',
      message:
        'memberships give roles, by what holds at the time: they are released with their approval, without an embargo',
    })
  if (items.length === 0 || items.length > mostItems) {
    const message = `takes, with facts, subjects and documents, 1 to ${mostItems} in all, and there are ${items.length}`
    issues.push({ path: ['observations'], code: 'OUT_OF_RANGE', message })
  }
  const seen = new Set<string>()
  for (const { path, reportingParkId, level: own, ...row } of items) {
    const name = `${row.relation}:${row.id}`
    if (reportingParkId !== items[0]?.reportingParkId)
      issues.push({
        path,
        code: 'OTHER_PARK',
        message: 'is reported by another park than the first: publish it by itself',
      })
    else if (seen.has(name)) issues.push({ path, code: 'DOUBLED_ITEM', message: 'is in the list already' })
    else if (accessLevels.indexOf(own) <= accessLevels.indexOf(level))
      issues.push({ path, code: 'ALREADY_PUBLISHED', message: `is ${own} already: it needs no publication` })
    seen.add(name)
  }
  return issues
}
