import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from './calendar.ts'
import { parsePeriod } from './parse-period.ts'
import { periodOfDays } from './period.ts'
import {
  comparePeriods,
  contains,
  frequency,
  months,
  overlaps,
  previousPeriod,
  previousYear,
  subtractPeriod,
  yearOf,
} from './period-relations.ts'

const closed = fc
  .tuple(fc.integer({ min: toDay(1900, 1, 1), max: toDay(2100, 1, 1) }), fc.integer({ min: 1, max: 900 }))
  .map(([first, days]) => periodOfDays(first, first + days))

const print = (period: unknown) => (period === null ? null : String(period))

describe('contains and overlaps', () => {
  it.each([
    ['2017', '2017-11', true, true],
    ['2017', '2017', true, true],
    ['2017-11', '2017', false, true],
    ['2017', '2018', false, false],
    ['2017-03/..', '2020', true, true],
    ['../2018-02', '2018', false, true],
    ['../..', '2017-03/..', true, true],
    ['../2016', '2017/..', false, false],
  ])('%s and %s', (outer, inner, isInside, isShared) => {
    expect(contains(parsePeriod(outer), parsePeriod(inner))).toBe(isInside)
    expect(overlaps(parsePeriod(outer), parsePeriod(inner))).toBe(isShared)
    expect(overlaps(parsePeriod(inner), parsePeriod(outer))).toBe(isShared)
  })

  it.each([
    ['2017-01-01', true],
    ['2017-12-31', true],
    ['2018-01-01', false],
    ['2016-12-31', false],
  ])('2017 and the day %s', (date, isInside) => {
    expect(contains(parsePeriod('2017'), date)).toBe(isInside)
  })
})

describe('comparePeriods', () => {
  it('orders by start, then by end, open starts first and open ends last', () => {
    const texts = ['../..', '2017/..', '2017', '2017-01', '../2016', '2016-12', '2017-01-01']
    const sorted = texts.map(parsePeriod).sort(comparePeriods).map(String)
    expect(sorted).toEqual(['../2016', '../..', '2016-12', '2017-01-01', '2017-01', '2017', '2017/..'])
  })

  it('is zero for the same period only', () => {
    fc.assert(
      fc.property(closed, closed, (a, b) => {
        expect(comparePeriods(a, b) === 0).toBe(String(a) === String(b))
        expect(comparePeriods(a, b) + comparePeriods(b, a)).toBe(0)
      }),
    )
  })
})

describe('frequency and months', () => {
  it.each([
    ['2017', 'YEAR', 12],
    ['2017-H1', 'HALF_YEAR', 6],
    ['2017-Q3', 'QUARTER', 3],
    ['2017-11', 'MONTH', 1],
    ['2017-11-22', 'DAY', null],
    ['2017-01/2017-11', 'SPAN', 11],
    ['2016/2020', 'SPAN', 60],
    ['2017-12-22/2017-12-31', 'SPAN', null],
    ['2017-03/..', 'SPAN', null],
    ['../2016', 'SPAN', null],
  ])('%s is a %s of %s months', (text, name, count) => {
    expect([frequency(parsePeriod(text)), months(parsePeriod(text))]).toEqual([name, count])
  })
})

describe('previousYear', () => {
  it.each([
    ['2017-01/2017-11', '2016-01/2016-11'],
    ['2017-02', '2016-02'],
    ['2016-02', '2015-02'],
    ['2016-02-29', '2015-02-28'],
    ['2016-02-28', '2015-02-28'],
    ['2017-02-28', '2016-02-28'],
    ['2017-02-15/2017-02-28', '2016-02-15/2016-02-28'],
    ['2016-02-15/2016-02-29', '2015-02-15/2015-02-28'],
    ['2017-03/..', '2016-03/..'],
    ['../2017-02', '../2016-02'],
    ['2016-02-29/..', '2015-02-28/..'],
    ['../..', '../..'],
  ])('of %s is %s', (text, before) => {
    expect(String(previousYear(parsePeriod(text)))).toBe(before)
  })

  it('keeps whole months whole, and other spans within a day of their length', () => {
    fc.assert(
      fc.property(closed, (period) => {
        const before = previousYear(period)
        expect(months(before)).toBe(months(period))
        expect(Math.abs((before.days ?? 0) - (period.days ?? 0))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('refuses to leave the calendar', () => {
    expect(() => previousYear(parsePeriod('0001'))).toThrow(expect.objectContaining({ code: 'INVALID_PERIOD' }))
  })
})

describe('previousPeriod', () => {
  it.each([
    ['2017', '2016'],
    ['2017-H1', '2016-H2'],
    ['2017-Q1', '2016-Q4'],
    ['2017-03', '2017-02'],
    ['2017-03-01', '2017-02-28'],
    ['2017-01/2017-11', '2016-02/2016-12'],
  ])('of %s is %s', (text, before) => {
    expect(String(previousPeriod(parsePeriod(text)))).toBe(before)
  })

  it('ends where the period starts', () => {
    fc.assert(
      fc.property(closed, (period) => {
        expect(previousPeriod(period).end).toBe(period.start)
      }),
    )
  })

  it('refuses an open period', () => {
    expect(() => previousPeriod(parsePeriod('2017/..'))).toThrow(expect.objectContaining({ code: 'OPEN_PERIOD' }))
  })
})

describe('yearOf and subtractPeriod', () => {
  it.each([
    ['2017-01/2017-11', '2017'],
    ['2017-12-31', '2017'],
    ['2016-12/2017-01', null],
    ['2017/..', null],
  ])('the year of %s is %s', (text, year) => {
    expect(print(yearOf(parsePeriod(text)))).toBe(year)
  })

  it.each([
    ['2017', '2017-01/2017-11', '2017-12'],
    ['2017-01/2017-11', '2017-01/2017-10', '2017-11'],
    ['2017', '2017-H2', '2017-H1'],
    ['2017/..', '2017', '2018/..'],
    ['../..', '2017/..', '../2016'],
    ['2017', '2017', null],
    ['2017', '2017-05', null],
    ['2017', '2016-12/2017-01', null],
  ])('%s without %s is %s', (whole, part, rest) => {
    expect(print(subtractPeriod(parsePeriod(whole), parsePeriod(part)))).toBe(rest)
  })
})
