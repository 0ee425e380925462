import { dayRange, type Period } from './period.ts'

/**
 * Which of the figures of a stock, told for these periods, is that of a span; `null` where none holds on a day of it. A stock
 * holds all through its period and is read on the last day of it, or on the first where the last lies beyond the span. The
 * figure of the very span goes before all, then the last reading within it, then what began before the span and outlasts it.
 * Of several the one that starts last counts.
 */
export function findStock(periods: readonly Period[], span: Period): number | null {
  const [first, end] = dayRange(span)
  const keys = periods.map((period, index) => {
    const [starts, ends] = dayRange(period)
    return { index, holds: starts < end && ends > first, key: [readDayOf(starts, ends, first, end), starts, ends] }
  })
  const best = keys
    .filter(({ holds }) => holds)
    .reduce<(typeof keys)[number] | null>((a, b) => (a && isAfter(a, b) ? a : b), null)
  return best?.index ?? null
}

/** The day after the one on which a figure is read within a span. */
function readDayOf(starts: number, ends: number, first: number, end: number): number {
  if (starts === first && ends === end) return Number.POSITIVE_INFINITY
  if (ends <= end) return ends
  return starts >= first ? starts + 1 : Number.NEGATIVE_INFINITY
}

function isAfter(a: { readonly key: readonly number[] }, b: { readonly key: readonly number[] }): boolean {
  const at = a.key.findIndex((part, index) => part !== b.key[index])
  return at < 0 || Number(a.key[at]) > Number(b.key[at])
}
