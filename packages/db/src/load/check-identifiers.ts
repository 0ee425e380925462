import type { DataSet, Kind } from './data-set.ts'
import type { Problem } from './problem.ts'
import { Report } from './report.ts'
import { explainSlug } from './shapes.ts'

/** Identifiers that one list of ids may name share one namespace, so that each names one thing. */
const NAMESPACES: readonly (readonly Kind[])[] = [
  ['source'],
  ['indicator'],
  ['subject', 'observation', 'fact', 'correction', 'doubt'],
]

/** Identifiers are unique, the reporting park exists, and slugs of projects start with its slug. */
export function checkIdentifiers(dataSet: DataSet): Problem[] {
  const report = new Report()
  for (const kinds of NAMESPACES) checkUnique(dataSet, kinds, report)
  checkReportingPark(dataSet, report)
  return report.problems
}

function checkUnique(dataSet: DataSet, kinds: readonly Kind[], report: Report): void {
  const seen = new Map<string, string>()
  for (const kind of kinds) {
    for (const [entry, files] of dataSet.declared[kind]) {
      for (const file of files) {
        const first = seen.get(entry)
        if (first === undefined) seen.set(entry, file)
        else report.add({ file, entry }, `is not unique: ${first} has it too`)
      }
    }
  }
}

function checkReportingPark({ manifest, subjects, declared }: DataSet, report: Report): void {
  if (!manifest) return
  const zone = manifest.value.reportingPark
  const park = subjects.find(({ value }) => value.slug === zone)
  if (!park && !declared.subject.has(zone)) report.add(manifest, `reportingPark: there is no subject ${zone}`)
  if (park && park.value.kind !== 'PARK') report.add(manifest, `reportingPark: ${zone} is no park`)
  // What follows rests on it.
  if (park?.value.kind !== 'PARK') return
  for (const subject of subjects) {
    const fault = explainSlug(subject.value, zone)
    if (fault) report.add(subject, `slug: ${fault}`)
  }
}
