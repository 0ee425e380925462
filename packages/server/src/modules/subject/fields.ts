import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection, many } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { facts } from '../clock/updated-after.ts'
import { connectionArgs } from '../connection.ts'
import { ObservationConnection, observationArgs, observationConnection } from '../observation/schema.ts'
import { Assignment, Doubt, Honour, Membership, Relationship, Statement, SubjectName } from '../refs.ts'
import { seriesList } from '../series/list.ts'
import { SeriesConnection } from '../series/schema.ts'
import { enums } from '../vocabulary/schema.ts'
import { Subject } from './interface.ts'

const byId = (row: string) => column(row, 'id')
const of = (key: string) => (subject: string, row: string) => sql`${column(row, key)} = ${column(subject, 'id')}`

const statements = facts(
  'statement',
  (subject, row, { topic }) =>
    sql`${of('subjectId')(subject, row)} AND ${topic == null ? sql`TRUE` : sql`${column(row, 'topic')}::text = ${topic}`}`,
  byId,
)

builder.interfaceFields(Subject, (t) => ({
  accessLevel: t.field(rowLevelField),
  reportingPark: t.field(reportingParkField),
  observations: t.field({
    type: ObservationConnection,
    description: 'Figures about it: one for each series, period, nature, source and reading.',
    args: observationArgs(),
    ...observationConnection(of('subjectId')),
  }),
  series: t.field({
    type: SeriesConnection,
    description: 'Series of comparable figures about it.',
    args: connectionArgs(seriesList),
    ...connection(seriesList, of('subjectId')),
  }),
  names: t.field({ type: [SubjectName], description: 'Its further names.', ...facts('name', of('subjectId'), byId) }),
  honours: t.field({
    type: [Honour],
    description: 'Titles that it was given.',
    ...facts('honour', of('subjectId'), byId),
  }),
  memberships: t.field({
    type: [Membership],
    description: 'Parks that it belongs to, each with its role.',
    ...facts('membership', of('subjectId'), byId),
  }),
  relationships: t.field({
    type: [Relationship],
    description: 'What ties it to others, told from its side or from theirs.',
    ...facts(
      'relationship',
      (subject, row) => sql`${column(subject, 'id')} IN (${column(row, 'fromId')}, ${column(row, 'toId')})`,
      byId,
    ),
  }),
  assignments: t.field({
    type: [Assignment],
    description: 'Persons in roles at it, or in a programme that serves it.',
    ...facts('assignment', of('subjectId'), byId),
  }),
  doubts: t.field({
    type: [Doubt],
    description: 'What sources leave open about it.',
    ...many(
      (subject, row) => sql`${column(row, 'id')} IN
        (SELECT a.doubt_id FROM doubt_about a WHERE a.subject_id = ${column(subject, 'id')})`,
      byId,
    ),
  }),
  statements: t.field({
    type: [Statement],
    description: 'What is told of it that has no type of its own yet.',
    ...statements,
    args: {
      ...statements.args,
      topic: t.arg({ type: enums.StatementTopic, description: 'Only statements of this topic.' }),
    },
  }),
}))
