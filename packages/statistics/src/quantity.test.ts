import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDecimal, toDecimal } from './decimal.ts'
import { convertQuantity, makeQuantity, type Qualifier, type QuantityInput, satisfies } from './quantity.ts'
import { UNITS } from './unit.ts'

const QUALIFIERS: Qualifier[] = ['EXACT', 'ABOUT', 'NEARLY', 'OVER', 'AT_LEAST', 'AT_MOST']
const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => toDecimal(String(number)).times('0.01'))

const quantity = fc
  .tuple(fc.constantFrom(...QUALIFIERS), amount, fc.constantFrom(...UNITS))
  .map(([qualifier, number, { code }]) => {
    if (qualifier === 'EXACT') return makeQuantity({ value: number, unit: code })
    if (qualifier === 'ABOUT') return makeQuantity({ lower: number, upper: number.plus('1'), qualifier, unit: code })
    const bound = qualifier === 'NEARLY' || qualifier === 'AT_MOST' ? { upper: number } : { lower: number }
    return makeQuantity({ ...bound, qualifier, unit: code })
  })

const summarize = ({ value, lower, upper, qualifier, unit }: ReturnType<typeof makeQuantity>) => [
  ...[value, lower, upper].map((part) => part && printDecimal(part)),
  qualifier,
  unit,
]

describe('makeQuantity', () => {
  it('takes names of units, and is exact unless told otherwise', () => {
    const made = makeQuantity({ value: '643.20', unit: '亿元' })
    expect(summarize(made)).toEqual(['643.2', null, null, 'EXACT', 'CNY_100M'])
    expect(Object.isFrozen(made)).toBe(true)
  })

  it.each<[string, Omit<QuantityInput, 'unit'>]>([
    ['EXACT takes a value and no bounds', {}],
    ['EXACT takes a value and no bounds', { value: '1', lower: '1' }],
    ['ABOUT takes a value, or both bounds', { qualifier: 'ABOUT', lower: '1' }],
    ['NEARLY takes an upper bound', { qualifier: 'NEARLY', lower: '3' }],
    ['NEARLY takes an upper bound and no value', { qualifier: 'NEARLY', value: '3', upper: '3' }],
    ['OVER takes a lower bound', { qualifier: 'OVER', upper: '3' }],
    ['AT_LEAST takes a lower bound', { qualifier: 'AT_LEAST' }],
    ['AT_MOST takes an upper bound', { qualifier: 'AT_MOST', lower: '1' }],
    ['lower bound 3 is not below upper bound 2', { qualifier: 'AT_LEAST', lower: '3', upper: '2' }],
    ['lower bound 3 is not below upper bound 3', { qualifier: 'OVER', lower: '3', upper: '3' }],
    ['value 5 lies outside its bounds', { qualifier: 'ABOUT', value: '5', lower: '1', upper: '4' }],
    ['qualifier ROUGHLY is none of', { qualifier: 'ROUGHLY' as Qualifier, value: '1' }],
    ['qualifier toString is none of', { qualifier: 'toString' as Qualifier, value: '1' }],
  ])('says that %s', (why, input) => {
    expect(() => makeQuantity({ ...input, unit: '亩' })).toThrow(expect.objectContaining({ code: 'INVALID_QUANTITY' }))
    expect(() => makeQuantity({ ...input, unit: '亩' })).toThrow(why)
  })
})

describe('convertQuantity', () => {
  it('converts bounds and keeps the qualifier', () => {
    const converted = convertQuantity(makeQuantity({ upper: '3', qualifier: 'NEARLY', unit: '亿元' }), '万元')
    expect(summarize(converted.quantity)).toEqual([null, null, '30000', 'NEARLY', 'CNY_10K'])
    expect(converted.isExact).toBe(true)
  })

  it('says when a bound was rounded', () => {
    expect(convertQuantity(makeQuantity({ lower: '1', qualifier: 'OVER', unit: '亩' }), '平方米').isExact).toBe(false)
  })

  it('keeps every bound in every unit of the dimension, and brings exact ones back', () => {
    fc.assert(
      fc.property(quantity, fc.nat(), (from, index) => {
        const dimension = UNITS.find(({ code }) => code === from.unit)?.dimension
        const targets = UNITS.filter((unit) => unit.dimension === dimension)
        const { quantity: there, isExact } = convertQuantity(from, targets[index % targets.length]?.code ?? '')
        expect(makeQuantity(there)).toEqual(there)
        for (const part of ['value', 'lower', 'upper'] as const) expect(there[part] === null).toBe(from[part] === null)
        if (isExact) expect(summarize(convertQuantity(there, from.unit).quantity)).toEqual(summarize(from))
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('satisfies', () => {
  const make = (qualifier: Qualifier, part: 'value' | 'lower' | 'upper') =>
    makeQuantity({ [part]: '3', qualifier, unit: '亿元' })

  it.each([
    ['EXACT', 'value', { gte: true, gt: false, lte: true, lt: false, eq: true }],
    ['ABOUT', 'value', { gte: true, gt: false, lte: true, lt: false, eq: true }],
    ['NEARLY', 'upper', { gte: false, gt: false, lte: true, lt: true, eq: false }],
    ['OVER', 'lower', { gte: true, gt: true, lte: false, lt: false, eq: false }],
    ['AT_LEAST', 'lower', { gte: true, gt: false, lte: false, lt: false, eq: false }],
    ['AT_MOST', 'upper', { gte: false, gt: false, lte: true, lt: false, eq: false }],
  ] as const)('%s 3 against 3', (qualifier, part, expected) => {
    for (const [operator, answer] of Object.entries(expected)) {
      expect([operator, satisfies(make(qualifier, part), { [operator]: '3' })]).toEqual([operator, answer])
    }
  })

  it.each([
    [{ gt: '2' }, true],
    [{ gt: '4' }, false],
    [{ lt: '4' }, false],
    [{ gte: '29999', unit: '万元' }, true],
    [{ gte: '30000.0001', unit: '万元' }, false],
    [{ gte: '2', lte: '4' }, false],
    [{ gte: null, lte: undefined }, true],
    [{}, true],
  ])('over 3 against %j is %s', (condition, answer) => {
    expect(satisfies(make('OVER', 'lower'), condition)).toBe(answer)
  })

  it('never holds an unknown to be true: no quantity is both at least and below a number', () => {
    fc.assert(
      fc.property(quantity, amount, (held, limit) => {
        expect(satisfies(held, { gte: limit }) && satisfies(held, { lt: limit })).toBe(false)
        expect(satisfies(held, { gt: limit }) && satisfies(held, { lte: limit })).toBe(false)
        if (satisfies(held, { gt: limit })) expect(satisfies(held, { gte: limit })).toBe(true)
        if (satisfies(held, { lt: limit })) expect(satisfies(held, { lte: limit })).toBe(true)
      }),
    )
  })

  it('refuses a unit that measures something else', () => {
    expect(() => satisfies(make('EXACT', 'value'), { gte: '1', unit: '亩' })).toThrow(
      expect.objectContaining({ code: 'INCOMPATIBLE_UNITS' }),
    )
  })
})
