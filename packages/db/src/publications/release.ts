import type pg from 'pg'
import { printKey, type RowKey } from '../row-key.ts'
import { raw, sql } from '../sql.ts'
import { createViewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { addStep } from './add-step.ts'
import { findOvertaken, selectSubmitted } from './overtaken.ts'
import { explainOvertaken } from './review.ts'

/** The server itself, in the change log. It was told to by whoever approved. */
const publisher = createViewer({ actor: 'publisher', kind: 'LOCAL', label: null, grants: [] })

/** Most publications that are looked at in one go. */
const mostAtOnce = 100

const waiting = `FROM publication p WHERE p.embargo_until IS NOT NULL AND (SELECT s.state FROM publication_step s
  WHERE s.reporting_park_id = p.reporting_park_id AND s.publication_id = p.id ORDER BY s.place DESC LIMIT 1) = 'APPROVED'`

export interface Released {
  readonly released: readonly RowKey[]
  /** Those that name what is not any more what was approved: nothing of them is released. */
  readonly returned: readonly RowKey[]
  /** What went wrong with some; they are tried again by the next call. */
  readonly faults: readonly unknown[]
  /** Milliseconds until the next one is due; null where none waits. */
  readonly nextIn: number | null
}

/**
 * Releases the approved publications whose embargo is over, each in a transaction of its own: one that fails is in the way of no
 * other. Several servers may call it at once: each publication is released once.
 */
export async function releaseDuePublications(pool: pg.Pool): Promise<Released> {
  const { rows: due } = await pool.query<RowKey>(
    `/* due publications */ SELECT p.reporting_park_id AS "reportingParkId", p.id::text ${waiting}
       AND p.embargo_until <= clock_timestamp() ORDER BY p.embargo_until, p.id LIMIT ${mostAtOnce}`,
  )
  const done = { RELEASED: [] as RowKey[], RETURNED: [] as RowKey[] }
  const faults: unknown[] = []
  for (const key of due)
    try {
      const state = await release(pool, key)
      if (state) done[state].push(key)
    } catch (fault) {
      faults.push(fault)
    }
  const { rows } = await pool.query<{ nextIn: number | null }>(
    `/* next publication */ SELECT extract(epoch FROM min(p.embargo_until) - clock_timestamp())::float8 * 1000 AS "nextIn" ${waiting}`,
  )
  return { released: done.RELEASED, returned: done.RETURNED, faults, nextIn: rows[0]?.nextIn ?? null }
}

/**
 * Yields what it did: nothing where another server was first, or somebody cancelled it. What is not any more as it was approved goes
 * back to those who submitted it, as a whole.
 */
function release(pool: pg.Pool, key: RowKey): Promise<'RELEASED' | 'RETURNED' | null> {
  const request = { operation: 'releasePublication', input: key, reason: `release publication ${printKey(key)}` }
  return mutate(pool, publisher, request, async (client) => {
    const { text, values } = sql`/* is due */ SELECT ${selectSubmitted('p')}::text AS submitted ${raw(waiting)}
      AND p.reporting_park_id = ${key.reportingParkId}::bigint AND p.id = ${key.id}::bigint`
    const [due] = (await client.query<{ submitted: string }>({ text, values })).rows
    if (!due) return null
    const overtaken = await findOvertaken(client, { publication: key, submitted: due.submitted })
    const state = overtaken.length > 0 ? 'RETURNED' : 'RELEASED'
    await addStep(client, key, state, { doneBy: publisher.actor, reason: explainOvertaken(overtaken) })
    return state
  })
}
