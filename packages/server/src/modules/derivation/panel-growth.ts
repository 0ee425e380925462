import { raw, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { facts } from '../clock/updated-after.ts'
import type { Span } from '../observation/stock.ts'
import { yearBefore } from '../observation/year-before.ts'
import { Enterprise, PanelMembership, Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField } from './fields.ts'
import { isPanelHeld, readQuestion, selectMemberLevels, selectUnitCode } from './members.ts'

/**
 * Sum of what those had who were in the panel of a year: nothing where nobody was, but null where they were and no figure is
 * known, and where no panel is.
 */
const sum = (year: 'now' | 'before', amount: string) =>
  raw(`CASE WHEN NOT h.is_${year} THEN NULL WHEN bool_or(m.is_${year}) THEN sum(m.${amount}) ELSE 0 END AS ${amount}`)

/**
 * A FROM item with one row for each part of a panel's growth that has enterprises, and one for the whole: that alone where no
 * panel is known of one of the years. Amounts are in atoms.
 */
function selectParts(park: Row, args: Arguments, view: View) {
  const question = readQuestion(args)
  const scope = args.scope as string
  const part = sql`CASE WHEN m.is_now AND m.is_before THEN 'SAME_PANEL' WHEN m.is_now THEN 'ENTRIES' ELSE 'EXITS' END`
  const isHeld = (year: 'now' | 'before', span: Span) =>
    sql`(EXISTS (SELECT 1 FROM m WHERE ${raw(`m.is_${year}`)}) OR ${isPanelHeld(park, scope, span, view)})`
  return sql`(WITH m AS MATERIALIZED (SELECT * FROM ${selectMemberLevels(park, question, view, scope)} m),
      h AS MATERIALIZED (SELECT ${isHeld('now', question.span)} AS is_now, ${isHeld('before', yearBefore(question.span))} AS is_before),
      p AS (SELECT k.part, h.is_now AND h.is_before AS is_held, count(m.subject_id)::int AS count,
          (count(*) FILTER (WHERE m.is_now AND m.current IS NULL OR m.is_before AND m.base IS NULL))::int AS missing_count,
          ${sum('now', 'current')}, ${sum('before', 'base')}, sum(m.base) AS known_base
        FROM h CROSS JOIN unnest(ARRAY['SAME_PANEL', 'ENTRIES', 'EXITS', 'TOTAL']) k(part)
          LEFT JOIN m ON k.part IN (${part}, 'TOTAL')
        WHERE k.part = 'TOTAL' OR h.is_now AND h.is_before AND m.subject_id IS NOT NULL
        GROUP BY k.part, h.is_now, h.is_before)
    SELECT p.*, p.current - p.base AS change, ${selectUnitCode(question.indicator)},
      CASE WHEN p.base > 0 THEN quotient((p.current - p.base) * 100, p.base) END AS growth,
      CASE WHEN w.base > 0 THEN quotient((p.current - p.base) * 100, w.base) END AS contribution,
      CASE WHEN NOT p.is_held THEN 'NO_PANEL' WHEN w.base IS NULL THEN 'MISSING_BASE' WHEN w.base = 0 THEN 'ZERO_BASE'
        WHEN w.base < 0 THEN 'NEGATIVE_BASE' WHEN p.missing_count > 0 THEN 'MISSING_VALUE' END AS reason
    FROM p CROSS JOIN (SELECT y.known_base AS base FROM p y WHERE y.part = 'TOTAL') w)`
}

const PanelGrowthPart = builder.objectRef<object>('PanelGrowthPart').implement({
  description: 'Enterprises of a panel that share a fate, and what they brought to its growth.',
  fields: (t) => ({
    part: t.field({ type: enums.PanelPart, description: 'Which enterprises they are.', ...read('part') }),
    count: t.int({ description: 'How many they are.', ...read('count') }),
    missingCount: t.int({
      description: 'How many of them lack a figure that counts here: the sums are without these figures.',
      ...read('missingCount'),
    }),
    current: t.field(
      amountField('current', 'Sum of the period; null where none of their figures is known, or no panel.'),
    ),
    base: t.field(
      amountField(
        'base',
        'Sum of the same period a year before; null where none of their figures is known, or no panel.',
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
      description: 'What is missing, where something is.',
      ...read('reason'),
    }),
  }),
})

builder.objectField(Park, 'panelGrowth', (t) =>
  t.field({
    type: [PanelGrowthPart],
    description:
      'Growth of a statistical panel over the year before, split into enterprises that are in it in both years, those that entered and those that left; the whole comes last. A part without enterprises is left out. Where no panel is known of one of the years, there is only the whole, with the reason NO_PANEL: of the enterprises of a year that is known, with no growth. A panel is known of a year where an enterprise is known to be in it that is in the park or reports to the same zone.',
    args: {
      indicator: t.arg.string({ required: true, description: 'Code of the indicator.' }),
      period: t.arg({ type: 'Period', required: true, description: 'The period, such as 2017 or 2017-01/2017-11.' }),
      scope: t.arg({
        type: enums.Scope,
        required: true,
        defaultValue: 'ABOVE_SCALE',
        description:
          'The panel, as the scope of the figures that count it. Beside these figures of its enterprises count those of their whole.',
      }),
    },
    ...made('many', selectParts, {
      orderBy: (row) => sql`array_position(ARRAY['SAME_PANEL', 'ENTRIES', 'EXITS', 'TOTAL'], ${column(row, 'part')})`,
    }),
  }),
)

builder.objectField(Enterprise, 'panels', (t) =>
  t.field({
    type: [PanelMembership],
    description: 'Statistical panels that it is counted in, and when.',
    ...facts(
      (enterprise, row) => sql`${column(row, 'subjectId')} = ${column(enterprise, 'id')}`,
      (row) => sql`${column(row, 'periodStart')}, ${column(row, 'id')}`,
    ),
  }),
)
