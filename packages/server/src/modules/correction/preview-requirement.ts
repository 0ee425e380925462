import { builder } from '../../builder.ts'
import { boundedFields } from '../derivation/bounded.ts'
import { amountField, decimalField, observationBy, unitField } from '../derivation/fields.ts'
import { periodField } from '../observation/period.ts'
import { Observation } from '../refs.ts'
import { dimensionField, reasons } from './preview-fields.ts'

export const PreviewRequirement = builder.objectRef<object>('PreviewRequirement').implement({
  description:
    'What a forecast, target or plan for a full year requires, without the correction and with it: what `Observation.requirement` says of it, corrected.',
  fields: (t) => {
    const amount = (...of: Parameters<typeof amountField>) => t.field(amountField(...of))
    const pace = (...of: Parameters<typeof decimalField>) => t.field(decimalField(...of))
    return {
      forecast: t.field({
        type: Observation,
        description: 'The forecast, target or plan as printed.',
        ...observationBy('forecastId'),
      }),
      period: t.field({ ...periodField, description: 'The months that are left, with the correction.' }),
      dimension: t.string(dimensionField),
      unit: t.field({ ...unitField, description: 'Unit that its amounts are in where none is asked for.' }),
      ...boundedFields(amount, 'beforeRequired', 'What these months have to bring, without the correction.'),
      ...boundedFields(amount, 'afterRequired', 'What these months have to bring, with the correction.'),
      ...boundedFields(pace, 'beforePace', 'How many times the mean month so far each has to bring, without it.'),
      ...boundedFields(pace, 'afterPace', 'How many times the mean month so far each has to bring, with it.'),
      ...reasons(t),
    }
  },
})
