import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { read } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { observationBy } from '../derivation/fields.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { cohortField, subjectField } from './fields.ts'

/** With a narrow cohort, most parks were not meant: they would push the others past any page. */
export const excludedOrder = (row: Row) =>
  sql`${column(row, 'reason')} = 'NOT_IN_COHORT', ${column(row, 'slug')} COLLATE "C"`

export const ExcludedPark = builder.objectRef<object>('ExcludedPark').implement({
  description: 'A park that is not ranked.',
  fields: (t) => ({
    subject: t.field({ ...subjectField }),
    reason: t.field({ type: enums.RankingExclusion, description: 'Why it is not ranked.', ...read('reason') }),
    cohort: t.field({
      ...cohortField,
      description: 'Of a park without a score, or of one that rests on too little: its cohort of the edition, if any.',
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description: 'Its figure, where there is one that was not enough.',
      ...observationBy('observationId'),
    }),
  }),
})

export const ExclusionCount = builder.objectRef<object>('ExclusionCount').implement({
  description: 'How many parks are not ranked for a reason.',
  fields: (t) => ({
    reason: t.field({ type: enums.RankingExclusion, description: 'The reason.', ...read('reason') }),
    count: t.int({ description: 'How many parks.', ...read('count') }),
  }),
})
