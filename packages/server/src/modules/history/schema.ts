import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection, one, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Change, Park } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { changeList, rowList } from './list.ts'
import { ChangedRow } from './row-types.ts'
import { changedRows, changeKey, changeRows, isOfChange } from './rows.ts'

const ChangedRowConnection = defineConnection(ChangedRow, 'ChangedRow', 'rows that a change recorded')

builder.prismaObject('Change', {
  interfaces: [Node],
  extensions: { source: changeRows },
  fields: (t) => ({
    id: t.field(idField('Change', changeKey)),
    recordedAt: t.field({
      type: 'DateTime',
      description:
        'When it was committed: its place in commit order. As `asOf.recorded` it reads what was known right after it.',
      ...value((row) => column(row, 'recordedAt')),
    }),
    park: t.field({
      type: Park,
      nullable: true,
      description: 'The park that reports its rows; null of changes of the vocabulary, which is that of all parks.',
      ...one((row, park) => sql`${column(park, 'id')} = ${column(row, 'reportingParkId')}`),
    }),
    actor: t.exposeString('actor', { description: 'Who wrote: an identifier, such as `key:4fk2n8qd`.' }),
    label: t.field({
      type: 'String',
      nullable: true,
      description: 'What people call who wrote; null for those who are not known, or not any more.',
      ...value((row) => sql`(SELECT p.label FROM principal p WHERE p.id = ${column(row, 'principalId')})`),
    }),
    keyPrefix: t.exposeString('keyPrefix', { nullable: true }),
    requestId: t.exposeString('requestId', { nullable: true }),
    reason: t.exposeString('reason', { description: 'Why, in a few words.' }),
    rows: t.field({
      type: ChangedRowConnection,
      description: 'What it recorded or changed, of what the viewer sees.',
      args: connectionArgs(rowList),
      ...connection(rowList, isOfChange),
    }),
  }),
})

const ChangeConnection = defineConnection(Change, 'Change', 'the change log')

const rows = changedRows({})

builder.interfaceField(Subject, 'changes', (t) =>
  t.field({
    type: ChangeConnection,
    description: 'Changes of rows about it, the newest first, of the parks for which the viewer has the role EDITOR.',
    args: connectionArgs(changeList),
    ...connection(
      changeList,
      (
        subject,
        change,
        _,
        view,
      ) => sql`(${column(change, 'reportingParkId')}, ${column(change, 'id')}) IN (SELECT x.reporting_park_id, x.change_id
        FROM ${rows.from(view)} x WHERE x.about_id = ${column(subject, 'id')})`,
    ),
  }),
)

builder.queryField('changes', (t) =>
  t.field({
    type: ChangeConnection,
    description: 'The change log, the newest first, of the parks for which the viewer has the role EDITOR.',
    args: connectionArgs(changeList),
    ...connection(changeList),
  }),
)
