import type { Random } from './random.ts'
import type { Quantity } from './sheet.ts'

/** The units of generated figures, as they are printed. */
export const UNIT_WORDS = { CNY_100M: '亿元', CNY_10K: '万元', PERCENT: '%', MU: '亩', PERSON: '人' } as const

/** How money is printed: in hundred millions with two decimals, or in ten thousands. */
export type MoneyUnit = 'CNY_100M' | 'CNY_10K'

const vague = [
  ['NEARLY', '近', ''],
  ['OVER', '', '余'],
  ['AT_LEAST', '', '以上'],
  ['ABOUT', '约', ''],
] as const

/** An amount of so many ten thousand yuan. */
export function printMoney(amount: number, unit: MoneyUnit): Quantity {
  const value = unit === 'CNY_10K' ? String(amount) : printFraction(Math.round(amount / 100), 100)
  return { value, qualifier: 'EXACT', unit, text: `${value}${UNIT_WORDS[unit]}` }
}

/** A rate of so many tenths of a percent. */
export function printPercent(tenths: number): Quantity {
  const value = printFraction(tenths, 10)
  return { value, qualifier: 'EXACT', unit: 'PERCENT', text: `${value}${UNIT_WORDS.PERCENT}` }
}

export function printWhole(value: number, unit: 'MU' | 'PERSON'): Quantity {
  return { value: String(value), qualifier: 'EXACT', unit, text: `${value}${UNIT_WORDS[unit]}` }
}

/** The same quantity as a newspaper may put it, which does not say on which side of the numeral it lies by how much. */
export function blur(quantity: Quantity, random: Random): Quantity {
  const [qualifier, before, after] = random.pick(vague)
  return { ...quantity, qualifier, text: `${before}${quantity.text}${after}` }
}

function printFraction(parts: number, size: 10 | 100): string {
  const whole = Math.abs(parts)
  const fraction = String(whole % size).padStart(size === 10 ? 1 : 2, '0')
  return `${parts < 0 ? '-' : ''}${Math.floor(whole / size)}.${fraction}`
}
