import { parsePeriod } from '@parkgraph/statistics'
import { remember } from './remember.ts'

interface PeriodColumns {
  readonly period_start: string | null
  readonly period_end: string | null
}

/** A period as columns: open ends are infinite, and without a period both are null. */
export function toPeriodColumns(period: string | undefined): PeriodColumns {
  return period === undefined ? toColumns(null, null) : readPeriod(period)
}

const readPeriod = remember((period) => toColumns(findStart(period), findEnd(period)))

/** A validity as columns: from the first day of `from` to the last of `to`, infinite where one of them is left out. */
export function toValidityColumns({
  validFrom,
  validTo,
}: {
  validFrom?: string | undefined
  validTo?: string | undefined
}) {
  if (validFrom === undefined && validTo === undefined) return toColumns(null, null)
  return toColumns(
    validFrom === undefined ? '-infinity' : findStart(validFrom),
    validTo === undefined ? 'infinity' : findEnd(validTo),
  )
}

function toColumns(start: string | null, end: string | null): PeriodColumns {
  return { period_start: start, period_end: end }
}

function findStart(period: string): string {
  return parsePeriod(period).start ?? '-infinity'
}

function findEnd(period: string): string {
  return parsePeriod(period).end ?? 'infinity'
}
