import type pg from 'pg'
import type { Row } from '../write/rows.ts'
import type { Problem } from './problem.ts'

/** The memberships that this transaction recorded, or those given as rows: then what the writer of others looks up is left alone. */
const seedOf = (isGiven: boolean) =>
  isGiven
    ? `SELECT subject_id, park_id, ${CERTAIN} FROM jsonb_populate_recordset(NULL::membership, $1)`
    : 'SELECT subject_id, park_id, since, until FROM held WHERE change_id = current_change_id()'

/** Memberships by their version published last, but for those that it withdraws. */
export const HELD_MEMBERSHIPS = `SELECT m.* FROM membership m WHERE NOT m.is_withdrawal
  AND NOT EXISTS (SELECT FROM membership x WHERE x.supersedes_id = coalesce(m.supersedes_id, m.id) AND (x.published_on, x.id) > (m.published_on, m.id))
  AND NOT EXISTS (SELECT FROM membership x WHERE x.id = m.supersedes_id AND (x.published_on, x.id) > (m.published_on, m.id))`

/** The days of a validity that names a year are not known: what may end as the next begins holds at no time with it. */
const CERTAIN = `coalesce(period_start, '-infinity') + interval '1 year' AS since, coalesce(period_end, 'infinity') - interval '1 year' AS until`

/**
 * Parks that lie in what lies in them, once memberships join those that the database has: each as the slugs along the circle, the
 * first one twice.
 */
export async function findParkCircles(client: pg.ClientBase, memberships?: readonly Row[]): Promise<string[][]> {
  const { rows } = await client.query<{ path: string[] }>(
    `/* circles of parks */ WITH RECURSIVE held AS NOT MATERIALIZED (
       SELECT subject_id, park_id, change_id, ${CERTAIN} FROM (${HELD_MEMBERSHIPS}) m
     ), way AS (
       SELECT ARRAY[subject_id, park_id] AS path, since, until FROM (${seedOf(memberships !== undefined)}) seed
       UNION ALL
       SELECT w.path || h.park_id, greatest(w.since, h.since), least(w.until, h.until) FROM way w
         JOIN held h ON h.subject_id = w.path[cardinality(w.path)] AND greatest(w.since, h.since) <= least(w.until, h.until)
         WHERE w.path[1] <> w.path[cardinality(w.path)] AND h.park_id <> ALL (w.path[2:])
     )
     SELECT DISTINCT ON (steps) ARRAY(SELECT s.slug FROM unnest(path) WITH ORDINALITY AS u(id, n) JOIN subject s USING (id) ORDER BY n) AS path
     FROM (SELECT path, ARRAY(SELECT DISTINCT unnest(path) ORDER BY 1) AS steps FROM way WHERE path[1] = path[cardinality(path)]) circle
     ORDER BY steps, path`,
    memberships ? [JSON.stringify(memberships)] : [],
  )
  return rows.map(({ path }) => path)
}

/** The circles that the memberships of a data set close with those that the database has. */
export async function findCircles(client: pg.ClientBase): Promise<Problem[]> {
  const circles = await findParkCircles(client)
  return circles.map((path) => ({
    file: 'facts.yaml',
    entry: 'memberships',
    reason: `park: a circle with what the database has, for ${path.join(' lies in ')}`,
  }))
}
