import { dayRange, type Period } from './period.ts'

/** A figure of a stock, such as land; its period is null where the source gives none. */
export interface Stock {
  readonly period: Period | null
}

/**
 * The figure that is valid when `period` ends, or at last where that is null: of those that begin before its end, the one that
 * begins last; of several, one that lasts to its end, and no longer than that. One without a period comes after all others.
 * Of equals it is the first.
 */
export function findValid<Figure extends Stock>(figures: readonly Figure[], period: Period | null): Figure | null {
  const end = period === null ? Number.POSITIVE_INFINITY : dayRange(period)[1]
  const begun = figures.filter((figure) => figure.period === null || dayRange(figure.period)[0] < end)
  return begun.reduce<Figure | null>(
    (best, figure) => (best !== null && !isBefore(order(figure, end), order(best, end)) ? best : figure),
    null,
  )
}

/** What figures are sorted by, the least first. */
function order({ period }: Stock, end: number): number[] {
  if (period === null) return [1]
  const [first, last] = dayRange(period)
  return [0, -first, -Math.min(last, end), last]
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && Number(a[at]) < Number(b[at])
}
