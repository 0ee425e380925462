import { findUnit, parsePeriod } from '@parkgraph/statistics'
import { type DataSet, indexIndicators } from './data-set.ts'
import { explainPrinted, explainQuantity, explainUnit } from './printed-quantity.ts'
import type { Problem } from './problem.ts'
import type { Located } from './read-folder.ts'
import { Report } from './report.ts'
import type { IndicatorEntry, ObservationEntry } from './shapes.ts'

/** Indicators have units of their own dimension, and candidates that exist. */
export function checkIndicators(dataSet: DataSet): Problem[] {
  const report = new Report()
  for (const indicator of [...dataSet.reference, ...dataSet.indicators]) {
    const reason = explainDefaultUnit(indicator.value)
    if (reason) report.add(indicator, reason)
    for (const code of indicator.value.candidates) report.refer(dataSet, indicator, 'candidates', code, 'indicator')
    for (const code of indicator.value.partOf) report.refer(dataSet, indicator, 'partOf', code, 'indicator')
    if (indicator.value.candidates.length > 0 && indicator.value.status !== 'PROVISIONAL') {
      report.add(indicator, 'candidates: only a provisional indicator has candidates')
    }
  }
  return report.problems
}

/** Why the default unit does not measure what the indicator measures, or null. */
export function explainDefaultUnit({ defaultUnit, dimension }: IndicatorEntry): string | null {
  const unit = findUnit(defaultUnit)
  if (unit?.code !== defaultUnit) return `defaultUnit: ${defaultUnit} is no unit's code`
  return unit.dimension === dimension
    ? null
    : `defaultUnit: ${defaultUnit} measures ${unit.dimension}, not ${dimension}`
}

/** Observations refer to what exists, measure what their indicator measures, and say what is printed. */
export function checkObservations(dataSet: DataSet): Problem[] {
  const report = new Report()
  const byId = new Map(dataSet.observations.map((observation) => [observation.value.id, observation]))
  const indicators = indexIndicators(dataSet)
  for (const observation of dataSet.observations) {
    const { value } = observation
    report.refer(dataSet, observation, 'subject', value.subject, 'subject')
    report.refer(dataSet, observation, 'indicator', value.indicator, 'indicator')
    report.cite(dataSet, observation)
    for (const reason of explainFigure(value, indicators.get(value.indicator))) report.add(observation, reason)
    checkGrowth(dataSet, observation, byId, report)
  }
  return report.problems
}

function explainFigure(value: ObservationEntry, indicator: IndicatorEntry | undefined): string[] {
  const unit = indicator ? explainUnit(value.unit, value.measure, indicator) : null
  const quantity = explainQuantity(value)
  const printed = quantity ? null : explainPrinted(value.printed.text, value)
  return [unit, quantity, printed].filter((reason) => reason !== null)
}

function checkGrowth(
  dataSet: DataSet,
  observation: Located<ObservationEntry>,
  byId: ReadonlyMap<string, Located<ObservationEntry>>,
  report: Report,
): void {
  const { growthOf, measure, subject, indicator, period } = observation.value
  if (growthOf === undefined) return
  report.refer(dataSet, observation, 'growthOf', growthOf, 'observation')
  if (measure !== 'GROWTH' && measure !== 'CHANGE') report.add(observation, `growthOf: a ${measure} is no growth`)
  const level = byId.get(growthOf)?.value
  if (!level) return
  if (level.measure !== 'LEVEL') report.add(observation, `growthOf: ${growthOf} is a ${level.measure}, not a LEVEL`)
  if (level.subject !== subject) report.add(observation, `growthOf: ${growthOf} is about another subject`)
  if (level.indicator !== indicator) report.add(observation, `growthOf: ${growthOf} is of another indicator`)
  const isSamePeriod =
    period === level.period || (period && level.period && `${parsePeriod(period)}` === `${parsePeriod(level.period)}`)
  if (!isSamePeriod) report.add(observation, `growthOf: ${growthOf} has another period`)
}
