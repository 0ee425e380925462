import { findUnit, type Qualifier } from '@parkgraph/statistics'

interface Figure {
  readonly value: string | null
  readonly lower: string | null
  readonly upper: string | null
  readonly qualifier: Qualifier
  /** Code of the unit. */
  readonly unit: string
}

/** What stands for a figure that has no number. */
export const NOTHING_PRINTED = '—'

/** A figure as Chinese text prints it, for those that are typed and not taken from print: `542.28亿元`, `近3亿元`, `5亿元以上`. */
export function printFigure({ value, lower, upper, qualifier, unit }: Figure): string {
  const number = value ?? (qualifier === 'NEARLY' || qualifier === 'AT_MOST' ? upper : lower)
  if (number === null) return NOTHING_PRINTED
  const name = findUnit(unit)?.name ?? unit
  if (unit === 'RANK') return value === null ? `前${number}名` : `第${number}位`
  switch (qualifier) {
    case 'EXACT':
      return `${number}${name}`
    case 'ABOUT':
      return value === null ? `约${lower}至${upper}${name}` : `约${number}${name}`
    case 'NEARLY':
      return `近${number}${name}`
    case 'OVER':
      return `超${number}${name}`
    case 'AT_LEAST':
      return `${number}${name}以上`
    case 'AT_MOST':
      return `不超过${number}${name}`
  }
}
