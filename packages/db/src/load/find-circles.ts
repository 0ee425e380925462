import type pg from 'pg'
import type { Problem } from './problem.ts'

/**
 * Parks that lie in what lies in them, once this transaction's memberships join those that the database has. The days of a validity
 * that names a year are not known: what may end as the next begins is no circle, so a year is taken off either end.
 */
export async function findCircles(client: pg.ClientBase): Promise<Problem[]> {
  const { rows } = await client.query<{ path: string[] }>(
    `/* load: circles of parks */ WITH RECURSIVE held AS (
       SELECT subject_id, park_id, change_id, coalesce(period_start, '-infinity') + interval '1 year' AS since,
         coalesce(period_end, 'infinity') - interval '1 year' AS until FROM membership m
         WHERE NOT is_withdrawal AND NOT EXISTS (SELECT FROM membership x WHERE x.supersedes_id = coalesce(m.supersedes_id, m.id) AND x.id > m.id)
     ), way AS (
       SELECT ARRAY[subject_id, park_id] AS path, since, until FROM held WHERE change_id = current_change_id()
       UNION ALL
       SELECT w.path || h.park_id, greatest(w.since, h.since), least(w.until, h.until) FROM way w
         JOIN held h ON h.subject_id = w.path[cardinality(w.path)] AND greatest(w.since, h.since) <= least(w.until, h.until)
         WHERE w.path[1] <> w.path[cardinality(w.path)] AND h.park_id <> ALL (w.path[2:])
     )
     SELECT DISTINCT ON (steps) ARRAY(SELECT s.slug FROM unnest(path) WITH ORDINALITY AS u(id, n) JOIN subject s USING (id) ORDER BY n) AS path
     FROM (SELECT path, ARRAY(SELECT DISTINCT unnest(path) ORDER BY 1) AS steps FROM way WHERE path[1] = path[cardinality(path)]) circle
     ORDER BY steps, path`,
  )
  return rows.map(({ path }) => ({
    file: 'facts.yaml',
    entry: 'memberships',
    reason: `park: a circle with what the database has, for ${path.join(' lies in ')}`,
  }))
}
