import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { spanOf } from '../observation/year-before.ts'
import { Enterprise, Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, observationBy, rowBy, unitField } from './fields.ts'
import { selectMemberLevels } from './members.ts'

export const Contribution = builder.objectRef<object>('Contribution').implement({
  description: 'What an enterprise brought to the growth of its park.',
  fields: (t) => ({
    enterprise: t.field({ type: Enterprise, description: 'The enterprise.', ...rowBy('subjectId') }),
    mergedCount: t.int({
      description: 'How many more were merged into it, as the same told twice.',
      ...read('merged'),
    }),
    current: t.field({
      type: Observation,
      nullable: true,
      description: 'Its figure.',
      ...observationBy('currentId', 'currentParkId'),
    }),
    base: t.field({
      type: Observation,
      nullable: true,
      description: 'Its figure a year before, from the priority of its source, as growth has it.',
      ...observationBy('baseId', 'baseParkId'),
    }),
    unit: t.field({
      ...unitField,
      description: 'Unit of its figure, that the increase is in where none is asked for.',
    }),
    change: t.field(
      amountField(
        'change',
        'The increase: all of its figure where it was not in the park a year before, and less all of it where it left. Null where a figure is missing.',
      ),
    ),
    contribution: t.field(
      decimalField(
        'contribution',
        'Percentage points that it brought to the growth of the park; null where its figures do not add up to those of the park.',
      ),
    ),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('reason'),
    }),
  }),
})

/** The increase of a member: one that was not there a year before, or is not any more, counts as nothing there. */
const change = sql`CASE WHEN m.is_now THEN m.current ELSE 0 END - CASE WHEN m.is_before THEN m.base ELSE 0 END`

const whyNoContribution = (row: Row) => sql`CASE
  WHEN m.is_now AND m.current IS NULL THEN CASE WHEN m.is_current_told THEN 'VAGUE_VALUE' ELSE 'MISSING_VALUE' END
  WHEN m.is_before AND m.base IS NULL THEN CASE WHEN m.is_base_told THEN 'VAGUE_VALUE' ELSE 'MISSING_BASE' END
  WHEN i.over_parks <> 'SUM' THEN 'NOT_ADDITIVE_OVER_SUBJECTS' WHEN ${column(row, 'whyNoBase')} IS NOT NULL THEN ${column(row, 'whyNoBase')}
  WHEN m.dimension <> ${column(row, 'baseDimension')} THEN 'MIXED_DIMENSIONS'
  WHEN m.price_basis <> nullif(${column(row, 'basePrices')}::text, 'UNSPECIFIED') THEN 'MIXED_PRICES' END`

export const maximumSize = 1_000

export function checkSize(first: number): number {
  if (first >= 1 && first <= maximumSize) return first
  throw new AppError('BAD_USER_INPUT', `first is ${first}: it takes 1 to ${maximumSize}.`, { argument: 'first' })
}

/** A FROM item with the enterprises of a reconciliation by their increase: its share of the growth where it may be added. */
export function selectContributions(row: Row, { first }: Arguments, view: View) {
  const question = { indicator: column(row, 'indicatorId'), span: spanOf(row), linkKinds: column(row, 'linkKinds') }
  const base = column(row, 'base')
  return sql`(SELECT m.*, coalesce(m.own_unit_code, ${column(row, 'unitCode')}) AS unit_code, ${change} AS change,
      CASE WHEN ${base} > 0 AND i.over_parks = 'SUM' AND m.dimension = ${column(row, 'baseDimension')}
          AND coalesce(m.price_basis = nullif(${column(row, 'basePrices')}::text, 'UNSPECIFIED'), TRUE)
        THEN quotient((${change}) * 100, ${base}) END AS contribution, ${whyNoContribution(row)} AS reason
    FROM ${selectMemberLevels(row, question, view)} m JOIN indicator i ON i.id = ${question.indicator}
    ORDER BY change DESC NULLS LAST, m.subject_id LIMIT ${checkSize(first as number)})`
}
