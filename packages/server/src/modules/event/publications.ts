import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { publicationList } from '../publication/list.ts'
import { publicationRows, stepRows } from '../publication/rows.ts'
import { Publication, PublicationStep } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent } from './fields.ts'

const PublicationEvent = defineEvent('PublicationEvent', 'A step of a publication.')

builder.objectFields(PublicationEvent, (t) => ({
  publication: t.field({
    type: Publication,
    description: 'The publication.',
    ...one(
      (event, publication) => sql`${column(publication, 'reportingParkId')} = ${column(event, 'reportingParkId')}
        AND ${column(publication, 'id')} = ${column(event, 'id')}`,
    ),
  }),
  step: t.field({
    type: PublicationStep,
    description: 'The step that was taken.',
    ...one(
      (event, step) => sql`${column(step, 'reportingParkId')} = ${column(event, 'reportingParkId')}
        AND ${column(step, 'id')} = ${column(event, 'eventId')}`,
    ),
  }),
}))

defineSubscription({
  name: 'publicationAdvanced',
  description: 'Steps of publications, their releases included, of the parks for which the viewer has the role EDITOR.',
  type: PublicationEvent,
  list: publicationList,
  source: (view, { isWanted, limit }) => {
    const then = { ...view, recorded: changePlace }
    return sql`(SELECT ev.*, s.id AS event_id FROM ${stepRows.from(then)} s, LATERAL ${publicationRows.from(then)} ev
      WHERE s.reporting_park_id = e.reporting_park_id AND s.change_id = e.id AND ev.reporting_park_id = s.reporting_park_id
        AND ev.id = s.publication_id AND ${isWanted('ev', sql`s.id`)} ORDER BY s.id LIMIT ${limit})`
  },
})
