import { type Decimal, divide, toDecimal } from './decimal.ts'
import type { Qualifier } from './quantity.ts'

/** What the checks go by. The statements of the server read the same numbers. */
export const CHECKS = {
  /** A growth that lies further from the published levels, in percentage points, is a warning. */
  growthPoints: '1',
  /** What the months left must bring, in times of as many mean months so far, lies between these, or where it lay in past years. */
  lowestPace: '0.5',
  highestPace: '2',
  /** How many past years are looked at for what the last months bring. */
  paceYears: 5,
  /** A figure is a jump when it is so many times the median of the same months before, or that part of it. */
  jump: '3',
  /** The same against the one base that a printed growth or change implies. */
  impliedJump: '5',
  /** How many years before a figure its history reaches, and how many of them it needs. */
  historyYears: 3,
  historyNeeded: 2,
  /** A unit slipped where a figure is 10 to one of these times the median of others, give or take a factor of ten. */
  slips: [4, 8],
  /** How many figures a median needs that a unit slip is told by, the figure itself included. */
  slipNeeded: 3,
} as const

/** A figure as it is printed, in the unit that all figures of a check share. */
export interface PrintedFigure {
  readonly value?: string | null
  readonly lower?: string | null
  readonly upper?: string | null
  readonly qualifier?: Qualifier
}

/** What a check found: the number that was to be expected, the one that is there, and how far they may lie apart. */
export interface Finding {
  readonly expected: Decimal
  readonly actual: Decimal
  readonly tolerance: Decimal
}

/** Where a figure can lie: null where it is open. `half` is half a unit of the last printed digit of an exact figure. */
interface Range {
  readonly low: Decimal | null
  readonly high: Decimal | null
  readonly half: Decimal
  readonly isLowExcluded: boolean
  readonly isHighExcluded: boolean
}

const ZERO = /*#__PURE__*/ toDecimal('0')
const HALF = '0.5'

function readRange({ value = null, lower = null, upper = null, qualifier = 'EXACT' }: PrintedFigure): Range {
  const isExact = qualifier === 'EXACT' && value !== null
  return {
    low: decimalOrNull(isExact ? value : lower),
    high: decimalOrNull(isExact ? value : upper),
    half: isExact ? halfOfLastDigit(value) : ZERO,
    isLowExcluded: qualifier === 'OVER',
    isHighExcluded: qualifier === 'NEARLY',
  }
}

const decimalOrNull = (text: string | null) => (text === null ? null : toDecimal(text))

function halfOfLastDigit(text: string): Decimal {
  return divide(HALF, `1${'0'.repeat(text.split('.')[1]?.length ?? 0)}`).value
}

/** Whether the first figure is certainly larger than the second, with the rounding of their digits granted. */
export function exceeds(first: PrintedFigure, second: PrintedFigure): boolean {
  const [a, b] = [readRange(first), readRange(second)]
  if (a.low === null || b.high === null) return false
  const [low, high] = [a.low.minus(a.half), b.high.plus(b.half)]
  return low.gt(high) || (low.eq(high) && (a.isLowExcluded || b.isHighExcluded))
}

/** Whether two figures of the same thing exclude each other. */
export function disagree(first: PrintedFigure, second: PrintedFigure): boolean {
  return exceeds(first, second) || exceeds(second, first)
}

/** What a rate in percent cannot be beyond, of what is never negative: a part of a whole is all of it at most, and what falls is gone. */
const rateLimits = {
  GROWTH: { least: '-100', most: null },
  SHARE: { least: '0', most: '100' },
} as const

/** Holds a printed growth or share (percent) against what it can be at all. Null where it can be, or where bounds leave it open. */
export function checkRate(rate: PrintedFigure, measure: 'GROWTH' | 'SHARE'): Finding | null {
  const { low, high, half } = readRange(rate)
  const { least, most } = rateLimits[measure]
  const limit = (text: string): PrintedFigure => ({ lower: text, upper: text, qualifier: 'ABOUT' })
  if (low && most && exceeds(rate, limit(most))) return { expected: toDecimal(most), actual: low, tolerance: half }
  if (high && exceeds(limit(least), rate)) return { expected: toDecimal(least), actual: high, tolerance: half }
  return null
}

/**
 * Holds a printed growth (percent) against the growth over the level published for the year before. The tolerance is what the
 * rounding of all three can make. Over a base of zero, which may be anything that rounds to it, growth has a least value only. Null
 * where they agree, where a level is vague, or where the base is negative.
 */
export function checkGrowth(growth: PrintedFigure, level: PrintedFigure, base: PrintedFigure): Finding | null {
  const [g, l, b] = [readRange(growth), readRange(level), readRange(base)]
  const [current, before] = [exactOf(l), exactOf(b)]
  if (current === null || before === null) return null
  const percent = (value: Decimal, divisor: Decimal) => divide(value.minus(divisor).times('100'), divisor).value
  if (before.isZero()) {
    const lowest = current.minus(l.half)
    const least = lowest.gt(0) ? percent(lowest, b.half) : null
    return least && g.high?.plus(g.half).lt(least) ? { expected: least, actual: g.high, tolerance: g.half } : null
  }
  if (!before.minus(b.half).gt(0)) return null
  const bases = [before.minus(b.half), before.plus(b.half)] as const
  const from = (value: Decimal) => bases.map((divisor) => percent(value, divisor))
  const low = smallest(from(current.minus(l.half)))
  const high = largest(from(current.plus(l.half)))
  const expected = percent(current, before)
  const tolerance = largest([high.minus(expected), expected.minus(low)]).plus(g.half)
  const isAbove = g.low?.minus(g.half).gt(high) ?? false
  const isBelow = g.high?.plus(g.half).lt(low) ?? false
  const actual = isAbove ? g.low : isBelow ? g.high : null
  return actual && { expected, actual, tolerance }
}

const exactOf = ({ low, high }: Range) => (low !== null && high?.eq(low) ? low : null)
const smallest = (values: readonly Decimal[]) => values.reduce((a, b) => (b.lt(a) ? b : a))
const largest = (values: readonly Decimal[]) => values.reduce((a, b) => (b.gt(a) ? b : a))

/** A past year: its total, and what it had brought by the same month. */
export interface PastYear {
  readonly fullYear: string
  readonly yearToDate: string
}

/**
 * Holds what a full-year forecast leaves for the months to come against the mean month so far and against past years. Null
 * where it is plausible, where bounds leave it open, or where the year to date may not be positive.
 */
export function checkForecast(
  forecast: PrintedFigure,
  yearToDate: PrintedFigure,
  months: number,
  past: readonly PastYear[] = [],
): Finding | null {
  const { low, high } = readRange(forecast)
  const soFar = readRange(yearToDate)
  if (!soFar.low?.gt(0)) return null
  const left = String(12 - months)
  const paces = past
    .filter(({ yearToDate }) => toDecimal(yearToDate).gt(0))
    .map(({ fullYear, yearToDate }) => pace(toDecimal(fullYear).minus(yearToDate), toDecimal(yearToDate)))
  const highest = largest([toDecimal(CHECKS.highestPace), ...paces])
  const lowest = smallest([toDecimal(CHECKS.lowestPace), ...paces])
  const [least, most] = [soFar.low, soFar.high]
  if (low && most && pace(low.minus(most), most).gt(highest)) return find(low.minus(most), most)
  if (high && pace(high.minus(least), least).lt(lowest)) return find(high.minus(least), least)
  return null

  function find(actual: Decimal, sum: Decimal): Finding {
    return { expected: divide(sum.times(left), String(months)).value, actual, tolerance: ZERO }
  }

  function pace(remainder: Decimal, sum: Decimal): Decimal {
    return divide(remainder.times(String(months)), sum.times(left)).value
  }
}

/**
 * Holds a sum of parts against their whole. Parts that are not all there can only be too much. Null where they fit, or where
 * bounds leave it open.
 */
export function checkParts(parts: readonly PrintedFigure[], whole: PrintedFigure, isComplete: boolean): Finding | null {
  const ranges = parts.map(readRange)
  const total = readRange(whole)
  const tolerance = ranges.reduce((sum, { half }) => sum.plus(half), total.half)
  const least = ranges.reduce((sum, { low }) => sum.plus(low ?? ZERO), ZERO)
  if (total.high && least.minus(tolerance).gt(total.high)) return { expected: total.high, actual: least, tolerance }
  if (!isComplete || !total.low || ranges.some(({ high }) => high === null)) return null
  const most = ranges.reduce((sum, { high }) => sum.plus(high ?? ZERO), ZERO)
  return most.plus(tolerance).lt(total.low) ? { expected: total.low, actual: most, tolerance } : null
}

/** The median: the middle one, or the mean of the two in the middle. Null of nothing. */
export function median(values: readonly string[]): Decimal | null {
  const sorted = values.map((value) => toDecimal(value)).sort((a, b) => a.cmp(b))
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low && high ? low.plus(high).times(HALF) : null
}

/** By which power of ten the unit of a figure seems to have slipped against others of its kind: 4, 8, -4, -8, or null. */
export function findUnitSlip(value: string, reference: string): number | null {
  const [a, b] = [toDecimal(value), toDecimal(reference)]
  if (!a.gt(0) || !b.gt(0)) return null
  const isOff = (large: Decimal, small: Decimal, power: number) =>
    large.gte(small.times(`1${'0'.repeat(power - 1)}`)) && large.lte(small.times(`1${'0'.repeat(power + 1)}`))
  for (const power of CHECKS.slips) {
    if (isOff(a, b, power)) return power
    if (isOff(b, a, power)) return -power
  }
  return null
}

/** Whether a figure is more than `factor` times a positive reference, or less than that part of it. */
export function isJump(value: string, reference: string, factor: string = CHECKS.jump): boolean {
  const [a, b] = [toDecimal(value), toDecimal(reference)]
  return b.gt(0) && (a.gt(b.times(factor)) || a.times(factor).lt(b))
}

/**
 * How bad a finding is among those of its rule and series: the difference over the larger of both sizes, which is as much for a
 * tenth as for ten times. Rates are held against each other in points.
 */
export function measureGap(actual: string, expected: string, isRate = false): Decimal {
  const [a, b] = [toDecimal(actual), toDecimal(expected)]
  const difference = a.minus(b).abs()
  const size = a.abs().gt(b.abs()) ? a.abs() : b.abs()
  return isRate || size.isZero() ? difference : divide(difference, size).value
}
