import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDecimal } from './decimal.ts'
import { parsePrintedQuantity } from './parse-printed-quantity.ts'
import { UNITS } from './unit.ts'

describe('parsePrintedQuantity', () => {
  it.each([
    ['643.20亿元', 'EXACT', 'value', '643.2', 'CNY_100M'],
    ['1205.15万元', 'EXACT', 'value', '1205.15', 'CNY_10K'],
    ['25.09%', 'EXACT', 'value', '25.09', 'PERCENT'],
    ['-6.0%', 'EXACT', 'value', '-6', 'PERCENT'],
    ['+1180.7万元', 'EXACT', 'value', '1180.7', 'CNY_10K'],
    ['0.5万吨', 'EXACT', 'value', '0.5', 'TONNE_10K'],
    ['1820平方米', 'EXACT', 'value', '1820', 'SQUARE_METRE'],
    ['58个企业', 'EXACT', 'value', '58', 'ENTERPRISE'],
    ['三十五人', 'EXACT', 'value', '35', 'PERSON'],
    ['三百万元', 'EXACT', 'value', '300', 'CNY_10K'],
    ['5千元', 'EXACT', 'value', '5000', 'CNY'],
    ['3亿5000万元', 'EXACT', 'value', '350000000', 'CNY'],
    ['3亿零5百万元', 'EXACT', 'value', '305000000', 'CNY'],
    ['1.2万亿元', 'EXACT', 'value', '12000', 'CNY_100M'],
    ['3000万度', 'EXACT', 'value', '3000', 'KILOWATT_HOUR_10K'],
    ['2个百分点', 'EXACT', 'value', '2', 'PERCENTAGE_POINT'],
    ['11个月', 'EXACT', 'value', '11', 'MONTH'],
    ['15万元/亩', 'EXACT', 'value', '15', 'CNY_10K_PER_MU'],
    ['近3亿元', 'NEARLY', 'upper', '3', 'CNY_100M'],
    ['近千人', 'NEARLY', 'upper', '1000', 'PERSON'],
    ['近千万元', 'NEARLY', 'upper', '1000', 'CNY_10K'],
    ['近100次', 'NEARLY', 'upper', '100', 'OCCURRENCE'],
    ['1亿多元', 'OVER', 'lower', '1', 'CNY_100M'],
    ['300多万元', 'OVER', 'lower', '300', 'CNY_10K'],
    ['10多万元', 'OVER', 'lower', '10', 'CNY_10K'],
    ['10多位', 'OVER', 'lower', '10', 'PERSON'],
    ['20多家', 'OVER', 'lower', '20', 'ENTERPRISE'],
    ['二十多家', 'OVER', 'lower', '20', 'ENTERPRISE'],
    ['50多次', 'OVER', 'lower', '50', 'OCCURRENCE'],
    ['6000余人次', 'OVER', 'lower', '6000', 'PERSON_TIME'],
    ['2000余名', 'OVER', 'lower', '2000', 'PERSON'],
    ['2年多', 'OVER', 'lower', '2', 'YEAR'],
    ['超过5亿元', 'OVER', 'lower', '5', 'CNY_100M'],
    ['715亿元以上', 'AT_LEAST', 'lower', '715', 'CNY_100M'],
    ['15%以上', 'AT_LEAST', 'lower', '15', 'PERCENT'],
    ['上千人', 'AT_LEAST', 'lower', '1000', 'PERSON'],
    ['不低于5亿元', 'AT_LEAST', 'lower', '5', 'CNY_100M'],
    ['不超过100亩', 'AT_MOST', 'upper', '100', 'MU'],
    ['5亿元以下', 'AT_MOST', 'upper', '5', 'CNY_100M'],
    ['约100亩', 'ABOUT', 'value', '100', 'MU'],
    ['100亩左右', 'ABOUT', 'value', '100', 'MU'],
    ['20强', 'AT_MOST', 'upper', '20', 'RANK'],
    ['前20名', 'AT_MOST', 'upper', '20', 'RANK'],
    ['第十五位', 'EXACT', 'value', '15', 'RANK'],
  ] as const)('%s is %s, %s %s %s', (text, qualifier, part, number, unit) => {
    const quantity = parsePrintedQuantity(text)
    const parts = { value: null, lower: null, upper: null, [part]: number }
    const found = [quantity.value, quantity.lower, quantity.upper].map((each) => each && printDecimal(each))
    expect([...found, quantity.qualifier, quantity.unit]).toEqual([
      parts.value,
      parts.lower,
      parts.upper,
      qualifier,
      unit,
    ])
  })

  it.each([
    ['', 'it is empty'],
    ['１００亩', 'full-width'],
    ['25％', 'full-width'],
    ['1,000元', 'thousands separator'],
    ['1，000元', 'thousands separator'],
    ['3 亿元', 'white space'],
    ['100', 'no known unit'],
    ['3亿', 'no known unit'],
    ['11月', 'no known unit'],
    ['22日', 'no known unit'],
    ['元', 'not one number'],
    ['几家', 'not one number'],
    ['五六家', 'not one number'],
    ['数十家', 'not one number'],
    ['1e5元', 'not one number'],
    ['总投资4亿元', 'not one number'],
    ['近约3亿元', 'not one number'],
    ['近3亿元以上', 'qualified more than once (NEARLY, AT_LEAST)'],
    ['300多万元以上', 'qualified more than once (AT_LEAST, OVER)'],
    ['9'.repeat(100), 'longer than 80'],
  ])('refuses %j', (text, why) => {
    expect(() => parsePrintedQuantity(text)).toThrow(expect.objectContaining({ code: 'INVALID_QUANTITY' }))
    expect(() => parsePrintedQuantity(text)).toThrow(why)
  })

  it('reads every number in every printed unit', () => {
    const printed = UNITS.filter(({ name }) => !/^[百千]万?元/.test(name))
    fc.assert(
      fc.property(fc.constantFrom(...printed), fc.integer({ min: 0, max: 10_000_000 }), (unit, hundredths) => {
        const number = (hundredths / 100).toFixed(2)
        const { value, unit: code } = parsePrintedQuantity(`${number}${unit.name}`)
        expect([value?.toFixed(2), code]).toEqual([number, unit.code])
      }),
    )
  })

  it('answers or refuses by code, whatever the text', () => {
    const characters = fc.constantFrom(...'近约超多余以上下第前强名位一两十百千万亿零元亩人次家%0139.,-')
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 12 }), (text) => {
        try {
          expect(parsePrintedQuantity(text).unit).not.toBe('')
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID_QUANTITY' })
        }
      }),
      { numRuns: 3000 },
    )
  })
})
