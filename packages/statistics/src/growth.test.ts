import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDecimal, toDecimal } from './decimal.ts'
import {
  contribution,
  type Derived,
  difference,
  divergence,
  impliedBase,
  perUnit,
  requiredForRemainder,
  requiredPace,
  share,
  yearOnYear,
} from './growth.ts'

const summarize = ({ value, isExact, reason }: Derived) => [value && printDecimal(value), isExact, reason]
const round = ({ value }: Derived) => value?.toDecimalPlaces(2).toFixed(2)
const positive = fc.integer({ min: 1, max: 1_000_000_000 }).map((number) => toDecimal(String(number)).times('0.01'))

describe('yearOnYear', () => {
  it('computes what a publication would hide: national profit of 2018-01/2018-05 over the level published a year before', () => {
    const computed = yearOnYear('27298.3', '29047.6')
    expect(round(computed)).toBe('-6.02')
    expect(round(divergence('16.5', computed.value))).toBe('22.52')
  })

  it.each([
    ['125', '100', ['25', true, null]],
    ['0', '100', ['-100', true, null]],
    ['-50', '100', ['-150', true, null]],
    ['1', '3', ['-66.66666666666666666666666666666667', false, null]],
    ['100', '0', [null, false, 'ZERO_BASE']],
    ['100', '-0.0', [null, false, 'ZERO_BASE']],
    ['100', '-5', [null, false, 'NEGATIVE_BASE']],
    ['100', null, [null, false, 'MISSING_BASE']],
    [null, '100', [null, false, 'MISSING_VALUE']],
  ])('of %s over %s is %j', (current, base, expected) => {
    expect(summarize(yearOnYear(current, base))).toEqual(expected)
  })
})

describe('impliedBase', () => {
  it('tells the two industrial outputs of 2017 apart', () => {
    expect(round(impliedBase('542.28', '34.89'))).toBe('402.02')
    expect(round(impliedBase('603.38', '25.60'))).toBe('480.40')
  })

  it.each([
    ['5', '-100', 'IMPOSSIBLE_GROWTH'],
    ['5', '-120', 'IMPOSSIBLE_GROWTH'],
    ['5', null, 'MISSING_BASE'],
    [null, '5', 'MISSING_VALUE'],
  ])('of %s at %s %% is blocked by %s', (current, growth, reason) => {
    expect(summarize(impliedBase(current, growth))).toEqual([null, false, reason])
  })

  it('undoes growth wherever growth is exact', () => {
    fc.assert(
      fc.property(positive, positive, (current, base) => {
        const growth = yearOnYear(current, base)
        if (growth.isExact)
          expect(summarize(impliedBase(current, growth.value))).toEqual([printDecimal(base), true, null])
      }),
    )
  })
})

describe('perUnit, share and contribution', () => {
  it.each([
    [perUnit('28700', '100'), ['287', true, null]],
    [perUnit('1', '0'), [null, false, 'ZERO_BASE']],
    [share('1', '8'), ['12.5', true, null]],
    [share('0', '8'), ['0', true, null]],
    [share('1', null), [null, false, 'MISSING_BASE']],
    [contribution('12', '10', '50'), ['4', true, null]],
    [contribution('12', null, '50'), [null, false, 'MISSING_BASE']],
    [contribution('12', '10', '0'), [null, false, 'ZERO_BASE']],
  ])('case %#', (derived, expected) => {
    expect(summarize(derived)).toEqual(expected)
  })

  it('contributions of two parts add up to the growth of their total', () => {
    fc.assert(
      fc.property(positive, positive, positive, positive, (a1, a0, b1, b0) => {
        const total = a0.plus(b0)
        const growth = yearOnYear(a1.plus(b1), total).value ?? toDecimal('0')
        const sum = [contribution(a1, a0, total), contribution(b1, b0, total)].reduce(
          (left, { value }) => left.plus(value ?? '0'),
          toDecimal('0'),
        )
        expect(growth.minus(sum).abs().lt('0.00000000000000000001')).toBe(true)
      }),
    )
  })
})

describe('what a forecast requires', () => {
  it.each([
    ['75', '60', '15', '2.75'],
    ['3', '2.87', '0.13', '0.50'],
    ['50', '60', '-10', '-1.83'],
  ])('a year of %s after %s still needs %s, a pace of %s', (forecast, yearToDate, required, pace) => {
    expect(summarize(requiredForRemainder(forecast, yearToDate))).toEqual([required, true, null])
    expect(round(requiredPace(forecast, yearToDate, 11))).toBe(pace)
  })

  it('is blocked by what is missing', () => {
    expect(requiredForRemainder(null, '60').reason).toBe('MISSING_VALUE')
    expect(requiredPace('75', null, 11).reason).toBe('MISSING_BASE')
    expect(requiredPace('75', '0', 11).reason).toBe('ZERO_BASE')
  })

  it.each([0, 12, 1.5, Number.NaN])('refuses a year to date of %s months', (count) => {
    expect(() => requiredPace('75', '60', count)).toThrow(expect.objectContaining({ code: 'INVALID_PERIOD' }))
  })
})

describe('difference', () => {
  it('keeps every digit and sign', () => {
    expect(summarize(difference('0.1', '0.3'))).toEqual(['-0.2', true, null])
    expect(summarize(difference(null, '1'))).toEqual([null, false, 'MISSING_VALUE'])
    expect(summarize(difference('1', null))).toEqual([null, false, 'MISSING_BASE'])
  })
})
