import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Unit } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { converted, type Fields, keyFields, unitArg } from './preview-fields.ts'

const place = (t: Fields<object>, name: string, description: string) =>
  t.field({ type: 'Int', nullable: true, description, ...read(name) })

export const PreviewRank = builder.objectRef<object>('PreviewRank').implement({
  description:
    'Place of a park among those of its kind, the largest value first, without the correction and with it: what `ranking` says, corrected, of figures of this indicator, measure, accumulation, scope, nature and period. So a park within another of its kind has none, and a vague figure one only where its bounds make it certain.',
  fields: (t) => ({
    ...keyFields(t),
    park: t.field({
      type: Subject,
      description: 'The park.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`),
    }),
    before: place(t, 'beforePlace', 'Its place without the correction.'),
    after: place(t, 'afterPlace', 'Its place with the correction.'),
    beforeSize: place(t, 'beforeSize', 'How many parks have a place without the correction; null where it has none.'),
    afterSize: place(t, 'afterSize', 'How many parks have a place with the correction; null where it has none.'),
    beforeValue: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Its value without the correction; null where it is vague, or has no place.',
      args: unitArg(t, 'unit'),
      ...converted('beforeValue', 'unitCode'),
    }),
    afterValue: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Its value with the correction; null where it is vague, or has no place.',
      args: unitArg(t, 'unit'),
      ...converted('afterValue', 'unitCode'),
    }),
    unit: t.field({
      type: Unit,
      description:
        'Unit of the values: the indicator’s default one, or that of the figure where it is in another currency.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
    }),
  }),
})
