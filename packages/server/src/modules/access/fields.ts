import { sql } from '@parkgraph/db'
import { one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'

/** Who may see a row that has the column `access_level`. */
export const rowLevelField = {
  type: enums.AccessLevel,
  description:
    'Who may see it, as of now: also where it is read as of an earlier moment. It is hidden too where what it is about is.',
  ...read('accessLevel'),
}

/** The park that reports a row that has the column `reporting_park_id`. */
export const reportingParkField = {
  type: Park,
  nullable: true as const,
  description:
    'The park that reports it, in which it takes a role to see it where it is not public; null where that is hidden.',
  ...one((row, park) => sql`${column(park, 'id')} = ${column(row, 'reportingParkId')}`),
}
