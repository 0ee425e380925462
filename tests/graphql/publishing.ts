import type { Database } from '@parkgraph/db'

const steps = ['DRAFTED', 'SUBMITTED', 'APPROVED', 'RELEASED']

const tables: Record<string, string> = {
  ...{ Observation: 'observation', Source: 'source' },
  ...{ Park: 'subject', Project: 'subject', Enterprise: 'subject', Facility: 'subject', Programme: 'subject' },
  ...{ Assignment: 'assignment', Honour: 'honour', Membership: 'membership', PanelMembership: 'panel_membership' },
  ...{
    ProjectStage: 'project_stage',
    Relationship: 'relationship',
    Statement: 'statement',
    SubjectName: 'subject_name',
  },
}

/** Publishes figures, facts, subjects and documents of one reporting park, by their global ids, as a release does it. */
export async function publish(database: Database, ids: readonly string[], level = 'PUBLIC'): Promise<void> {
  await take(database, ids, level, null, steps)
}

/** The same up to the approval of what waits for an instant. Answers its global id. */
export const approve = (database: Database, ids: readonly string[], embargoUntil: string): Promise<string> =>
  take(database, ids, 'PUBLIC', embargoUntil, steps.slice(0, -1))

async function take(
  database: Database,
  ids: readonly string[],
  level: string,
  embargoUntil: string | null,
  states: readonly string[],
): Promise<string> {
  const rows = ids.map((id) => {
    const [type = '', ...key] = Buffer.from(id, 'base64').toString().split(':')
    return { relation: tables[type], row_id: key.at(-1) }
  })
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    const [first] = rows
    const made = await client.query(
      `INSERT INTO publication (reporting_park_id, title, level, embargo_until)
       SELECT r.reporting_park_id, 'x', $2::"AccessLevel", $3 FROM ${first?.relation} r WHERE r.id = $1 RETURNING reporting_park_id, id`,
      [first?.row_id, level, embargoUntil],
    )
    const { reporting_park_id: park, id } = made.rows[0]
    await client.query(
      `INSERT INTO publication_item (reporting_park_id, publication_id, relation, row_id)
       SELECT $1, $2, r.relation, r.row_id FROM jsonb_to_recordset($3) r(relation text, row_id bigint)`,
      [park, id, JSON.stringify(rows)],
    )
    for (const step of states)
      await client.query(
        `INSERT INTO publication_step (reporting_park_id, publication_id, state, done_by) VALUES ($1, $2, $3::"PublicationState", 'x')`,
        [park, id, step],
      )
    await client.query('COMMIT')
    return Buffer.from(`Publication:${park}:${id}`).toString('base64')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
