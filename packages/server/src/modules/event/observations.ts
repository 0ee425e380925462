import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isVisibleNow } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { observationList } from '../observation/list.ts'
import { observationRows } from '../observation/rows.ts'
import { Observation } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent } from './fields.ts'

/** Printed figures as of the change `e`, with its place. */
const figures = (view: View) => sql`LATERAL ${observationRows.from({ ...view, recorded: changePlace })} o`

const columns = (isPublication: boolean) =>
  sql`o.*, o.id AS event_id, o.reporting_park_id AS event_park_id, e.position, e.recorded_at, ${isPublication}::bool AS is_publication`

/**
 * Figures that were recorded, with the levels that they had then, and figures that a publication showed to who had not seen them:
 * each viewer is told of a figure once.
 */
function selectEvents(view: View, since: Sql): Sql {
  const changes = sql`(SELECT * FROM change WHERE position >= ${since}) e`
  return sql`(SELECT ${columns(false)} FROM ${changes}, ${figures(view)}
      WHERE o.reporting_park_id = e.reporting_park_id AND o.change_id = e.id AND o.reading = 'AS_PRINTED'
    UNION ALL SELECT ${columns(true)} FROM ${changes}
      JOIN level_change l ON l.reporting_park_id = e.reporting_park_id AND l.change_id = e.id AND l.relation = 'observation'
      CROSS JOIN LATERAL (SELECT l.reporting_park_id, l.from_level AS access_level) b, ${figures(view)}
      WHERE o.reporting_park_id = l.reporting_park_id AND o.id = l.row_id AND o.reading = 'AS_PRINTED' AND NOT ${isVisibleNow('b', view)})`
}

const ObservationEvent = defineEvent(
  'ObservationEvent',
  'A figure that was recorded, revised or withdrawn, or became visible.',
)

builder.objectFields(ObservationEvent, (t) => ({
  observation: t.field({
    type: Observation,
    description: 'The figure: the vintage that was recorded.',
    ...one(
      (event, figure) => sql`${column(figure, 'reportingParkId')} = ${column(event, 'reportingParkId')}
        AND ${column(figure, 'id')} = ${column(event, 'eventId')}`,
    ),
  }),
  isPublication: t.field({
    type: 'Boolean',
    description: 'Whether it had been recorded before, and became visible to the viewer by a publication.',
    ...read('isPublication'),
  }),
}))

defineSubscription({
  name: 'observationRecorded',
  description:
    'Figures as they are recorded, revised or withdrawn, and as they become visible by a publication: vintages as printed.',
  type: ObservationEvent,
  list: observationList,
  from: selectEvents,
})
