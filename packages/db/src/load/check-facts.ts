import { checkMemberships } from './check-memberships.ts'
import type { DataSet } from './data-set.ts'
import { FACT_KINDS, type FactKind } from './fact-kinds.ts'
import { findFactFaults, type SubjectRoles } from './fact-rules.ts'
import { FACT_LISTS, type FactList } from './fact-shapes.ts'
import type { Problem } from './problem.ts'
import type { Located } from './read-folder.ts'
import { Report } from './report.ts'
import type { SubjectEntry } from './shapes.ts'

/** Facts cite places that exist and refer to subjects of the right kind. */
export function checkFacts(dataSet: DataSet): Problem[] {
  const report = new Report()
  const roles = new Map(dataSet.subjects.map(({ value }) => [value.slug, rolesOf(value)] as const))
  /** Looks at properties of an entry; `prefix` says where they stand in it. */
  const judge = (kind: FactKind, fact: Located<unknown>, entry: Entry, prefix = '') => {
    for (const name of Object.keys(FACT_KINDS[kind].subjects)) {
      const slug = entry[name]
      if (typeof slug === 'string') report.refer(dataSet, fact, `${prefix}${name}`, slug, 'subject')
    }
    for (const { at, message } of findFactFaults(kind, entry, (slug) => roles.get(slug)))
      report.add(fact, `${prefix}${at}: ${message}`)
  }
  for (const list of FACT_LISTS)
    for (const fact of dataSet.facts[list]) {
      report.cite(dataSet, fact)
      judge(kinds[list], fact, { ...fact.value })
    }
  const { names, memberships, stages, honours, relationships, statements } = dataSet.facts
  checkMemberships(memberships, report)
  checkRetold([...names, ...stages, ...honours, ...relationships, ...statements], report)
  for (const fact of statements) judge('assignment', fact, { ...fact.value.assignment }, 'assignment.')
  return report.problems
}

type Entry = Readonly<Record<string, unknown>>

const kinds = {
  names: 'name',
  memberships: 'membership',
  stages: 'stage',
  honours: 'honour',
  relationships: 'relationship',
  statements: 'statement',
} as const satisfies Record<FactList, FactKind>

const rolesOf = (subject: SubjectEntry): SubjectRoles => ({
  isPark: subject.kind === 'PARK',
  isProject: subject.kind === 'PROJECT' || (subject.kind === 'PARK' && subject.isProject),
  isEnterprise: subject.kind === 'ENTERPRISE',
  isProgramme: subject.kind === 'PROGRAMME',
})

/** A fact is told once: one that differs in its id and note alone would be listed twice. */
function checkRetold(facts: readonly Located<{ id: string; note?: unknown }>[], report: Report): void {
  const told = new Map<string, string>()
  for (const fact of facts) {
    const { id, note: _, ...content } = fact.value
    const key = JSON.stringify(content)
    const first = told.get(key)
    if (first) report.add(fact, `tells the same as ${first}`)
    else told.set(key, id)
  }
}
