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

/** Refuses fractions outside of 0 to 1, and one that is named twice, however it is written. @throws AppError `BAD_USER_INPUT` */
export function checkFractions(fractions: readonly string[]): void {
  for (const [index, fraction] of fractions.entries()) {
    readFraction(fraction, 'percentiles')
    const earlier = fractions.indexOf(fraction)
    if (earlier === index) continue
    const why = `percentiles[${index}] is ${fraction}, as percentiles[${earlier}] is: name each fraction once.`
    throw new AppError('BAD_USER_INPUT', why, { argument: `percentiles[${index}]` })
  }
}

/** The column of a group that holds the percentile at a fraction. */
export const columnOf = (fraction: string, fractions: readonly string[]) => `percentile${fractions.indexOf(fraction)}`
