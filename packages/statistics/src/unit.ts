import { type Decimal, type DecimalInput, divide, type Quotient, toDecimal } from './decimal.ts'
import { quote, StatisticsError } from './errors.ts'
import { UNIT_ROWS, type UnitRow } from './units.ts'

/** A unit of measurement. */
export interface Unit {
  /** Stable ASCII code, such as `CNY_100M`. */
  readonly code: string
  /** As printed in Chinese, such as `亿元`. */
  readonly name: string
  readonly labels: { readonly zh: string; readonly en: string }
  readonly symbol: string | null
  /** Further printed names that mean this unit. */
  readonly aliases: readonly string[]
  /** What it measures, such as `money:CNY`. Units of different dimensions never convert into each other. */
  readonly dimension: string
  /** How many atoms of the dimension make one of this unit: an ending decimal for every unit. */
  readonly atoms: string
  /** How many of the dimension's base unit make one of this unit: a fraction in lowest terms. */
  readonly factor: { readonly numerator: string; readonly denominator: string }
}

/** The units in which what is told about an indicator has one of its own, by measure. */
export const RATE_UNITS: Readonly<Record<string, string>> = { GROWTH: 'PERCENT', SHARE: 'PERCENT', RANK: 'RANK' }

/** Every unit, in the order of the registry: by dimension, its base unit first. */
export const UNITS: readonly Unit[] = /*#__PURE__*/ UNIT_ROWS.map(toUnit)

/** Dimensions of money alone, and not by land or person. What is told in one currency may be told in another one, and never becomes it. */
export const CURRENCIES: readonly string[] = /*#__PURE__*/ UNITS.map(({ dimension }) => dimension).filter(
  (dimension, place, all) => /^money:[A-Z]{3}$/.test(dimension) && all.indexOf(dimension) === place,
)

const UNITS_BY_NAME: ReadonlyMap<string, Unit> = /*#__PURE__*/ indexNames(UNITS)

function toUnit([code, name, en, dimension, atoms, symbol, aliases]: UnitRow): Unit {
  const base = UNIT_ROWS.find((row) => row[3] === dimension)?.[4] ?? atoms
  return { code, name, labels: { zh: name, en }, symbol, aliases, dimension, atoms, factor: reduce(atoms, base) }
}

function reduce(dividend: string, divisor: string): Unit['factor'] {
  const places = Math.max(countPlaces(dividend), countPlaces(divisor))
  const [a, b] = [scale(dividend, places), scale(divisor, places)]
  const common = greatestCommonDivisor(a, b)
  return { numerator: String(a / common), denominator: String(b / common) }
}

function countPlaces(text: string): number {
  return text.split('.')[1]?.length ?? 0
}

function scale(text: string, places: number): bigint {
  return BigInt(
    toDecimal(text)
      .times(toDecimal(`1${'0'.repeat(places)}`))
      .toFixed(),
  )
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b)
}

function indexNames(units: readonly Unit[]): Map<string, Unit> {
  return new Map(units.flatMap((unit) => listNames(unit).map((name) => [name, unit] as const)))
}

/** Every text by which `findUnit` knows a unit: code, name, symbol and aliases. */
export function listNames(unit: Unit): string[] {
  return [...new Set([unit.code, unit.name, unit.symbol ?? unit.name, ...unit.aliases])]
}

/** Finds a unit by code, printed name, symbol or alias, or null. */
export function findUnit(codeOrName: string): Unit | null {
  return UNITS_BY_NAME.get(codeOrName) ?? null
}

/** Gets a unit by code, printed name, symbol or alias. @throws StatisticsError `UNKNOWN_UNIT`, naming the nearest units */
export function getUnit(codeOrName: string): Unit {
  const unit = findUnit(codeOrName)
  if (unit) return unit
  const nearest = suggestUnits(String(codeOrName)).map(({ code, name }) => `${code} (${name})`)
  throw new StatisticsError('UNKNOWN_UNIT', `Unit ${quote(codeOrName)} is unknown. Nearest: ${nearest.join(', ')}.`)
}

/** The units whose names are nearest to a text, best first. */
export function suggestUnits(text: string, count = 3): Unit[] {
  const wanted = text.slice(0, 40).toUpperCase()
  const score = (unit: Unit) => Math.min(...listNames(unit).map((name) => measureDistance(wanted, name.toUpperCase())))
  const scored = UNITS.map((unit) => ({ unit, score: score(unit) })).sort((a, b) => a.score - b.score)
  return scored.slice(0, count).map(({ unit }) => unit)
}

/** Levenshtein's distance as a share of the longer text, so that short Chinese names do not win by being short. */
function measureDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row[b.length] ?? 0) / Math.max(a.length, b.length, 1)
}

/**
 * Converts a value between two units (codes, names or units) of one dimension by exact rationals. The result is exact unless
 * its decimals do not end (1 平方米 is 0.0015 亩, but 1 亩 is 666.66… 平方米).
 *
 * @throws StatisticsError `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `INVALID_DECIMAL`
 */
export function convert(value: DecimalInput, from: Unit | string, to: Unit | string): Quotient {
  const target = resolveUnit(to)
  return divide(toAtoms(value, from, target), target.atoms)
}

/**
 * The value in its dimension's atoms, exactly: what values in different units are compared by. With `other` given, that unit
 * must measure the same thing.
 *
 * @throws StatisticsError `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `INVALID_DECIMAL`
 */
export function toAtoms(value: DecimalInput, unit: Unit | string, other: Unit | string = unit): Decimal {
  const [source, target] = [resolveUnit(unit), resolveUnit(other)]
  if (source.dimension !== target.dimension) {
    const what = `${source.code} (${source.name}) measures ${source.dimension}, ${target.code} (${target.name}) measures ${target.dimension}`
    throw new StatisticsError(
      'INCOMPATIBLE_UNITS',
      `${what}: they never convert. Ask for a unit of ${source.dimension}.`,
    )
  }
  return toDecimal(value).times(source.atoms)
}

function resolveUnit(unit: Unit | string): Unit {
  return typeof unit === 'string' ? getUnit(unit) : unit
}

/** Finds the compound unit that a quotient of two units is in, such as `CNY_10K_PER_MU` for 万元 by 亩, or null. */
export function findUnitPer(numerator: Unit | string, denominator: Unit | string): Unit | null {
  return findUnit(`${resolveUnit(numerator).code}_PER_${resolveUnit(denominator).code}`)
}
