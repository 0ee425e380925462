import type pg from 'pg'
import { drawIds, insertRows } from '../write/rows.ts'
import type { DataSet } from './data-set.ts'
import type { SubjectEntry } from './shapes.ts'

interface Present {
  slug: string
  id: string
  kind: string
  reporting_park: string
}

/**
 * Finds or makes the subjects with their facets; returns the id of each slug. A subject that exists stays as it is.
 *
 * @throws Error when a slug belongs to a subject of another kind or another reporting park
 */
export async function loadSubjects(
  client: pg.ClientBase,
  dataSet: DataSet,
  zone: string,
): Promise<Map<string, string>> {
  const entries = dataSet.subjects.map(({ value }) => value)
  const present = await findPresent(client, entries, zone)
  const added = entries.filter(({ slug }) => !present.has(slug))
  const ids = await drawIds(client, 'subject', added.length)
  const idOf = new Map([...present, ...added.map(({ slug }, index) => [slug, ids[index] ?? ''] as const)])

  await insertSubjects(client, added, idOf, idOf.get(zone) ?? '')
  await insertFacets(client, entries, idOf)
  return idOf
}

/** Inserts what subjects are called, with the ids of their slugs. */
export async function insertSubjects(
  client: pg.ClientBase,
  entries: readonly SubjectEntry[],
  idOf: ReadonlyMap<string, string>,
  reportingParkId: string,
): Promise<void> {
  const rows = entries.map((subject) => ({
    id: idOf.get(subject.slug),
    kind: subject.kind,
    slug: subject.slug,
    name: subject.name,
    name_pinyin: subject.pinyin,
    reporting_park_id: reportingParkId,
    access_level: subject.access,
  }))
  await insertRows(client, 'subject', rows)
}

async function findPresent(client: pg.ClientBase, entries: readonly SubjectEntry[], zone: string) {
  const { rows } = await client.query<Present>(
    `/* load subject: present */ SELECT s.slug, s.id::text, s.kind::text, p.slug AS reporting_park
      FROM subject s JOIN subject p ON p.id = s.reporting_park_id WHERE s.slug = ANY ($1)`,
    [entries.map(({ slug }) => slug)],
  )
  const kinds = new Map(entries.map(({ slug, kind }) => [slug, kind]))
  for (const { slug, kind, reporting_park: park } of rows) {
    if (kinds.get(slug) === kind && park === zone) continue
    throw new Error(
      `Subject ${slug} is a ${kinds.get(slug)} of ${zone} in the data set, and a ${kind} of ${park} in the database. Give one of them another slug.`,
    )
  }
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

/** Inserts what subjects are, those that are there already left as they are. */
export async function insertFacets(
  client: pg.ClientBase,
  entries: readonly SubjectEntry[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
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
  for (const [table, rows] of Object.entries(facets)) {
    await insertRows(client, table, rows, 'ON CONFLICT (id) DO NOTHING')
  }
}
