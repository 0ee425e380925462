import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { facts } from '../clock/updated-after.ts'
import { Enterprise, PanelMembership, Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, duplicatesArgs, unitField } from './fields.ts'
import { selectPanelParts } from './select-panel-parts.ts'

const PanelGrowthPart = builder.objectRef<object>('PanelGrowthPart').implement({
  description:
    'Enterprises of a panel that share a fate, and what they brought to its growth: of those that the viewer may see.',
  fields: (t) => ({
    part: t.field({ type: enums.PanelPart, description: 'Which enterprises they are.', ...read('part') }),
    count: t.int({ description: 'How many they are.', ...read('count') }),
    mergedCount: t.int({
      description: 'How many more were merged into these, as the same told twice.',
      ...read('mergedCount'),
    }),
    missingCount: t.int({
      description:
        'How many of them lack an exact figure of a year that they are in the panel, or one of the year before that growth has, of the same source priority: sums, growth and contribution are without them.',
      ...read('missingCount'),
    }),
    unit: t.field(unitField),
    current: t.field(
      amountField(
        'current',
        'Sum of the period, of those without a missing figure; null where there is none of them, where no panel is known, and where the figures must not be added, as the reason says.',
      ),
    ),
    base: t.field(
      amountField(
        'base',
        'Sum of the same period a year before, of the same enterprises; null as that of the period is.',
      ),
    ),
    change: t.field(amountField('change', 'The difference of the two.')),
    growth: t.field(decimalField('growth', 'Their own growth in percent; null without a positive base.')),
    contribution: t.field(
      decimalField(
        'contribution',
        'Percentage points that they brought to the growth of all: those of the parts add up to it.',
      ),
    ),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why it has no growth, or no contribution; else what is missing, where something is.',
      ...read('reason'),
    }),
  }),
})

builder.objectField(Park, 'panelGrowth', (t) =>
  t.field({
    type: [PanelGrowthPart],
    description:
      'Growth of a statistical panel over the year before, split into enterprises that are in it in both years, those that entered and those that left; the whole comes last. All of it is of the enterprises and figures that the viewer may see. A part without enterprises is left out. Where no panel is known of one of the years, there is only the whole, with the reason NO_PANEL: of the enterprises of a year that is known, with no growth. A panel is known of a year where an enterprise is known to be in it that is in the park or reports to the same zone.',
    args: {
      indicator: t.arg.string({ required: true, description: 'Code of the indicator.' }),
      period: t.arg({ type: 'Period', required: true, description: 'The period, such as 2017 or 2017-01/2017-11.' }),
      ...duplicatesArgs('enterprises'),
      scope: t.arg({
        type: enums.Scope,
        required: true,
        defaultValue: 'ABOVE_SCALE',
        description:
          'The panel, as the scope of the figures that count it. Beside these figures of its enterprises count those of their whole.',
      }),
    },
    ...made('many', selectPanelParts, {
      orderBy: (row) => sql`array_position(ARRAY['SAME_PANEL', 'ENTRIES', 'EXITS', 'TOTAL'], ${column(row, 'part')})`,
    }),
  }),
)

builder.objectField(Enterprise, 'panels', (t) =>
  t.field({
    type: [PanelMembership],
    description: 'Statistical panels that it is counted in, and when.',
    ...facts(
      'panelMembership',
      (enterprise, row) => sql`${column(row, 'subjectId')} = ${column(enterprise, 'id')}`,
      (row) => sql`${column(row, 'periodStart')}, ${column(row, 'id')}`,
    ),
  }),
)
