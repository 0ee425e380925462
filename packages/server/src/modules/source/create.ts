import { createSource } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { defineMutation } from '../mutation/define.ts'
import { accessLevelField, idempotencyKeyField } from '../mutation/inputs.ts'
import { enums } from '../vocabulary/schema.ts'
import { defineSourceSuccess, selectSource } from './written.ts'

const CreateSourceInput = builder.inputType('CreateSourceInput', {
  description: 'A document that figures are taken from.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'Its code, in kebab-case: unique, and it never changes.' }),
    title: t.string({ required: true, description: 'Title as printed.' }),
    kind: t.field({ type: enums.SourceKind, required: true, description: 'What kind of document it is.' }),
    publisher: t.string({ description: 'Who published it, as printed.' }),
    authors: t.stringList({ required: true, defaultValue: [], description: 'Its authors, as printed.' }),
    language: t.string({
      required: true,
      defaultValue: 'zh-CN',
      description: 'Language of the text, as a BCP 47 tag.',
    }),
    publishedFrom: t.field({
      type: 'Date',
      required: true,
      description: 'First day on which it can have been published: not after tomorrow.',
    }),
    publishedTo: t.field({
      type: 'Date',
      required: true,
      description: 'Last day on which it can have been published: by then it is known for certain. Not after tomorrow.',
    }),
    priority: t.int({
      required: true,
      defaultValue: 100,
      description: 'Precedence among sources of the same figure, from 1: the lowest number is read first.',
    }),
    reportingPark: t.string({ required: true, description: 'Slug of the park that reports it. It never changes.' }),
    accessLevel: t.field(accessLevelField),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

defineMutation('createSource', {
  description:
    'Makes a document known, which figures then name by its code. It takes the role EDITOR for the park that reports it.',
  input: CreateSourceInput,
  success: defineSourceSuccess('CreateSourceSuccess', 'The document is known.'),
  write: async (input, { database, viewer }) => {
    const { id } = await createSource(database.pool, viewer, { ...input, publisher: input.publisher ?? null })
    return selectSource(id)
  },
})
