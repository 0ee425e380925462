import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkForecast,
  checkGrowth,
  checkParts,
  checkRate,
  disagree,
  exceeds,
  type Finding,
  findUnitSlip,
  isJump,
  measureGap,
  median,
  type PrintedFigure,
} from './checks.ts'
import { printDecimal, toDecimal } from './decimal.ts'

const exact = (value: string): PrintedFigure => ({ value })
const over = (lower: string): PrintedFigure => ({ lower, qualifier: 'OVER' })
const nearly = (upper: string): PrintedFigure => ({ upper, qualifier: 'NEARLY' })
const atLeast = (lower: string): PrintedFigure => ({ lower, qualifier: 'AT_LEAST' })
const numbers = (finding: Finding | null) =>
  finding && [finding.actual, finding.expected].map((number) => number.toDecimalPlaces(4).toFixed())

const amount = fc
  .integer({ min: 1, max: 1_000_000 })
  .map((number) => toDecimal(String(number)).times('0.01').toFixed(2))
const figure = fc.oneof(amount.map(exact), amount.map(over), amount.map(nearly), amount.map(atLeast))

describe('exceeds', () => {
  it.each([
    [exact('643.20'), exact('542.28'), true],
    [exact('12.1'), exact('12.08'), false],
    [exact('12.2'), exact('12.08'), true],
    [over('3'), nearly('3'), true],
    [atLeast('3'), nearly('3'), true],
    [atLeast('3'), { upper: '3', qualifier: 'AT_MOST' as const }, false],
    [exact('4'), over('3'), false],
    [nearly('9'), exact('1'), false],
    [{ value: '9', qualifier: 'ABOUT' as const }, exact('1'), false],
  ])('case %#', (a, b, expected) => {
    expect(exceeds(a, b)).toBe(expected)
  })

  it('never holds both ways, nor of a figure and itself', () => {
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        expect(exceeds(a, b) && exceeds(b, a)).toBe(false)
        expect(exceeds(a, a)).toBe(false)
        expect(disagree(a, b)).toBe(disagree(b, a))
      }),
    )
  })
})

describe('checkRate', () => {
  it.each([
    ['GROWTH', exact('-100.6'), ['-100.6', '-100']],
    ['GROWTH', exact('-101'), ['-101', '-100']],
    ['GROWTH', nearly('-100'), ['-100', '-100']],
    ['GROWTH', over('-120'), null],
    ['GROWTH', exact('-100'), null],
    ['GROWTH', exact('2500'), null],
    ['SHARE', exact('100.1'), ['100.1', '100']],
    ['SHARE', over('100'), ['100', '100']],
    ['SHARE', exact('100'), null],
    ['SHARE', exact('0'), null],
    ['SHARE', exact('-0.1'), ['-0.1', '0']],
  ] as const)('holds %s against what it can be at all: case %#', (measure, rate, found) => {
    expect(numbers(checkRate(rate, measure))).toEqual(found)
  })
})

describe('checkGrowth', () => {
  it('finds that 16.5 % was printed where published levels give -6.02 %', () => {
    expect(numbers(checkGrowth(exact('16.5'), exact('27298.3'), exact('29047.6')))).toEqual(['16.5', '-6.0222'])
  })

  it('grants what rounding explains: 1.1 over 1.0 may be anything from 0 % to 21.05 %', () => {
    expect(checkGrowth(exact('1'), exact('1.1'), exact('1.0'))).toBeNull()
    expect(checkGrowth(exact('21'), exact('1.1'), exact('1.0'))).toBeNull()
    expect(numbers(checkGrowth(exact('22'), exact('1.1'), exact('1.0')))).toEqual(['22', '10'])
  })

  it('finds of a vague growth only what is certain', () => {
    expect(checkGrowth(atLeast('15'), exact('120.00'), exact('100.00'))).toBeNull()
    expect(numbers(checkGrowth(atLeast('25'), exact('120.00'), exact('100.00')))).toEqual(['25', '20'])
  })

  it.each([
    ['a vague level', over('120'), exact('100')],
    ['a vague base', exact('120'), nearly('100')],
    ['a vague level over zero', over('120'), exact('0')],
    ['zero over zero', exact('0'), exact('0')],
    ['a negative base', exact('120'), exact('-100')],
  ])('says nothing of %s', (_, level, base) => {
    expect(checkGrowth(exact('900'), level, base)).toBeNull()
  })

  it('finds over a base of zero what no base that rounds to it makes: 2 over at most a half is 200 % and more', () => {
    expect(numbers(checkGrowth(exact('199'), exact('2'), exact('0')))).toEqual(['199', '200'])
    expect(checkGrowth(exact('200'), exact('2'), exact('0'))).toBeNull()
    expect(checkGrowth(atLeast('1'), exact('2'), exact('0'))).toBeNull()
    expect(numbers(checkGrowth(exact('900'), exact('120'), exact('0.00')))).toEqual(['900', '2389900'])
  })

  it('never finds a growth that was rounded from the figures themselves', () => {
    fc.assert(
      fc.property(amount, amount, (current, base) => {
        const growth = toDecimal(current).minus(base).times('100').div(base).toDecimalPlaces(2).toFixed(2)
        expect(checkGrowth(exact(growth), exact(current), exact(base))).toBeNull()
      }),
    )
  })
})

describe('checkForecast', () => {
  it.each([
    ['75', '60', ['15', '5.4545']],
    ['3', '2.87', ['0.13', '0.2609']],
    ['50', '60', ['-10', '5.4545']],
    ['66', '60', null],
  ])('a year of %s after %s by November finds %j', (forecast, soFar, found) => {
    expect(numbers(checkForecast(exact(forecast), exact(soFar), 11))).toEqual(found)
  })

  it('is plausible where a past year brought as much', () => {
    const past = [{ fullYear: '130', yearToDate: '100' }]
    expect(checkForecast(exact('75'), exact('60'), 11, past)).toBeNull()
    expect(numbers(checkForecast(exact('79'), exact('60'), 11, past))).toEqual(['19', '5.4545'])
  })

  it('of a vague forecast finds only what is certain', () => {
    expect(checkForecast(atLeast('715'), exact('643.20'), 11)).toBeNull()
    expect(numbers(checkForecast(atLeast('800'), exact('643.20'), 11))).toEqual(['156.8', '58.4727'])
    expect(checkForecast(nearly('75'), exact('60'), 11)).toBeNull()
    expect(checkForecast(exact('5'), exact('0'), 11)).toBeNull()
  })

  it('after a vague year to date finds only what is certain', () => {
    expect(checkForecast(exact('112'), atLeast('100'), 11)).toBeNull()
    expect(numbers(checkForecast(exact('90'), atLeast('100'), 11))).toEqual(['-10', '9.0909'])
    const between = { lower: '90', upper: '110', qualifier: 'ABOUT' } as const
    expect(numbers(checkForecast(exact('300'), between, 11))).toEqual(['190', '10'])
    expect(checkForecast(exact('300'), nearly('110'), 11)).toBeNull()
  })

  it('never finds a year that goes on as before', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 11 }), (mean, months) => {
        const soFar = printDecimal(toDecimal(mean).times(String(months)))
        expect(checkForecast(exact(printDecimal(toDecimal(mean).times('12'))), exact(soFar), months)).toBeNull()
      }),
    )
  })
})

describe('checkParts', () => {
  it('finds parts that are too much, complete or not', () => {
    expect(numbers(checkParts([exact('6.0'), exact('5.0')], exact('10.0'), false))).toEqual(['11', '10'])
    expect(checkParts([exact('5.0'), exact('5.1')], exact('10.0'), false)).toBeNull()
  })

  it('finds parts that are too little only where all are there, with their bounds', () => {
    expect(checkParts([exact('4'), exact('3')], exact('10'), false)).toBeNull()
    expect(numbers(checkParts([exact('4'), exact('3')], exact('10'), true))).toEqual(['7', '10'])
    expect(checkParts([exact('4'), over('3')], exact('10'), true)).toBeNull()
    expect(numbers(checkParts([exact('8.0'), over('3')], exact('10.0'), true))).toEqual(['11', '10'])
  })

  it('never finds a whole that is the sum of its parts, rounded', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), (parts) => {
        const sum = parts.reduce((total, part) => total.plus(part), toDecimal('0'))
        expect(checkParts(parts.map(exact), exact(sum.toFixed(1)), true)).toBeNull()
      }),
    )
  })
})

describe('a unit slip', () => {
  it.each([
    ['28700', '2.9', 4],
    ['2.9', '28700', -4],
    ['287000000', '2.9', 8],
    ['0.00000003', '3', -8],
    ['999', '1', null],
    ['1000', '1', 4],
    ['100001', '1', null],
    ['5', '0', null],
    ['-30000', '3', null],
  ])('of %s against %s is %s', (value, reference, power) => {
    expect(findUnitSlip(value, reference)).toBe(power)
  })

  it('is found wherever a figure was multiplied by 10^4 or 10^8, and undone the other way round', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(4, 8), (value, power) => {
        const slipped = printDecimal(toDecimal(value).times(`1${'0'.repeat(power)}`))
        expect([findUnitSlip(slipped, value), findUnitSlip(value, slipped)]).toEqual([power, -power])
      }),
    )
  })
})

describe('a jump', () => {
  it.each([
    ['31', '10', true],
    ['30', '10', false],
    ['3', '10', true],
    ['4', '10', false],
    ['9', '0', false],
  ])('of %s against %s is %s', (value, reference, expected) => {
    expect(isJump(value, reference)).toBe(expected)
  })
})

describe('a gap', () => {
  it.each([
    ['10', '100', '0.9'],
    ['1000', '100', '0.9'],
    ['-10', '100', '1.1'],
    ['5', '0', '1'],
    ['0', '0', '0'],
  ])('of %s against %s is %s', (actual, expected, gap) => {
    expect(printDecimal(measureGap(actual, expected))).toBe(gap)
  })

  it('of rates is in points', () => {
    expect(printDecimal(measureGap('2', '20.5', true))).toBe('18.5')
  })
})

describe('median', () => {
  it('is the middle one, or the mean of two, exactly', () => {
    expect(median([])).toBeNull()
    expect(median(['0.1', '0.3', '0.2'])?.toFixed()).toBe('0.2')
    expect(median(['10', '9', '100', '0.05'])?.toFixed()).toBe('9.5')
  })

  it('has as many below it as above', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (values) => {
        const middle = median(values) ?? toDecimal('0')
        const below = values.filter((value) => middle.gt(value)).length
        const above = values.filter((value) => middle.lt(value)).length
        expect(Math.max(below, above) * 2).toBeLessThanOrEqual(values.length)
      }),
    )
  })
})
