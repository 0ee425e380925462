import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addMonths, countDays, toDate, toDay, toMonth } from './calendar.ts'

const day = fc.integer({ min: toDay(1, 1, 1), max: toDay(9999, 12, 31) })
const epoch = Temporal.PlainDate.from('1970-01-01')

describe('calendar', () => {
  it('knows the epoch and the edges', () => {
    expect([toDay(1970, 1, 1), toDay(2017, 12, 22), toDay(1, 1, 1)]).toEqual([0, 17_522, -719_162])
  })

  it.each([1600, 2000, 2400, 9600])('keeps the leap day that ends an era, in %s', (year) => {
    expect(toDate(toDay(year, 2, 29))).toEqual({ year, month: 2, day: 29 })
    expect(toDate(toDay(year, 2, 29) + 1)).toEqual({ year, month: 3, day: 1 })
  })

  it('agrees with Temporal about every day', () => {
    fc.assert(
      fc.property(day, (number) => {
        const date = epoch.add({ days: number })
        expect(toDate(number)).toEqual({ year: date.year, month: date.month, day: date.day })
        expect(toDay(date.year, date.month, date.day)).toBe(number)
        expect(countDays(toMonth(toDate(number)))).toBe(date.daysInMonth)
      }),
    )
  })

  it('agrees with Temporal about months added and taken away', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (number, months) => {
        const date = epoch.add({ days: number }).add({ months })
        expect(toDate(addMonths(number, months))).toEqual({ year: date.year, month: date.month, day: date.day })
      }),
    )
  })
})
