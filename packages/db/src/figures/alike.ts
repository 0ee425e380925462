/**
 * Accumulations that tell the same of one period: what came together over it, whether it is called a month, a year to date, a full
 * year or a total; and what there is on a day. What comes at capacity is neither.
 */
const alike = [
  ['MONTH', 'YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL'],
  ['STOCK', 'DAY'],
] as const

interface Accumulated {
  readonly accumulation: string
  readonly period?: string | null | undefined
}

/** Whether two figures of one period, or both without any, can accumulate alike: also where one does not say how. */
export function isAlike({ accumulation, period }: Accumulated, other: Accumulated): boolean {
  const both = [accumulation, other.accumulation]
  if (accumulation === other.accumulation || both.includes('UNSPECIFIED')) return true
  return period != null && alike.some((names: readonly string[]) => both.every((name) => names.includes(name)))
}

/** The same in SQL, of the rows `one` and `other`. */
export function printAlike(one: string, other: string): string {
  const both = `ARRAY[${one}.accumulation, ${other}.accumulation]::text[]`
  const named = alike.map((names) => `${both} <@ '{${names.join(',')}}'`)
  return `(${one}.accumulation = ${other}.accumulation OR 'UNSPECIFIED' = ANY (${both})
    OR ${one}.period_end IS NOT NULL AND (${named.join(' OR ')}))`
}
