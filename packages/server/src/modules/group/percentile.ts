import { printDecimal } from '@parkgraph/statistics'
import type { Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'

/** The fraction that an argument names, however it is written. @throws AppError `BAD_USER_INPUT` outside of 0 to 1 */
export function readFraction(given: string, argument: string): string {
  const fraction = printDecimal(given)
  if (Number(fraction) >= 0 && Number(fraction) <= 1) return fraction
  throw new AppError(
    'BAD_USER_INPUT',
    `${argument} holds ${fraction}: percentiles are fractions from 0 to 1, such as 0.9.`,
    { argument },
  )
}

/** The fractions of the percentiles wanted. @throws AppError `BAD_USER_INPUT` outside of 0 to 1, and where one is named twice */
export function readPercentiles(args: Arguments): string[] {
  const given = (args.percentiles as string[] | null | undefined) ?? []
  const fractions = given.map((fraction) => readFraction(fraction, 'percentiles'))
  for (const [index, fraction] of fractions.entries()) {
    const earlier = fractions.indexOf(fraction)
    if (earlier === index) continue
    const why = `percentiles[${index}] is ${fraction}, as percentiles[${earlier}] is: name each fraction once.`
    throw new AppError('BAD_USER_INPUT', why, { argument: `percentiles[${index}]` })
  }
  return fractions
}

/** The column of a group that holds the percentile at a fraction. */
export const columnOf = (fraction: string, fractions: readonly string[]) =>
  `percentile${fractions.indexOf(printDecimal(fraction))}`
