import {
  CURRENCIES,
  convertQuantity,
  findUnit,
  getUnit,
  makeQuantity,
  parsePrintedQuantity,
  printDecimal,
  type Quantity,
  RATE_UNITS,
} from '@parkgraph/statistics'

/** Words that count like 个 though they are no unit: 六大园中园 are six parks. */
const COUNTING_WORDS = /^([〇零一二两三四五六七八九十百]+|[0-9]+)大$/

export interface Parts {
  readonly value?: string | null | undefined
  readonly lower?: string | null | undefined
  readonly upper?: string | null | undefined
  readonly qualifier: Quantity['qualifier']
  readonly unit: string
}

/** Why value, bounds, qualifier and unit contradict each other, or null. */
export function explainQuantity(parts: Parts): string | null {
  return explainRefusal(() => makeQuantity(parts))
}

/** Why the printed text does not say what value, bounds, qualifier and unit say, or null. */
export function explainPrinted(text: string, parts: Parts): string | null {
  return explainRefusal(() => {
    const printed = parsePrintedQuantity(text.replace(COUNTING_WORDS, '$1个'))
    const entered = makeQuantity(parts)
    if (describe(inPrintedUnit(printed, entered.unit, text)) === describe(entered)) return null
    return `${text} says ${describe(printed)}, the entry says ${describe(entered)}`
  })
}

/** 千 and 百 are read as part of the number: 5千元 is 5000 元, and as well 5 of the unit 千元, where that is the one entered. */
function inPrintedUnit(printed: Quantity, unit: string, text: string): Quantity {
  const { name, dimension } = getUnit(unit)
  const isNamed = /^[百千]/.test(name) && text.includes(name) && getUnit(printed.unit).dimension === dimension
  return isNamed ? convertQuantity(printed, unit).quantity : printed
}

/** Why the unit cannot measure this, or null. */
export function explainUnit(unit: string, measure: string, indicator: { code: string; dimension: string }) {
  const found = findUnit(unit)
  if (found?.code !== unit) return `${unit} is no unit's code${found ? `; ${unit} has the code ${found.code}` : ''}`
  const fixed = RATE_UNITS[measure]
  if (fixed) return fixed === unit ? null : `a ${measure} is in ${fixed}, not in ${unit}`
  if (
    found.dimension === indicator.dimension ||
    [found.dimension, indicator.dimension].every((dimension) => CURRENCIES.includes(dimension))
  )
    return null
  return `${unit} measures ${found.dimension}, the indicator ${indicator.code} measures ${indicator.dimension}`
}

function describe(quantity: Quantity): string {
  const parts = (['value', 'lower', 'upper'] as const).flatMap((part) => {
    const number = quantity[part]
    return number === null ? [] : [`${part} ${printDecimal(number)}`]
  })
  return [quantity.qualifier, ...parts, quantity.unit].join(' ')
}

function explainRefusal(check: () => unknown): string | null {
  try {
    const reason = check()
    return typeof reason === 'string' ? reason : null
  } catch (error) {
    return (error as Error).message
  }
}
