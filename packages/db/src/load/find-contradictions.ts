import type pg from 'pg'
import { ARCHIVED_INDICATOR } from '../figures/rules.ts'
import type { Row } from '../write/rows.ts'
import type { DataSet } from './data-set.ts'
import { toSourceRows } from './load-sources.ts'
import { toFacetRows, toSubjectRow } from './load-subjects.ts'
import type { Problem } from './problem.ts'
import { toIndicatorRow } from './reference.ts'

/**
 * Subjects, sources and indicators of the data set that the database has otherwise: of them, what the data set says would be dropped,
 * or change what the figures of others rest on. And figures of indicators that take no new ones.
 */
export async function findContradictions(client: pg.ClientBase, dataSet: DataSet, zone: string): Promise<Problem[]> {
  const subjects = dataSet.subjects.map(({ value }) => value)
  const present = await findPresent(
    client,
    subjects.map(({ slug }) => slug),
  )
  const known = subjects.filter(({ slug }) => present.has(slug))
  const slugs = new Map([...present].map(([slug, { id }]) => [id, slug]))
  const ids = new Map([...present].map(([slug, { id }]) => [slug, id]))
  const compare = async (file: string, table: string, key: string, rows: readonly Row[]) => {
    const found = await findDifferent(client, table, key, rows)
    return found.map(({ entry, reason }) => ({
      file,
      entry: key === 'id' ? (slugs.get(entry) ?? entry) : entry,
      reason,
    }))
  }
  const strangers = known.flatMap(({ slug }): Problem[] => {
    const park = present.get(slug)?.park
    if (park === zone) return []
    return [
      {
        file: 'subjects.yaml',
        entry: slug,
        reason: `is reported by ${park} in the database, and by ${zone} here; ${ADVICE}`,
      },
    ]
  })
  const indicators = dataSet.indicators.map(({ value }) => toIndicatorRow(value))
  const facets = Object.entries(toFacetRows(known, ids))
  return [
    ...strangers,
    ...(await compare('subjects.yaml', 'subject', 'slug', known.map(toSubjectRow))),
    ...(await inTurn(facets, ([table, rows]) => compare('subjects.yaml', table, 'id', rows))),
    ...(await compare('sources.yaml', 'source', 'code', toSourceRows(dataSet))),
    ...(await compare('indicators.yaml', 'indicator', 'code', indicators)),
    ...(await findArchived(client, dataSet)),
  ]
}

async function findArchived(client: pg.ClientBase, { observations }: DataSet): Promise<Problem[]> {
  const { rows } = await client.query<{ code: string }>(
    '/* load indicator: archived */ SELECT code FROM indicator WHERE is_archived',
  )
  const archived = new Set(rows.map(({ code }) => code))
  return observations
    .filter(({ value }) => archived.has(value.indicator))
    .map(({ file, entry, value }) => ({ file, entry, reason: `indicator: ${value.indicator} ${ARCHIVED_INDICATOR}` }))
}

/** A client runs one statement at a time. */
async function inTurn<T>(items: readonly T[], find: (item: T) => Promise<Problem[]>): Promise<Problem[]> {
  const found: Problem[] = []
  for (const item of items) found.push(...(await find(item)))
  return found
}

const ADVICE = 'what differs has a name of its own'

async function findPresent(client: pg.ClientBase, slugs: readonly string[]) {
  const { rows } = await client.query<{ slug: string; id: string; park: string }>(
    `/* load subject: present */ SELECT s.slug, s.id::text, p.slug AS park
      FROM subject s JOIN subject p ON p.id = s.reporting_park_id WHERE s.slug = ANY ($1)`,
    [slugs],
  )
  return new Map(rows.map((row) => [row.slug, row]))
}

/** Each column of a row in which the table has something else under the same key. */
async function findDifferent(client: pg.ClientBase, table: string, key: string, rows: readonly Row[]) {
  if (rows.length === 0) return []
  const { rows: found } = await client.query<{ entry: string; reason: string }>(
    `/* load ${table}: different */ SELECT wanted."${key}"::text AS entry,
        format('%s is %s in the database, and %s here; ${ADVICE}', c.name, coalesce(to_jsonb(p) -> c.name, 'null'), coalesce(to_jsonb(wanted) -> c.name, 'null')) AS reason
      FROM jsonb_populate_recordset(NULL::"${table}", $1) AS wanted JOIN "${table}" p USING ("${key}") CROSS JOIN unnest($2::text[]) AS c(name)
      WHERE to_jsonb(p) -> c.name IS DISTINCT FROM to_jsonb(wanted) -> c.name ORDER BY 1, c.name`,
    [JSON.stringify(rows), Object.keys(rows[0] ?? {})],
  )
  return found
}
