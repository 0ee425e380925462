import { decideCorrection, proposeCorrection } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { defineMutation } from '../mutation/define.ts'
import { idempotencyKeyField, reasonField } from '../mutation/inputs.ts'
import { decodeKey, oneWritten, selectWritten } from '../mutation/keys.ts'
import { Correction } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { correctionRows } from './rows.ts'

const EvidenceInput = builder.inputType('EvidenceInput', {
  description: 'Why a figure is wrong, in both languages.',
  fields: (t) => ({
    zh: t.string({ required: true, description: 'In Chinese.' }),
    en: t.string({ required: true, description: 'In English.' }),
  }),
})

const ProposeCorrectionInput = builder.inputType('ProposeCorrectionInput', {
  description: 'A correction of a printed figure, which stays as printed.',
  fields: (t) => ({
    observation: t.id({ required: true, description: 'Id of the figure as printed: the vintage that is wrong.' }),
    changes: t.field({
      type: 'JSON',
      required: true,
      description:
        'What would change: an object from the name of a property to its corrected value, such as `{ "value": "64.32" }`; null empties one.',
    }),
    evidence: t.field({ type: EvidenceInput, required: true, description: 'Why.' }),
    confidence: t.field({ type: enums.Confidence, required: true, description: 'How sure the proposer is.' }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

const defineSuccess = (name: string, description: string) =>
  builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({ correction: t.field({ type: Correction, description: 'The correction.', ...oneWritten }) }),
  })

defineMutation('proposeCorrection', {
  description:
    'Proposes a correction of a printed figure: a record beside it, as restricted as the figure, and INTERNAL at least. It takes the role EDITOR.',
  input: ProposeCorrectionInput,
  success: defineSuccess('ProposeCorrectionSuccess', 'The correction is proposed.'),
  write: async ({ observation, evidence, ...input }, { database, viewer }) => {
    const figure = decodeKey(observation, 'Observation', 'input.observation')
    const proposal = { ...input, changes: input.changes, figure, evidence: { zh: evidence.zh, en: evidence.en } }
    return selectWritten([await proposeCorrection(database.pool, viewer, proposal)], correctionRows)
  },
})

const defineDecision = (verb: 'accept' | 'reject', state: 'ACCEPTED' | 'REJECTED', description: string) => {
  const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Correction`
  const input = builder.inputType(`${name}Input`, {
    description: `A correction to ${verb}.`,
    fields: (t) => ({
      correction: t.id({ required: true, description: 'Id of the correction.' }),
      expectedVersion: t.id({
        required: true,
        description:
          'The `version` that whoever asks knows. Where somebody decided since, nothing is written and the conflict tells it.',
      }),
      reason: t.field(reasonField),
      idempotencyKey: t.field(idempotencyKeyField),
    }),
  })
  defineMutation(`${verb}Correction`, {
    description,
    input,
    success: defineSuccess(`${name}Success`, `The correction is ${state.toLowerCase()}.`),
    write: async ({ correction, expectedVersion, ...input }, { database, viewer }) => {
      const key = decodeKey(correction, 'Correction', 'input.correction')
      const decision = { ...input, correction: key, expectedVersion: String(expectedVersion), state }
      await decideCorrection(database.pool, viewer, decision)
      return selectWritten([key], correctionRows)
    },
  })
}

defineDecision(
  'accept',
  'ACCEPTED',
  'Accepts a correction, also one that was rejected: from then on the figure reads so in the reading CORRECTED, for whoever may see the corrected figure. It takes the role STEWARD, of somebody else than who proposed it, or ADMIN.',
)
defineDecision(
  'reject',
  'REJECTED',
  'Rejects a correction, also one that was accepted: the figure then reads without it. It takes the role STEWARD.',
)
