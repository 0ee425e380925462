import { Decimal, parseDecimal } from './decimal.ts'

const DIGITS = '零一二三四五六七八九'
const MULTIPLIERS = { 亿: 100_000_000, 万: 10_000, 千: 1000, 百: 100, 十: 10 } as const

/** The characters that a numeral may be made of, for use inside a regular expression's brackets. */
export const NUMERAL_CHARACTERS: string = '0-9.零〇一二两三四五六七八九十百千万亿'

/**
 * Reads a number as Chinese text prints it: `643.20`, `三十五`, `一百零二`, `2.5万`, `3亿5000万`, and `千` alone as 1000. Null when it
 * is not one number: `五六` is five or six, `一百二` is 120 in speech, `几十` has no value.
 */
export function readNumeral(text: string): Decimal | null {
  return text === '' ? null : readPart(text, true)
}

function readPart(text: string, isStart: boolean): Decimal | null {
  if (/^\d{1,38}(\.\d{1,20})?$/.test(text)) return parseDecimal(text)
  for (const [character, multiplier] of Object.entries(MULTIPLIERS)) {
    const index = text.lastIndexOf(character)
    if (index >= 0) return readAround(text.slice(0, index), multiplier, text.slice(index + 1), isStart)
  }
  const digit = text === '两' ? 2 : DIGITS.indexOf(text)
  return text.length === 1 && digit > 0 ? new Decimal(digit) : null
}

function readAround(before: string, multiplier: number, after: string, isStart: boolean): Decimal | null {
  const count = before === '' && isStart ? new Decimal(1) : readPart(before, isStart)
  const rest = after === '' ? new Decimal(0) : readRest(after, multiplier)
  if (!count || !rest || (multiplier <= 1000 && count.gte(10) && !/^\d/.test(before))) return null
  return count.times(multiplier).plus(rest)
}

/** What follows a multiplier: a 零 must stand for each gap and only there, or the number can be read in two ways. */
function readRest(after: string, multiplier: number): Decimal | null {
  const hasZero = /^[零〇]/.test(after)
  const rest = readPart(hasZero ? after.slice(1) : after, false)
  return rest?.lt(multiplier) && rest.lt(multiplier / 10) === hasZero ? rest : null
}
