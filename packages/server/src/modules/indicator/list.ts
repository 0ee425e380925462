import { sql } from '@parkgraph/db'
import { oneOf, related, text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column, type Source } from '../../compiler/plan.ts'
import { indicators } from '../../compiler/sources.ts'
import { enums } from '../vocabulary/schema.ts'

/** Fields over them look from where the fields around do; the root fields alone take clocks. */
export const indicatorRows: Source = { key: ['id'], from: indicators }

export const indicatorList = defineList('Indicator', {
  filters: {
    code: text('Its code.', (row) => column(row, 'code')),
    name: text('Its name in Chinese.', (row) => column(row, 'name')),
    dimension: text('What its unit measures.', (row) => column(row, 'dimension')),
    status: oneOf('Whether its meaning is settled.', enums.IndicatorStatus, (row) => column(row, 'status')),
  },
  orders: { code: { description: 'By code.', key: 'text', sql: (row) => sql`${column(row, 'code')} COLLATE "C"` } },
  defaultOrder: [{ code: 'ASC' }],
})

/** Is of an indicator that meets the conditions: for the lists of figures and series. */
export const ofIndicator = related(
  'What is measured.',
  () => indicatorList,
  indicatorRows,
  (row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`,
)
