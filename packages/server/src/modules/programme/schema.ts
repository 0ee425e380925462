import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { addLatestFields } from '../observation/latest.ts'
import { Programme } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { parkField } from '../subject/park-field.ts'
import { subjectArgs, subjectConnection } from '../subject/updated.ts'
import { programmeFigures } from './figures.ts'
import { programmeList, programmeRows } from './list.ts'

builder.prismaObject('Programme', {
  interfaces: [Node, Subject],
  extensions: { source: programmeRows },
  fields: (t) => ({
    id: t.field(idField('Programme')),
    park: t.field(parkField),
  }),
})

addLatestFields(Programme, programmeFigures)

export const ProgrammeConnection = defineConnection(Programme, 'Programme', 'programmes')

builder.queryFields((t) => ({
  programme: t.field({
    description: 'The programme with this slug, or null.',
    type: Programme,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    ...one((_, programme, { slug }) => sql`${column(programme, 'slug')} = ${slug}`),
  }),
  programmes: t.field({
    description: 'Schemes, reforms, campaigns and services that parks carry out.',
    type: ProgrammeConnection,
    args: subjectArgs(programmeList),
    ...subjectConnection(programmeList),
  }),
}))
