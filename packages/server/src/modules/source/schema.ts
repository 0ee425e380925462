import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, read, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isRecorded, vocabulary } from '../../compiler/sources.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Citation, Source } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { sourceRows } from './rows.ts'
import { sourceArgs, sourceConnection } from './updated.ts'

builder.prismaObject('Source', {
  interfaces: [Node],
  extensions: { source: sourceRows },
  fields: (t) => ({
    id: t.field(idField('Source')),
    code: t.exposeString('code'),
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    isArchived: t.boolean({
      description: 'Whether it is left out of lists, unless they are asked for it, and is not cited anew.',
      ...read('isArchived'),
    }),
    version: t.id({
      description: 'What `expectedVersion` takes: it counts up with each change of its own fields, from 1.',
      ...value(
        (row, _, view) => sql`(SELECT 1 + count(*) FROM source_version v
          WHERE v.reporting_park_id = ${column(row, 'reportingParkId')} AND v.source_id = ${column(row, 'id')}
            AND ${isRecorded('v', view)})::text`,
      ),
    }),
    title: t.exposeString('title'),
    kind: t.expose('kind', { type: enums.SourceKind, description: 'What kind of document it is.' }),
    publisher: t.exposeString('publisher', { nullable: true, description: 'Who published it, as printed.' }),
    authors: t.exposeStringList('authors', { description: 'Its authors, as printed.' }),
    language: t.exposeString('language'),
    publishedFrom: t.field({
      type: 'Date',
      description: 'First day on which it can have been published.',
      ...read('publishedFrom'),
    }),
    publishedTo: t.field({
      type: 'Date',
      description: 'Last day on which it can have been published: by then it is known for certain.',
      ...read('publishedTo'),
    }),
    priority: t.exposeInt('priority'),
  }),
})

builder.prismaObject('Citation', {
  extensions: { source: vocabulary('citation') },
  fields: (t) => ({
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The document; null where the viewer may not see it.',
      ...one((citation, source) => sql`${column(source, 'id')} = ${column(citation, 'sourceId')}`),
    }),
    section: t.exposeString('section', { description: 'Section of the document.' }),
    paragraph: t.exposeInt('paragraph'),
  }),
})

export const SourceConnection = defineConnection(Source, 'Source', 'documents')

/** The citation of a row that holds `citation_id`. */
export const citationField = {
  type: Citation,
  description: 'Where it stands.',
  ...one((row, citation) => sql`${column(citation, 'id')} = ${column(row, 'citationId')}`),
}

builder.queryFields((t) => ({
  source: t.field({
    description: 'The source with this code, or null.',
    type: Source,
    nullable: true,
    args: { code: t.arg.string({ required: true, description: 'Its code.' }) },
    ...one((_, source, { code }) => sql`${column(source, 'code')} = ${code}`),
  }),
  sources: t.field({
    description: 'Documents that figures and facts are taken from, by code.',
    type: SourceConnection,
    args: sourceArgs(),
    ...sourceConnection,
  }),
}))
