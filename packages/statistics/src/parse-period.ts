import { addMonths, countDays, firstDay } from './calendar.ts'
import { FIRST_DAY, LAST_END, type Period, periodOfDays, refusePeriod } from './period.ts'

type Range = [first: number, end: number]

const LONGEST_TEXT = 40

/**
 * Reads a period: `2017`, `2017-H1`, `2017-Q3`, `2017-11`, `2017-11-22`; a span `A/B` from the first day of A to the last day
 * of B, where either may be `..` (open, as in ISO 8601-2); or SDMX's start date and duration, `2017-01-01/P11M` (years, months,
 * days, or weeks). A duration that lands on a day its month lacks ends at that month's last day.
 *
 * @throws StatisticsError `INVALID_PERIOD`
 */
export function parsePeriod(text: string): Period {
  if (typeof text !== 'string') refusePeriod(text, 'it is not text')
  if (text.length > LONGEST_TEXT) refusePeriod(text, `it is longer than ${LONGEST_TEXT} characters`)
  const parts = text.split('/')
  const [left = '', right] = parts
  if (parts.length > 2) refusePeriod(text, 'a span has one slash')
  const [first, end] = right === undefined ? readPoint(left, text) : readSpan(left, right, text)
  if (Number.isFinite(end) && end > LAST_END) refusePeriod(text, 'years run from 0001 to 9999')
  if (first >= end) refusePeriod(text, 'its end is before its start, or it holds no day')
  return periodOfDays(first, end)
}

function readSpan(left: string, right: string, text: string): Range {
  const first = left === '..' ? Number.NEGATIVE_INFINITY : readPoint(left, text)[0]
  if (right.startsWith('P')) return [first, addDuration(first, left, right, text)]
  return [first, right === '..' ? Number.POSITIVE_INFINITY : readPoint(right, text)[1]]
}

function addDuration(first: number, left: string, duration: string, text: string): number {
  if (left.length !== 10) refusePeriod(text, 'a duration follows a whole date')
  const match = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,6})M)?(?:(\d{1,7})D)?$|^P(\d{1,6})W$/.exec(duration)
  if (!match) refusePeriod(text, 'its duration is not of the form P1Y, P11M, P10D, P2W or P1Y6M')
  const [years, months, days, weeks] = match.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  return addMonths(first, years * 12 + months) + days + weeks * 7
}

const POINT = /^(\d{4})(?:-(?:([HQ])(\d)|(\d{2})(?:-(\d{2}))?))?$/

function readPoint(point: string, text: string): Range {
  const match = POINT.exec(point)
  if (!match) refusePeriod(text, point === '..' ? 'an open end belongs to a span' : describeStranger(text))
  const [, year, letter, part, month, day] = match
  const january = Number(year) * 12
  if (firstDay(january) < FIRST_DAY) refusePeriod(text, 'there is no year 0000: years run from 0001 to 9999')
  if (letter) return readPart(january, letter, Number(part), text)
  if (!month) return [firstDay(january), firstDay(january + 12)]
  const first = january + Number(month) - 1
  if (first < january || first > january + 11) refusePeriod(text, `there is no month ${month}`)
  if (!day) return [firstDay(first), firstDay(first + 1)]
  const days = countDays(first)
  if (Number(day) < 1 || Number(day) > days)
    refusePeriod(text, `${year}-${month} has ${days} days, none of them is ${day}`)
  return [firstDay(first) + Number(day) - 1, firstDay(first) + Number(day)]
}

function readPart(january: number, letter: string, part: number, text: string): Range {
  const months = letter === 'H' ? 6 : 3
  const parts = 12 / months
  if (part < 1 || part > parts) refusePeriod(text, `a year has ${letter}1 to ${letter}${parts}, not ${letter}${part}`)
  return [firstDay(january + (part - 1) * months), firstDay(january + part * months)]
}

function describeStranger(text: string): string {
  if (text === '') return 'it is empty'
  if (/\s/.test(text)) return 'it holds white space'
  if (/[０-９]/.test(text)) return 'it holds full-width digits'
  return 'it is not a year, half, quarter, month, day or span'
}
