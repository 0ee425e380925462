import { Decimal } from '@parkgraph/statistics'
import { expect, test } from 'vitest'
import { isDay, parseFormat, showNumber, showText } from './number-format.ts'

const accounting = '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '

test.each<[format: string, value: string, shown: string | null]>([
  ['General', '-1.5', '-1.5'],
  ['0', '1234.5', '1234.5'],
  ['#,##0.00_);(#,##0.00)', '-5', '-5'],
  ['#,##0.00;[Red]#,##0.00', '-5', '-5'],
  ['#,##0.00;[Color 3]#,##0.00', '-5', '-5'],
  ['0.00E+00', '12345', '12345'],
  ['.00', '0.5', '0.5'],
  ['[DBNum2][$-804]General', '5000', '5000'],
  ['[$-409]#,##0.00', '5', '5'],
  [accounting, '1234.5', '1234.5'],
  [accounting, '-1234.5', '-1234.5'],
  [accounting, '0', '0'],
  // Signs of yuan say nothing of a unit, and those of other currencies do.
  ['[$¥-804]#,##0', '5', '5'],
  ['[$¥-411]#,##0', '5', null],
  ['[$CN¥-409]0', '5', '5'],
  ['[$JP¥-411]0', '5', 'JP¥5'],
  ['[$CNY] 0', '5', '5'],
  ['"RMB ￥"0', '5', '5'],
  ['[$ACNY]0', '5', 'ACNY5'],
  ['$#,##0', '5', '$5'],
  ['0"CNY"', '5', '5CNY'],
  ['[$$-409]#,##0.00', '-5', '-$5'],
  ['"US$"0', '5', 'US$5'],
  ['0.00\\ [$€-407]', '5', '5€'],
  ['0.00[$USD]', '5', '5USD'],
  // What else stands around a number is said with it.
  ['0.00"万元"', '5000', '5000万元'],
  ['0.00万元', '5000', '5000万元'],
  ['G/通用格式"万元"', '5000', '5000万元'],
  ['0\\万\\元_ ', '5000', '5000万元'],
  ['0!万', '5', '5万'],
  ['0[$万元-804]', '5', '5万元'],
  ['("万元"0)', '5', '(万元5)'],
  ['0"万元";(0"万元")', '-5', '-5万元'],
  ['0"万元";-0"元"', '-5', '-5元'],
  ['0;-0;"零"0"元"', '0', '零0元'],
  ['0"m²"', '5', '5m²'],
  ['0"万元', '5', '5万元'],
  ['0.0%', '0.125', '12.5%'],
  ['%0', '0.125', '%12.5'],
  ['0"%"', '12.5', '12.5%'],
  ['0\\%', '12.5', '12.5%'],
  ['"约"0', '5', '约5'],
  ['"年末;"0', '5', '年末;5'],
  ['@"万元"', '5', '5万元'],
  // Sections by conditions.
  ['[>=100]0"亿";0"万"', '100', '100亿'],
  ['[>=100]0"亿";0"万"', '99', '99万'],
  ['[<0]-0"亏";0', '-5', '-5亏'],
  ['[=1]"是";[=0]"否";0', '5', '5'],
  ['[=1]"是";[=0]"否";0', '1', null],
  ['[>=100]0;0;0', '5', null],
  ['[>1E2]0;0"万"', '500', null],
  // Thousands, tenths of ten thousands, and other parts of the number.
  ['0,', '123456', null],
  ['#,##0,', '123456', null],
  ['#,##0,"千"', '123456', null],
  ['0.0,,"百万"', '123456', null],
  ['0,.00', '123456', null],
  ['General,', '123456', null],
  ['0!.0,"万元"', '123456', null],
  ['0\\.0000', '123456', null],
  ['0"."0,', '123456', null],
  ['000-0000', '1234567', null],
  ['# ?/?', '0.5', null],
  ['0%%', '0.5', null],
  // Digits, points and signs that are none of the number.
  ['0"000"', '5', null],
  ['0\\0', '5', null],
  ['0*0', '5', null],
  ['0".5"', '5', null],
  ['0"②"', '5', null],
  ['"1"0', '5', null],
  ['"１"0', '5', null],
  ['-0', '5', null],
  ['0;0', '-5', null],
  ['0;"净"0', '-5', null],
  // Nothing at all.
  [';;;', '5', null],
  ['0;-0;;@', '0', null],
  ['#,###', '0', null],
  ['#', '0.004', null],
  ['#', '0.5', '0.5'],
  ['#.##', '-0.004', null],
  ['#.##', '0.005', '0.005'],
  ['#%', '0.004', null],
  ['#%', '0.005', '0.5%'],
  ['"万元"', '5', null],
  ['0;0;0;0;0', '5', null],
  [`0"${'万'.repeat(1_000)}"`, '5', null],
])('%s shows %s as %s', (format, value, shown) => {
  expect(showNumber(parseFormat(format), new Decimal(value))).toBe(shown)
})

test.each<[format: string, value: string, expected: boolean]>([
  ['yyyy/m/d;@', '46000', true],
  ['yyyy"年"m"月"', '46000', true],
  ['[$-F800]dddd\\,\\ mmmm\\ dd', '46000', true],
  ['[$-411]ge.m.d', '46000', true],
  ['[h]:mm', '5', true],
  ['[hh]', '5', true],
  ['General', '5', false],
  ['0.0E+0', '5', false],
  ['0"days"', '5', false],
  ['0;yyyy', '5', false],
  ['0;yyyy', '-5', true],
])('whether %s shows %s as a day is %s', (format, value, expected) => {
  expect(isDay(parseFormat(format), new Decimal(value))).toBe(expected)
})

test.each<[format: string, text: string, shown: string | null]>([
  ['0"万元"', '5', '5'],
  ['@', '5', '5'],
  ['0;-0;0;@"万元"', '5', '5万元'],
  ['"园区"@', '', ''],
  [accounting, ' a', ' a'],
  ['\\ @\\ ', 'a', 'a'],
  ['@"0"', '5', null],
  [';;;', 'a', null],
  ['0;-0;0;"x"', 'a', null],
  ['@*.', 'a', null],
])('%s shows the text %s as %s', (format, text, shown) => {
  expect(showText(parseFormat(format), text)).toBe(shown)
})
