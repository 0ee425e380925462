import { AppError } from '../../errors.ts'

/** The fraction that an argument names. @throws AppError `BAD_USER_INPUT` outside of 0 to 1 */
export function readFraction(fraction: string, argument: string): string {
  if (Number(fraction) >= 0 && Number(fraction) <= 1) return fraction
  throw new AppError(
    'BAD_USER_INPUT',
    `${argument} holds ${fraction}: percentiles are fractions from 0 to 1, such as 0.9.`,
    { argument },
  )
}

/** The column of a group that holds the percentile at a fraction. */
export const columnOf = (fraction: string, fractions: readonly string[]) => `percentile${fractions.indexOf(fraction)}`
