import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import type { EventStep } from '../../compiler/execute.ts'
import { one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isVisibleNow } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { observationList } from '../observation/list.ts'
import { observationRows } from '../observation/rows.ts'
import { Observation } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent } from './fields.ts'

/**
 * Figures that were recorded, with the levels that they had then, and figures that a publication showed to who had not seen them:
 * each viewer is told of a figure once.
 */
function selectEvents(view: View, { isWanted, limit }: EventStep): Sql {
  const figures = observationRows.from({ ...view, recorded: changePlace })
  const columns = (isPublication: boolean) => sql`ev.*, ev.id AS event_id, ${isPublication}::bool AS is_publication`
  const wanted = sql`ev.reading = 'AS_PRINTED' AND ${isWanted('ev', sql`ev.id`)} ORDER BY ev.id LIMIT ${limit}`
  return sql`((SELECT ${columns(false)} FROM ${figures} ev
      WHERE ev.reporting_park_id = e.reporting_park_id AND ev.change_id = e.id AND ${wanted})
    UNION ALL (SELECT ${columns(true)} FROM level_change l
      CROSS JOIN LATERAL (SELECT l.reporting_park_id, l.from_level AS access_level) b, LATERAL ${figures} ev
      WHERE l.reporting_park_id = e.reporting_park_id AND l.change_id = e.id AND l.relation = 'observation'
        AND ev.reporting_park_id = l.reporting_park_id AND ev.id = l.row_id AND NOT ${isVisibleNow('b', view)} AND ${wanted}))`
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
  source: selectEvents,
})
