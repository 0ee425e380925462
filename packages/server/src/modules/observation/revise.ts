import { reviseObservation, withdrawObservation } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { defineMutation } from '../mutation/define.ts'
import { idempotencyKeyField, reasonField, revisedOnField } from '../mutation/inputs.ts'
import { decodeKey, oneWritten, selectWritten } from '../mutation/keys.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { numberFields, readNumbers } from './figure-input.ts'
import { observationRows } from './rows.ts'

const observationField = {
  type: 'ID',
  required: true,
  description: 'Id of the figure as printed, of any of its vintages.',
} as const

const expectedVersionField = {
  type: 'ID',
  required: true,
  description:
    'Id of the newest vintage that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it.',
} as const

const ReviseObservationInput = builder.inputType('ReviseObservationInput', {
  description: 'A further vintage of a figure, as a whole: what is left out is empty, but where it says otherwise.',
  fields: (t) => ({
    observation: t.field(observationField),
    expectedVersion: t.field(expectedVersionField),
    ...numberFields(t),
    unit: t.field({
      type: 'UnitCode',
      description: 'Unit of the value and the bounds; else that of the vintage before.',
    }),
    stage: t.field({
      type: enums.PublicationStage,
      description: 'How final it was when published; else as the vintage before.',
    }),
    publishedOn: t.field(revisedOnField),
    reason: t.field(reasonField),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

const WithdrawObservationInput = builder.inputType('WithdrawObservationInput', {
  description: 'A figure to withdraw.',
  fields: (t) => ({
    observation: t.field(observationField),
    expectedVersion: t.field(expectedVersionField),
    reason: t.field(reasonField),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

/** The type of what a mutation of one figure leaves. */
const defineSuccess = (name: string, description: string, what: string) =>
  builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({ observation: t.field({ type: Observation, description: what, ...oneWritten }) }),
  })

const readVersion = (input: { observation: string; expectedVersion: string }) => ({
  figure: decodeKey(input.observation, 'Observation', 'input.observation'),
  expectedVersion: decodeKey(input.expectedVersion, 'Observation', 'input.expectedVersion'),
})

defineMutation('reviseObservation', {
  description:
    'Records a further vintage of a figure, which is read from then on; the ones before stay. It is internal, or as restricted as the one before. It takes the role EDITOR.',
  input: ReviseObservationInput,
  success: defineSuccess('ReviseObservationSuccess', 'The figure is revised.', 'The new vintage.'),
  write: async (input, { database, viewer }) => {
    const revision = {
      ...readVersion(input),
      ...readNumbers(input),
      unit: input.unit ?? null,
      stage: input.stage ?? null,
      publishedOn: input.publishedOn ?? null,
      reason: input.reason,
      idempotencyKey: input.idempotencyKey,
    }
    return selectWritten([await reviseObservation(database.pool, viewer, revision)], observationRows)
  },
})

defineMutation('withdrawObservation', {
  description:
    'Withdraws a figure: its newest vintage from then on has no number, the status WITHDRAWN, and the reason. The ones before stay, and a revision brings the figure back. It takes the role EDITOR.',
  input: WithdrawObservationInput,
  success: defineSuccess(
    'WithdrawObservationSuccess',
    'The figure is withdrawn.',
    'The vintage that withdraws it, without a number.',
  ),
  write: async (input, { database, viewer }) => {
    const { reason, idempotencyKey } = input
    const withdrawal = { ...readVersion(input), reason, idempotencyKey }
    return selectWritten([await withdrawObservation(database.pool, viewer, withdrawal)], observationRows)
  },
})
