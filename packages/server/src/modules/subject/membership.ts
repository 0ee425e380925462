import { type Sql, sql, type Viewer } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { fact } from '../../compiler/sources.ts'

const memberships = fact('membership', ['subject_id', 'park_id'])

/** Ids of what belongs to a park: directly, or with all that its parks hold. */
export function selectMembers(park: Row, viewer: Viewer, isDeep: boolean): Sql {
  const from = memberships.from(viewer)
  return isDeep
    ? sql`(WITH RECURSIVE inside(id) AS (SELECT ${column(park, 'id')} UNION
        SELECT m.subject_id FROM ${from} m JOIN inside i ON m.park_id = i.id) SELECT id FROM inside)`
    : sql`(SELECT m.subject_id FROM ${from} m WHERE m.park_id = ${column(park, 'id')})`
}

/** Holds where `member` belongs to `park`, directly or by way of the parks that it holds. */
export function isInside(member: Row, park: Row, viewer: Viewer, isDeep = true): Sql {
  return sql`(${column(member, 'id')} IN ${selectMembers(park, viewer, isDeep)} AND ${column(member, 'id')} <> ${column(park, 'id')})`
}

/** Id of the park that a subject belongs to first of all: the one it is part of, else where it lies or settles. */
export function selectPark(member: Row, viewer: Viewer): Sql {
  return sql`(SELECT m.park_id FROM ${memberships.from(viewer)} m WHERE m.subject_id = ${column(member, 'id')}
    ORDER BY m.role, m.published_on DESC, m.id LIMIT 1)`
}
