import type pg from 'pg'
import { refuseIssues, refuseTogether } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { checkKey, claimKey, keepOutcome, type Request } from './idempotency.ts'
import { type WorkAs, writeSerializably } from './retry.ts'

export interface Mutation extends Omit<Request, 'idempotencyKey'> {
  /** 1 to 200 printable characters; without it, as from the command line, the request is carried out each time. */
  readonly idempotencyKey?: string | undefined
  /** Why, for the change log; the operation where it is left out. */
  readonly reason?: string
}

/**
 * Carries out a request in one serializable transaction, and once: asked for again by the same actor with the same key, it answers
 * what it answered before. `work` yields that as plain JSON, of ids alone; it may run several times. A request that is refused or
 * fails leaves nothing, its key included. `work` gets the viewer by the rights of then, which it has to go by.
 *
 * @throws RefusalError `BAD_USER_INPUT` for a malformed key, `KEY_USED`, `CONTENTION`, and whatever `work` refuses
 */
export function mutate<Outcome>(
  pool: pg.Pool,
  viewer: Viewer,
  request: Mutation,
  work: WorkAs<Outcome>,
): Promise<Outcome> {
  const { idempotencyKey } = request
  const issues = idempotencyKey === undefined ? [] : checkKey(idempotencyKey)
  return writeSerializably(pool, viewer, request.reason ?? request.operation, async (client, now) => {
    if (issues.length > 0)
      return refuseTogether(
        () => work(client, now),
        async () => refuseIssues(issues),
      )
    // Whoever has no role is refused in any case, and must not make others wait who are called the same.
    if (idempotencyKey === undefined || now.grants.length === 0) return work(client, now)
    const claim = await claimKey<Outcome>(client, now, { ...request, idempotencyKey })
    if ('outcome' in claim) return claim.outcome
    const outcome = await work(client, now)
    await keepOutcome(client, claim.place, outcome)
    return outcome
  })
}
