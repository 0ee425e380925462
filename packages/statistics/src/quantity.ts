import { type Decimal, type DecimalInput, printDecimal, toDecimal } from './decimal.ts'
import { StatisticsError } from './errors.ts'
import { convert, getUnit, toAtoms, type Unit } from './unit.ts'

/**
 * How a figure stands to its number. `EXACT`: it is the value. `ABOUT`: near the value, or between the bounds. `NEARLY` (近): just
 * below `upper`. `OVER` (多, 余): above `lower`. `AT_LEAST` (以上): `lower` or more. `AT_MOST` (以下, 不超过): `upper` or less.
 */
export type Qualifier = 'EXACT' | 'ABOUT' | 'NEARLY' | 'OVER' | 'AT_LEAST' | 'AT_MOST'

/** A figure in a unit: a value, or bounds where the source is vague. Frozen; make it with `makeQuantity`. */
export interface Quantity {
  readonly value: Decimal | null
  readonly lower: Decimal | null
  readonly upper: Decimal | null
  readonly qualifier: Qualifier
  /** The unit's code. */
  readonly unit: string
}

/** What `makeQuantity` takes: absent means null, and `EXACT` for the qualifier. */
export interface QuantityInput {
  readonly value?: DecimalInput | null | undefined
  readonly lower?: DecimalInput | null | undefined
  readonly upper?: DecimalInput | null | undefined
  readonly qualifier?: Qualifier | null | undefined
  /** Code, name or alias. */
  readonly unit: string
}

/** Each qualifier's fault in a combination of value and bounds, or null. */
const RULES: Record<Qualifier, (has: { value: boolean; lower: boolean; upper: boolean }) => string | null> = {
  EXACT: (has) => (has.value && !has.lower && !has.upper ? null : 'takes a value and no bounds'),
  ABOUT: (has) => (has.value || (has.lower && has.upper) ? null : 'takes a value, or both bounds'),
  NEARLY: (has) => (!has.value && has.upper ? null : 'takes an upper bound and no value'),
  OVER: (has) => (!has.value && has.lower ? null : 'takes a lower bound and no value'),
  AT_LEAST: (has) => (!has.value && has.lower ? null : 'takes a lower bound and no value'),
  AT_MOST: (has) => (!has.value && has.upper ? null : 'takes an upper bound and no value'),
}

/**
 * Makes a quantity whose parts agree: each qualifier with what it takes, `lower` at most `upper` (and below it when one is
 * strict), and an `ABOUT` value within its bounds.
 *
 * @throws StatisticsError `INVALID_QUANTITY`, `INVALID_DECIMAL`, `UNKNOWN_UNIT`
 */
export function makeQuantity(input: QuantityInput): Quantity {
  const [value, lower, upper] = [input.value, input.lower, input.upper].map((part) =>
    part == null ? null : toDecimal(part),
  ) as [Decimal | null, Decimal | null, Decimal | null]
  const qualifier = input.qualifier ?? 'EXACT'
  if (!Object.hasOwn(RULES, qualifier))
    refuse(`qualifier ${String(qualifier)} is none of ${Object.keys(RULES).join(', ')}`)
  const fault = RULES[qualifier]({ value: value !== null, lower: lower !== null, upper: upper !== null })
  if (fault) refuse(`${qualifier} ${fault}`)
  const isStrict = qualifier === 'NEARLY' || qualifier === 'OVER'
  if (lower && upper && (isStrict ? lower.gte(upper) : lower.gt(upper))) {
    refuse(`lower bound ${printDecimal(lower)} is not below upper bound ${printDecimal(upper)}`)
  }
  if (value && (lower?.gt(value) || upper?.lt(value))) refuse(`value ${printDecimal(value)} lies outside its bounds`)
  return Object.freeze({ value, lower, upper, qualifier, unit: getUnit(input.unit).code })
}

function refuse(why: string): never {
  const rules = 'Vague figures carry bounds in place of a value: 近3亿元 is NEARLY with upper 3'
  throw new StatisticsError('INVALID_QUANTITY', `Quantity is invalid: ${why}. ${rules}.`)
}

/**
 * Converts value and bounds into another unit of the same dimension; the qualifier stays. `isExact` is false when any of them
 * had to be rounded.
 *
 * @throws StatisticsError `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`
 */
export function convertQuantity(quantity: Quantity, to: Unit | string): { quantity: Quantity; isExact: boolean } {
  const target = typeof to === 'string' ? getUnit(to) : to
  const [value, lower, upper] = [quantity.value, quantity.lower, quantity.upper].map((part) =>
    part === null ? null : convert(part, quantity.unit, target),
  )
  const converted = {
    value: value?.value ?? null,
    lower: lower?.value ?? null,
    upper: upper?.value ?? null,
    qualifier: quantity.qualifier,
    unit: target.code,
  }
  return { quantity: Object.freeze(converted), isExact: [value, lower, upper].every((part) => part?.isExact ?? true) }
}

/** Conditions on a quantity, all of which must hold. Numbers are in `unit`, by default the quantity's own. */
export interface Condition {
  readonly gt?: DecimalInput | null | undefined
  readonly gte?: DecimalInput | null | undefined
  readonly lt?: DecimalInput | null | undefined
  readonly lte?: DecimalInput | null | undefined
  readonly eq?: DecimalInput | null | undefined
  readonly unit?: string | null | undefined
}

/**
 * Whether a quantity definitely meets every condition: what its bounds leave open counts as not met. `gt` and `gte` look at
 * `value`, else `lower`; `lt` and `lte` at `value`, else `upper`; `eq` at `value` alone. `OVER` and `NEARLY` exclude their bound, so
 * over 3 is greater than 3. An `ABOUT` value stands for itself.
 *
 * @throws StatisticsError `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `INVALID_DECIMAL`
 */
export function satisfies(quantity: Quantity, condition: Condition): boolean {
  const unit = condition.unit ?? quantity.unit
  const compare = (part: Decimal | null, limit: DecimalInput): number =>
    part === null ? Number.NaN : toAtoms(part, quantity.unit, unit).cmp(toAtoms(limit, unit, quantity.unit))
  const { qualifier } = quantity
  const low = quantity.value ?? quantity.lower
  const high = quantity.value ?? quantity.upper
  const meets = (limit: DecimalInput | null | undefined, holds: (limit: DecimalInput) => boolean) =>
    limit == null || holds(limit)
  return (
    meets(condition.gte, (limit) => compare(low, limit) >= 0) &&
    meets(condition.lte, (limit) => compare(high, limit) <= 0) &&
    meets(condition.gt, (limit) => compare(low, limit) > (qualifier === 'OVER' ? -1 : 0)) &&
    meets(condition.lt, (limit) => compare(high, limit) < (qualifier === 'NEARLY' ? 1 : 0)) &&
    meets(condition.eq, (limit) => compare(quantity.value, limit) === 0)
  )
}
