import { sql } from '@parkgraph/db'
import { oneOf, text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { accessFilters } from '../park/list.ts'
import { enums } from '../vocabulary/schema.ts'

export const sourceList = defineList('Source', {
  filters: {
    code: text('Its code.', (row) => column(row, 'code')),
    title: text('Its title as printed.', (row) => column(row, 'title')),
    publisher: text('Who published it, as printed.', (row) => column(row, 'publisher')),
    kind: oneOf('What kind of document it is.', enums.SourceKind, (row) => column(row, 'kind')),
    ...accessFilters,
  },
  orders: {
    code: { description: 'By code.', key: 'text', sql: (row) => sql`${column(row, 'code')} COLLATE "C"` },
    priority: {
      description: 'By precedence: what is read first of all comes first.',
      key: 'integer',
      sql: (row) => column(row, 'priority'),
    },
    publishedTo: {
      description: 'By the day by which it was published for certain.',
      key: 'date',
      sql: (row) => column(row, 'publishedTo'),
    },
  },
  defaultOrder: [{ code: 'ASC' }],
})
