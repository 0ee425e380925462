import { NUMERAL_CHARACTERS, readNumeral } from './chinese-numeral.ts'
import type { Decimal } from './decimal.ts'
import { quote, StatisticsError } from './errors.ts'
import { makeQuantity, type Qualifier, type Quantity } from './quantity.ts'
import { findUnit, listNames, UNITS } from './unit.ts'

const PREFIXES: readonly (readonly [RegExp, Qualifier])[] = [
  [/^(?:不低于|不少于|不小于|至少|最少)/, 'AT_LEAST'],
  [/^(?:不超过|不高于|不多于|不大于|至多|最多|低于|少于|小于)/, 'AT_MOST'],
  [/^(?:将近|接近|近|不足|不到)/, 'NEARLY'],
  [/^(?:超过|超出|超|逾|突破|高于|多于|大于)/, 'OVER'],
  [/^(?:大约|约)/, 'ABOUT'],
  [/^上(?=[百千万亿])/, 'AT_LEAST'],
]

const SUFFIXES: readonly (readonly [RegExp, Qualifier])[] = [
  [/(?:及)?以上$/, 'AT_LEAST'],
  [/(?:及)?以下$|以内$/, 'AT_MOST'],
  [/左右$/, 'ABOUT'],
]

const OVER_MARK = new RegExp(`^([${NUMERAL_CHARACTERS}]+[^多余]*)[多余]`)
const RANKING = /^(前)?第?([0-9零一二两三四五六七八九十百]+)(?:([强])|[名位])$/

/**
 * Reads a figure as Chinese text prints it, number and unit and nothing else: `643.20亿元`, `近3亿元`, `1亿多元`, `6000余人次`, `近千人`,
 * `5亿元以上`, `约100亩`, `25.09%`, `-6.0%`; a place among others as RANK: `20强` and `前20名` (at most 20), `第3位`. Vague numerals
 * become bounds. 低于 and 少于 exclude their number, which `AT_MOST` does not say.
 *
 * @throws StatisticsError `INVALID_QUANTITY`, saying what cannot be read
 */
export function parsePrintedQuantity(text: string): Quantity {
  if (typeof text !== 'string' || text === '') refuse(text, 'it is empty')
  refuseStrangers(text)
  const { rest, qualifier } = stripQualifier(text)
  if (qualifier === 'EXACT') {
    const ranking = readRanking(rest)
    if (ranking) return ranking
  }
  const sign = /^[+-]/.exec(rest)?.[0] ?? ''
  const { number, unit } = splitUnit(rest.slice(sign.length), text)
  const signed = sign === '-' ? number.neg() : number
  return makeQuantity({ ...place(signed, qualifier), qualifier, unit })
}

function refuse(text: unknown, why: string): never {
  const example = 'Write the figure alone, as in 643.20亿元, 近3亿元, 300多万元 or 5亿元以上'
  throw new StatisticsError('INVALID_QUANTITY', `Printed figure ${quote(text)} cannot be read: ${why}. ${example}.`)
}

function refuseStrangers(text: string): void {
  if (text.length > 80) refuse(text, 'it is longer than 80 characters')
  if (/[０-９．％＋－]/.test(text))
    refuse(text, 'it holds full-width characters; write digits, point, sign and % in ASCII')
  if (/[,，]/.test(text)) refuse(text, 'it holds a thousands separator; leave separators out')
  if (/\s/.test(text)) refuse(text, 'it holds white space')
}

function stripQualifier(text: string): { rest: string; qualifier: Qualifier } {
  const found: Qualifier[] = []
  let rest = text
  for (const patterns of [PREFIXES, SUFFIXES]) {
    const match = patterns.find(([pattern]) => pattern.test(rest))
    if (!match) continue
    found.push(match[1])
    rest = rest.replace(match[0], '')
  }
  if (OVER_MARK.test(rest)) {
    found.push('OVER')
    rest = rest.replace(OVER_MARK, '$1')
  }
  if (found.length > 1) refuse(text, `it is qualified more than once (${found.join(', ')})`)
  return { rest, qualifier: found[0] ?? 'EXACT' }
}

function readRanking(text: string): Quantity | null {
  const [, front, digits = '', strong] = RANKING.exec(text) ?? []
  const number = (front || strong || text.startsWith('第')) && readNumeral(digits)
  if (!number) return null
  return front || strong
    ? makeQuantity({ upper: number, qualifier: 'AT_MOST', unit: 'RANK' })
    : makeQuantity({ value: number, unit: 'RANK' })
}

const PRINTED_NAMES: readonly string[] = /*#__PURE__*/ listPrintedNames()

/**
 * Longest names first: 亿元 before 元. 千 and 百 before 元 belong to the number, since 近千万元 is nearly 1000 万元; 11月 and 22日 are
 * dates, durations are printed 个月 and 天.
 */
function listPrintedNames(): string[] {
  const names = UNITS.flatMap(listNames).filter((name) => !/^[百千]万?元|^[月日]$/.test(name))
  return names.sort((a, b) => b.length - a.length)
}

function splitUnit(text: string, printed: string): { number: Decimal; unit: string } {
  const names = PRINTED_NAMES.filter((name) => text.endsWith(name))
  if (names.length === 0) refuse(printed, 'it ends in no known unit')
  for (const name of names) {
    const numeral = text.slice(0, text.length - name.length)
    const number = isMultipliedTwice(numeral, name) ? null : readNumeral(numeral)
    if (number) return { number, unit: findUnit(name)?.code ?? name }
  }
  refuse(printed, 'what stands before its unit is not one number')
}

/** 3亿零5百万元 is 3.005 亿元 and not (3亿零5百) 万元: a unit's 万 or 亿 must be the largest in the text. */
function isMultipliedTwice(numeral: string, unit: string): boolean {
  return (unit.startsWith('万') && /[万亿]/.test(numeral)) || (unit.startsWith('亿') && numeral.includes('亿'))
}

function place(number: Decimal, qualifier: Qualifier): { value?: Decimal; lower?: Decimal; upper?: Decimal } {
  if (qualifier === 'EXACT' || qualifier === 'ABOUT') return { value: number }
  return qualifier === 'NEARLY' || qualifier === 'AT_MOST' ? { upper: number } : { lower: number }
}
