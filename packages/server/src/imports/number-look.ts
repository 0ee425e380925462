import { Decimal } from '@parkgraph/statistics'
import { choose, type NumberFormat, readParts, settleSign } from './number-format.ts'

/** A number of a cell, and how it is shown. */
export interface KeptNumber {
  readonly format: NumberFormat
  readonly value: Decimal
}

/** A number just as its format shows it, rounded and with zeros, separators and signs; null where that is not certain. */
export function drawNumber(format: NumberFormat, value: Decimal): string | null {
  const chosen = choose(format, value)
  if (!chosen || chosen.section.isDay || chosen.section.isSpelt) return null
  const { section } = chosen
  const around = settleSign(chosen)
  const digits = drawDigits(section.places, (section.percents > 0 ? value.times(100) : value).abs())
  if (!around || digits === null) return null
  // Red cannot be kept in a text: a minus says the same. What rounds to 0 has none.
  const sign = value.isNegative() && !around.isSigned && /[1-9]/.test(digits) ? '-' : ''
  return `${sign}${section.before}${digits}${section.after}`.trim()
}

/** The numeral that a document has: zeros as they are shown, no separators, and all digits where it is shown rounded; null where that is not certain. */
export function drawNumeral(format: NumberFormat, value: Decimal): string | null {
  const parts = readParts(format, value)
  if (!parts || choose(format, value)?.section.isSpelt) return null
  const { places, sign, before, size, after } = parts
  const drawn = /^[G@]$/.test(places) ? size.toFixed() : drawDigits(places.replaceAll(',', ''), size)
  if (drawn === null) return null
  const digits = drawn.replace(/^(?=\.)/, '0').replace(/\.$/, '')
  return `${sign}${before}${digits !== '' && size.equals(digits) ? digits : size.toFixed()}${after}`
}

/** Digits in their places; null where these are no plain ones, such as 0.00E+00. */
function drawDigits(places: string, value: Decimal): string | null {
  if (/^[G@]$/.test(places)) return drawGeneral(value)
  const [, whole, point, parts] = /^([0#,]*)(\.?)([0#]*)$/.exec(places) ?? []
  if (whole === undefined || parts === undefined) return null
  const [ones = '', tenths = ''] = value.toFixed(parts.length, Decimal.ROUND_HALF_UP).split('.')
  const wanted = whole.replaceAll(',', '').replace(/^#+/, '').length
  const digits = ones.replace(/^0+/, '').padStart(wanted, '0')
  const grouped = whole.includes(',') ? group(digits) : digits
  const kept = parts.lastIndexOf('0') + 1
  return `${grouped}${point}${tenths.slice(0, kept)}${tenths.slice(kept).replace(/0+$/, '')}`
}

/** What General shows as it is: of eleven characters at most, and no smaller than it shows without an exponent. */
function drawGeneral(size: Decimal): string | null {
  const digits = size.toFixed()
  return digits.length <= 11 && (size.isZero() || size.greaterThanOrEqualTo('0.0001')) ? digits : null
}

/** Digits with commas between thousands. */
function group(digits: string): string {
  const first = digits.length % 3
  const rest = digits.slice(first).match(/\d{3}/g) ?? []
  return [...(first > 0 ? [digits.slice(0, first)] : []), ...rest].join(',')
}
