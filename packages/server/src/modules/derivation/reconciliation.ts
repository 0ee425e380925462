import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { spanOf, yearBefore } from '../observation/year-before.ts'
import { Enterprise, Observation, Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, observationBy, rowBy } from './fields.ts'
import { isWhole, selectActual } from './level.ts'
import { readQuestion, selectMemberLevels, selectUnitCode } from './members.ts'

/** A FROM item with the park's own level against the sum of its enterprises', and the question for the fields beneath. */
function selectReconciliation(park: Row, args: Arguments, view: View) {
  const question = readQuestion(args)
  const { indicator, span } = question
  return sql`(SELECT ${column(park, 'id')} AS id, ${indicator} AS indicator_id, ${span.start} AS period_start, ${span.end} AS period_end,
      ${selectUnitCode(indicator)}, t.reporting_park_id AS total_park_id, t.id AS total_id, t.value AS total,
      b.reporting_park_id AS base_park_id, b.id AS base_id, b.value AS base, p.sum, p.count, p.missing_count,
      t.value - p.sum AS difference, CASE WHEN t.value > 0 THEN quotient(p.sum * 100, t.value) END AS share,
      CASE WHEN b.value > 0 THEN quotient((t.value - b.value) * 100, b.value) END AS growth,
      CASE WHEN t.value IS NULL OR p.sum IS NULL THEN 'MISSING_VALUE' WHEN b.value IS NULL THEN 'MISSING_BASE' WHEN b.value = 0 THEN 'ZERO_BASE'
        WHEN b.value < 0 THEN 'NEGATIVE_BASE' END AS reason
    FROM (SELECT sum(m.current) AS sum, (count(*) FILTER (WHERE m.is_now))::int AS count,
          (count(*) FILTER (WHERE m.is_now AND m.current IS NULL))::int AS missing_count
        FROM ${selectMemberLevels(park, question, view)} m) p
      LEFT JOIN LATERAL ${selectActual(column(park, 'id'), isWhole(indicator), span, view)} t ON TRUE
      LEFT JOIN LATERAL ${selectActual(column(park, 'id'), isWhole(indicator), yearBefore(span), view)} b ON TRUE)`
}

const Contribution = builder.objectRef<object>('Contribution').implement({
  description: 'What an enterprise brought to the growth of its park.',
  fields: (t) => ({
    enterprise: t.field({ type: Enterprise, description: 'The enterprise.', ...rowBy('subjectId') }),
    current: t.field({
      type: Observation,
      nullable: true,
      description: 'Its figure.',
      ...observationBy('currentId', 'currentParkId'),
    }),
    base: t.field({
      type: Observation,
      nullable: true,
      description: 'Its figure a year before.',
      ...observationBy('baseId', 'baseParkId'),
    }),
    change: t.field(
      amountField(
        'change',
        'The increase: all of its figure where it was not in the park a year before, and less all of it where it left. Null where a figure is missing.',
      ),
    ),
    contribution: t.field(decimalField('contribution', 'Percentage points that it brought to the growth of the park.')),
  }),
})

/** The increase of a member: one that was not there a year before, or is not any more, counts as nothing there. */
const change = sql`CASE WHEN m.is_now THEN m.current ELSE 0 END - CASE WHEN m.is_before THEN m.base ELSE 0 END`

const maximumSize = 1_000

const Reconciliation = builder.objectRef<object>('Reconciliation').implement({
  description: 'A park’s own figure against the sum of its enterprises’.',
  fields: (t) => ({
    total: t.field({
      type: Observation,
      nullable: true,
      description: 'Its own figure.',
      ...observationBy('totalId', 'totalParkId'),
    }),
    base: t.field({
      type: Observation,
      nullable: true,
      description: 'Its own figure a year before.',
      ...observationBy('baseId', 'baseParkId'),
    }),
    sum: t.field(amountField('sum', 'Sum of its enterprises, of those with a figure; null where none has one.')),
    count: t.int({ description: 'How many enterprises it has at the end of the period.', ...read('count') }),
    missingCount: t.int({ description: 'How many of them have no figure.', ...read('missingCount') }),
    difference: t.field(amountField('difference', 'Its own figure less the sum; null where either is not known.')),
    share: t.field(decimalField('share', 'The sum in percent of its own figure.')),
    growth: t.field(decimalField('growth', 'Growth of its own figure over the year before, in percent.')),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('reason'),
    }),
    contributions: t.field({
      type: [Contribution],
      description: 'Its enterprises by what they brought, the largest increase first.',
      args: { first: t.arg.int({ required: true, defaultValue: 20, description: `How many, 1 to ${maximumSize}.` }) },
      ...made(
        'many',
        (row, { first }, view) => sql`(SELECT m.*, ${column(row, 'unitCode')} AS unit_code, ${change} AS change,
              CASE WHEN ${column(row, 'base')} > 0 THEN quotient((${change}) * 100, ${column(row, 'base')}) END AS contribution
            FROM ${selectMemberLevels(row, { indicator: column(row, 'indicatorId'), span: spanOf(row) }, view)} m
            ORDER BY change DESC NULLS LAST, m.subject_id LIMIT ${checkSize(first as number)})`,
        {
          orderBy: (row) => sql`${column(row, 'change')} DESC NULLS LAST, ${column(row, 'subjectId')}`,
          size: ({ first }) => checkSize(first as number),
        },
      ),
    }),
  }),
})

function checkSize(first: number): number {
  if (first >= 1 && first <= maximumSize) return first
  throw new AppError('BAD_USER_INPUT', `first is ${first}: it takes 1 to ${maximumSize}.`, { argument: 'first' })
}

builder.objectField(Park, 'reconciliation', (t) =>
  t.field({
    type: Reconciliation,
    description:
      'Whether the figures of the enterprises within it add up to its own, and who contributed the increase over the year before. Enterprises are those of the end of each period.',
    args: {
      indicator: t.arg.string({ required: true, description: 'Code of the indicator.' }),
      period: t.arg({ type: 'Period', required: true, description: 'The period, such as 2017 or 2017-01/2017-11.' }),
    },
    ...made('one', selectReconciliation),
  }),
)
