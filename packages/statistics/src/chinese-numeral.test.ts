import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumeral } from './chinese-numeral.ts'

const DIGITS = [...'零一二三四五六七八九']

function writeSection(number: number): string {
  let text = ''
  for (const [unit, size] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(number / size) % 10
    if (digit > 0) text += `${DIGITS[digit]}${unit}`
    else if (text !== '' && !text.endsWith('零') && number % size > 0) text += '零'
  }
  return text
}

function writeNumeral(number: number): string {
  let text = ''
  let above = Number.POSITIVE_INFINITY
  for (const [unit, size] of [
    ['亿', 100_000_000],
    ['万', 10_000],
    ['', 1],
  ] as const) {
    const section = Math.floor(number / size) % 10_000
    if (section === 0) continue
    const gap = text !== '' && section * size < above / 10 ? '零' : ''
    text += `${gap}${writeSection(section)}${unit}`
    above = size
  }
  return text
}

describe('readNumeral', () => {
  it.each([
    ['643.20', '643.2'],
    ['十', '10'],
    ['十五', '15'],
    ['三十五', '35'],
    ['两千', '2000'],
    ['千', '1000'],
    ['一百零二', '102'],
    ['一百〇二', '102'],
    ['一百二十', '120'],
    ['一万零五百', '10500'],
    ['一万五千', '15000'],
    ['二十万', '200000'],
    ['一万亿', '1000000000000'],
    ['2.5万', '25000'],
    ['3千', '3000'],
    ['3亿5000万', '350000000'],
    ['一亿零五千', '100005000'],
    ['一亿零五百万', '105000000'],
  ])('%s is %s', (text, value) => {
    expect(readNumeral(text)?.toFixed()).toBe(value)
  })

  it.each([
    '',
    '五六',
    '几十',
    '一百二',
    '二百五',
    '两千五',
    '3千5',
    '一百零二十',
    '十十',
    '二十百',
    '1.2.3',
    '零',
    '一亿五千',
    '.5',
    '百十',
    '１',
  ])('reads no number in %j', (text) => {
    expect(readNumeral(text)).toBeNull()
  })

  it('reads every number below 10^12 as it is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 999_999_999_999 })),
        (number) => {
          expect(readNumeral(writeNumeral(number))?.toNumber()).toBe(number)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
