import { builder } from '../../builder.ts'
import { read } from '../../compiler/fields.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { Node } from '../node/schema.ts'
import { citationField } from '../source/schema.ts'
import { localised } from '../vocabulary/schema.ts'
import { factRows } from './sources.ts'

const noteField = () => ({
  nullable: true as const,
  description: 'What a reader should know about it.',
  ...localised('note'),
})

/** What is told of a subject and is no figure: in versions, of which the one published last holds. */
export const Fact = builder.interfaceRef<{ readonly id: number }>('Fact').implement({
  description: 'A dated fact about a subject: the version of it that holds.',
  interfaces: [Node],
  extensions: { source: factRows },
  fields: (t) => ({
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    publishedOn: t.field({
      type: 'Date',
      description: 'The day by which this version was published for certain.',
      ...read('publishedOn'),
    }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})
