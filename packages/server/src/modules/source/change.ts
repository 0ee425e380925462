import { archiveSource, updateSource } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { defineArchiving } from '../mutation/archiving.ts'
import { defineMutation } from '../mutation/define.ts'
import { expectedVersionField, idempotencyKeyField } from '../mutation/inputs.ts'
import { enums } from '../vocabulary/schema.ts'
import { defineSourceSuccess, selectSource } from './written.ts'

const UpdateSourceInput = builder.inputType('UpdateSourceInput', {
  description: 'Own fields of a document to change: what is left out stays.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'Its code, which never changes.' }),
    expectedVersion: t.field(expectedVersionField),
    title: t.string({ description: 'Title as printed.' }),
    kind: t.field({ type: enums.SourceKind, description: 'What kind of document it is.' }),
    publisher: t.string({ description: 'Who published it, as printed; null empties it.' }),
    authors: t.stringList({ description: 'Its authors, as printed: all of them.' }),
    language: t.string({ description: 'Language of the text, as a BCP 47 tag.' }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

defineMutation('updateSource', {
  description:
    'Changes own fields of a document. Readings of before keep what they were. Its days and its priority never change: what is read rests on them. It takes the role EDITOR.',
  input: UpdateSourceInput,
  success: defineSourceSuccess('UpdateSourceSuccess', 'The document is changed.'),
  write: async ({ code, expectedVersion, idempotencyKey, ...own }, { database, viewer }) => {
    const changes = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
    const update = { code, expectedVersion: String(expectedVersion), changes, idempotencyKey }
    return selectSource((await updateSource(database.pool, viewer, update)).id)
  },
})

defineArchiving({
  argument: 'source',
  named: 'Its code.',
  one: 'A document',
  success: (name, done) => defineSourceSuccess(name, `The document is ${done}.`),
  write: async (code, archiving, { database, viewer }) =>
    selectSource((await archiveSource(database.pool, viewer, { code, ...archiving })).id),
  archive:
    'Takes a document out of lists, unless they are asked for it; nothing cites it anew. It stays with what cites it, by its code and id, and in readings of before. It takes the role EDITOR.',
  restore: 'Puts a document that is archived back into lists, to be cited. It takes the role EDITOR.',
})
