import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { read, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isKnown } from '../../compiler/sources.ts'
import { idField, Node } from '../node/schema.ts'
import { enums, localised } from '../vocabulary/schema.ts'
import { correctionKey, correctionRows } from './rows.ts'

builder.prismaObject('Correction', {
  interfaces: [Node],
  extensions: { source: correctionRows },
  fields: (t) => ({
    id: t.field(idField('Correction', correctionKey)),
    changes: t.expose('changes', {
      type: 'JSON',
      description: 'What would change: an object from the name of a property to its corrected value.',
    }),
    evidence: t.string({
      description: 'Why it is proposed.',
      ...localised('evidence'),
    }),
    confidence: t.expose('confidence', { type: enums.Confidence, description: 'How sure the proposer is.' }),
    state: t.field({
      type: enums.CorrectionState,
      description: 'What was decided, by the newest decision.',
      ...value(
        (row, _, view) => sql`coalesce((SELECT d.state FROM correction_decision d
          WHERE d.reporting_park_id = ${column(row, 'reportingParkId')} AND d.correction_id = ${column(row, 'id')}
            AND ${isKnown('d', view, 'decidedOn')}
          ORDER BY d.id DESC LIMIT 1), 'PROPOSED')`,
      ),
    }),
    proposedBy: t.exposeString('proposedBy'),
    proposedOn: t.field({ type: 'Date', description: 'When it was proposed.', ...read('proposedOn') }),
  }),
})
