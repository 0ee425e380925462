import type { Period } from '@parkgraph/statistics'
import { AppError } from '../../errors.ts'

/** The period that an argument names, which needs a first and a last day. @throws AppError `BAD_USER_INPUT` for an open one */
export function requireClosed(period: Period, argument = 'period'): Period {
  if (period.start !== null && period.end !== null) return period
  throw new AppError(
    'BAD_USER_INPUT',
    `${argument} is open: name one with a first and a last day, such as 2017 or 2017-01/2017-11.`,
    { argument },
  )
}
