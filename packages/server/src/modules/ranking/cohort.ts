import { empty, getDatamodel, raw, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { compileWhere } from '../../compiler/list.ts'
import { type Row, snakeCase } from '../../compiler/plan.ts'
import { facet } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { parkList } from '../park/list.ts'
import { memberships, selectLastDay, selectToday } from '../subject/membership.ts'
import type { Cohort } from './inputs.ts'

/** The day whose memberships count: the last one of the period, if the view knows of it already. */
export const selectDay = (period: Period | null, view: View): Sql =>
  period?.end ? selectLastDay(sql`${period.end}::date`, view) : selectToday(view)

/** Columns of a row of parks. */
const columns = [
  ...(getDatamodel().datamodel.models['Park']?.fields ?? [])
    .filter(({ kind }) => kind !== 'object')
    .map(({ name }) => snakeCase(name)),
  ...['slug', 'name', 'name_pinyin', 'is_archived', 'reporting_park_id', 'access_level'],
]

const list = (print: (name: string) => string) => raw(columns.map(print).join(', '))

/** The columns of `ranked_parks` `p` that `readPark` reads. */
export const parkColumns = list((name) => `p.park_${name}`)

/** The park of a row that has `parkColumns`, as a FROM item: all are read once, and not each again for its row. */
export const readPark = (row: Row) => sql`(SELECT ${list((name) => `${row}.park_${name} AS ${name}`)})`

/** Pairs of a park and a park around it on a day, at any depth. What parks hold besides parks is not read. */
export function selectAround(day: Sql, view: View): Sql {
  return sql`(WITH RECURSIVE edge AS MATERIALIZED (SELECT m.subject_id, m.park_id
        FROM ${memberships.from(view, day)} m WHERE m.subject_id IN (SELECT id FROM park)),
      above(id, park_id) AS (SELECT e.subject_id, e.park_id FROM edge e
        UNION SELECT a.id, e.park_id FROM above a JOIN edge e ON e.subject_id = a.park_id)
    SELECT id, park_id FROM above WHERE id <> park_id)`
}

/**
 * All parks that the view knows, each with the reason for which it is not of the cohort, else null: `ranked_parks`. Those
 * without one are `is_in`, which is said apart because the planner takes a missing reason for the exception. A park within
 * another one of the cohort would be counted twice. Who lies within which does not hang on `isAsked`, what else is asked of a
 * park: a part of the cohort is ranked as it is among all.
 */
export function compileCohort({ where, subParks }: Cohort, isAsked: Sql, period: Period | null, view: View): Sql {
  const isMeant = compileWhere(parkList, 'p', where ?? {}, view, 'among.where')
  const isInside = sql`p.id IN (SELECT i.id FROM ranked_inside i)`
  const place = {
    INCLUDE: empty,
    EXCLUDE: sql`WHEN ${isInside} THEN 'SUB_PARK'`,
    ONLY: sql`WHEN NOT ${isInside} THEN 'NOT_IN_COHORT'`,
  }[subParks]
  // Where nobody asks, parks are read once, as part of the statement around.
  const inside =
    subParks === 'INCLUDE'
      ? empty
      : sql`ranked_inside AS MATERIALIZED (SELECT a.id FROM ${selectAround(selectDay(period, view), view)} a JOIN ranked_meant p ON p.id = a.park_id AND p.is_meant),`
  return sql`ranked_meant AS (SELECT ${list((name) => `p.${name} AS park_${name}`)},
      p.id, p.slug, (${isMeant}) IS TRUE AND NOT p.is_archived AS is_meant FROM ${facet('park', true).from(view)} p),
    ${inside} ranked_parks AS (SELECT p.*, p.reason IS NULL AS is_in FROM (SELECT p.*,
      CASE WHEN NOT (p.is_meant AND ${isAsked}) THEN 'NOT_IN_COHORT' ${place} END AS reason FROM ranked_meant p) p)`
}
