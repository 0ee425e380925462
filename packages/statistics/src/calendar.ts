/*
 * Plain integer arithmetic on the proleptic Gregorian calendar: a day is a count of days since 1970-01-01, a month a count
 * of months since year 0. A dozen lines serve every period, where a date library would be most of a bundle.
 */

/** A calendar date; `month` 1 to 12, `day` 1 to 31. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAYS_PER_ERA = 146_097
const DAYS_TO_EPOCH = 719_468

/** The day number of a date. Years begin in March inside, so that a leap day comes last. */
export function toDay(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH
}

/** The date of a day number. */
export function toDate(dayNumber: number): CalendarDate {
  const shifted = dayNumber + DAYS_TO_EPOCH
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((shiftedMonth + 2) % 12) + 1
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** The month number of a date: months since January of year 0. */
export function toMonth(date: CalendarDate): number {
  return date.year * 12 + date.month - 1
}

/** The first day of a month number. */
export function firstDay(month: number): number {
  return toDay(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1)
}

/** How many days a month number has. */
export function countDays(month: number): number {
  return firstDay(month + 1) - firstDay(month)
}

/** The same day of the month so many months later; a day that month lacks becomes its last one, as in XML Schema. */
export function addMonths(dayNumber: number, months: number): number {
  const date = toDate(dayNumber)
  const month = toMonth(date) + months
  return firstDay(month) + Math.min(date.day, countDays(month)) - 1
}
