import { type Decimal, type DecimalInput, divide, toDecimal } from './decimal.ts'
import { perUnit, share, yearOnYear } from './growth.ts'

/**
 * How figures become scores of 0 to 100. `MIN_MAX`: the place between the worst and the best of a cohort.
 * `DISTANCE_TO_TARGET`: how much of a target is reached.
 */
export type ScoringMethod = 'MIN_MAX' | 'DISTANCE_TO_TARGET'

/** Which way is better. */
export type ScoringDirection = 'MORE_IS_BETTER' | 'LESS_IS_BETTER'

/**
 * Why there is no score. `MISSING_VALUE`: the figure is unknown; `VAGUE`: it has bounds only. `NO_SPREAD`: all of the cohort are
 * alike, so that nobody lies between them. `MISSING_TARGET`: the framework gives no target.
 */
export type ScoringReason = 'MISSING_VALUE' | 'VAGUE' | 'NO_SPREAD' | 'MISSING_TARGET'

/** A score of 0 to 100, or null with the reason. */
export type Score =
  | { readonly score: Decimal; readonly reason: null }
  | { readonly score: null; readonly reason: ScoringReason }

const [ZERO, HUNDRED] = [/*#__PURE__*/ toDecimal('0'), /*#__PURE__*/ toDecimal('100')]

const block = (reason: ScoringReason): Score => ({ score: null, reason })
const percent = (part: Decimal, whole: Decimal): Score => ({
  score: clamp(divide(part.times(HUNDRED), whole).value),
  reason: null,
})
const clamp = (score: Decimal) => (score.lt(ZERO) ? ZERO : score.gt(HUNDRED) ? HUNDRED : score)

/** What is derived from a level before it is scored, against a base: last year, land, people, or the park around. */
export type ScoringDerivation = 'YEAR_ON_YEAR' | 'PER_MU' | 'PER_EMPLOYEE' | 'SHARE_OF_PARENT'

const derivations = { YEAR_ON_YEAR: yearOnYear, PER_MU: perUnit, PER_EMPLOYEE: perUnit, SHARE_OF_PARENT: share }

/**
 * The value to score. Without a level or a positive base it is null, so that the score is missing as that of a figure that
 * nobody knows.
 */
export function deriveScored(
  derivation: ScoringDerivation,
  level: DecimalInput | null,
  base: DecimalInput | null,
): Decimal | null {
  return derivations[derivation](level, base).value
}

/** 100 for the best of a cohort, 0 for the worst; who is not of the cohort and lies beyond them gets 0 or 100 too. */
export function scoreMinMax(
  value: DecimalInput | null,
  cohort: { readonly minimum: DecimalInput; readonly maximum: DecimalInput } | null,
  direction: ScoringDirection,
): Score {
  if (value === null) return block('MISSING_VALUE')
  if (cohort === null) return block('NO_SPREAD')
  const [minimum, maximum] = [toDecimal(cohort.minimum), toDecimal(cohort.maximum)]
  if (minimum.eq(maximum)) return block('NO_SPREAD')
  const own = toDecimal(value)
  return percent(direction === 'MORE_IS_BETTER' ? own.minus(minimum) : maximum.minus(own), maximum.minus(minimum))
}

/**
 * 100 at a positive target and beyond. Short of it, more is better by value over target, where nothing and less earn 0; less is
 * better by target over value.
 */
export function scoreDistance(
  value: DecimalInput | null,
  target: DecimalInput | null,
  direction: ScoringDirection,
): Score {
  if (value === null) return block('MISSING_VALUE')
  if (target === null) return block('MISSING_TARGET')
  const [own, aim] = [toDecimal(value), toDecimal(target)]
  if (direction === 'MORE_IS_BETTER') return percent(own, aim)
  return own.lte(aim) ? { score: HUNDRED, reason: null } : percent(aim, own)
}

/** What an indicator adds: its score, null where it has none, and its weight. */
export interface Contribution {
  readonly score: DecimalInput | null
  readonly weight: DecimalInput
}

/**
 * The weighted mean of the scores that are known, and the share of the total weight, in percent, that it rests on. Without any
 * score the mean is null.
 */
export function combineScores(
  contributions: readonly Contribution[],
  totalWeight: DecimalInput,
): { readonly score: Decimal | null; readonly restsOn: Decimal } {
  let [points, weights] = [ZERO, ZERO]
  for (const { score, weight } of contributions) {
    if (score === null) continue
    points = points.plus(toDecimal(score).times(toDecimal(weight)))
    weights = weights.plus(toDecimal(weight))
  }
  return {
    score: weights.isZero() ? null : divide(points, weights).value,
    restsOn: divide(weights.times(HUNDRED), totalWeight).value,
  }
}
