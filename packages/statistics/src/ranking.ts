import { type Decimal, type DecimalInput, toDecimal } from './decimal.ts'
import type { Qualifier } from './quantity.ts'

const ZERO = /*#__PURE__*/ toDecimal('0')

/**
 * How ranks go on after a tie of two at rank 2: `STANDARD` 1, 2, 2, 4; `MODIFIED` 1, 3, 3, 4; `DENSE` 1, 2, 2, 3.
 */
export type Ties = 'STANDARD' | 'MODIFIED' | 'DENSE'

/** What is ranked: a value, or bounds where a figure is vague, in one unit. */
export interface Rankable {
  readonly value: DecimalInput | null
  readonly lower: DecimalInput | null
  readonly upper: DecimalInput | null
  readonly qualifier: Qualifier
}

/** A place in a ranking and how many share it; `null` for a figure that is too vague for one. */
export type Place = { readonly rank: number; readonly tied: number } | null

/** An end of what a figure can be: `shift` is 1 or -1 where the end itself is excluded. Without a number it has no end. */
interface End {
  readonly number: Decimal | null
  readonly shift: number
}

/**
 * The places of figures, the largest first or the smallest first. Equal values share a place. A vague figure has a place only
 * where its bounds make that certain: where none of the others can equal it or lie on either side of it. The others are then
 * ranked without it.
 */
export function rankFigures(
  figures: readonly Rankable[],
  order: 'ASC' | 'DESC' = 'DESC',
  ties: Ties = 'STANDARD',
): Place[] {
  const ranges = figures.map(toRange)
  const isCertain = figures.map(
    ({ value }, index) =>
      value !== null || ranges.every((range, other) => other === index || isApart(range, ranges[index])),
  )
  const keys = ranges.map(([low, high], index) =>
    isCertain[index] ? (low.number ? low : high.number ? high : null) : null,
  )
  const ranked = keys.filter((key) => key !== null)
  return keys.map((key) => {
    if (key === null) return null
    const orders = ranked.map((other) => compareEnds(other, key) * (order === 'DESC' ? -1 : 1))
    const before = ranked.filter((_, index) => Number(orders[index]) < 0)
    const tied = orders.filter((item) => item === 0).length
    const distinct = before.filter((end, index) => before.findIndex((other) => compareEnds(other, end) === 0) === index)
    return {
      rank: { STANDARD: before.length + 1, MODIFIED: before.length + tied, DENSE: distinct.length + 1 }[ties],
      tied,
    }
  })
}

function toRange({ value, lower, upper, qualifier }: Rankable): readonly [End, End] {
  const [low, high] = [value ?? lower, value ?? upper]
  return [
    { number: low === null ? null : toDecimal(low), shift: value === null && qualifier === 'OVER' ? 1 : 0 },
    { number: high === null ? null : toDecimal(high), shift: value === null && qualifier === 'NEARLY' ? -1 : 0 },
  ]
}

function isApart([lowA, highA]: readonly [End, End], other: readonly [End, End] | undefined): boolean {
  if (!other) return true
  const [lowB, highB] = other
  return isBelow(highA, lowB) || isBelow(highB, lowA)
}

function isBelow(high: End, low: End): boolean {
  return high.number !== null && low.number !== null && compareEnds(high, low) < 0
}

function compareEnds(a: End, b: End): number {
  return (a.number ?? ZERO).cmp(b.number ?? ZERO) || a.shift - b.shift
}
