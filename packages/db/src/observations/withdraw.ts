import type pg from 'pg'
import { NOTHING_PRINTED } from '../figures/print.ts'
import { RefusalError, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { addVintage } from './add-vintage.ts'
import { findTextIssues } from './texts.ts'
import { type Expectation, getNewest } from './vintage.ts'

/** Status code of a vintage that withdraws its figure. */
const WITHDRAWN = 'WITHDRAWN'

export interface Withdrawal extends Expectation {
  readonly reason: string
  readonly idempotencyKey: string
}

/**
 * Withdraws a figure: its newest vintage from then on has no number, and says why. The ones before stay, and a revision brings the
 * figure back. Yields the key of that vintage.
 *
 * @throws RefusalError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `ALREADY_WITHDRAWN`, `FIGURE_EXISTS`, `KEY_USED`,
 *   `CONTENTION`
 */
export function withdrawObservation(pool: pg.Pool, viewer: Viewer, withdrawal: Withdrawal): Promise<RowKey> {
  const { idempotencyKey, ...input } = withdrawal
  const reason = `withdraw figure ${printKey(withdrawal.figure)}: ${withdrawal.reason}`
  const request = { operation: 'withdrawObservation', input, idempotencyKey, reason }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const before = await getNewest(client, viewer, withdrawal, 'Withdrawing a figure')
    refuseIssues(findTextIssues(withdrawal, ['reason']))
    if (before.status.includes(WITHDRAWN)) throw refuse({ reportingParkId: before.reportingParkId, id: before.id })
    const numbers = {
      ...{ value: null, lower: null, upper: null, qualifier: 'EXACT' as const, unit: before.unit },
      ...{ missingReason: withdrawal.reason, printed: { label: before.label, text: NOTHING_PRINTED } },
    }
    const { stage, citationId, nextDay: publishedOn } = before
    return addVintage(client, before, numbers, { stage, status: [WITHDRAWN], citationId, publishedOn })
  })
}

function refuse(figure: RowKey): RefusalError {
  const message = `Figure ${printKey(figure)} withdraws it already.`
  return new RefusalError('ALREADY_WITHDRAWN', message, { clashes: [{ path: ['observation'], message, figure }] })
}
