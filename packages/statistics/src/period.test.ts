import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDay } from './calendar.ts'
import { parsePeriod } from './parse-period.ts'
import { dayRange, Period, periodOf, periodOfDays, printPeriod } from './period.ts'

const invalid = expect.objectContaining({ code: 'INVALID_PERIOD' })

const day = fc.integer({ min: toDay(1, 1, 1), max: toDay(9999, 12, 31) })
const month = fc
  .integer({ min: 12, max: 12 * 9999 + 11 })
  .map((index) => toDay(Math.floor(index / 12), (index % 12) + 1, 1))
const edge = fc.oneof(day, month)
const anyPeriod = fc
  .tuple(fc.option(edge), fc.option(fc.oneof(edge, fc.constant(toDay(10_000, 1, 1)))))
  .filter(([first, end]) => end === null || (first ?? toDay(1, 1, 1)) < end)
  .map(([first, end]) => periodOfDays(first ?? Number.NEGATIVE_INFINITY, end ?? Number.POSITIVE_INFINITY))

describe('parsePeriod', () => {
  it.each([
    ['2017', '2017-01-01', '2018-01-01', 365],
    ['2016-H1', '2016-01-01', '2016-07-01', 182],
    ['2017-H2', '2017-07-01', '2018-01-01', 184],
    ['2017-Q3', '2017-07-01', '2017-10-01', 92],
    ['2017-11', '2017-11-01', '2017-12-01', 30],
    ['2017-11-22', '2017-11-22', '2017-11-23', 1],
    ['2017-01/2017-11', '2017-01-01', '2017-12-01', 334],
    ['2017-12-22/2017-12-31', '2017-12-22', '2018-01-01', 10],
    ['2016/2020', '2016-01-01', '2021-01-01', 1827],
    ['2017-03/..', '2017-03-01', null, null],
    ['../2018-02', null, '2018-03-01', null],
    ['../..', null, null, null],
    ['0001', '0001-01-01', '0002-01-01', 365],
    ['9999', '9999-01-01', '10000-01-01', 365],
    ['0001/9999', '0001-01-01', '10000-01-01', 3_652_059],
  ])('reads %s, which prints as itself', (text, start, end, days) => {
    const period = parsePeriod(text)
    expect({ ...period }).toEqual({ start, end, days })
    expect(printPeriod(period)).toBe(text)
  })

  it.each([
    ['2017-01/2017-12', '2017'],
    ['2017-01-01/2017-12-31', '2017'],
    ['2017-07/2017-09', '2017-Q3'],
    ['2017-Q1/2017-Q2', '2017-H1'],
    ['2017-Q1/2017-Q3', '2017-01/2017-09'],
    ['2017-02/2017-04', '2017-02/2017-04'],
    ['2016-01/2020-12', '2016/2020'],
    ['2017/2018-03', '2017-01/2018-03'],
    ['2017-12-01/2017-12-31', '2017-12'],
    ['2017-11-22/2017-11-22', '2017-11-22'],
    ['2017-01/..', '2017/..'],
    ['../2017-12-31', '../2017'],
    ['../2017-06-30', '../2017-06'],
    ['2017-03-02/..', '2017-03-02/..'],
    ['2017-01-01/P11M', '2017-01/2017-11'],
    ['2017-01-01/P1Y', '2017'],
    ['2017-07-01/P3M', '2017-Q3'],
    ['2017-12-22/P10D', '2017-12-22/2017-12-31'],
    ['2017-01-02/P2W', '2017-01-02/2017-01-15'],
    ['2017-01-01/P1Y6M', '2017-01/2018-06'],
    ['2017-01-31/P1M', '2017-01-31/2017-02-27'],
  ])('prints %s as %s', (text, canonical) => {
    expect(String(parsePeriod(text))).toBe(canonical)
  })

  it.each([
    ['', 'it is empty'],
    ['0000', 'there is no year 0000'],
    ['0000-12', 'there is no year 0000'],
    ['2017-13', 'there is no month 13'],
    ['2017-00', 'there is no month 00'],
    ['2017-02-30', '2017-02 has 28 days, none of them is 30'],
    ['2017-02-29', '2017-02 has 28 days'],
    ['1900-02-29', '1900-02 has 28 days'],
    ['2017-01-00', '2017-01 has 31 days'],
    ['2017-Q5', 'a year has Q1 to Q4, not Q5'],
    ['2017-Q0', 'a year has Q1 to Q4'],
    ['2017-H3', 'a year has H1 to H2, not H3'],
    ['2017-11/2017-01', 'its end is before its start'],
    ['2017-01-01/P0M', 'or it holds no day'],
    ['2017-01/P3M', 'a duration follows a whole date'],
    ['../P3M', 'a duration follows a whole date'],
    ['2017-01-01/P', 'its duration is not of the form'],
    ['2017-01-01/PT5H', 'its duration is not of the form'],
    ['9999-12-31/P2D', 'years run from 0001 to 9999'],
    ['9999-01-01/P9999Y', 'years run from 0001 to 9999'],
    ['2017/2018/2019', 'a span has one slash'],
    ['..', 'an open end belongs to a span'],
    ['２０１７', 'it holds full-width digits'],
    ['2017 ', 'it holds white space'],
    ['2017\n', 'it holds white space'],
    ['2017\0', 'it is not a year'],
    ['17', 'it is not a year'],
    ['02017', 'it is not a year'],
    ['2017-1', 'it is not a year'],
    ['2017-q1', 'it is not a year'],
    ['-2017', 'it is not a year'],
    ['2017/', 'it is not a year'],
    ['2017'.repeat(20), 'it is longer than 40 characters'],
  ])('refuses %j', (text, why) => {
    expect(() => parsePeriod(text)).toThrow(invalid)
    expect(() => parsePeriod(text)).toThrow(why)
    expect(() => parsePeriod(text)).toThrow('Write it like 2017,')
  })

  it.each([2017, null, undefined, {}, ['2017']])('refuses %s, which is not text', (input) => {
    expect(() => parsePeriod(input as never)).toThrow(invalid)
  })

  it('gives back every printed period', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(printPeriod(period))).toEqual(period)
        expect(periodOf(period.start, period.end)).toEqual(period)
        expect(periodOfDays(...dayRange(period))).toEqual(period)
      }),
      { numRuns: 1000 },
    )
  })

  it('prints the same text for the same days however they are written', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        if (period.start === null || period.days === null) return
        expect(String(parsePeriod(`${period.start}/P${period.days}D`))).toBe(String(period))
      }),
    )
  })
})

describe('Period', () => {
  it('is frozen, and its text in JSON', () => {
    const period = parsePeriod('2017-01/2017-11')
    expect(Object.isFrozen(period)).toBe(true)
    expect(JSON.stringify({ period })).toBe('{"period":"2017-01/2017-11"}')
  })

  it.each([
    ['2017-02-29', null],
    [null, '2017-13-01'],
    ['2017-01-01', '2017-01-01'],
    ['2017-01-02', '2017-01-01'],
    ['0000-12-31', null],
    ['10000-01-01', null],
    [null, '10000-01-02'],
    [null, '0001-01-01'],
    ['2017', null],
    [undefined, null],
  ])('refuses %s to %s', (start, end) => {
    expect(() => new Period(start as string, end)).toThrow(invalid)
  })
})
