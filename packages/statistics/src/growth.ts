import { type Decimal, type DecimalInput, divide, toDecimal } from './decimal.ts'
import { StatisticsError } from './errors.ts'

/**
 * Why a derived number does not exist. `MISSING_VALUE`: the current value is unknown. `MISSING_BASE`: what it is held against is
 * unknown. `ZERO_BASE`, `NEGATIVE_BASE`: a change against it has no meaning as a percentage or a quotient.
 * `IMPOSSIBLE_GROWTH`: a growth of -100 % or less has no base.
 */
export type DerivationReason = 'MISSING_VALUE' | 'MISSING_BASE' | 'ZERO_BASE' | 'NEGATIVE_BASE' | 'IMPOSSIBLE_GROWTH'

/** A derived number, or null with the reason; `isExact` is false when it was rounded at 34 significant digits. */
export type Derived =
  | { readonly value: Decimal; readonly isExact: boolean; readonly reason: null }
  | { readonly value: null; readonly isExact: false; readonly reason: DerivationReason }

type Known = DecimalInput | null

const HUNDRED = '100'

function block(reason: DerivationReason): Derived {
  return { value: null, isExact: false, reason }
}

function ratio(dividend: Decimal, divisor: DecimalInput): Derived {
  return { ...divide(dividend, divisor), reason: null }
}

function checkBase(value: Known, base: Known): DerivationReason | null {
  if (value === null) return 'MISSING_VALUE'
  if (base === null) return 'MISSING_BASE'
  const divisor = toDecimal(base)
  if (divisor.isZero()) return 'ZERO_BASE'
  return divisor.isNegative() ? 'NEGATIVE_BASE' : null
}

/** Applies a quotient to two known numbers with a positive base. */
function derive(value: Known, base: Known, quotient: (value: Decimal, base: Decimal) => Derived): Derived {
  const reason = checkBase(value, base)
  return reason || value === null || base === null
    ? block(reason ?? 'MISSING_BASE')
    : quotient(toDecimal(value), toDecimal(base))
}

/** `value` minus `base`, in their unit: a net change, or one month out of two year-to-date values. It may be negative. */
export function difference(value: Known, base: Known): Derived {
  if (value === null) return block('MISSING_VALUE')
  if (base === null) return block('MISSING_BASE')
  return { value: toDecimal(value).minus(toDecimal(base)), isExact: true, reason: null }
}

/**
 * Growth in percent of the current value over the base, both in one unit: (current - base) / base * 100. The base is last year's
 * comparable one; over last year's publication the answer is a computed growth, to be shown beside the reported one.
 */
export function yearOnYear(current: Known, base: Known): Derived {
  return derive(current, base, (value, divisor) => ratio(value.minus(divisor).times(HUNDRED), divisor))
}

/** The base that a reported growth (percent) implies for a current value: current * 100 / (100 + growth). */
export function impliedBase(current: Known, growthPercent: Known): Derived {
  if (current === null) return block('MISSING_VALUE')
  if (growthPercent === null) return block('MISSING_BASE')
  const divisor = toDecimal(growthPercent).plus(HUNDRED)
  return divisor.gt(0) ? ratio(toDecimal(current).times(HUNDRED), divisor) : block('IMPOSSIBLE_GROWTH')
}

/** How far a reported growth lies above the computed one, in percentage points. */
export function divergence(reported: Known, computed: Known): Derived {
  return difference(reported, computed)
}

/** The value per one of `by` (land, people, months): 亩均税收 is tax by mu. Its unit is the compound one, see `findUnitPer`. */
export function perUnit(value: Known, by: Known): Derived {
  return derive(value, by, ratio)
}

/** What percentage of the whole a part is, both in one unit. */
export function share(part: Known, whole: Known): Derived {
  return derive(part, whole, (value, divisor) => ratio(value.times(HUNDRED), divisor))
}

/**
 * How many percentage points of a total's growth one part brought: (current - base) / totalBase * 100. Over all parts of a total
 * they add up to its growth.
 */
export function contribution(current: Known, base: Known, totalBase: Known): Derived {
  const change = difference(current, base)
  return change.value === null
    ? change
    : derive(change.value, totalBase, (value, total) => ratio(value.times(HUNDRED), total))
}

/** What a full-year forecast still requires after the year to date, in their unit; negative when it lies below it. */
export function requiredForRemainder(fullYearForecast: Known, yearToDate: Known): Derived {
  return difference(fullYearForecast, yearToDate)
}

/**
 * How many times the mean month so far each month left must bring for a forecast to come true: 1 means going on as before.
 * `months` is how many the year to date holds, of twelve.
 *
 * @throws StatisticsError `INVALID_PERIOD` when `months` is not 1 to 11
 */
export function requiredPace(fullYearForecast: Known, yearToDate: Known, months: number): Derived {
  if (!Number.isInteger(months) || months < 1 || months > 11) {
    throw new StatisticsError('INVALID_PERIOD', `A year to date holds 1 to 11 whole months, not ${months}.`)
  }
  const required = requiredForRemainder(fullYearForecast, yearToDate)
  if (required.value === null) return required
  const each = (value: Decimal, total: Decimal) => ratio(value.times(String(months)), total.times(String(12 - months)))
  return derive(required.value, yearToDate, each)
}
