import { archiveSubject, type NewSubject, sql, updateSubject } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, untimed } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineMutation } from '../mutation/define.ts'
import { expectedVersionField, idempotencyKeyField, reasonField } from '../mutation/inputs.ts'
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

const defineArchiving = (verb: 'archive' | 'restore', isArchived: boolean, done: string, description: string) => {
  const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Subject`
  const input = builder.inputType(`${name}Input`, {
    description: `A subject to ${verb}.`,
    fields: (t) => ({
      subject: t.string({ required: true, description: 'Its slug.' }),
      expectedVersion: t.field(expectedVersionField),
      reason: t.field(reasonField),
      idempotencyKey: t.field(idempotencyKeyField),
    }),
  })
  const success = builder.objectRef<object>(`${name}Success`).implement({
    description: `The subject is ${done}.`,
    fields: (t) => ({
      subject: t.field({
        type: Subject,
        description: 'The subject.',
        ...untimed(one((written, subject) => sql`${column(subject, 'id')} = ${column(written, 'id')}`)),
      }),
    }),
  })
  defineMutation(`${verb}Subject`, {
    description,
    input,
    success,
    write: async ({ subject, expectedVersion, reason, idempotencyKey }, { database, viewer }) => {
      const archiving = { slug: subject, expectedVersion: String(expectedVersion), isArchived, reason, idempotencyKey }
      return selectSubject((await archiveSubject(database.pool, viewer, archiving)).id)
    },
  })
}

defineArchiving(
  'archive',
  true,
  'archived',
  'Takes a subject out of lists, groups and rankings, unless they are asked for it. It stays with all that is told of it, by its slug and id, and in readings of before. It takes the role EDITOR.',
)
defineArchiving('restore', false, 'back', 'Puts a subject that is archived back into lists. It takes the role EDITOR.')
