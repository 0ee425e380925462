import { raw, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { Observation, Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { selectFacts, selectPrices, selectUnit, whyNotAdded } from './additive.ts'
import { Contribution, checkSize, maximumSize, selectContributions } from './contribution.ts'
import { amountField, decimalField, duplicatesArgs, observationBy, unitField } from './fields.ts'
import { isWhole, selectActual, selectActualBefore } from './level.ts'
import { readQuestion, selectMemberLevels } from './members.ts'

/** Why the level `row` has no value: its bounds alone are known, or nothing is. */
const lacks = (row: Row, nothing: string) =>
  raw(`CASE WHEN coalesce(${row}.lower, ${row}.upper) IS NULL THEN '${nothing}' ELSE 'VAGUE_VALUE' END`)

/**
 * A FROM item with the park's own level against the sum of its enterprises', and the question for the fields beneath. What must
 * not be added is not: then there is neither a sum nor what rests on it.
 */
function selectReconciliation(park: Row, args: Arguments, view: View) {
  const question = readQuestion(args)
  const { indicator, span } = question
  const own = { subject: column(park, 'id'), of: isWhole(indicator), indicator, span }
  // A vague figure of the park's own is held against the sum as an exact one is; a vague one of an enterprise is not added.
  const isKnown = sql`f.is_known`
  return sql`(WITH t AS MATERIALIZED (SELECT * FROM ${selectActual(own.subject, own.of, span, view)} t),
      f AS MATERIALIZED (SELECT 0 AS merged, coalesce(t.value, t.lower, t.upper) IS NOT NULL AS is_known, t.value, t.dimension, ${selectPrices(sql`t`, sql`t`)} AS price_basis, t.unit_code AS own_unit_code, TRUE AS is_own, FALSE AS is_now FROM t
        UNION ALL SELECT m.merged, m.current IS NOT NULL, m.current, m.dimension, m.price_basis, m.own_unit_code, FALSE, m.is_now
          FROM ${selectMemberLevels(park, question, view)} m)
    SELECT ${column(park, 'id')} AS id, p.*, ${question.linkKinds} AS link_kinds, ${span.start} AS period_start, ${span.end} AS period_end,
      t.reporting_park_id AS total_park_id, t.id AS total_id, t.value AS total,
      b.reporting_park_id AS base_park_id, b.id AS base_id, b.value AS base, b.dimension AS base_dimension, b.price_basis AS base_prices,
      t.value - p.sum AS difference, CASE WHEN t.value > 0 THEN quotient(p.sum * 100, t.value) END AS share,
      CASE WHEN b.value > 0 AND p.why IS DISTINCT FROM 'NOT_ADDITIVE_OVER_SUBJECTS' THEN quotient((t.value - b.value) * 100, b.value) END AS growth,
      CASE WHEN p.why IS NOT NULL THEN p.why WHEN t.value IS NULL OR p.sum IS NULL THEN ${lacks('t', 'MISSING_VALUE')}
        WHEN t.value = 0 THEN 'ZERO_BASE' WHEN t.value < 0 THEN 'NEGATIVE_BASE'
        WHEN b.value IS NULL THEN ${lacks('b', 'MISSING_BASE')} WHEN b.value = 0 THEN 'ZERO_BASE' WHEN b.value < 0 THEN 'NEGATIVE_BASE' END AS reason
    FROM (SELECT x.*, ${whyNotAdded} AS why, CASE WHEN ${whyNotAdded} IS NULL THEN x.added END AS sum
        FROM (SELECT i.id AS indicator_id, coalesce(min(f.own_unit_code) FILTER (WHERE f.is_own AND ${isKnown}),
              min(${selectUnit(sql`f`)}) FILTER (WHERE ${isKnown}), i.default_unit_code) AS unit_code,
            sum(f.value) FILTER (WHERE f.is_now) AS added, coalesce(sum(f.merged) FILTER (WHERE f.is_now), 0)::int AS merged_count,
            (count(*) FILTER (WHERE f.is_now))::int AS count, (count(*) FILTER (WHERE NOT f.is_own))::int AS contribution_count,
            (count(*) FILTER (WHERE f.is_now AND f.value IS NULL))::int AS missing_count, ${selectFacts(isKnown)}
          FROM indicator i LEFT JOIN f ON TRUE WHERE i.id = ${indicator} GROUP BY i.id) x) p
      LEFT JOIN t ON TRUE
      LEFT JOIN LATERAL ${selectActualBefore('t', own, view)} b ON TRUE)`
}

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
      description:
        'Its own figure a year before, of the same series and the priority of its source; of a stock, what held then.',
      ...observationBy('baseId', 'baseParkId'),
    }),
    unit: t.field({
      ...unitField,
      description:
        'Unit of its own figure, else the indicator’s default one, that its amounts are in where none is asked for.',
    }),
    sum: t.field(
      amountField(
        'sum',
        'Sum of its enterprises, of those with an exact figure; null where none has one, and where the figures must not be added, as the reason says.',
      ),
    ),
    count: t.int({ description: 'How many enterprises it has at the end of the period.', ...read('count') }),
    mergedCount: t.int({
      description: 'How many more were merged into these, as the same told twice.',
      ...read('mergedCount'),
    }),
    missingCount: t.int({ description: 'How many of them have no exact figure.', ...read('missingCount') }),
    difference: t.field(amountField('difference', 'Its own figure less the sum; null where either is not known.')),
    share: t.field(
      decimalField('share', 'The sum in percent of its own figure; null with a reason where that is zero or negative.'),
    ),
    growth: t.field(
      decimalField(
        'growth',
        'Growth of its own figure over the year before, in percent; null for indicators that do not add up over parks.',
      ),
    ),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('reason'),
    }),
    contributionCount: t.int({
      description:
        'How many enterprises it has at the end of the period, or had a year before: those of `contributions`.',
      ...read('contributionCount'),
    }),
    contributions: t.field({
      type: [Contribution],
      description: 'Its enterprises by what they brought, the largest increase first.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 20,
          description: `How many, 1 to ${maximumSize}; contributionCount tells how many there are.`,
        }),
      },
      ...made('many', selectContributions, {
        orderBy: (row) => sql`${column(row, 'change')} DESC NULLS LAST, ${column(row, 'subjectId')}`,
        size: ({ first }) => checkSize(first as number),
      }),
    }),
  }),
})

builder.objectField(Park, 'reconciliation', (t) =>
  t.field({
    type: Reconciliation,
    description:
      'Whether the figures of the enterprises within it add up to its own, and who contributed the increase over the year before. Enterprises are those of the end of each period.',
    args: {
      indicator: t.arg.string({ required: true, description: 'Code of the indicator.' }),
      period: t.arg({ type: 'Period', required: true, description: 'The period, such as 2017 or 2017-01/2017-11.' }),
      ...duplicatesArgs('enterprises'),
    },
    ...made('one', selectReconciliation),
  }),
)
