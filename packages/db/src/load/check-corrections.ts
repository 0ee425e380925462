import { findFaults } from '../figures/rules.ts'
import { type DataSet, indexIndicators } from './data-set.ts'
import type { Problem } from './problem.ts'
import { Report } from './report.ts'
import type { CorrectionEntry, ObservationEntry } from './shapes.ts'

/** Corrections refer to observations, change something, and would leave a figure that is whole. */
export function checkCorrections(dataSet: DataSet): Problem[] {
  const report = new Report()
  const observations = new Map(dataSet.observations.map(({ value }) => [value.id, value]))
  const indicators = indexIndicators(dataSet)
  for (const correction of dataSet.corrections) {
    const { observation: id, changes } = correction.value
    report.refer(dataSet, correction, 'observation', id, 'observation')
    if (changes.indicator) report.refer(dataSet, correction, 'changes.indicator', changes.indicator, 'indicator')
    const observation = observations.get(id)
    if (!observation) continue
    for (const key of listUnchanged(observation, changes)) {
      report.add(correction, `changes.${key}: the observation has this already`)
    }
    const corrected = { ...observation, ...changes } as ObservationEntry
    const indicator = indicators.get(corrected.indicator)
    for (const { at, message } of findFaults({ ...corrected, printed: null }, indicator))
      report.add(correction, `changes: as corrected, ${at}: ${message}`)
  }
  return report.problems
}

function listUnchanged(observation: ObservationEntry, changes: CorrectionEntry['changes']): string[] {
  const present: Record<string, unknown> = { ...observation, label: observation.printed.label }
  return Object.entries(changes).flatMap(([key, value]) => ((present[key] ?? null) === value ? [key] : []))
}

/** Doubts are about something that exists, and cite the place where they arise. */
export function checkDoubts(dataSet: DataSet): Problem[] {
  const report = new Report()
  for (const doubt of dataSet.doubts) {
    report.cite(dataSet, doubt)
    for (const about of doubt.value.about) {
      report.refer(dataSet, doubt, 'about', about, 'observation', 'fact', 'subject')
    }
  }
  return report.problems
}
