import { findUnit, frequency, months, type Period, parsePeriod, yearOf } from '@parkgraph/statistics'
import type { DataSet } from './data-set.ts'
import type { Problem } from './problem.ts'
import { findSource, Report } from './report.ts'
import type { ObservationEntry } from './shapes.ts'

/** Figures span what they accumulate over, and no two of one source tell the same. */
export function checkSeries(dataSet: DataSet): Problem[] {
  const report = new Report()
  const told = new Map<string, string>()
  for (const observation of dataSet.observations) {
    const { value } = observation
    const span = explainSpan(value)
    if (span) report.add(observation, span)
    const key = printKey(value, findSource(dataSet, value.at)?.value.code)
    const other = told.get(key)
    if (other !== undefined) report.add(observation, `tells the same as ${other}: ${SAME}`)
    else told.set(key, value.id)
  }
  return report.problems
}

const SAME = 'of one source, series, period and nature there is one figure'

function printKey(value: ObservationEntry, source: string | undefined): string {
  const { subject, indicator, measure, accumulation, priceBasis, scope, breakdown = '', unit, period, nature } = value
  const series = [subject, indicator, measure, accumulation, priceBasis, scope, breakdown, findUnit(unit)?.dimension]
  return JSON.stringify([...series, period === undefined ? null : `${parsePeriod(period)}`, nature, source])
}

/** Why the period is not what the accumulation says, or null. A source may leave out the year that it means. */
export function explainSpan({
  accumulation,
  period,
}: Pick<ObservationEntry, 'accumulation' | 'period'>): string | null {
  const rule = SPANS[accumulation]
  if (rule === undefined || period === undefined || rule.holds(parsePeriod(period))) return null
  return `period: a figure of ${accumulation} covers ${rule.text}, not ${period}`
}

interface SpanRule {
  readonly text: string
  readonly holds: (period: Period) => boolean
}

const SPANS: Readonly<Partial<Record<ObservationEntry['accumulation'], SpanRule>>> = {
  YEAR_TO_DATE: {
    text: 'days of one year from 1 January on',
    holds: (period) => period.start !== null && yearOf(period)?.start === period.start,
  },
  FULL_YEAR: { text: 'twelve months', holds: (period) => months(period) === 12 },
  MONTH: { text: 'one month', holds: (period) => frequency(period) === 'MONTH' },
  DAY: { text: 'one day', holds: (period) => frequency(period) === 'DAY' },
}
