import { checkMemberships } from './check-memberships.ts'
import type { DataSet } from './data-set.ts'
import { FACT_LISTS } from './fact-shapes.ts'
import type { Problem } from './problem.ts'
import type { Located } from './read-folder.ts'
import { Report } from './report.ts'
import type { SubjectEntry } from './shapes.ts'

/** Facts cite places that exist and refer to subjects of the right kind. */
export function checkFacts(dataSet: DataSet): Problem[] {
  const report = new Report()
  const subjects = new Map(dataSet.subjects.map(({ value }) => [value.slug, value] as const))
  const refer = (fact: Located<unknown>, key: string, slug: string | undefined, want = 'subject', is = isAny) => {
    if (slug === undefined) return
    report.refer(dataSet, fact, key, slug, 'subject')
    const subject = subjects.get(slug)
    if (subject && !is(subject)) report.add(fact, `${key}: ${slug} is no ${want}`)
  }

  const { names, memberships, stages, honours, relationships, statements } = dataSet.facts
  for (const list of FACT_LISTS) for (const fact of dataSet.facts[list]) report.cite(dataSet, fact)
  for (const fact of [...names, ...memberships, ...honours, ...statements]) refer(fact, 'subject', fact.value.subject)
  for (const fact of memberships) {
    refer(fact, 'park', fact.value.park, 'park', isPark)
    if (fact.value.subject === fact.value.park) report.add(fact, 'park: nothing belongs to itself')
  }
  checkMemberships(memberships, report)
  checkRetold([...names, ...stages, ...honours, ...relationships, ...statements], report)
  for (const fact of stages) {
    refer(fact, 'project', fact.value.project, 'project', isProject)
    if (fact.value.state === 'PROMISED' && fact.value.date === undefined)
      report.add(fact, 'date: what is promised has a date; without one it is PLANNED')
  }
  for (const fact of relationships) {
    refer(fact, 'from', fact.value.from)
    refer(fact, 'to', fact.value.to)
    if (fact.value.from === fact.value.to) report.add(fact, 'to: a subject has no relationship with itself')
  }
  for (const fact of statements) {
    refer(fact, 'assignment.programme', fact.value.assignment?.programme, 'programme', isProgramme)
  }
  return report.problems
}

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

const isAny = (_subject: SubjectEntry) => true
const isPark = (subject: SubjectEntry) => subject.kind === 'PARK'
const isProgramme = (subject: SubjectEntry) => subject.kind === 'PROGRAMME'
const isProject = (subject: SubjectEntry) =>
  subject.kind === 'PROJECT' || (subject.kind === 'PARK' && subject.isProject)
