import { sql } from '@parkgraph/db'
import { oneOf, related, text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { observationList } from '../observation/list.ts'
import { observationRows } from '../observation/rows.ts'
import { enums } from '../vocabulary/schema.ts'
import { correctionKey, selectState } from './rows.ts'

export const correctionList = defineList('Correction', {
  filters: {
    state: oneOf('What was decided, by the newest decision.', enums.CorrectionState, selectState),
    confidence: oneOf('How sure the proposer is.', enums.Confidence, (row) => column(row, 'confidence')),
    proposedBy: text('Who proposed it, where the viewer may see who changed what.', (row) => column(row, 'proposedBy')),
    observation: related(
      'The printed figure.',
      () => observationList,
      observationRows,
      (row, observation) => sql`${column(observation, 'reportingParkId')} = ${column(row, 'reportingParkId')}
        AND ${column(observation, 'id')} = ${column(row, 'observationId')}`,
    ),
  },
  orders: {
    id: { description: 'In the order in which they were recorded.', key: 'integer', sql: (row) => column(row, 'id') },
    proposedOn: { description: 'By the day of proposal.', key: 'date', sql: (row) => column(row, 'proposedOn') },
  },
  defaultOrder: [{ id: 'ASC' }],
  tieBreak: correctionKey,
})
