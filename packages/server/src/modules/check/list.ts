import { sql } from '@parkgraph/db'
import { oneOf, text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { ofIndicator } from '../indicator/list.ts'
import { period } from '../observation/period-filter.ts'
import { enums } from '../vocabulary/schema.ts'

export const checkList = defineList('Check', {
  filters: {
    rule: oneOf('The rule.', enums.CheckRule, (row) => column(row, 'rule')),
    severity: oneOf('How much it weighs.', enums.CheckSeverity, (row) => column(row, 'severity')),
    indicator: ofIndicator,
    group: text('Key of its group in the summary.', (row) => column(row, 'groupKey')),
    period,
  },
  orders: {
    severity: { description: 'By how much it weighs.', key: 'integer', sql: (row) => column(row, 'severityOrder') },
    rule: { description: 'By the order of the rules.', key: 'integer', sql: (row) => column(row, 'ruleOrder') },
    period: { description: 'By the day after the period.', key: 'date', sql: (row) => column(row, 'periodEnd') },
    subject: {
      description: 'By the slug of what it is about.',
      key: 'text',
      sql: (row) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${column(row, 'subjectId')}) COLLATE "C"`,
    },
  },
  defaultOrder: [{ severity: 'DESC' }, { rule: 'ASC' }],
  // What is of one series stays together.
  tieBreak: ['ruleOrder', 'subjectId', 'seriesOrder', 'keyA', 'keyB'],
})
