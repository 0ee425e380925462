import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { decimalField } from '../derivation/fields.ts'
import { Subject } from '../subject/interface.ts'
import { keyFields, reasons } from './preview-fields.ts'

export const PreviewShare = builder.objectRef<object>('PreviewShare').implement({
  description: 'Share of a level in that of a park around the subject, in percent, without the correction and with it.',
  fields: (t) => ({
    ...keyFields(t),
    park: t.field({
      type: Subject,
      description: 'The park around it.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'parkId')}`),
    }),
    before: t.field(decimalField('beforeValue', 'The share without the correction.')),
    after: t.field(decimalField('afterValue', 'The share with the correction.')),
    ...reasons(t),
  }),
})
