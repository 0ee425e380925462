import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { read, value } from '../../compiler/fields.ts'
import { column, type Source } from '../../compiler/plan.ts'
import { isRecorded, subjects } from '../../compiler/sources.ts'
import { Node } from '../node/schema.ts'

export const subjectRows: Source = {
  key: ['id'],
  isTimed: true,
  from: subjects,
  kinds: {
    column: 'kind',
    types: {
      PARK: 'Park',
      PROJECT: 'Project',
      ENTERPRISE: 'Enterprise',
      FACILITY: 'Facility',
      PROGRAMME: 'Programme',
    },
  },
}

export interface SubjectRow {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/** Its fields are added in `fields.ts`: they need the types that need this one. */
export const Subject = builder.interfaceRef<SubjectRow>('Subject').implement({
  description: 'Anything that figures and facts are about.',
  interfaces: [Node],
  extensions: { source: subjectRows },
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description: 'Unique, immutable name in addresses; that of a project starts with its park’s.',
    }),
    name: t.exposeString('name', { description: 'Name as printed in the source.' }),
    isArchived: t.boolean({
      description: 'Whether it is left out of lists, groups and rankings, unless they are asked for it.',
      ...read('isArchived'),
    }),
    version: t.id({
      description: 'What `expectedVersion` takes: it counts up with each change of its own fields, from 1.',
      ...value(
        (row, _, view) => sql`(SELECT 1 + count(*) FROM subject_version v
          WHERE v.reporting_park_id = ${column(row, 'reportingParkId')} AND v.subject_id = ${column(row, 'id')}
            AND ${isRecorded('v', view)})::text`,
      ),
    }),
  }),
})
