import type pg from 'pg'
import { type Creation, insertCreations } from '../subjects/create.ts'
import { type ChangedFields, writeChanges } from '../subjects/update.ts'
import { readBatches } from './batches.ts'

/** How many subjects are written by one statement. */
const BATCH = 1_000

const content = (action: string) => `SELECT content FROM import_subject WHERE action = '${action}' ORDER BY place`

/** Writes what was looked at: first what is there, which may give a credit code to another, and then what is new. */
export async function recordSubjects(client: pg.ClientBase): Promise<void> {
  await client.query(`/* import: release */ UPDATE enterprise e SET unified_social_credit_code = NULL
    FROM import_subject s WHERE s.holder = e.id`)
  await readBatches<{ content: ChangedFields }>(client, content('UPDATE'), BATCH, (rows) =>
    writeChanges(
      client,
      rows.map((row) => row.content),
    ),
  )
  await readBatches<{ content: Creation }>(client, content('CREATE'), BATCH, async (rows) => {
    await insertCreations(
      client,
      rows.map((row) => row.content),
    )
  })
}
