import { advancePublication, draftPublication, type PublicationAction } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { decodeFactId } from '../fact/sources.ts'
import { defineMutation } from '../mutation/define.ts'
import { idempotencyKeyField, reasonField } from '../mutation/inputs.ts'
import { decodeKey, oneWritten, selectWritten } from '../mutation/keys.ts'
import { Publication } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { publicationRows } from './rows.ts'

const DraftPublicationInput = builder.inputType('DraftPublicationInput', {
  description:
    'Figures, facts, subjects and documents that one park reports, and that are to become less restricted together: 1 to 500 in all.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'What people call it, of 1 to 200 characters.' }),
    level: t.field({
      type: enums.AccessLevel,
      required: true,
      description: 'What they are after the release: PUBLIC or INTERNAL.',
    }),
    observations: t.idList({
      description: 'Ids of figures: of the vintages that are to be published, printed or corrected.',
    }),
    facts: t.idList({
      description:
        'Ids of facts: of the versions that are to be published, those that withdraw one included. Memberships take what recording them takes.',
    }),
    subjects: t.stringList({
      description:
        'Slugs of subjects. Each brings its further names, but for those that are more restricted than itself; what else is told of it has to be named.',
    }),
    sources: t.stringList({
      description:
        'Codes of documents. Those of the same park that its figures and facts cite come along, but for RESTRICTED ones: these have to be named.',
    }),
    embargoUntil: t.field({
      type: 'DateTime',
      description: 'When it is released at the earliest, once it is approved; without it, as soon as it is approved.',
    }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

const defineSuccess = (name: string, description: string) =>
  builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({ publication: t.field({ type: Publication, description: 'The publication.', ...oneWritten }) }),
  })

defineMutation('draftPublication', {
  description:
    'Drafts a publication: what it names is as restricted as before until it is submitted, approved and released. It takes the role EDITOR.',
  input: DraftPublicationInput,
  success: defineSuccess('DraftPublicationSuccess', 'The publication is drafted.'),
  write: async ({ observations, facts, subjects, sources, embargoUntil, ...input }, { database, viewer }) => {
    const at = (list: string, index: number) => `input.${list}.${index}`
    const draft = {
      ...{ ...input, embargoUntil: embargoUntil ?? null, subjects: subjects ?? null, sources: sources ?? null },
      figures: (observations ?? []).map((id, index) => decodeKey(String(id), 'Observation', at('observations', index))),
      facts: facts?.map((id, index) => decodeFactId(String(id), at('facts', index))) ?? null,
    }
    return selectWritten([await draftPublication(database.pool, viewer, draft)], publicationRows)
  },
})

const defineStep = (action: PublicationAction, done: string, isReasonRequired: boolean, description: string) => {
  const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}Publication`
  const input = builder.inputType(`${name}Input`, {
    description: `A publication to ${action}.`,
    fields: (t) => ({
      publication: t.id({ required: true, description: 'Id of the publication.' }),
      expectedVersion: t.id({
        required: true,
        description:
          'Id of its last step that whoever asks knows. Where there is a later one, nothing is written and the conflict says so.',
      }),
      reason: t.string({ description: reasonField.description, required: isReasonRequired }),
      idempotencyKey: t.field(idempotencyKeyField),
    }),
  })
  defineMutation(`${action}Publication`, {
    description,
    input,
    success: defineSuccess(`${name}Success`, `The publication is ${done}.`),
    write: async ({ publication, expectedVersion, reason, idempotencyKey }, { database, viewer }) => {
      const key = decodeKey(String(publication), 'Publication', 'input.publication')
      const version = decodeKey(String(expectedVersion), 'PublicationStep', 'input.expectedVersion')
      const step = { publication: key, expectedVersion: version, reason: reason ?? null, idempotencyKey }
      return selectWritten([await advancePublication(database.pool, viewer, action, step)], publicationRows)
    },
  })
}

defineStep('submit', 'submitted', false, 'Submits a publication for review. It takes the role EDITOR.')
defineStep(
  'approve',
  'approved',
  false,
  'Approves a publication. It is released with that, or once its embargo is over. It takes the role STEWARD, of somebody else than who wrote what it names, drafted or submitted it, or ADMIN.',
)
defineStep('return', 'returned', true, 'Returns a publication to whoever submitted it. It takes the role STEWARD.')
defineStep(
  'cancel',
  'cancelled',
  true,
  'Cancels a publication that was not released yet, for good. It takes the role EDITOR.',
)
