import type pg from 'pg'
import { toPeriodColumns, toValidityColumns } from '../write/columns.ts'
import { drawIds, insertRows, type Row } from '../write/rows.ts'
import type { DataSet, Facts } from './data-set.ts'
import type { FactEntry, FactList } from './fact-shapes.ts'
import type { Context } from './load-figures.ts'

/** Records the facts that are no figures: one statement for each table. */
export async function loadFacts(client: pg.ClientBase, { facts }: DataSet, context: Context): Promise<void> {
  const idOf = (slug: string | undefined) => (slug === undefined ? null : context.subjectIds.get(slug))
  const insert = <List extends FactList>(list: List, table: string, toRow: (fact: FactEntry<List>) => Row) => {
    const entries = facts[list].map(({ value }) => value as FactEntry<List>)
    return insertRows(
      client,
      table,
      entries.map((fact) => ({ ...toRow(fact), ...toFactColumns(fact, context) })),
    )
  }
  await insert('names', 'subject_name', (fact) => ({
    subject_id: idOf(fact.subject),
    name: fact.name,
    kind: fact.kind,
    ...toValidityColumns(fact),
  }))
  await insert('memberships', 'membership', (fact) => ({
    subject_id: idOf(fact.subject),
    park_id: idOf(fact.park),
    role: fact.role,
    ...toValidityColumns(fact),
  }))
  await insert('stages', 'project_stage', (fact) => ({
    subject_id: idOf(fact.project),
    stage: fact.stage,
    state: fact.state,
    printed: fact.printed ?? null,
    ...toPeriodColumns(fact.date),
  }))
  await insert('honours', 'honour', (fact) => ({
    subject_id: idOf(fact.subject),
    title: fact.title,
    awarded_by: fact.awardedBy ?? null,
    ...toPeriodColumns(fact.date),
  }))
  await insert('relationships', 'relationship', (fact) => ({
    from_id: idOf(fact.from),
    kind: fact.kind,
    to_id: idOf(fact.to),
    to_name: fact.toName ?? null,
    ...toValidityColumns(fact),
  }))
  await insert('statements', 'statement', (fact) => ({
    subject_id: idOf(fact.subject),
    topic: fact.topic,
    summary_zh: fact.summary.zh,
    summary_en: fact.summary.en,
    ...toPeriodColumns(fact.date),
  }))
  const assignments = facts.statements.flatMap(({ value }) => {
    const { assignment } = value
    if (!assignment) return []
    const row = {
      subject_id: idOf(value.subject),
      person: assignment.person,
      role: assignment.role,
      organisation: assignment.at,
      programme_id: idOf(assignment.programme),
      ...toPeriodColumns(value.date),
    }
    return [{ ...row, ...toFactColumns(value, context) }]
  })
  await insertRows(client, 'assignment', assignments)
}

function toFactColumns(fact: FactEntry<FactList>, { zoneId, findProvenance }: Context): Row {
  const { citationId, publishedOn } = findProvenance(fact.at)
  return {
    note_zh: fact.note?.zh ?? null,
    note_en: fact.note?.en ?? null,
    published_on: publishedOn,
    citation_id: citationId,
    reporting_park_id: zoneId,
    access_level: fact.access,
  }
}

/** Records the doubts, each with the subjects and figures that it is about; a fact stands for its subjects. */
export async function loadDoubts(
  client: pg.ClientBase,
  dataSet: DataSet,
  observationIds: ReadonlyMap<string, string>,
  { zoneId, subjectIds, findProvenance }: Context,
): Promise<void> {
  const slugsOf = listSubjectsOfEntries(dataSet)
  const doubts = dataSet.doubts.map(({ value }) => value)
  const ids = await drawIds(client, 'doubt', doubts.length)
  const rows = doubts.map((doubt, index) => ({
    id: ids[index],
    question_zh: doubt.question.zh,
    question_en: doubt.question.en,
    candidates: doubt.candidates,
    state: doubt.state,
    citation_id: findProvenance(doubt.at).citationId,
    reporting_park_id: zoneId,
    access_level: doubt.access,
  }))
  await insertRows(client, 'doubt', rows)
  const about = doubts.flatMap((doubt, index) =>
    doubt.about.flatMap((entry) =>
      (slugsOf.get(entry) ?? [entry]).map((slug) => ({
        doubt_id: ids[index],
        subject_id: subjectIds.get(slug),
        reporting_park_id: zoneId,
        observation_id: observationIds.get(entry) ?? null,
      })),
    ),
  )
  await insertRows(client, 'doubt_about', [...new Map(about.map((row) => [JSON.stringify(row), row])).values()])
}

/** The slugs of the subjects that each observation and fact is about: two for a relationship between subjects. */
function listSubjectsOfEntries({ observations, facts }: DataSet): Map<string, readonly string[]> {
  const { names, memberships, honours, statements, stages, relationships }: Facts = facts
  const slugs = new Map<string, readonly string[]>()
  for (const { value } of [...observations, ...names, ...memberships, ...honours, ...statements]) {
    slugs.set(value.id, [value.subject])
  }
  for (const { value } of stages) slugs.set(value.id, [value.project])
  for (const { value } of relationships) slugs.set(value.id, value.to ? [value.from, value.to] : [value.from])
  return slugs
}
