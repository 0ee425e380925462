import { addMonths, firstDay, toDate } from './calendar.ts'
import { StatisticsError } from './errors.ts'
import { dayRange, monthRange, type Period, periodOf, periodOfDays } from './period.ts'

/** What a period is in the calendar; `SPAN` is everything else, such as a year to date or an open interval. */
export type Frequency = 'YEAR' | 'HALF_YEAR' | 'QUARTER' | 'MONTH' | 'DAY' | 'SPAN'

/** Whether every day of `inner` (a period, or an ISO date) is a day of `outer`. */
export function contains(outer: Period, inner: Period | string): boolean {
  const [first, end] = typeof inner === 'string' ? dateRange(inner) : dayRange(inner)
  const [outerFirst, outerEnd] = dayRange(outer)
  return outerFirst <= first && end <= outerEnd
}

function dateRange(date: string): [number, number] {
  const [day] = dayRange(periodOf(date, null))
  return [day, day + 1]
}

/** Whether two periods have a day in common. Neighbours do not. */
export function overlaps(a: Period, b: Period): boolean {
  const [firstA, endA] = dayRange(a)
  const [firstB, endB] = dayRange(b)
  return firstA < endB && firstB < endA
}

/** Orders periods by start (an open one first), then by end (an open one last). Zero means the same period. */
export function comparePeriods(a: Period, b: Period): number {
  const [firstA, endA] = dayRange(a)
  const [firstB, endB] = dayRange(b)
  return compareNumbers(firstA, firstB) || compareNumbers(endA, endB)
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** What the period is in the calendar. */
export function frequency(period: Period): Frequency {
  if (period.days === 1) return 'DAY'
  const text = period.toString()
  if (/^\d{4}$/.test(text)) return 'YEAR'
  if (/-H\d$/.test(text)) return 'HALF_YEAR'
  if (/-Q\d$/.test(text)) return 'QUARTER'
  return /^\d{4}-\d{2}$/.test(text) ? 'MONTH' : 'SPAN'
}

/** How many whole months the period is made of, or null when it is open or begins or ends inside a month. */
export function months(period: Period): number | null {
  const range = period.days === null ? null : monthRange(period)
  return range && range[1] - range[0]
}

/**
 * The same span one year before, against which year-on-year growth is measured. Whole months stay whole months (2017-02 gives
 * 2016-02 with its 29 days). Otherwise first and last day keep their dates, and a 29 February becomes 28 February.
 *
 * @throws StatisticsError `INVALID_PERIOD` before the year 0001
 */
export function previousYear(period: Period): Period {
  if (monthRange(period))
    return periodOfDays(...(dayRange(period).map((day) => shiftMonths(day, -12)) as [number, number]))
  const [first, end] = dayRange(period)
  return periodOfDays(shiftMonths(first, -12), shiftMonths(end - 1, -12) + 1)
}

function shiftMonths(day: number, count: number): number {
  return Number.isFinite(day) ? addMonths(day, count) : day
}

/**
 * The span of the same length that ends where this one starts: as many whole months, or else as many days. The base of
 * period-on-period growth for single months, quarters and years; for a year to date it reaches into the year before.
 *
 * @throws StatisticsError `OPEN_PERIOD`; `INVALID_PERIOD` before the year 0001
 */
export function previousPeriod(period: Period): Period {
  if (period.days === null) {
    const message = `Period ${period} is open, so there is no period of its length before it. Close both ends first.`
    throw new StatisticsError('OPEN_PERIOD', message)
  }
  const [first] = dayRange(period)
  const count = months(period)
  return periodOfDays(count === null ? first - period.days : addMonths(first, -count), first)
}

/** The calendar year of the period's days, or null when it is open or lies in more than one. */
export function yearOf(period: Period): Period | null {
  if (period.days === null) return null
  const [first, end] = dayRange(period)
  const { year } = toDate(first)
  return toDate(end - 1).year === year ? periodOfDays(firstDay(year * 12), firstDay(year * 12 + 12)) : null
}

/**
 * What is left of `whole` without `part`, when they share exactly one edge: 2017 without 2017-01/2017-11 is 2017-12, and
 * 2017-01/2017-11 without 2017-01/2017-10 is 2017-11. Null when nothing is left, or not one interval.
 */
export function subtractPeriod(whole: Period, part: Period): Period | null {
  if (!contains(whole, part)) return null
  const [first, end] = dayRange(whole)
  const [partFirst, partEnd] = dayRange(part)
  if ((first === partFirst) === (end === partEnd)) return null
  return first === partFirst ? periodOfDays(partEnd, end) : periodOfDays(first, partFirst)
}
