import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection, many, one, read, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { isUpdated, readUpdatedAfter, updatedAfterArgs } from '../clock/updated-after.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { isPublishedAfter } from '../observation/rows.ts'
import { Correction, CorrectionDecision, Observation } from '../refs.ts'
import { enums, localised } from '../vocabulary/schema.ts'
import { correctionList } from './list.ts'
import { previewField } from './preview.ts'
import { correctionKey, correctionRows, decisionRows, selectState } from './rows.ts'

builder.prismaObject('CorrectionDecision', {
  extensions: { source: decisionRows },
  fields: (t) => ({
    state: t.expose('state', { type: enums.CorrectionState, description: 'What was decided.' }),
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    decidedBy: t.exposeString('decidedBy', {
      nullable: true,
      description: 'Who decided; null for whoever may not see who changed what.',
    }),
    decidedOn: t.field({
      type: 'Date',
      description: 'When it was decided, by the calendar of China.',
      ...read('decidedOn'),
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why; null for whoever may not see who changed what, unless the decision is public by itself.',
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description:
        'What the figure reads as from then on, by all its corrections that were accepted then; null: as printed.',
      ...one(
        (row, observation) => sql`${column(observation, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(observation, 'id')} = ${column(row, 'observationId')}`,
      ),
    }),
  }),
})

builder.prismaObject('Correction', {
  interfaces: [Node],
  extensions: { source: correctionRows },
  fields: (t) => ({
    id: t.field(idField('Correction', correctionKey)),
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    observation: t.field({
      type: Observation,
      description: 'The printed figure, which stays as it is.',
      ...one(
        (row, observation) => sql`${column(observation, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(observation, 'id')} = ${column(row, 'observationId')}`,
      ),
    }),
    changes: t.expose('changes', {
      type: 'JSON',
      description: 'What would change: an object from the name of a property to its corrected value.',
    }),
    evidence: t.string({
      nullable: true,
      description:
        'Why it is proposed; null for whoever may not see who changed what, unless the proposal is public by itself, as those of data sets are.',
      ...localised('evidence'),
    }),
    confidence: t.expose('confidence', { type: enums.Confidence, description: 'How sure the proposer is.' }),
    state: t.field({
      type: enums.CorrectionState,
      description: 'What was decided, by the newest decision.',
      ...value((row, _, view) => selectState(row, view)),
    }),
    version: t.id({
      description: 'What `expectedVersion` takes: it counts up with each decision, from 1.',
      ...value(
        (row, _, view) => sql`(SELECT 1 + count(*) FROM ${decisionRows.from(view)} d
        WHERE d.reporting_park_id = ${column(row, 'reportingParkId')} AND d.correction_id = ${column(row, 'id')})::text`,
      ),
    }),
    proposedBy: t.exposeString('proposedBy', {
      nullable: true,
      description: 'Who proposed it; null for whoever may not see who changed what.',
    }),
    proposedOn: t.field({
      type: 'Date',
      description: 'When it was proposed, by the calendar of China.',
      ...read('proposedOn'),
    }),
    decisions: t.field({
      type: [CorrectionDecision],
      description: 'What was decided, the newest last, which holds.',
      ...many(
        (row, decision) => sql`${column(decision, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(decision, 'correctionId')} = ${column(row, 'id')}`,
        (decision) => column(decision, 'id'),
      ),
    }),
    preview: t.field(previewField),
  }),
})

const CorrectionConnection = defineConnection(Correction, 'Correction', 'corrections')

builder.queryField('corrections', (t) =>
  t.field({
    description: 'Corrections that were proposed, with what was decided about them.',
    type: CorrectionConnection,
    args: {
      ...connectionArgs(correctionList),
      ...updatedAfterArgs('Only those proposed, decided on or published with their figures'),
    },
    ...connection(correctionList, (_, row, args, view) => {
      const decided = sql`EXISTS (SELECT 1 FROM ${decisionRows.from(view)} d WHERE d.correction_id = ${column(row, 'id')}
        AND d.reporting_park_id = ${column(row, 'reportingParkId')} AND ${isUpdated('d', args)})`
      // A correction is seen where its figure is, and what that reads as.
      const published = (position: bigint) => sql`EXISTS (SELECT 1 FROM observation o
        WHERE o.reporting_park_id = ${column(row, 'reportingParkId')}
          AND (o.id = ${column(row, 'observationId')} OR o.corrects_id = ${column(row, 'observationId')}) AND ${isPublishedAfter('o', position, view)})`
      return readUpdatedAfter(args) === null ? sql`TRUE` : sql`(${isUpdated(row, args, published)} OR ${decided})`
    }),
  }),
)
