import type pg from 'pg'
import { findTextIssues } from '../observations/texts.ts'
import { RefusalError, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { mutate } from '../write/mutate.ts'
import { requireRole } from '../write/rights.ts'
import { addStep, type PublicationState } from './add-step.ts'
import { requireOther } from './four-eyes.ts'
import { selectSubmitted } from './overtaken.ts'
import { requireReviewable, requireSame } from './review.ts'

/** What people do with a publication: the role that it takes, the step that it is, and those that it may follow. */
const actions = {
  submit: { role: 'EDITOR', state: 'SUBMITTED', after: ['DRAFTED', 'RETURNED'], what: 'Submitting a publication' },
  approve: { role: 'STEWARD', state: 'APPROVED', after: ['SUBMITTED'], what: 'Approving a publication' },
  return: { role: 'STEWARD', state: 'RETURNED', after: ['SUBMITTED'], what: 'Returning a publication' },
  cancel: {
    ...({ role: 'EDITOR', state: 'CANCELLED', what: 'Cancelling a publication' } as const),
    after: ['DRAFTED', 'SUBMITTED', 'RETURNED', 'APPROVED'],
  },
} as const

export type PublicationAction = keyof typeof actions

export interface Advance {
  readonly publication: RowKey
  /** Its last step that whoever asks knows. */
  readonly expectedVersion: RowKey
  /** Why; it may be left out of submitting and approving. */
  readonly reason: string | null
  readonly idempotencyKey: string
}

interface Publication {
  readonly state: PublicationState
  readonly step: string
  /** Place in commit order of what submitted it last. */
  readonly submitted: string | null
  readonly isDue: boolean
}

/**
 * Takes a step with a publication. Approving one without an embargo, or after its end, releases it in the same transaction, and
 * takes four eyes.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT`, `VERSION_OUTDATED`, `WRONG_STATE`, `ITEMS_CHANGED`, `KEY_USED`,
 * `CONTENTION`
 */
export function advancePublication(
  pool: pg.Pool,
  viewer: Viewer,
  action: PublicationAction,
  { idempotencyKey, ...input }: Advance,
): Promise<RowKey> {
  const { role, state, what } = actions[action]
  const { publication: key, reason } = input
  const why = `${action} publication ${printKey(key)}${reason ? `: ${reason}` : ''}`
  const request = { operation: `${action}Publication`, input, idempotencyKey, reason: why }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const found = await read(client, viewer, key)
    if (!found) throw new RefusalError('NOT_FOUND', `There is no publication ${printKey(key)}.`)
    requireRole(viewer, key.reportingParkId, role, what)
    if (action === 'approve') await requireOther(client, viewer, key)
    if (reason !== null || state === 'RETURNED' || state === 'CANCELLED')
      refuseIssues(findTextIssues({ reason }, ['reason']))
    checkState(action, input, found)
    if (action === 'submit' || action === 'approve') await checkItems(client, viewer, action, key, found)
    const by = { doneBy: viewer.actor, reason: reason ?? '' }
    await addStep(client, key, state, by)
    if (action === 'approve' && found.isDue) await addStep(client, key, 'RELEASED', { ...by, reason: '' })
    return key
  })
}

function checkState(
  action: PublicationAction,
  { publication, expectedVersion }: Pick<Advance, 'publication' | 'expectedVersion'>,
  found: Publication,
) {
  const newest = { reportingParkId: publication.reportingParkId, id: found.step }
  if (printKey(newest) !== printKey(expectedVersion)) {
    const message = `${found.state} is its last step by now, and not the one that is expected. Look at it, and decide anew.`
    throw new RefusalError('VERSION_OUTDATED', message, {
      clashes: [{ path: ['expectedVersion'], message, figure: null }],
    })
  }
  const after: readonly PublicationState[] = actions[action].after
  if (after.includes(found.state)) return
  const message = `It is ${found.state}: what is ${after.join(' or ')} can be ${actions[action].state}.`
  throw new RefusalError('WRONG_STATE', message, { clashes: [{ path: ['publication'], message, figure: null }] })
}

async function checkItems(
  client: pg.ClientBase,
  viewer: Viewer,
  action: 'submit' | 'approve',
  key: RowKey,
  { submitted }: Publication,
) {
  if (action === 'submit') return requireSame(client, key, null)
  await requireReviewable(client, viewer, key)
  await requireSame(client, key, submitted)
}

async function read(
  client: pg.ClientBase,
  viewer: Viewer,
  { reportingParkId, id }: RowKey,
): Promise<Publication | undefined> {
  const steps = sql`FROM publication_step s WHERE s.reporting_park_id = p.reporting_park_id AND s.publication_id = p.id`
  const { text, values } = sql`/* read publication */ SELECT n.state, n.id::text AS step,
      ${selectSubmitted('p')}::text AS submitted,
      coalesce(p.embargo_until <= clock_timestamp(), TRUE) AS "isDue"
    FROM publication p CROSS JOIN LATERAL (SELECT s.state, s.id ${steps} ORDER BY s.place DESC LIMIT 1) n
    WHERE p.reporting_park_id = ${reportingParkId}::bigint AND p.id = ${id}::bigint AND ${isVisible('p', viewer)}`
  return (await client.query<Publication>({ text, values })).rows[0]
}
