import type pg from 'pg'
import { drawIds, insertRows, type Row } from '../write/rows.ts'
import type { DataSet, Facts } from './data-set.ts'
import { FACT_KINDS, type FactKindOf, type IdOf } from './fact-kinds.ts'
import type { FactEntry, FactList } from './fact-shapes.ts'
import type { Context } from './load-figures.ts'

/** Records the facts that are no figures: one statement for each table. */
export async function loadFacts(client: pg.ClientBase, { facts }: DataSet, context: Context): Promise<void> {
  const idOf: IdOf = (slug) => (slug === undefined ? null : context.subjectIds.get(slug))
  const insert = <Entry extends CommonEntry>({ table, toRow }: FactKindOf<Entry>, entries: readonly Entry[]) =>
    insertRows(
      client,
      table,
      entries.map((fact) => ({ ...toRow(fact, idOf), ...toFactColumns(fact, context) })),
    )
  const valuesOf = <List extends FactList>(list: List) => facts[list].map(({ value }) => value as FactEntry<List>)
  const statements = valuesOf('statements')
  await insert(FACT_KINDS.name, valuesOf('names'))
  await insert(FACT_KINDS.membership, valuesOf('memberships'))
  await insert(FACT_KINDS.stage, valuesOf('stages'))
  await insert(FACT_KINDS.honour, valuesOf('honours'))
  await insert(FACT_KINDS.relationship, valuesOf('relationships'))
  await insert(FACT_KINDS.statement, statements)
  const assignments = statements.flatMap(({ assignment, topic: _, summary: __, ...common }) => {
    if (!assignment) return []
    const { at: organisation, ...own } = assignment
    return [{ ...common, ...own, organisation }]
  })
  await insert(FACT_KINDS.assignment, assignments)
}

type CommonEntry = Pick<FactEntry<FactList>, 'at' | 'note' | 'access'>

function toFactColumns(fact: CommonEntry, { zoneId, findProvenance }: Context): Row {
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
