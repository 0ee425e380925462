import { toDate, toDay, toMonth } from './calendar.ts'
import { quote, StatisticsError } from './errors.ts'

/** The first day that a period may hold. */
export const FIRST_DAY: number = /*#__PURE__*/ toDay(1, 1, 1)

/** The day after the last one that a period may hold. */
export const LAST_END: number = /*#__PURE__*/ toDay(10_000, 1, 1)

/** @throws StatisticsError `INVALID_PERIOD`, saying what is wrong and what would be right */
export function refusePeriod(input: unknown, why: string): never {
  const forms = '2017, 2017-H1, 2017-Q3, 2017-11, 2017-11-22, 2017-01/2017-11, 2017-03/.. or 2017-01-01/P11M'
  throw new StatisticsError('INVALID_PERIOD', `Period ${quote(input)} is invalid: ${why}. Write it like ${forms}.`)
}

/**
 * An interval of calendar days, frozen. It holds every day from `start` up to but without `end`; null leaves an end open.
 * As text and in JSON it is its canonical form, so two periods are the same when their texts are.
 */
export class Period {
  /** First day (ISO date), or null when the start is open. */
  readonly start: string | null
  /** Day after the last one (ISO date), or null when the end is open. After the year 9999 it is `10000-01-01`. */
  readonly end: string | null
  /** Number of days, or null when an end is open. */
  readonly days: number | null

  /** @throws StatisticsError `INVALID_PERIOD` when a date is impossible, or the end is not after the start */
  constructor(start: string | null, end: string | null) {
    const first = start === null ? null : readDay(start, false)
    const last = end === null ? null : readDay(end, true)
    if (first !== null && last !== null && first >= last)
      refusePeriod(`${start}/${end}`, 'its end is not after its start')
    this.start = start
    this.end = end
    this.days = first === null || last === null ? null : last - first
    Object.freeze(this)
  }

  /** The canonical text, as `printPeriod` gives it. */
  toString(): string {
    return printPeriod(this)
  }

  /** The canonical text. */
  toJSON(): string {
    return printPeriod(this)
  }
}

function readDay(text: string, isEnd: boolean): number {
  const match = typeof text === 'string' ? /^(\d{4,5})-(\d{2})-(\d{2})$/.exec(text) : null
  if (!match) refusePeriod(text, 'an end must be an ISO date such as 2017-11-22, or null')
  const day = toDay(Number(match[1]), Number(match[2]), Number(match[3]))
  if (printDay(day) !== text) refusePeriod(text, 'there is no such day')
  const shift = isEnd ? 1 : 0
  if (day < FIRST_DAY + shift || day >= LAST_END + shift) refusePeriod(text, 'years run from 0001 to 9999')
  return day
}

/** Makes the period from its first day to the day before `endExclusive`, both ISO dates; null leaves an end open. */
export function periodOf(start: string | null, endExclusive: string | null): Period {
  return new Period(start, endExclusive)
}

/** Makes a period from day numbers: the inverse of `dayRange`. */
export function periodOfDays(first: number, end: number): Period {
  return new Period(Number.isFinite(first) ? printDay(first) : null, Number.isFinite(end) ? printDay(end) : null)
}

/** First day and exclusive end as day numbers; open ends are infinite. */
export function dayRange(period: Period): [first: number, end: number] {
  return [
    period.start === null ? Number.NEGATIVE_INFINITY : readDay(period.start, false),
    period.end === null ? Number.POSITIVE_INFINITY : readDay(period.end, true),
  ]
}

/** First and exclusive last month number when the period is made of whole months, or null; open ends are infinite. */
export function monthRange(period: Period): [first: number, end: number] | null {
  const [first, end] = dayRange(period).map(toWholeMonth)
  return first === undefined || end === undefined ? null : [first, end]
}

function toWholeMonth(day: number): number | undefined {
  if (!Number.isFinite(day)) return day
  const date = toDate(day)
  return date.day === 1 ? toMonth(date) : undefined
}

/**
 * Prints the one canonical text of a period, the shortest that names it: `2017`, `2017-H1`, `2017-Q3`, `2017-11`,
 * `2017-11-22`; whole years `2016/2020`, whole months `2017-01/2017-11`, else days `2017-12-22/2017-12-31`, each with its last
 * one included; open ends `2017-03/..`, `../2018-02`, `../..`, by year or month where they fall on one's edge.
 */
export function printPeriod(period: Period): string {
  const [first, end] = dayRange(period)
  const months = monthRange(period)
  if (months) {
    const [from, to] = months
    const single = printSingle(from, to)
    if (single) return single
    const isYears = [from, to].every((month) => !Number.isFinite(month) || month % 12 === 0)
    return isYears ? printSpan(from / 12, to / 12, printYear) : printSpan(from, to, printMonth)
  }
  return period.days === 1 ? printDay(first) : printSpan(first, end, printDay)
}

function printSingle(from: number, to: number): string | null {
  const year = printYear(Math.floor(from / 12))
  const month = from % 12
  if (to - from === 12 && month === 0) return year
  if (to - from === 6 && month % 6 === 0) return `${year}-H${month / 6 + 1}`
  if (to - from === 3 && month % 3 === 0) return `${year}-Q${month / 3 + 1}`
  return to - from === 1 ? printMonth(from) : null
}

function printSpan(from: number, to: number, print: (point: number) => string): string {
  return `${Number.isFinite(from) ? print(from) : '..'}/${Number.isFinite(to) ? print(to - 1) : '..'}`
}

function printYear(year: number): string {
  return String(year).padStart(4, '0')
}

function printMonth(month: number): string {
  return `${printYear(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`
}

function printDay(dayNumber: number): string {
  const { year, month, day } = toDate(dayNumber)
  return `${printYear(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
