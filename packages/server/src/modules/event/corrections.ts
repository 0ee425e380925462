import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { correctionList } from '../correction/list.ts'
import { correctionRows, decisionRows } from '../correction/rows.ts'
import { Correction, CorrectionDecision } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent } from './fields.ts'

const CorrectionEvent = defineEvent('CorrectionEvent', 'A correction that was accepted or rejected.')

builder.objectFields(CorrectionEvent, (t) => ({
  correction: t.field({
    type: Correction,
    description: 'The correction.',
    ...one(
      (event, correction) => sql`${column(correction, 'reportingParkId')} = ${column(event, 'reportingParkId')}
        AND ${column(correction, 'id')} = ${column(event, 'id')}`,
    ),
  }),
  decision: t.field({
    type: CorrectionDecision,
    description: 'The decision.',
    ...one(
      (event, decision) => sql`${column(decision, 'reportingParkId')} = ${column(event, 'reportingParkId')}
        AND ${column(decision, 'id')} = ${column(event, 'eventId')}`,
    ),
  }),
}))

defineSubscription({
  name: 'correctionDecided',
  description: 'Corrections as they are accepted or rejected.',
  type: CorrectionEvent,
  list: correctionList,
  source: (view, { isWanted, limit }) => {
    const then = { ...view, recorded: changePlace }
    return sql`(SELECT ev.*, d.id AS event_id FROM ${decisionRows.from(then)} d, LATERAL ${correctionRows.from(then)} ev
      WHERE d.reporting_park_id = e.reporting_park_id AND d.change_id = e.id AND ev.reporting_park_id = d.reporting_park_id
        AND ev.id = d.correction_id AND ${isWanted('ev', sql`d.id`)} ORDER BY d.id LIMIT ${limit})`
  },
})
