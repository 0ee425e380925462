import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { figure } from '../observation/figure.ts'
import { Series, Unit } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { keyFields, unitArg } from './preview-fields.ts'

export const PreviewFigure = builder.objectRef<object>('PreviewFigure').implement({
  description: 'A figure as a preview reads it.',
  fields: (t) => ({
    ...keyFields(t),
    series: t.field({
      type: Series,
      nullable: true,
      description: 'The series that it belongs to; null where accepting would make it.',
      ...one(
        (row, series) => sql`${column(series, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(series, 'id')} = ${column(row, 'seriesId')}`,
      ),
    }),
    qualifier: t.field({
      type: enums.Qualifier,
      description: 'How the numeral is to be read.',
      ...read('qualifier'),
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The value; null where there are bounds only.',
      args: unitArg(t, 'its own'),
      ...figure('value'),
    }),
    lower: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Lower bound, where the numeral is vague.',
      args: unitArg(t, 'its own'),
      ...figure('lower'),
    }),
    upper: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Upper bound, where the numeral is vague.',
      args: unitArg(t, 'its own'),
      ...figure('upper'),
    }),
    unit: t.field({
      type: Unit,
      description: 'Its unit.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
    }),
    label: t.string({ description: 'What it is called: as printed, or as corrected.', ...read('label') }),
  }),
})
