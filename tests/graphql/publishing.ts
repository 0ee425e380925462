import type { Database } from '@parkgraph/db'

const steps = ['DRAFTED', 'SUBMITTED', 'APPROVED', 'RELEASED']

/** Publishes figures of one reporting park, by their global ids, as a release does it. */
export async function publish(database: Database, figures: readonly string[], level = 'PUBLIC'): Promise<void> {
  const keys = figures.map((id) => Buffer.from(id, 'base64').toString().split(':').slice(1))
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query(
      `INSERT INTO publication (reporting_park_id, title, level) VALUES ($1, 'x', $2::"AccessLevel") RETURNING reporting_park_id, id`,
      [keys[0]?.[0], level],
    )
    const { reporting_park_id: park, id } = rows[0]
    await client.query(
      'INSERT INTO publication_item (reporting_park_id, publication_id, observation_id) SELECT $1, $2, unnest($3::bigint[])',
      [park, id, keys.map(([, key]) => key)],
    )
    for (const step of steps)
      await client.query(
        `INSERT INTO publication_step (reporting_park_id, publication_id, state, done_by) VALUES ($1, $2, $3::"PublicationState", 'x')`,
        [park, id, step],
      )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
