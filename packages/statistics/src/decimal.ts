import { Decimal as DecimalJs } from 'decimal.js'
import { quote, StatisticsError } from './errors.ts'

/** An exact decimal number. Never NaN or infinite when it comes from this package. */
export type Decimal = DecimalJs

type Replaced = 'clone' | 'config' | 'set' | 'isDecimal' | 'noConflict' | 'default' | 'Decimal' | 'prototype'

/** The constructor of decimals, as decimal.js documents it; declared here because that declares an argument as `any`. */
export interface DecimalConstructor extends Omit<typeof DecimalJs, Replaced> {
  new (value: DecimalJs.Value): Decimal
  readonly prototype: Decimal
  clone(options?: DecimalJs.Config): DecimalConstructor
  config(options: DecimalJs.Config): DecimalConstructor
  set(options: DecimalJs.Config): DecimalConstructor
  isDecimal(value: unknown): value is Decimal
}

/** A decimal, or its plain text. Numbers are left out on purpose: a float has lost digits already. */
export type DecimalInput = Decimal | string

/** A quotient or conversion: `isExact` is false when `value` was rounded half-even at 34 significant digits. */
export interface Quotient {
  readonly value: Decimal
  readonly isExact: boolean
}

/** How many significant digits a decimal text may have before and after its point. */
export interface DecimalLimits {
  readonly integer: number
  readonly fraction: number
}

/** What one figure may be: no park counts past 10^38, and PostgreSQL's `numeric` keeps every digit of it. */
export const FIGURE_LIMITS: DecimalLimits = { integer: 38, fraction: 20 }

/** What a computation over figures may yield: wide enough for every sum, product and quotient of two figures. */
export const COMPUTED_LIMITS: DecimalLimits = { integer: 80, fraction: 220 }

const QUOTIENT_DIGITS = 34

const LARGEST_EXPONENT = 1000

const OPTIONS = { rounding: 6, toExpNeg: -9e15, toExpPos: 9e15 } as const

/**
 * The arithmetic of this package: 800 digits hold every sum, difference and product of figures (58 digits) and computed values
 * (300 digits) whole, so `plus`, `minus` and `times` never round. For quotients use `divide`.
 */
export const Decimal: DecimalConstructor = /*#__PURE__*/ DecimalJs.clone({ ...OPTIONS, precision: 800 })

const RoundedDecimal = /*#__PURE__*/ DecimalJs.clone({ ...OPTIONS, precision: QUOTIENT_DIGITS })

// Short enough that its product with any divisor stays whole, so that the check below cannot be fooled by rounding.
const LongDecimal = /*#__PURE__*/ DecimalJs.clone({ ...OPTIONS, precision: 440 })

function refuse(message: string): never {
  throw new StatisticsError('INVALID_DECIMAL', message)
}

function refuseText(text: string, why: string): never {
  refuse(
    `Decimal ${quote(text)} is invalid: ${why}. Write ASCII digits with an optional sign and point, such as "-1205.15".`,
  )
}

function refuseType(input: unknown): never {
  refuse(`A decimal cannot be read from ${quote(input)}: write it as text, such as "-1205.15".`)
}

// As an exponent: written out, what is beyond all limits has thousands of digits.
function refuseValue(value: Decimal, why: string): never {
  refuse(`Decimal ${value.toSignificantDigits(QUOTIENT_DIGITS).toExponential()} is invalid: ${why}.`)
}

/**
 * Reads a plain decimal: an optional sign, digits, and optionally a point and digits. Leading and trailing zeros count for
 * nothing. Exponents, separators, spaces, full-width digits, NaN and Infinity are refused.
 *
 * @param limits digits allowed on either side of the point: by default `FIGURE_LIMITS` (38 and 20)
 * @throws StatisticsError `INVALID_DECIMAL`
 */
export function parseDecimal(text: string, limits: DecimalLimits = FIGURE_LIMITS): Decimal {
  readParts(text, limits)
  return clean(new Decimal(text))
}

/**
 * Writes a plain decimal with the digits that it has, as they say how exact it is: `2.00` stays `2.00`. What says nothing goes: a
 * plus sign, zeros before all else, the sign of zero, and zeros beyond the digits that may follow the point.
 *
 * @param limits digits allowed on either side of the point: by default `FIGURE_LIMITS` (38 and 20)
 * @throws StatisticsError `INVALID_DECIMAL`
 */
export function keepDigits(text: string, limits: DecimalLimits = FIGURE_LIMITS): string {
  const { integer, fraction } = readParts(text, limits)
  const kept = fraction.slice(0, limits.fraction)
  const sign = text.startsWith('-') && /[1-9]/.test(text) ? '-' : ''
  return `${sign}${integer}${kept && `.${kept}`}`
}

function readParts(text: string, limits: DecimalLimits): { integer: string; fraction: string } {
  if (typeof text !== 'string') refuseType(text)
  // Zeros before all else are taken off after: in one expression, each of many could be counted with either part, which takes for ever.
  const match = /^[+-]?(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) refuseText(text, 'it is not a plain decimal')
  const [, digits = '', fraction = ''] = match
  const integer = digits.replace(/^0+(?=\d)/, '')
  if (integer.length > limits.integer) refuseText(text, `it has more than ${limits.integer} digits before the point`)
  if (countFractionDigits(fraction) > limits.fraction) {
    refuseText(text, `it has more than ${limits.fraction} digits after the point`)
  }
  return { integer, fraction }
}

function countFractionDigits(fraction: string): number {
  let length = fraction.length
  while (length > 0 && fraction[length - 1] === '0') length -= 1
  return length
}

function clean(value: Decimal): Decimal {
  return value.isZero() ? new Decimal(0) : value
}

/**
 * Takes a decimal or its text into this package's arithmetic, whatever precision it was made with.
 *
 * @throws StatisticsError `INVALID_DECIMAL` when the text is not a plain decimal or the value is not finite
 */
export function toDecimal(input: DecimalInput): Decimal {
  if (typeof input === 'string') return parseDecimal(input, COMPUTED_LIMITS)
  if (!DecimalJs.isDecimal(input)) refuseType(input)
  if (!input.isFinite()) refuseValue(input, 'it is not finite')
  if (Math.abs(input.e) > LARGEST_EXPONENT) {
    refuseValue(input, `it is beyond 10^${Math.sign(input.e) * LARGEST_EXPONENT}`)
  }
  return clean(new Decimal(input))
}

/** Prints the one canonical text of a decimal: no exponent, no trailing zeros, no plus sign, no `-0`. */
export function printDecimal(value: DecimalInput): string {
  return toDecimal(value).toFixed()
}

/**
 * Divides. A quotient that ends is exact, however long; one that does not is rounded half-even at 34 significant digits.
 *
 * @throws StatisticsError `DIVISION_BY_ZERO`
 */
export function divide(dividend: DecimalInput, divisor: DecimalInput): Quotient {
  const a = toDecimal(dividend)
  const b = toDecimal(divisor)
  if (b.isZero()) {
    const message = `Cannot divide ${printDecimal(a)} by zero: check the divisor first, or report why there is no quotient.`
    throw new StatisticsError('DIVISION_BY_ZERO', message)
  }
  const rounded = toDecimal(new RoundedDecimal(a).div(b))
  if (rounded.times(b).eq(a)) return { value: rounded, isExact: true }
  const whole = toDecimal(new LongDecimal(a).div(b))
  return whole.times(b).eq(a) ? { value: whole, isExact: true } : { value: rounded, isExact: false }
}
