import type { Period } from '@parkgraph/statistics'
import { AppError } from '../../errors.ts'

/** The period whose figures are read, or null for the latest. @throws AppError `BAD_USER_INPUT` for an open one */
export function readPeriod(period: Period | null | undefined): Period | null {
  if (period && (period.start === null || period.end === null))
    throw new AppError(
      'BAD_USER_INPUT',
      'period is open: name one with a first and a last day, such as 2017 or 2017-01/2017-11.',
      { argument: 'period' },
    )
  return period ?? null
}
