import { createSubject, type NewSubject, sql } from '@parkgraph/db'
import type { ObjectRef } from '@pothos/core'
import { builder, type Types } from '../../builder.ts'
import { one, untimed } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineMutation, type Written } from '../mutation/define.ts'
import { accessLevelField, idempotencyKeyField } from '../mutation/inputs.ts'
import { Enterprise, Facility, Park, Programme, Project } from '../refs.ts'
import { kindFields, nameFields, toFieldName } from './inputs.ts'
import { subjectRows } from './interface.ts'

type Kind = NewSubject['kind']

export const subjectTypes: Readonly<Record<Kind, ObjectRef<Types, object>>> = {
  PARK: Park,
  PROJECT: Project,
  ENTERPRISE: Enterprise,
  FACILITY: Facility,
  PROGRAMME: Programme,
}

/** A subject that was written: none where the viewer may not see it. */
export const selectSubject =
  (id: number): Written =>
  (view) =>
    sql`(SELECT x.id FROM ${subjectRows.from(view)} x WHERE x.id = ${id}::int)`

/** The type of what a mutation of one subject leaves. */
export const defineSubjectSuccess = (name: string, kind: Kind, description: string) => {
  const field = kind.toLowerCase()
  return builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({
      [field]: t.field({
        type: subjectTypes[kind],
        description: `The ${field}.`,
        ...untimed(one((written, subject) => sql`${column(subject, 'id')} = ${column(written, 'id')}`)),
      }),
    }),
  })
}

const slugs: Readonly<Record<Kind, string>> = {
  PARK: 'Unique name in addresses, in kebab-case; that of a park within another, or that is a project too, starts with the slug of the park that reports it. It never changes.',
  PROJECT:
    'Unique name in addresses, in kebab-case: it starts with the slug of the park that reports it, and never changes.',
  ENTERPRISE: 'Unique name in addresses, in kebab-case: it never changes.',
  FACILITY: 'Unique name in addresses, in kebab-case: it never changes.',
  PROGRAMME: 'Unique name in addresses, in kebab-case: it never changes.',
}

/** Common to all of them; Pothos tells the fields of each. */
interface CreateInput {
  readonly slug: string
  readonly reportingPark?: string | null | undefined
  readonly accessLevel: NewSubject['accessLevel']
  readonly idempotencyKey: string
}

const defineCreation = (kind: Kind, description: string) => {
  const name = kind.charAt(0) + kind.slice(1).toLowerCase()
  const isPark = kind === 'PARK'
  const input = builder.inputRef<CreateInput>(`Create${name}Input`).implement({
    description: `A ${kind.toLowerCase()} to make known.`,
    fields: (t) => ({
      slug: t.string({ required: true, description: slugs[kind] }),
      ...nameFields(t, true),
      ...kindFields[kind](t, true),
      reportingPark: t.string({
        required: !isPark,
        description: isPark
          ? 'Slug of the park that reports it, and all rows about it; left out of a park that reports for itself. It never changes.'
          : 'Slug of the park that reports it, and all rows about it. It never changes.',
      }),
      accessLevel: t.field(accessLevelField),
      idempotencyKey: t.field(idempotencyKeyField),
    }),
  })
  defineMutation(`create${name}`, {
    description,
    input,
    success: defineSubjectSuccess(`Create${name}Success`, kind, `The ${kind.toLowerCase()} is known.`),
    write: async ({ slug, reportingPark, accessLevel, idempotencyKey, ...own }, { database, viewer }) => {
      const given = Object.entries(own).filter(([, value]) => value != null)
      const fields = Object.fromEntries(given.map(([field, value]) => [toFieldName(kind, field), value]))
      const created = { kind, slug, fields, reportingPark: reportingPark ?? null, accessLevel, idempotencyKey }
      const { id } = await createSubject(database.pool, viewer, created)
      return selectSubject(id)
    },
  })
}

const role = 'It takes the role EDITOR for the park that reports it'

defineCreation(
  'PARK',
  `Makes a park known. ${role}; of one that reports for itself, EDITOR for its region or for all. Where it lies is a membership: \`recordFacts\`.`,
)
defineCreation('PROJECT', `Makes a project known. ${role}.`)
defineCreation('ENTERPRISE', `Makes an enterprise known. ${role}.`)
defineCreation('FACILITY', `Makes a facility known. ${role}.`)
defineCreation('PROGRAMME', `Makes a programme known. ${role}.`)
