import { sql } from '@parkgraph/db'
import { instant, oneOf, related, text } from '../../compiler/filters.ts'
import { defineList, type List } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { parkList, parkRows } from '../park/list.ts'
import { subjectRows } from '../subject/interface.ts'
import { subjectList } from '../subject/list.ts'
import { enums } from '../vocabulary/schema.ts'
import { changedRows, isOfChange } from './rows.ts'

export const rowList = defineList('ChangedRow', {
  filters: {
    kind: oneOf('What kind of row it is.', enums.ChangedRowKind, (row) => column(row, 'rowKind')),
    subject: related(
      'What it is about.',
      () => subjectList,
      subjectRows,
      (row, subject) => sql`${column(subject, 'id')} = ${column(row, 'aboutId')}`,
    ),
  },
  orders: {
    kind: {
      description: 'By kind, in the order of the vocabulary.',
      key: 'integer',
      sql: (row) => column(row, 'place'),
    },
  },
  defaultOrder: [{ kind: 'ASC' }],
})

export const changeList: List = defineList('Change', {
  filters: {
    actor: text('Who wrote, as an identifier.', (row) => column(row, 'actor')),
    keyPrefix: text('Prefix of the key that was used.', (row) => column(row, 'keyPrefix')),
    requestId: text('The request that wrote.', (row) => column(row, 'requestId')),
    recordedAt: instant('When it was committed.', (row) => column(row, 'position')),
    park: related(
      'The park that reports its rows.',
      () => parkList,
      parkRows,
      (row, park) => sql`${column(park, 'id')} = ${column(row, 'reportingParkId')}`,
    ),
    rows: related('A row that it recorded or changed.', () => rowList, changedRows({}), isOfChange),
  },
  orders: {
    recordedAt: { description: 'By the time of the commit.', key: 'integer', sql: (row) => column(row, 'position') },
  },
  defaultOrder: [{ recordedAt: 'DESC' }],
  tieBreak: ['reportingParkId'],
})
