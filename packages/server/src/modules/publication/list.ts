import { sql } from '@parkgraph/db'
import { oneOf, related, text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { parkList, parkRows } from '../park/list.ts'
import { enums } from '../vocabulary/schema.ts'
import { publicationKey, selectState } from './rows.ts'

export const publicationList = defineList('Publication', {
  filters: {
    title: text('What people call it.', (row) => column(row, 'title')),
    state: oneOf('The step that was taken last.', enums.PublicationState, selectState),
    level: oneOf('What its items are after the release.', enums.AccessLevel, (row) => column(row, 'level')),
    park: related(
      'The park that reports its items.',
      () => parkList,
      parkRows,
      (row, park) => sql`${column(park, 'id')} = ${column(row, 'reportingParkId')}`,
    ),
  },
  orders: {
    id: { description: 'In the order in which they were drafted.', key: 'integer', sql: (row) => column(row, 'id') },
  },
  defaultOrder: [{ id: 'ASC' }],
  tieBreak: publicationKey,
})
