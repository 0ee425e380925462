import { type Qualifier, UNITS } from '@parkgraph/statistics'
import { describe, expect, test } from 'vitest'
import { printFigure } from './print.ts'
import { explainPrinted } from './printed-quantity.ts'

const none = { value: null, lower: null, upper: null }
const figures: readonly (readonly [Qualifier, typeof none | object])[] = [
  ['EXACT', { value: '2.87' }],
  ['EXACT', { value: '-6.5' }],
  ['ABOUT', { value: '100' }],
  ['NEARLY', { upper: '3' }],
  ['OVER', { lower: '3' }],
  ['AT_LEAST', { lower: '5.2' }],
  ['AT_MOST', { upper: '20' }],
]

describe.each(UNITS.filter(({ code }) => code !== 'RANK'))('$code', ({ code }) => {
  test.each(figures)('a figure that is %s reads back as it was typed', (qualifier, parts) => {
    const figure = { ...none, ...parts, qualifier, unit: code }
    expect(explainPrinted(printFigure(figure), figure)).toBeNull()
  })
})

test('places and missing figures are printed as people write them', () => {
  const rank = { ...none, unit: 'RANK' } as const
  expect(printFigure({ ...rank, qualifier: 'EXACT', value: '3' })).toBe('第3位')
  expect(printFigure({ ...rank, qualifier: 'AT_MOST', upper: '20' })).toBe('前20名')
  expect(printFigure({ ...none, qualifier: 'EXACT', unit: 'MU' })).toBe('—')
  const about = { ...none, lower: '3', upper: '5', qualifier: 'ABOUT', unit: 'CNY_100M' } as const
  expect(printFigure(about)).toBe('约3至5亿元')
})
