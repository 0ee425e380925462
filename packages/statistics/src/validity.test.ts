import { describe, expect, it } from 'vitest'
import { parsePeriod } from './parse-period.ts'
import { findValid } from './validity.ts'

const stocks = (...periods: (string | null)[]) =>
  periods.map((period) => ({ name: period, period: period === null ? null : parsePeriod(period) }))

describe('the stock that is valid when a period ends', () => {
  it.each([
    ['2017', ['2016-12-31', '2015-12-31'], '2016-12-31'],
    ['2017-01/2017-11', ['2016-12-31', '2017-12-31'], '2016-12-31'],
    ['2017', ['2016-12-31', '2017-12-31', '2018-01-01'], '2017-12-31'],
    ['2017', ['2010/..', '2016-12-31'], '2016-12-31'],
    ['2017', ['../2020', '2010/..'], '2010/..'],
    ['2017-01', ['2017', '2017-01'], '2017-01'],
    ['2017', ['2017-01', '2017', '2017/2018'], '2017'],
    ['2017', ['2018'], null],
    ['2017', [], null],
    ['2017', [null, '../2016'], '../2016'],
    ['2017', ['2018', null], null],
    ['2017/..', ['2018', '2030'], '2030'],
    [null, ['2018', null, '2030'], '2030'],
    [null, ['2018', '2018/2019'], '2018/2019'],
  ])('of %s among %j is %j', (period, given, expected) => {
    expect(findValid(stocks(...given), period === null ? null : parsePeriod(period))?.name ?? null).toBe(expected)
  })

  it('is the first of equals, and one without a period only where no other begins in time', () => {
    const [first, second] = stocks(null, null)
    expect(findValid([first, second] as NonNullable<typeof first>[], parsePeriod('2017'))).toBe(first)
    expect(findValid(stocks('2018', null), parsePeriod('2017'))).toEqual({ name: null, period: null })
  })
})
