import { made } from '../../compiler/fields.ts'
import type { Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import { rowBy } from '../derivation/fields.ts'
import { FrameworkCohort, Park } from '../refs.ts'
import { readPark } from './cohort.ts'

/** The park of a row that has `parkColumns`. */
export const subjectField = { type: Park, description: 'The park.', ...made('one', readPark) } as const

/** The cohort of an edition that a park is of. */
export const cohortField = { type: FrameworkCohort, nullable: true, ...rowBy('cohortId') } as const

const maximumSize = 5_000

/** How many parks are listed, with a rank or without. @throws AppError `BAD_USER_INPUT` */
export function readSize({ first }: Arguments): number {
  const size = Number(first)
  if (size >= 1 && size <= maximumSize) return size
  throw new AppError('BAD_USER_INPUT', `first is ${size}: it takes 1 to ${maximumSize}.`, { argument: 'first' })
}
