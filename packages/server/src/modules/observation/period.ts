import { periodOf, printPeriod } from '@parkgraph/statistics'
import { compute } from '../../compiler/fields.ts'

type Interval = { periodStart: string | null; periodEnd: string | null }

/** Reads an interval of the database, whose open ends are infinite; without either end there is no period. */
export function readPeriod({ periodStart, periodEnd }: Interval): string | null {
  if (periodStart === null && periodEnd === null) return null
  const end = (text: string | null) => (text === null || text.endsWith('infinity') ? null : text)
  return printPeriod(periodOf(end(periodStart), end(periodEnd)))
}

/** The period of a row that holds `period_start` and `period_end`. */
export const periodField = {
  type: 'Period',
  nullable: true,
  ...compute<Interval>(['periodStart', 'periodEnd'], readPeriod),
} as const
