import { Decimal } from '@parkgraph/statistics'
import { expect, test } from 'vitest'
import { parseFormat } from './number-format.ts'
import { drawNumber, drawNumeral } from './number-look.ts'

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
  // General has eleven characters at most, and then scientific notation or fewer decimals.
  ['General', '12345678901', '12345678901'],
  ['General', '-12345678901', '-12345678901'],
  ['General', '123456789012', null],
  ['@', '123456789012', null],
  ['0', '123456789012', '123456789012'],
  ['General', '1234567.891', '1234567.891'],
  ['General', '1234567.8912', null],
  ['General"号"', '123456789012', null],
  ['General', '0.0001', '0.0001'],
  ['General', '0.00001', null],
  ['General', '0', '0'],
  // What rounds to 0 has no sign.
  ['0', '-0.4', '0'],
  ['0', '-0', '0'],
  ['0;[Red]0', '-0.4', '0'],
  ['0.0', '-0.06', '-0.1'],
  ['0', '1.5', '2'],
  ['#,##0', '123', '123'],
  ['#,##0', '1234', '1,234'],
  ['#,##0', '123456', '123,456'],
  ['#,##0', '1234567', '1,234,567'],
  ['#,##0', '0.5', '1'],
  ['#,###', '0.4', ''],
])('%s draws %s as %s', (format, value, look) => {
  expect(drawNumber(parseFormat(format), new Decimal(value))).toBe(look)
})

test('drawing takes time by the number of digits', () => {
  const digits = '1'.repeat(150_000)
  const start = performance.now()
  expect(drawNumber(parseFormat('#,##0'), new Decimal(digits))).toHaveLength(199_999)
  expect(performance.now() - start).toBeLessThan(2_000)
})

test.each<[format: string, value: string, numeral: string | null]>([
  ['#,##0.0"亿元"', '1234.5', '1234.5亿元'],
  ['#,##0.00"亿元"', '1234567.5', '1234567.50亿元'],
  // Decimals that are not shown change nothing, as with numbers.
  ['0"亿元"', '12.5', '12.5亿元'],
  ['0.0', '7.256', '7.256'],
  ['0.00', '7.2', '7.20'],
  ['.00', '0.5', '0.50'],
  ['#.##', '3', '3'],
  ['"¥"#,##0.00', '1234.5', '1234.50'],
  ['0.00;(0.00)', '-5', '-5.00'],
  ['0.0;[Red]0.0', '-7.2', '-7.2'],
  ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '0', '0'],
  ['0.0%', '0.125', '12.5%'],
  ['General', '10000000000000', '10000000000000'],
  ['0.00E+00', '12345', null],
  ['[DBNum2]General', '5', null],
  ['0,', '5000', null],
])('the numeral of %s for %s is %s', (format, value, numeral) => {
  expect(drawNumeral(parseFormat(format), new Decimal(value))).toBe(numeral)
})
