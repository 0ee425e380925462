import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { periodField } from '../observation/period.ts'
import { observationRows } from '../observation/rows.ts'
import { Observation } from '../refs.ts'
import { withoutClocks } from '../time-series/rows-within.ts'
import { enums } from '../vocabulary/schema.ts'
import { boundedFields } from './bounded.ts'
import { amountField, decimalField, observationBy, unitField } from './fields.ts'
import { lookBack, selectPastRemainders, selectRequirement } from './select-requirement.ts'

const reasonField = {
  type: enums.DerivationReason,
  nullable: true,
  description: 'Why something of it is null.',
  ...read('reason'),
} as const

const PastRemainder = builder.objectRef<object>('PastRemainder').implement({
  description: 'What an earlier year brought in the same months.',
  fields: (t) => ({
    period: t.field({ ...periodField, description: 'The months.' }),
    unit: t.field({
      ...unitField,
      description: 'Unit of the figure that is required, that its amounts are in where none is asked for.',
    }),
    ...boundedFields((...of) => t.field(amountField(...of)), 'amount', 'The full year less the year to date.'),
    ...boundedFields(
      (...of) => t.field(decimalField(...of)),
      'pace',
      'How many times the mean month before it each of these months brought.',
    ),
    reason: t.field(reasonField),
    fullYear: t.field({ type: Observation, description: 'The full year.', ...observationBy('fullYearId') }),
    yearToDate: t.field({ type: Observation, description: 'The year to date.', ...observationBy('yearToDateId') }),
  }),
})

const Requirement = builder.objectRef<object>('Requirement').implement({
  description: 'What a figure for a full year requires of the months that are left.',
  fields: (t) => ({
    period: t.field({ ...periodField, description: 'The months that are left.' }),
    yearToDate: t.field({
      type: Observation,
      nullable: true,
      description:
        'The year so far as it is printed; null where months and quarters are added up, which `inputs` names.',
      ...observationBy('yearToDateId'),
    }),
    inputs: t.field({
      type: [Observation],
      description:
        'The figures that the year so far rests on, the earlier first: one from January on, or months and quarters that cover it, each once.',
      ...withoutClocks(
        made('many', (_, __, view) => observationRows.from(view), {
          where: (row, o) => sql`${column(o, 'reportingParkId')} = ${column(row, 'reportingParkId')}
            AND ${column(o, 'id')} = ANY (${column(row, 'inputIds')})`,
          orderBy: (o) => sql`${column(o, 'periodEnd')}, ${column(o, 'id')}`,
          size: () => 12,
        }),
      ),
    }),
    unit: t.field({
      ...unitField,
      description: 'Unit of the figure that is required, that its amounts are in where none is asked for.',
    }),
    ...boundedFields((...of) => t.field(amountField(...of)), 'required', 'What these months have to bring.'),
    ...boundedFields(
      (...of) => t.field(amountField(...of)),
      'requiredMonth',
      'What each of these months has to bring.',
    ),
    ...boundedFields((...of) => t.field(amountField(...of)), 'meanMonth', 'The mean month so far.'),
    ...boundedFields(
      (...of) => t.field(decimalField(...of)),
      'pace',
      'How many times the mean month so far each of these months has to bring: 1 means going on as before.',
    ),
    reason: t.field(reasonField),
    past: t.field({
      type: [PastRemainder],
      description: `What earlier years brought in the same months, the last year first: of the ${lookBack} years before those of which both figures are known, from sources of one priority.`,
      ...made('many', (row, _, view) => selectPastRemainders(row, view), {
        orderBy: (row) => sql`${column(row, 'periodEnd')} DESC`,
        size: () => lookBack,
      }),
    }),
  }),
})

builder.objectField(Observation, 'requirement', (t) =>
  t.field({
    type: Requirement,
    nullable: true,
    description:
      'What this forecast, target or plan for a full year requires of the months after the newest that is told from January on, as it is printed or added up of months and quarters that cover the year so far. Null for other figures, and where nothing is told from January on; no number where later months are told that do not follow.',
    ...made('one', (row, _, view) => selectRequirement(row, view)),
  }),
)
