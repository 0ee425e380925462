import { builder } from '../../builder.ts'
import { compute, made, read } from '../../compiler/fields.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { compareGrowth } from './compare-growth.ts'
import { amountField, decimalField, observationBy, unitField } from './fields.ts'

const GrowthComparison = builder.objectRef<object>('GrowthComparison').implement({
  description:
    'The growth that a source reports with a level, against the growth over the level published for the year before. Neither replaces the other: the reported one is against a comparable base.',
  fields: (t) => ({
    reported: t.field({ type: Observation, description: 'The growth as printed.', ...observationBy('reportedId') }),
    base: t.field({
      type: Observation,
      nullable: true,
      description:
        'The level of the year before, as the view reads it, from the priority of its source: of the same series, else of one that calls the span otherwise; of a stock, what held then.',
      ...observationBy('baseId', 'baseParkId'),
    }),
    computed: t.field(decimalField('computed', 'Growth over the base, in percent; null with a reason.')),
    divergence: t.field(
      decimalField('divergence', 'How far the reported growth lies above the computed one, in percentage points.'),
    ),
    unit: t.field({ ...unitField, description: 'Unit of the level, that its amounts are in where none is asked for.' }),
    impliedBase: t.field(amountField('impliedBase', 'The comparable base that the reported growth implies.')),
    agreement: t.field({
      type: enums.GrowthAgreement,
      description: 'Whether the two agree, but for the rounding of the printed digits.',
      ...read('agreement'),
    }),
    causes: t.field({
      type: [enums.GrowthCause],
      description: 'What may explain the difference, as far as the data show it; empty where there is none.',
      ...compute<{ causes: string[]; agreement: string }>(['causes', 'agreement'], ({ causes, agreement }) => {
        if (agreement !== 'DIFFERS') return []
        return causes.length > 0 ? causes : ['UNEXPLAINED']
      }),
    }),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description:
        'Why there is no computed growth; where there is one, why the reported growth, which is vague or missing, has no divergence from it.',
      ...read('reason'),
    }),
  }),
})

builder.objectField(Observation, 'growth', (t) =>
  t.field({
    type: GrowthComparison,
    nullable: true,
    description:
      'The growth reported with this level against the one over last year’s published level. Null where none is reported.',
    ...made('one', (row, _, view) => compareGrowth(row, view)),
  }),
)
