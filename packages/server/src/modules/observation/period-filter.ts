import { sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { all } from '../../compiler/filters.ts'
import type { Filter } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'

const PeriodFilter = builder.inputType('PeriodFilter', {
  description:
    'Conditions on a period; all given ones have to hold, and null counts as not given. Rows without a period meet none.',
  fields: (t) => ({
    eq: t.field({ type: 'Period', description: 'Is exactly this period.' }),
    within: t.field({ type: 'Period', description: 'Lies within this period.' }),
    overlaps: t.field({ type: 'Period', description: 'Shares at least one day with this period.' }),
  }),
})

const start = (period: Period) => sql`${period.start ?? '-infinity'}::date`
const end = (period: Period) => sql`${period.end ?? 'infinity'}::date`

/** Conditions on the period of a row that holds `period_start` and `period_end`. */
export const period: Filter = {
  description: 'The days covered.',
  type: () => PeriodFilter as never,
  compile: (row, input: { eq?: Period; within?: Period; overlaps?: Period }) => {
    const [first, last] = [column(row, 'periodStart'), column(row, 'periodEnd')]
    return all([
      input.eq != null && sql`${first} = ${start(input.eq)} AND ${last} = ${end(input.eq)}`,
      input.within != null && sql`${first} >= ${start(input.within)} AND ${last} <= ${end(input.within)}`,
      input.overlaps != null && sql`${first} < ${end(input.overlaps)} AND ${last} > ${start(input.overlaps)}`,
    ])
  },
}
