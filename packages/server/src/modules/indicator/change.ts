import { archiveIndicator, type IndicatorChanges, updateIndicator } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { defineArchiving } from '../mutation/archiving.ts'
import { defineMutation } from '../mutation/define.ts'
import { expectedVersionField, idempotencyKeyField } from '../mutation/inputs.ts'
import { enums } from '../vocabulary/schema.ts'
import { defineIndicatorSuccess, selectIndicator, TranslatedTextInput } from './create.ts'

const FurtherEditionInput = builder.inputType('FurtherEditionInput', {
  description: 'A further edition of a definition, after those that there are. Those stay as they are.',
  fields: (t) => ({
    edition: t.string({ required: true, description: 'Its name, unique within the indicator.' }),
    validFrom: t.field({
      type: 'Date',
      required: true,
      description: 'First day of the periods that it holds for: after that of each edition before.',
    }),
    definition: t.field({
      type: TranslatedTextInput,
      required: true,
      description: 'What the indicator measures by it.',
    }),
    source: t.string({ description: 'Title of the document that lays it down.' }),
  }),
})

const UpdateIndicatorInput = builder.inputType('UpdateIndicatorInput', {
  description: 'What is to change of an indicator: what is left out stays. What figures rest on never changes.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'Its code, which never changes.' }),
    expectedVersion: t.field(expectedVersionField),
    name: t.string({ description: 'Its name in Chinese; of a provisional one the label as printed.' }),
    labels: t.field({ type: TranslatedTextInput, description: 'What people call it.' }),
    edition: t.field({
      type: FurtherEditionInput,
      description: 'A further edition of its definition, which is its definition from then on.',
    }),
    status: t.field({
      type: enums.IndicatorStatus,
      description: 'ESTABLISHED once its meaning is settled: it then has no candidates, and stays so.',
    }),
    candidates: t.stringList({ description: 'Codes of all indicators that a provisional one may turn out to be.' }),
    partOf: t.stringList({ description: 'Codes of all indicators whose figures its own are part of.' }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

defineMutation('updateIndicator', {
  description:
    'Changes what an indicator is called, its place among others, and its definition by a further edition. Readings of before keep what it was. It takes the role ADMIN for everything.',
  input: UpdateIndicatorInput,
  success: defineIndicatorSuccess('UpdateIndicatorSuccess', 'The indicator is changed.'),
  write: async ({ code, expectedVersion, idempotencyKey, edition, ...own }, { database, viewer }) => {
    const given = Object.entries(own).filter(([, value]) => value != null)
    const further = edition ? { edition: { ...edition, source: edition.source ?? null } } : {}
    const changes: IndicatorChanges = { ...Object.fromEntries(given), ...further }
    const update = { code, expectedVersion: String(expectedVersion), changes, idempotencyKey }
    return selectIndicator((await updateIndicator(database.pool, viewer, update)).id)
  },
})

defineArchiving({
  argument: 'indicator',
  named: 'Its code.',
  one: 'An indicator',
  success: (name, done) => defineIndicatorSuccess(name, `The indicator is ${done}.`),
  write: async (code, archiving, { database, viewer }) =>
    selectIndicator((await archiveIndicator(database.pool, viewer, { code, ...archiving })).id),
  archive:
    'Takes an indicator out of the list, unless that is asked for it; it takes no new figures then. Its figures stay, and so do readings of before. It takes the role ADMIN for everything.',
  restore: 'Puts an indicator that is archived back into the list. It takes the role ADMIN for everything.',
})
