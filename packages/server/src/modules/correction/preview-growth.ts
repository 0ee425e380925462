import { builder } from '../../builder.ts'
import { decimalField } from '../derivation/fields.ts'
import { keyFields, reasons } from './preview-fields.ts'

const difference = (side: string) =>
  decimalField(`${side}Divergence`, `The reported growth less the computed one, in percentage points, ${side}.`)

export const PreviewGrowth = builder.objectRef<object>('PreviewGrowth').implement({
  description:
    'Growth of a level over that of the year before, both of one nature and as precise values, in percent, without the correction and with it.',
  fields: (t) => ({
    ...keyFields(t),
    beforeComputed: t.field(
      decimalField('beforeComputed', 'Growth over what is read of the year before, without the correction.'),
    ),
    afterComputed: t.field(
      decimalField('afterComputed', 'Growth over what is read of the year before, with the correction.'),
    ),
    ...reasons(t),
    beforeReported: t.field(
      decimalField('beforeReported', 'Growth that the source reports with the level, without the correction.'),
    ),
    afterReported: t.field(
      decimalField('afterReported', 'Growth that the source reports with the level, with the correction.'),
    ),
    beforeDivergence: t.field(difference('before')),
    afterDivergence: t.field(difference('after')),
  }),
})
