import { findUnit } from '@parkgraph/statistics'
import { explainGrowth, findFaults, findMeasured } from '../figures/rules.ts'
import { explainFuture } from '../figures/span.ts'
import { explainBeginning } from '../today.ts'
import { type DataSet, indexIndicators } from './data-set.ts'
import type { Problem } from './problem.ts'
import type { Located } from './read-folder.ts'
import { findSource, Report } from './report.ts'
import type { IndicatorEntry, ObservationEntry } from './shapes.ts'

/** Indicators have units of their own dimension, and candidates that exist. */
export function checkIndicators(dataSet: DataSet): Problem[] {
  const report = new Report()
  const byCode = indexIndicators(dataSet)
  for (const indicator of [...dataSet.reference, ...dataSet.indicators]) {
    const reason = explainDefaultUnit(indicator.value)
    if (reason) report.add(indicator, reason)
    for (const code of indicator.value.candidates) report.refer(dataSet, indicator, 'candidates', code, 'indicator')
    for (const code of indicator.value.partOf) {
      report.refer(dataSet, indicator, 'partOf', code, 'indicator')
      const apart = explainWhole(indicator.value, byCode.get(code))
      if (apart) report.add(indicator, `partOf: ${apart}`)
    }
    const ahead = explainEditions(indicator.value)
    if (ahead) report.add(indicator, ahead)
    const settled = explainCandidates(indicator.value)
    if (settled) report.add(indicator, `candidates: ${settled}`)
  }
  return report.problems
}

/** Why an indicator cannot have its candidates, or null. */
export const explainCandidates = ({ candidates, status }: Pick<IndicatorEntry, 'candidates' | 'status'>) =>
  candidates.length > 0 && status !== 'PROVISIONAL' ? 'only a provisional indicator has candidates' : null

/** Why an edition of a definition cannot hold from its day on, or null. */
export function explainEditions({ editions = [] }: Pick<IndicatorEntry, 'editions'>): string | null {
  const [first] = editions.flatMap(({ edition, validFrom }) => {
    const reason = validFrom === undefined ? null : explainBeginning(validFrom)
    return reason ? [`editions: ${edition}: ${reason}`] : []
  })
  return first ?? null
}

/** Why one indicator cannot be part of another, or null: its figures are held against those of the whole. */
export const explainWhole = (
  { dimension }: Pick<IndicatorEntry, 'dimension'>,
  whole: Pick<IndicatorEntry, 'code' | 'dimension'> | undefined,
): string | null =>
  !whole || whole.dimension === dimension ? null : `${whole.code} measures ${whole.dimension}, not ${dimension}`

/** Why the default unit does not measure what the indicator measures, or null. */
export function explainDefaultUnit({
  defaultUnit,
  dimension,
}: Pick<IndicatorEntry, 'defaultUnit' | 'dimension'>): string | null {
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
    for (const { at, message } of findFaults(value, indicators.get(value.indicator)))
      report.add(observation, `${at}: ${message}`)
    const published = findSource(dataSet, value.at)?.value.publishedTo
    const future = published && explainFuture(value.nature, value.period, published)
    if (future) report.add(observation, `period: ${future}`)
    checkGrowth(dataSet, observation, byId, indicators, report)
  }
  return report.problems
}

function checkGrowth(
  dataSet: DataSet,
  observation: Located<ObservationEntry>,
  byId: ReadonlyMap<string, Located<ObservationEntry>>,
  indicators: ReadonlyMap<string, { code: string; dimension: string }>,
  report: Report,
): void {
  const { growthOf } = observation.value
  if (growthOf === undefined) return
  report.refer(dataSet, observation, 'growthOf', growthOf, 'observation')
  const withMeasured = (one: ObservationEntry) => ({
    ...one,
    dimension: findMeasured(one.measure, one.unit, indicators.get(one.indicator)),
  })
  const level = byId.get(growthOf)?.value
  for (const reason of explainGrowth(withMeasured(observation.value), level && withMeasured(level), growthOf))
    report.add(observation, `growthOf: ${reason}`)
}
