import { findUnit, parsePeriod } from '@parkgraph/statistics'
import type { DataSet } from './data-set.ts'
import type { Problem } from './problem.ts'
import { findSource, Report } from './report.ts'
import type { ObservationEntry } from './shapes.ts'

/** No two figures of one source tell the same. */
export function checkSeries(dataSet: DataSet): Problem[] {
  const report = new Report()
  const told = new Map<string, string>()
  for (const observation of dataSet.observations) {
    const { value } = observation
    const source = findSource(dataSet, value.at)
    // What is not known is told by itself.
    if (!source || !findUnit(value.unit)) continue
    const key = printKey(value, source.value.code)
    const other = told.get(key)
    if (other !== undefined) report.add(observation, `tells the same as ${other}: ${SAME}`)
    else told.set(key, value.id)
  }
  return report.problems
}

const SAME =
  'of one source, series, period and nature there is one figure. Tell them apart by scope, priceBasis or breakdown, or enter the one that holds, and a doubt about the other'

function printKey(value: ObservationEntry, source: string): string {
  const { subject, indicator, measure, accumulation, priceBasis, scope, breakdown = '', unit, period, nature } = value
  const series = [subject, indicator, measure, accumulation, priceBasis, scope, breakdown, findUnit(unit)?.dimension]
  return JSON.stringify([...series, period === undefined ? null : `${parsePeriod(period)}`, nature, source])
}
