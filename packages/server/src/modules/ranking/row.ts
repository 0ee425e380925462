import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { read } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { observationBy, unitField } from '../derivation/fields.ts'
import { periodField } from '../observation/period.ts'
import { Observation } from '../refs.ts'
import { cohortField, subjectField } from './fields.ts'
import { decimal, scaled } from './value.ts'

/** The first ones of all cohorts come first, so that a short list is not of the first cohort alone. */
export const rowOrder = (row: Row) =>
  sql`${column(row, 'rank')}, ${column(row, 'cohortPosition')}, ${column(row, 'slug')} COLLATE "C"`

export const RankingRow = builder.objectRef<object>('RankingRow').implement({
  description: 'A park with its rank.',
  fields: (t) => ({
    rank: t.int({
      description: 'Its rank, counted from 1: among all, or within its cohort where it has one.',
      ...read('rank'),
    }),
    tied: t.int({
      description: 'How many parks share this rank, itself included; of its cohort, where it has one.',
      ...read('tied'),
    }),
    cohort: t.field({
      ...cohortField,
      description:
        'Of a score, the cohort of the edition within which it is ranked; null where the edition compares all parks.',
    }),
    subject: t.field({ ...subjectField }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'What it is ranked by, in the ranking’s unit. Null where the figure is vague: its bounds then make the rank certain. A quotient that does not end is rounded half-even at 34 significant digits.',
      ...scaled('value'),
    }),
    lower: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Lower bound, where it is vague.',
      ...scaled('lower'),
    }),
    upper: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Upper bound, where it is vague.',
      ...scaled('upper'),
    }),
    unit: t.field({ ...unitField, description: 'Unit of value, lower and upper.' }),
    period: t.field({
      ...periodField,
      description: 'The days that the figure covers; null for a score, and where the source gives none.',
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description: 'The figure that the rank rests on; null for a score, whose figures Park.score lists.',
      ...observationBy('observationId'),
    }),
    base: t.field({
      type: Observation,
      nullable: true,
      description:
        'The figure that it is held against: of a year before, of land or employment, or of the park around it.',
      ...observationBy('baseObservationId', 'baseParkId'),
    }),
    restsOn: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Of a score, the share of the edition’s weight that it rests on, in percent.',
      ...decimal('restsOn'),
    }),
  }),
})
