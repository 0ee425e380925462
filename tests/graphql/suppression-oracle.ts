// What a reader can work out of sums: which sums of unknown figures are combinations of those that were told.

/** How often each figure counts in a sum. */
export type Sum = readonly number[]

const isZero = (value: number) => Math.abs(value) < 1e-9

/** A sum with nothing before its first place, where it has 1. */
interface Row {
  readonly first: number
  readonly sum: Sum
}

/** Takes the rows of a triangle out of a sum. */
function reduce(sum: Sum, triangle: readonly Row[]): number[] {
  const rest = [...sum]
  for (const row of triangle) {
    const factor = rest[row.first] as number
    if (isZero(factor)) continue
    // Thousands of sums are held against each answer: this is most of the work.
    for (let at = row.first; at < rest.length; at++) rest[at] = (rest[at] as number) - factor * (row.sum[at] as number)
  }
  return rest
}

/** Answers whether a sum is a linear combination of the told ones. */
export function learn(told: readonly Sum[]): (sum: Sum) => boolean {
  const triangle: Row[] = []
  for (const one of told) {
    const rest = reduce(one, triangle)
    const first = rest.findIndex((value) => !isZero(value))
    if (first !== -1) triangle.push({ first, sum: rest.map((value) => value / (rest[first] as number)) })
  }
  return (sum) => reduce(sum, triangle).every(isZero)
}
