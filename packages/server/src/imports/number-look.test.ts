import { Decimal } from '@parkgraph/statistics'
import { expect, test } from 'vitest'
import { parseFormat } from './number-format.ts'
import { drawNumber } from './number-look.ts'

test.each<[format: string, value: string, look: string | null]>([
  ['0;(0)', '-5', '(5)'],
  ['0;\\-0', '-5', '-5'],
  // Where red alone says that a number is negative, a text has to say it.
  ['0;[Red]0', '-5', '-5'],
  ['[Red][<0]0;0', '-5', '-5'],
  ['0;[Red]"亏"0', '-5', '-亏5'],
  ['0;[Red](0)', '-5', '(5)'],
  ['0;[Red]-0', '-5', '-5'],
  ['0;0', '-5', null],
])('%s draws %s as %s', (format, value, look) => {
  expect(drawNumber(parseFormat(format), new Decimal(value))).toBe(look)
})
