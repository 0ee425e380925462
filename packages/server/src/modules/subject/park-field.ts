import { sql } from '@parkgraph/db'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Park } from '../refs.ts'
import { selectPark } from './membership.ts'

/** The park that a subject belongs to first of all. */
export const parkField = {
  type: Park,
  nullable: true,
  description:
    'The park that it belongs to first of all: the one it is part of, else where it lies or settled. memberships has all.',
  ...one((row, park, _, view) => sql`${column(park, 'id')} = ${selectPark(row, view)}`),
} as const
