import type pg from 'pg'
import type { RowKey } from '../row-key.ts'

export type PublicationState = 'DRAFTED' | 'SUBMITTED' | 'APPROVED' | 'RETURNED' | 'CANCELLED' | 'RELEASED'

/** Records a step of a publication; the step RELEASED lowers the levels of its figures. The database holds what may follow what. */
export async function addStep(
  client: pg.ClientBase,
  { reportingParkId, id }: RowKey,
  state: PublicationState,
  { doneBy, reason }: { readonly doneBy: string; readonly reason: string },
): Promise<void> {
  await client.query(
    `/* publication: step */ INSERT INTO publication_step (reporting_park_id, publication_id, state, done_by, reason)
     VALUES ($1, $2, $3::"PublicationState", $4, $5)`,
    [reportingParkId, id, state, doneBy, reason],
  )
}
