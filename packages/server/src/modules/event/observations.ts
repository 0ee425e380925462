import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import type { EventStep } from '../../compiler/execute.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { observationList } from '../observation/list.ts'
import { observationRows } from '../observation/rows.ts'
import { Observation } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent, isPublicationField, releasedHere } from './fields.ts'

/**
 * Figures that were recorded, with the levels that they had then, and figures that a publication, of them or of their subject, showed to
 * who had not seen them: each viewer is told of a figure once.
 */
function selectEvents(view: View, { isWanted, limit }: EventStep): Sql {
  const figures = observationRows.from({ ...view, recorded: changePlace })
  const columns = (isPublication: boolean) => sql`ev.*, ev.id AS event_id, ${isPublication}::bool AS is_publication`
  const wanted = sql`ev.reading = 'AS_PRINTED' AND ${isWanted('ev', sql`ev.id`)} ORDER BY ev.id LIMIT ${limit}`
  const ofSubjects = sql`SELECT o.id FROM (${releasedHere('subject', view)}) u
    JOIN series s ON s.reporting_park_id = e.reporting_park_id AND s.subject_id = u.row_id
    JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id`
  return sql`((SELECT ${columns(false)} FROM ${figures} ev
      WHERE ev.reporting_park_id = e.reporting_park_id AND ev.change_id = e.id AND ${wanted})
    UNION ALL (SELECT ${columns(true)} FROM (${releasedHere('observation', view)} UNION ${ofSubjects}) r, LATERAL ${figures} ev
      WHERE ev.reporting_park_id = e.reporting_park_id AND ev.id = r.row_id AND ev.change_id <> e.id AND ${wanted}))`
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
  isPublication: t.field(isPublicationField),
}))

defineSubscription({
  name: 'observationRecorded',
  description:
    'Figures as they are recorded, revised or withdrawn, and as they become visible by a publication: vintages as printed.',
  type: ObservationEvent,
  list: observationList,
  source: selectEvents,
})
