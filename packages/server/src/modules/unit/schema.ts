import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { many, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { vocabulary } from '../../compiler/sources.ts'
import { Unit } from '../refs.ts'
import { localised } from '../vocabulary/schema.ts'

builder.prismaObject('Unit', {
  extensions: { source: vocabulary('unit', ['code']) },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Unique code, such as `CNY_100M`.' }),
    name: t.exposeString('name'),
    label: t.string({
      description: 'What people call it.',
      ...localised('label'),
    }),
    dimension: t.exposeString('dimension'),
    numerator: t.field({
      type: 'Decimal',
      description: 'Exact factor to the base unit of the dimension: its numerator.',
      ...read('numerator::text'),
    }),
    denominator: t.field({
      type: 'Decimal',
      description: 'Exact factor to the base unit of the dimension: its denominator.',
      ...read('denominator::text'),
    }),
  }),
})

builder.queryField('units', (t) =>
  t.field({
    description: 'All units, by dimension.',
    type: [Unit],
    args: { dimension: t.arg.string({ description: 'Only units of this dimension, such as `area`.' }) },
    ...many(
      (_, unit, { dimension }) => (dimension == null ? sql`TRUE` : sql`${column(unit, 'dimension')} = ${dimension}`),
      (unit) =>
        sql`${column(unit, 'dimension')} COLLATE "C", ${column(unit, 'atoms')}, ${column(unit, 'code')} COLLATE "C"`,
    ),
  }),
)
