import { builder } from '../../builder.ts'
import { converted, keyFields, reasons, unitArg } from './preview-fields.ts'

export const PreviewPerMu = builder.objectRef<object>('PreviewPerMu').implement({
  description:
    'Money by mu of the subject’s land, without the correction and with it: of its actual land area of the whole that is valid when the period of the level ends.',
  fields: (t) => ({
    ...keyFields(t),
    before: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By mu without the correction.',
      args: unitArg(t, 'CNY_10K_PER_MU'),
      ...converted('beforeValue', 'CNY_10K_PER_MU'),
    }),
    after: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By mu with the correction.',
      args: unitArg(t, 'CNY_10K_PER_MU'),
      ...converted('afterValue', 'CNY_10K_PER_MU'),
    }),
    ...reasons(t),
  }),
})
