import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { type GroupKey, type GroupKeys, keyColumn } from './keys.ts'

/** The calendar span that the period of a figure lies in; none where it lies in several. */
function bucket(start: (day: Sql) => Sql, length: string): GroupKey {
  const first = (row: Row) => start(column(row, 'periodStart'))
  const end = (row: Row) => sql`(${first(row)} + ${length}::interval)::date`
  const inside = (row: Row, value: Sql) => sql`CASE WHEN isfinite(${column(row, 'periodStart')})
    AND ${column(row, 'periodEnd')} <= ${end(row)} THEN ${value} END`
  return {
    columns: [
      { name: 'periodStart', type: 'date', sql: (row) => inside(row, first(row)) },
      { name: 'periodEnd', type: 'date', sql: (row) => inside(row, end(row)) },
    ],
  }
}

const truncate = (unit: string) => (day: Sql) => sql`date_trunc(${unit}, ${day})::date`

/** What figures are grouped by over time; all fill the same columns, so that a group has one period. */
export const periodKeys: GroupKeys = {
  PERIOD: {
    columns: [
      { name: 'periodStart', type: 'date', sql: (row) => column(row, 'periodStart') },
      { name: 'periodEnd', type: 'date', sql: (row) => column(row, 'periodEnd') },
    ],
    sort: (group) =>
      sql`nullif(concat_ws('/', ${keyColumn(group, 'periodStart')}, ${keyColumn(group, 'periodEnd')}), '')`,
  },
  YEAR: bucket(truncate('year'), '1 year'),
  HALF_YEAR: bucket(
    (day) =>
      sql`(date_trunc('year', ${day}) + CASE WHEN extract(month FROM ${day}) > 6 THEN interval '6 months' ELSE interval '0' END)::date`,
    '6 months',
  ),
  QUARTER: bucket(truncate('quarter'), '3 months'),
  MONTH: bucket(truncate('month'), '1 month'),
}
