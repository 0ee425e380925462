import { type Sql, selectDay, sql, today } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { fact } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

const facts = fact('membership', ['subject_id', 'park_id'])

/** The day that the view looks from, by the calendar of China. */
export function selectToday({ published, recorded }: View): Sql {
  if (published !== null) return sql`${published}::date`
  return recorded === null
    ? today
    : selectDay(sql`(timestamptz 'epoch' + ${recorded}::bigint * interval '1 microsecond')`)
}

/** The day whose memberships count for a period that ends before the day `end`: its last one, if the view knows of it already. */
export const selectLastDay = (end: Sql, view: View): Sql => sql`least(${end} - 1, ${selectToday(view)})`

/** Memberships that hold on a day: that of the view, where none is named. */
export const memberships = {
  from: (view: View, day: Sql = selectToday(view)) => sql`(SELECT y.subject_id, y.park_id, y.role, y.published_on, y.id
    FROM ${facts.from(view)} y WHERE coalesce(y.period_start, '-infinity') <= ${day} AND ${day} < coalesce(y.period_end, 'infinity'))`,
  /** Memberships of any time: each holds from the day `start` until before the day `stop`. */
  ever: (view: View) => sql`(SELECT y.subject_id, y.park_id, y.role, coalesce(y.period_start, '-infinity') AS start,
    coalesce(y.period_end, 'infinity') AS stop FROM ${facts.from(view)} y)`,
}

/** Ids of what belongs to a park: directly, or with all that its parks hold. */
export function selectMembers(park: Row, view: View, isDeep: boolean, day?: Sql): Sql {
  const from = memberships.from(view, day)
  return isDeep
    ? sql`(WITH RECURSIVE inside(id) AS (SELECT ${column(park, 'id')} UNION
        SELECT m.subject_id FROM ${from} m JOIN inside i ON m.park_id = i.id) SELECT id FROM inside)`
    : sql`(SELECT m.subject_id FROM ${from} m WHERE m.park_id = ${column(park, 'id')})`
}

/** Holds where `member` belongs to `park`: for the members of a park, found from the park downwards. */
export function isInside(member: Row, park: Row, view: View, isDeep: boolean): Sql {
  return sql`(${column(member, 'id')} IN ${selectMembers(park, view, isDeep)} AND ${column(member, 'id')} <> ${column(park, 'id')})`
}

/**
 * Holds where `park` has `member`, at any depth: for the parks of a member, found from the member upwards. As an array they are looked up by an
 * index, once for each member. Of a query PostgreSQL would make the whole list anew for each pair of a member and a park.
 */
export function isAround(member: Row, park: Row, view: View): Sql {
  const from = memberships.from(view)
  return sql`(${column(park, 'id')} = ANY (ARRAY(WITH RECURSIVE above(id) AS (
      SELECT m.park_id FROM ${from} m WHERE m.subject_id = ${column(member, 'id')} UNION
      SELECT m.park_id FROM ${from} m JOIN above a ON m.subject_id = a.id) SELECT id FROM above))
    AND ${column(park, 'id')} <> ${column(member, 'id')})`
}

/**
 * Id of the park that a subject belongs to first of all on a day, that of the view where none is named: the one it is part of,
 * else where it lies or settles.
 */
export function selectPark(member: Row, view: View, day?: Sql): Sql {
  return sql`(SELECT m.park_id FROM ${memberships.from(view, day)} m WHERE m.subject_id = ${column(member, 'id')}
    ORDER BY m.role, m.published_on DESC, m.id LIMIT 1)`
}

/**
 * The same for each of some subjects on each of some days, as a FROM item of `subject_id`, `day` and `park_id`. `subjects` and
 * `days` are queries of one column.
 */
export function selectParks(subjects: Sql, days: Sql, view: View): Sql {
  return sql`(SELECT DISTINCT ON (y.subject_id, d.day) y.subject_id, d.day, y.park_id FROM ${facts.from(view)} y
    JOIN (${days}) d(day) ON coalesce(y.period_start, '-infinity') <= d.day AND d.day < coalesce(y.period_end, 'infinity')
    WHERE y.subject_id IN (${subjects}) ORDER BY y.subject_id, d.day, y.role, y.published_on DESC, y.id)`
}

/**
 * Of subjects in sets, as a FROM item of `key`, `id` and `days`: on which days each lies within another one of its set that holds
 * others, at any depth; null for none. `members` is a query of `key`, `id` and `holds`, which one row of a member is enough for. Every
 * member has a row, so that who asks of each joins them with FULL JOIN: of how many there are the planner knows nothing, and for the
 * few that it expects it would loop through all for each. OFFSET keeps it from the same with all memberships.
 */
export function selectInside(members: Sql, view: View): Sql {
  return sql`(WITH RECURSIVE member AS MATERIALIZED (SELECT x.key, x.id, bool_or(x.holds) AS holds FROM (${members}) x GROUP BY x.key, x.id),
    above(id, park_id, start, stop) AS (SELECT DISTINCT id, id, date '-infinity', date 'infinity' FROM member
      UNION SELECT a.id, z.park_id, greatest(a.start, z.start), least(a.stop, z.stop) FROM above a,
        LATERAL (SELECT * FROM ${memberships.ever(view)} y WHERE y.subject_id = a.park_id OFFSET 0) z WHERE z.start < a.stop AND a.start < z.stop),
    around AS (SELECT m.key, m.id, a.park_id, a.start, a.stop, bool_or(a.park_id = m.id AND m.holds) OVER (PARTITION BY m.key, a.park_id) AS is_holding
      FROM member m FULL JOIN above a ON a.id = m.id)
    SELECT key, id, range_agg(daterange(start, stop)) FILTER (WHERE is_holding AND park_id <> id) AS days FROM around GROUP BY key, id)`
}
