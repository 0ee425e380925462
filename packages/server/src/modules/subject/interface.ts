import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import type { Source } from '../../compiler/plan.ts'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import { Node } from '../node/schema.ts'

export const subjectRows: Source = {
  key: ['id'],
  isTimed: true,
  from: (view) => sql`(SELECT x.* FROM subject x WHERE ${isVisible('x', view)} AND ${isRecorded('x', view)})`,
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
  }),
})
