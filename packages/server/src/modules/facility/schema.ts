import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { addLatestFields } from '../observation/latest.ts'
import { Facility } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { parkField } from '../subject/park-field.ts'
import { subjectArgs, subjectConnection } from '../subject/updated.ts'
import { facilityFigures } from './figures.ts'
import { facilityList, facilityRows } from './list.ts'

builder.prismaObject('Facility', {
  interfaces: [Node, Subject],
  extensions: { source: facilityRows },
  fields: (t) => ({
    id: t.field(idField('Facility')),
    park: t.field(parkField),
  }),
})

addLatestFields(Facility, facilityFigures)

export const FacilityConnection = defineConnection(Facility, 'Facility', 'facilities')

builder.queryFields((t) => ({
  facility: t.field({
    description: 'The facility with this slug, or null.',
    type: Facility,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    ...one((_, facility, { slug }) => sql`${column(facility, 'slug')} = ${slug}`),
  }),
  facilities: t.field({
    description: 'Buildings and places that parks run.',
    type: FacilityConnection,
    args: subjectArgs(facilityList),
    ...subjectConnection(facilityList),
  }),
}))
