import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Observation, Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { Contribution, checkSize, maximumSize, selectContributions } from './contribution.ts'
import { amountField, decimalField, duplicatesArgs, observationBy, unitField } from './fields.ts'
import { selectReconciliation } from './select-reconciliation.ts'

const Reconciliation = builder.objectRef<object>('Reconciliation').implement({
  description:
    'A park’s own figure against the sum of its enterprises’: of the enterprises and figures that the viewer may see. Where some are hidden, the difference holds theirs.',
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
        'Its own figure a year before, from the priority of its source: of the same series, else of one that calls the span otherwise; of a stock, what held then.',
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
    count: t.int({
      description: 'How many enterprises it has at the end of the period, of those that the viewer may see.',
      ...read('count'),
    }),
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
      'Whether the figures of the enterprises within it add up to its own, and who contributed the increase over the year before, as far as the viewer may see them. Enterprises are those of the end of each period.',
    args: {
      indicator: t.arg.string({ required: true, description: 'Code of the indicator.' }),
      period: t.arg({ type: 'Period', required: true, description: 'The period, such as 2017 or 2017-01/2017-11.' }),
      ...duplicatesArgs('enterprises'),
    },
    ...made('one', selectReconciliation),
  }),
)
