import { sql } from '@parkgraph/db'
import { column } from '../../compiler/plan.ts'
import { type GroupKeys, keyColumn, one, regions } from './keys.ts'
import { periodKeys } from './period-keys.ts'

const own = (name: string) => one(name, 'text', (row) => sql`${column(row, name)}::text`)

export const observationKeys: GroupKeys = {
  SUBJECT: {
    ...one('subjectId', 'integer', (row) => column(row, 'subjectId')),
    sort: (group) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${keyColumn(group, 'subjectId')})`,
  },
  SUBJECT_KIND: one(
    'subjectKind',
    'text',
    (row) => sql`(SELECT s.kind::text FROM subject s WHERE s.id = ${column(row, 'subjectId')})`,
  ),
  INDICATOR: {
    ...one('indicatorId', 'integer', (row) => column(row, 'indicatorId')),
    sort: (group) => sql`(SELECT i.code FROM indicator i WHERE i.id = ${keyColumn(group, 'indicatorId')})`,
  },
  MEASURE: own('measure'),
  ACCUMULATION: own('accumulation'),
  SCOPE: own('scope'),
  NATURE: own('nature'),
  ...regions,
  ...periodKeys,
}
