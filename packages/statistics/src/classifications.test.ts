import { describe, expect, test } from 'vitest'
import {
  beginsWithProvince,
  explainIndustryCode,
  explainIndustrySystem,
  explainRegionCode,
  explainRegionSystem,
} from './classifications.ts'

describe('administrative divisions', () => {
  test.each(['430381', '430300', '430000', '110101', '659001', '710000', '820000'])('%s may be one', (code) =>
    expect(explainRegionCode(code)).toBeNull(),
  )

  test.each(['999999', '000000', '100000', '160000', '4303', '4303811', '43038A', '４３０３８１', '430081', ''])(
    '%j is none',
    (code) => expect(explainRegionCode(code)).not.toBeNull(),
  )

  test('there are 34 provinces', () => {
    const all = Array.from({ length: 100 }, (_, digits) => String(digits).padStart(2, '0'))
    expect(all.filter(beginsWithProvince)).toHaveLength(34)
  })

  test.each([
    ['GB/T 2260-1980', true],
    ['GB/T 2260-2007', true],
    ['GB/T 2260-2026', true],
    ['GB/T 2260-2027', false],
    ['GB/T 2260-1979', false],
    ['GB/T 2260-1899', false],
    ['GB/T 2260', false],
    ['GB/T 4754-2017', false],
    ['whatever', false],
  ])('%s is an edition in 2026: %s', (system, isOne) => expect(explainRegionSystem(system, 2026) === null).toBe(isOne))
})

describe('industries', () => {
  test.each([
    ['GB/T 4754-1984', true],
    ['GB/T 4754-2002', true],
    ['GB/T 4754-2017', true],
    ['GB/T 4754-1900', false],
    ['GB/T 4754-2099', false],
    ['GB/T 4754', false],
    ['whatever', false],
  ])('%s is an edition: %s', (system, isOne) => expect(explainIndustrySystem(system) === null).toBe(isOne))

  test.each([
    ['C3042', '2017', true],
    ['C', '2017', true],
    ['C30', '2017', true],
    ['3042', '2017', true],
    ['T97', '2017', true],
    ['T97', '2011', false],
    ['N7910', '2017', true],
    ['N7910', '2011', false],
    ['O7910', '2011', true],
    ['F5123', '2002', true],
    ['G5123', '2002', false],
    ['I6110', '2011', false],
    ['I6110', '1994', true],
    ['C9999', '2017', false],
    ['9999', '2017', false],
    ['0011', '2017', false],
    ['Z3042', '2017', false],
    ['Z3042', '1984', false],
    ['A3042', '2017', false],
    ['C3', '2017', false],
    ['C30421', '2017', false],
    ['c3042', '2017', false],
    ['', '2017', false],
    ['制造业', '2017', false],
  ])('%j is a code of %s: %s', (code, edition, isOne) =>
    expect(explainIndustryCode(code, `GB/T 4754-${edition}`) === null).toBe(isOne),
  )

  test('a division has the section that it belongs to', () =>
    expect(explainIndustryCode('A3042', 'GB/T 4754-2017')).toBe('is of division 30, which is in section C, not A'))
})
