import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divide, printDecimal, toDecimal } from './decimal.ts'
import { CURRENCIES, convert, findUnit, findUnitPer, getUnit, listNames, suggestUnits, toAtoms, UNITS } from './unit.ts'

const unit = fc.constantFrom(...UNITS)
const value = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => toDecimal(String(digits)).div(`1${'0'.repeat(places)}`))
const sameDimension = unit.chain((from) =>
  fc.tuple(fc.constant(from), fc.constantFrom(...UNITS.filter(({ dimension }) => dimension === from.dimension))),
)

describe('the registry', () => {
  it('gives every name to one unit', () => {
    const names = UNITS.flatMap(listNames)
    expect(new Set(names).size).toBe(names.length)
    for (const each of UNITS) for (const name of listNames(each)) expect(findUnit(name)).toBe(each)
  })

  it('knows money of any kind from what is told by land or person', () => {
    expect(CURRENCIES).toEqual(['money:CNY', 'money:USD'])
    expect(getUnit('CNY_PER_MU').dimension).toBe('money:CNY/area')
  })

  it('has ASCII codes and a positive ending number of atoms in every unit', () => {
    for (const { code, atoms } of UNITS) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/)
      expect(atoms).toMatch(/^(?!0+$)\d+(\.\d*[1-9])?$/)
    }
  })

  it.each([
    ['CNY_100M', '100000000', '1'],
    ['MU', '2000', '3'],
    ['MU_10K', '20000000', '3'],
    ['HECTARE', '10000', '1'],
    ['SQUARE_KILOMETRE', '1000000', '1'],
    ['KILOGRAM', '1', '1000'],
    ['PER_MILLE', '1', '10'],
    ['CNY_PER_MU', '3', '2000'],
    ['CNY_10K_PER_MU', '15', '1'],
    ['YEAR', '12', '1'],
  ])('%s is %s/%s of its base', (code, numerator, denominator) => {
    expect(getUnit(code).factor).toEqual({ numerator, denominator })
  })

  it('has atoms in proportion to factors, in lowest terms', () => {
    fc.assert(
      fc.property(sameDimension, ([a, b]) => {
        const left = toDecimal(a.factor.numerator).times(b.factor.denominator).times(b.atoms)
        const right = toDecimal(b.factor.numerator).times(a.factor.denominator).times(a.atoms)
        expect(printDecimal(left)).toBe(printDecimal(right))
      }),
    )
  })

  it('derives every compound unit from its parts', () => {
    const compounds = UNITS.filter(({ code }) => code.includes('_PER_'))
    expect(compounds.length).toBeGreaterThan(6)
    for (const { code, name, dimension, factor } of compounds) {
      const [above, below] = name.split('/').map(getUnit) as [ReturnType<typeof getUnit>, ReturnType<typeof getUnit>]
      expect(findUnitPer(above, below)?.code).toBe(code)
      expect(dimension).toBe(`${above.dimension}/${below.dimension}`)
      const left = toDecimal(above.factor.numerator).times(below.factor.denominator).times(factor.denominator)
      expect(left.eq(toDecimal(above.factor.denominator).times(below.factor.numerator).times(factor.numerator))).toBe(
        true,
      )
    }
  })
})

describe('findUnit and getUnit', () => {
  it.each([
    ['亿元', 'CNY_100M'],
    ['万元', 'CNY_10K'],
    ['元', 'CNY'],
    ['平方公里', 'SQUARE_KILOMETRE'],
    ['km2', 'SQUARE_KILOMETRE'],
    ['千米', 'KILOMETRE'],
    ['名', 'PERSON'],
    ['%', 'PERCENT'],
    ['个百分点', 'PERCENTAGE_POINT'],
    ['元/m²', 'CNY_PER_SQUARE_METRE'],
  ])('%s is %s', (name, code) => {
    expect(getUnit(name).code).toBe(code)
  })

  it.each(['', 'cny', 'constructor', '__proto__', '斤'])('finds no unit %j', (name) => {
    expect(findUnit(name)).toBeNull()
    expect(() => getUnit(name)).toThrow(expect.objectContaining({ code: 'UNKNOWN_UNIT' }))
  })

  it('suggests the nearest units', () => {
    expect(suggestUnits('亿圆')[0]?.code).toBe('CNY_100M')
    expect(suggestUnits('HECTAR', 1).map(({ code }) => code)).toEqual(['HECTARE'])
    expect(() => getUnit('CNY_1OK')).toThrow('CNY_10K (万元)')
  })
})

describe('convert', () => {
  it.each([
    ['2.87', '亿元', '万元', '28700', true],
    ['1', '公顷', '亩', '15', true],
    ['1820', '平方米', '亩', '2.73', true],
    ['1', '亩', '平方米', '666.6666666666666666666666666666667', false],
    ['1', '平方公里', '亩', '1500', true],
    ['10', '万元/亩', '亿元/平方公里', '1.5', true],
    ['9000', '名', '万人', '0.9', true],
    ['-6', '%', '‰', '-60', true],
  ])('%s %s in %s is %s', (amount, from, to, expected, isExact) => {
    const converted = convert(amount, from, to)
    expect([printDecimal(converted.value), converted.isExact]).toEqual([expected, isExact])
  })

  it('comes back exactly whenever it went exactly', () => {
    fc.assert(
      fc.property(value, sameDimension, (amount, [from, to]) => {
        const there = convert(amount, from, to)
        const back = convert(there.value, to, from)
        if (there.isExact) expect([printDecimal(back.value), back.isExact]).toEqual([printDecimal(amount), true])
        else
          expect(
            divide(back.value.minus(amount).abs(), amount.abs()).value.lt('0.0000000000000000000000000000001'),
          ).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })

  it('keeps order and sameness between units by atoms', () => {
    fc.assert(
      fc.property(value, sameDimension, (amount, [from, to]) => {
        const there = convert(amount, from, to)
        if (there.isExact) expect(toAtoms(there.value, to).eq(toAtoms(amount, from, to))).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })

  it('refuses every pair of units of different dimensions, naming both', () => {
    for (const from of UNITS) {
      for (const to of UNITS) {
        if (from.dimension === to.dimension) continue
        expect(() => convert('1', from, to)).toThrow(expect.objectContaining({ code: 'INCOMPATIBLE_UNITS' }))
      }
    }
    expect(() => convert('6000', '人次', '人')).toThrow('measures count:attendance, PERSON (人) measures count:person')
  })
})
