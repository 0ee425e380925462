import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Indicator, Observation, Project } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { boundedFields } from './bounded.ts'
import { amountField, decimalField, observationBy, rowBy, unitField } from './fields.ts'
import { selectFulfilment } from './select-fulfilment.ts'

/** Which promises are meant. */
export const fulfilmentArgs = () =>
  builder.args((t) => ({
    indicators: t.stringList({ description: 'Codes of the indicators; without it, output, tax and jobs.' }),
    nature: t.field({
      type: enums.Nature,
      required: true,
      defaultValue: 'EXPECTED',
      description: 'What counts as a promise: what is expected of it, planned or aimed at.',
    }),
  }))

const Fulfilment = builder.objectRef<object>('Fulfilment').implement({
  description: 'What was promised of a work, against what came of it after production began.',
  fields: (t) => ({
    indicator: t.field({ type: Indicator, description: 'What was promised.', ...rowBy('indicatorId') }),
    promised: t.field({
      type: Observation,
      description: 'The promise.',
      ...observationBy('promisedId', 'promisedParkId'),
    }),
    achieved: t.field({
      type: Observation,
      nullable: true,
      description:
        'The newest figure of a whole year, or of a stock, since production began: of those in the currency and prices of the promise, if there are any.',
      ...observationBy('achievedId', 'achievedParkId'),
    }),
    since: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of production, where a source says.',
      ...read('since'),
    }),
    unit: t.field({
      ...unitField,
      description: 'Unit of the promise, that its amounts are in where none is asked for.',
    }),
    ...boundedFields((...of) => t.field(amountField(...of)), 'difference', 'What came of it less what was promised.'),
    ...boundedFields(
      (...of) => t.field(decimalField(...of)),
      'share',
      'What came of it in percent of what was promised.',
    ),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('why'),
    }),
  }),
})

builder.objectField(Project, 'fulfilment', (t) =>
  t.field({
    type: [Fulfilment],
    description: 'Promised against actual figures after production began: of those that a source promises.',
    args: fulfilmentArgs(),
    ...made('many', selectFulfilment, { orderBy: (row) => column(row, 'place') }),
  }),
)
