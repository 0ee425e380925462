import { archiveSubject, type NewSubject, sql, updateSubject } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, untimed } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineArchiving } from '../mutation/archiving.ts'
import { defineMutation } from '../mutation/define.ts'
import { expectedVersionField, idempotencyKeyField } from '../mutation/inputs.ts'
import { defineSubjectSuccess, selectSubject } from './create.ts'
import { kindFields, nameFields, toFieldName } from './inputs.ts'
import { Subject } from './interface.ts'

type Kind = NewSubject['kind']

interface UpdateInput {
  readonly slug: string
  readonly expectedVersion: string
  readonly idempotencyKey: string
}

/** What nobody changes: which facets a subject has. */
const fixed = new Set(['PARK.projectKind'])

const defineUpdate = (kind: Kind, more = '') => {
  const field = kind.toLowerCase()
  const name = kind.charAt(0) + field.slice(1)
  const input = builder.inputRef<UpdateInput>(`Update${name}Input`).implement({
    description: 'Own fields to change: what is left out stays, and null empties one.',
    fields: (t) => {
      const own = Object.entries(kindFields[kind](t, false)).filter(([key]) => !fixed.has(`${kind}.${key}`))
      return {
        slug: t.string({ required: true, description: 'Its slug, which never changes.' }),
        expectedVersion: t.field(expectedVersionField),
        ...nameFields(t, false),
        ...Object.fromEntries(own),
        idempotencyKey: t.field(idempotencyKeyField),
      }
    },
  })
  defineMutation(`update${name}`, {
    description: `Changes own fields of a ${field}: what is told of it are facts. Readings of before keep what they were. It takes the role EDITOR.${more}`,
    input,
    success: defineSubjectSuccess(`Update${name}Success`, kind, `The ${field} is changed.`),
    write: async ({ slug, expectedVersion, idempotencyKey, ...own }, { database, viewer }) => {
      const given = Object.entries(own).filter(([, value]) => value !== undefined)
      const changes = Object.fromEntries(given.map(([key, value]) => [toFieldName(kind, key), value]))
      const update = { kind, slug, expectedVersion, changes, idempotencyKey }
      return selectSubject((await updateSubject(database.pool, viewer, update)).id)
    },
  })
}

defineUpdate(
  'PARK',
  ' To put a park into another region that reports rows, or holds one that does, takes ADMIN: roles for a region are roles there.',
)
defineUpdate('PROJECT')
defineUpdate('ENTERPRISE')
defineUpdate('FACILITY')
defineUpdate('PROGRAMME')

defineArchiving({
  argument: 'subject',
  named: 'Its slug.',
  one: 'A subject',
  success: (name, done) =>
    builder.objectRef<object>(name).implement({
      description: `The subject is ${done}.`,
      fields: (t) => ({
        subject: t.field({
          type: Subject,
          description: 'The subject.',
          ...untimed(one((written, subject) => sql`${column(subject, 'id')} = ${column(written, 'id')}`)),
        }),
      }),
    }),
  write: async (slug, archiving, { database, viewer }) =>
    selectSubject((await archiveSubject(database.pool, viewer, { slug, ...archiving })).id),
  archive:
    'Takes a subject out of lists, groups and rankings, unless they are asked for it. It stays with all that is told of it, by its slug and id, and in readings of before. It takes the role EDITOR.',
  restore: 'Puts a subject that is archived back into lists. It takes the role EDITOR.',
})
