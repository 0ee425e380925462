import { type Sql, sql } from '@parkgraph/db'
import { requireInUnit } from '../../compiler/measured.ts'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectSource } from '../source/asked.ts'
import type { Request } from './request.ts'

/** Each name that was asked for, `at` in its order, with its `place` in the list that was sent. */
const selectNames = (names: ReadonlyMap<string, number>) =>
  sql`unnest(${[...names.keys()]}::text[], ${[...names.values()]}::int[]) WITH ORDINALITY w(name, place, at)`

/** The subjects asked for. The first that nobody has is refused by its place: each is looked for by itself, as a join has an order of its own. */
export const selectSubjects = ({ subjects }: Request, view: View): Sql =>
  sql`(SELECT w.at, w.name AS slug, require_subject_id((SELECT x.id FROM subject x WHERE x.slug = w.name AND ${isVisible('x', view)}
    AND ${isRecorded('x', view)}), w.name, format('subjects[%s]', w.place)) AS id FROM ${selectNames(subjects)})`

/** The indicators asked for. One that nobody has is refused by its place, and one that the unit does not fit by the unit. */
export function selectIndicators({ indicators, unit, rate, of }: Request, view: View): Sql {
  const required = requireInUnit(
    {
      code: sql`w.name`,
      unit: rate ? null : unit,
      measure: sql`${of ?? 'LEVEL'}`,
      argument: sql`format('indicators[%s]', w.place)`,
    },
    view,
  )
  return sql`(SELECT w.at, i.* FROM ${selectNames(indicators)}
    CROSS JOIN LATERAL (SELECT ${required} AS id OFFSET 0) r
    JOIN indicator i ON i.id = r.id)`
}

/** All of it in one row of a FROM item, to be refused whatever is selected beneath. */
export const selectAsked = (request: Request, view: View): Sql =>
  sql`(SELECT ARRAY(SELECT s.id FROM ${selectSubjects(request, view)} s) AS subject_ids,
    ARRAY(SELECT k.id FROM ${selectIndicators(request, view)} k) AS indicator_ids,
    ${request.source === null ? sql`NULL` : sql`(${selectSource(request.source, view)})`} AS source_id)`
