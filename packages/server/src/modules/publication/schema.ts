import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection, many, one, value } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { FactVersionConnection, factVersionList } from '../fact/version.ts'
import { idField, Node } from '../node/schema.ts'
import { observationList } from '../observation/list.ts'
import { ObservationConnection } from '../observation/schema.ts'
import { Park, Publication, PublicationStep } from '../refs.ts'
import { sourceList } from '../source/list.ts'
import { SourceConnection } from '../source/schema.ts'
import { Subject } from '../subject/interface.ts'
import { subjectList } from '../subject/list.ts'
import { enums } from '../vocabulary/schema.ts'
import { publicationList } from './list.ts'
import { isStepOf, publicationKey, publicationRows, selectState, stepRows } from './rows.ts'

builder.prismaObject('PublicationStep', {
  interfaces: [Node],
  extensions: { source: stepRows },
  fields: (t) => ({
    id: t.field(idField('PublicationStep', publicationKey)),
    state: t.expose('state', { type: enums.PublicationState, description: 'What the publication was from then on.' }),
    doneBy: t.exposeString('doneBy'),
    reason: t.exposeString('reason'),
    recordedAt: t.field({
      type: 'DateTime',
      description: 'When it was taken: the time of the commit.',
      ...value(
        (row) => sql`(SELECT c.recorded_at FROM change c WHERE c.reporting_park_id = ${column(row, 'reportingParkId')}
          AND c.id = ${column(row, 'changeId')})`,
      ),
    }),
  }),
})

const SubjectConnection = defineConnection(Subject, 'Subject', 'subjects of all kinds')

/** Holds for the rows of a table that a publication names. */
const isNamed = (publication: Row, row: Row, table: Sql) =>
  sql`EXISTS (SELECT 1 FROM publication_item i WHERE i.reporting_park_id = ${column(publication, 'reportingParkId')}
    AND i.publication_id = ${column(publication, 'id')} AND i.reporting_park_id = ${column(row, 'reportingParkId')}
    AND i.relation = ${table} AND i.row_id = ${column(row, 'id')})`

builder.prismaObject('Publication', {
  interfaces: [Node],
  extensions: { source: publicationRows },
  fields: (t) => ({
    id: t.field(idField('Publication', publicationKey)),
    title: t.exposeString('title'),
    level: t.expose('level', {
      type: enums.AccessLevel,
      description: 'What its items are after the release, where they are more restricted now.',
    }),
    embargoUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is released at the earliest, once it is approved; null: as soon as it is approved.',
      ...value((row) => column(row, 'embargoUntil')),
    }),
    park: t.field({
      type: Park,
      nullable: true,
      description: 'The park that reports its items.',
      ...one((row, park) => sql`${column(park, 'id')} = ${column(row, 'reportingParkId')}`),
    }),
    state: t.field({
      type: enums.PublicationState,
      description: 'The step that was taken last.',
      ...value((row, _, view) => selectState(row, view)),
    }),
    lastStep: t.field({
      type: PublicationStep,
      description: 'The step that was taken last: its id is what `expectedVersion` takes.',
      ...one(isStepOf, (step) => sql`${column(step, 'place')} DESC`),
    }),
    steps: t.field({
      type: [PublicationStep],
      description: 'What was done with it, the newest last.',
      ...many(isStepOf, (step) => column(step, 'place')),
    }),
    items: t.field({
      type: ObservationConnection,
      description: 'Its figures: the vintages that were named.',
      args: connectionArgs(observationList),
      ...connection(observationList, (row, figure) => isNamed(row, figure, sql`'observation'`)),
    }),
    facts: t.field({
      type: FactVersionConnection,
      description: 'Its facts: the versions that were named, and the names that its subjects brought.',
      args: connectionArgs(factVersionList),
      ...connection(factVersionList, (row, version) => isNamed(row, version, column(version, 'relation'))),
    }),
    subjects: t.field({
      type: SubjectConnection,
      description: 'Its subjects.',
      args: connectionArgs(subjectList),
      ...connection(subjectList, (row, subject) => isNamed(row, subject, sql`'subject'`)),
    }),
    sources: t.field({
      type: SourceConnection,
      description: 'Its documents: those that were named, and those that its figures and facts brought.',
      args: connectionArgs(sourceList),
      ...connection(sourceList, (row, source) => isNamed(row, source, sql`'source'`)),
    }),
  }),
})

const PublicationConnection = defineConnection(Publication, 'Publication', 'publications')

builder.queryField('publications', (t) =>
  t.field({
    description: 'Publications of the parks for which the viewer has the role EDITOR.',
    type: PublicationConnection,
    args: connectionArgs(publicationList),
    ...connection(publicationList),
  }),
)
