import type pg from 'pg'
import { drawIds, insertRows } from '../write/rows.ts'
import type { DataSet } from './data-set.ts'
import type { SubjectEntry } from './shapes.ts'

/** Finds or makes the subjects with their facets; returns the id of each slug. A subject that exists stays as it is. */
export async function loadSubjects(
  client: pg.ClientBase,
  dataSet: DataSet,
  zone: string,
): Promise<Map<string, string>> {
  const entries = dataSet.subjects.map(({ value }) => value)
  const found = await client.query<{ slug: string; id: string }>(
    '/* load subject: present */ SELECT slug, id::text FROM subject WHERE slug = ANY ($1)',
    [entries.map(({ slug }) => slug)],
  )
  const present = new Map(found.rows.map(({ slug, id }) => [slug, id]))
  const added = entries.filter(({ slug }) => !present.has(slug))
  const ids = await drawIds(client, 'subject', added.length)
  const idOf = new Map([...present, ...added.map(({ slug }, index) => [slug, ids[index] ?? ''] as const)])
  await insertSubjects(client, added, idOf, () => idOf.get(zone) ?? '')
  await insertFacets(client, entries, idOf)
  return idOf
}

/** Inserts what subjects are called, with the ids of their slugs. */
export async function insertSubjects(
  client: pg.ClientBase,
  entries: readonly SubjectEntry[],
  idOf: ReadonlyMap<string, string>,
  reportingParkIdOf: (subject: SubjectEntry) => string,
): Promise<void> {
  const rows = entries.map((subject) => ({
    ...toSubjectRow(subject),
    id: idOf.get(subject.slug),
    reporting_park_id: reportingParkIdOf(subject),
  }))
  await insertRows(client, 'subject', rows)
}

export const toSubjectRow = ({ kind, slug, name, pinyin, access }: SubjectEntry) => ({
  kind,
  slug,
  name,
  name_pinyin: pinyin,
  access_level: access,
})

/** Inserts what subjects are, those that are there already left as they are. */
export async function insertFacets(
  client: pg.ClientBase,
  entries: readonly SubjectEntry[],
  idOf: ReadonlyMap<string, string>,
) {
  for (const [table, rows] of Object.entries(toFacetRows(entries, idOf)))
    await insertRows(client, table, rows, 'ON CONFLICT (id) DO NOTHING')
}

/** The rows of facets by the name of their table. */
export function toFacetRows(entries: readonly SubjectEntry[], idOf: ReadonlyMap<string, string>) {
  const facets: Record<Lowercase<SubjectEntry['kind']>, Record<string, unknown>[]> = {
    park: [],
    project: [],
    enterprise: [],
    facility: [],
    programme: [],
  }
  for (const subject of entries) {
    const id = idOf.get(subject.slug)
    if (subject.kind === 'PARK') {
      const { parkKind, level = null, regionCode = null, regionSystem = null, projectKind } = subject
      facets.park.push({ id, kind: parkKind, level, region_code: regionCode, region_system: regionSystem })
      if (projectKind) facets.project.push({ id, kind: projectKind })
    } else if (subject.kind === 'PROJECT') facets.project.push({ id, kind: subject.projectKind })
    else if (subject.kind === 'ENTERPRISE') {
      const { unifiedSocialCreditCode = null, industryCode = null, industrySystem = null } = subject
      facets.enterprise.push({
        id,
        unified_social_credit_code: unifiedSocialCreditCode,
        industry_code: industryCode,
        industry_system: industrySystem,
      })
    } else facets[subject.kind.toLowerCase() as Lowercase<typeof subject.kind>].push({ id })
  }
  return facets
}
