import { getUnit, RATE_UNITS } from '@parkgraph/statistics'
import type { Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import type { Asked } from './asked.ts'
import type { FigureChoice } from './figure.ts'
import type { GroupKeys } from './keys.ts'
import { whyNoRates } from './rules.ts'

/** Refuses keys that name the same column: one asked for twice, and a second period. @throws AppError `BAD_USER_INPUT` */
export function checkBy({ by }: Arguments, keys: GroupKeys): void {
  const nameOf = (key: string) => keys[key]?.columns[0]?.name
  for (const [index, key] of (by as string[]).entries()) {
    const earlier = (by as string[]).slice(0, index).find((other) => nameOf(other) === nameOf(key))
    if (earlier === undefined) continue
    const why =
      earlier === key
        ? 'is named twice: name each key once.'
        : `is a period, as ${earlier} is: group by one period, the shorter of them.`
    throw new AppError('BAD_USER_INPUT', `by[${index}] ${key} ${why}`, { argument: `by[${index}]` })
  }
}

/**
 * Refuses what the argument `figure` of a list of subjects rules out, whatever figures there are: aggregates of none, and sums
 * and means of rates or amounts of them. @throws AppError
 */
export function checkFigure({ figure }: Arguments, { demands, units }: Asked): void {
  const asked = Object.values(demands).filter((demand) => demand !== null)
  if (figure == null) {
    if (asked.length === 0 && units.length === 0) return
    const message = 'figure is not given, and rows without figures have counts alone: name the indicator to aggregate.'
    throw new AppError('BAD_USER_INPUT', message, { argument: 'figure' })
  }
  const { measure, nature, accumulation, scope, period } = figure as FigureChoice
  if (period != null && (measure !== 'LEVEL' || nature !== 'ACTUAL' || accumulation != null || scope != null))
    throw new AppError(
      'BAD_USER_INPUT',
      'figure.period takes the actual level of the whole: leave out measure, nature, accumulation and scope, or period.',
      { argument: 'figure.period' },
    )
  const rate = RATE_UNITS[measure]
  if (rate === undefined) return
  if (asked.some((demand) => demand !== 'COMPARE'))
    throw new AppError('AGGREGATION_NOT_ALLOWED', `figure.measure is ${measure}: ${whyNoRates}`, {
      argument: 'figure.measure',
      rule: 'RATE',
    })
  const { dimension } = getUnit(rate)
  for (const { unit, argument } of units)
    if (getUnit(unit).dimension !== dimension)
      throw new AppError(
        'INCOMPATIBLE_UNITS',
        `${argument} measures ${getUnit(unit).dimension}, and ${measure} ${dimension}: use a unit of ${dimension}.`,
        { argument },
      )
}
