import type pg from 'pg'
import type { DataSet } from './data-set.ts'
import type { Problem } from './problem.ts'

/** Tables of facts, each with the file and list that its entries stand in. */
const TABLES = {
  subject_name: ['facts.yaml', 'names'],
  membership: ['facts.yaml', 'memberships'],
  project_stage: ['facts.yaml', 'stages'],
  honour: ['facts.yaml', 'honours'],
  relationship: ['facts.yaml', 'relationships'],
  statement: ['facts.yaml', 'statements'],
  doubt: ['doubts.yaml', '-'],
} as const

/**
 * What this transaction recorded though the database had it from the same document: figures of one series, period and nature, and
 * facts that say the same at the same place. Another data set told them, and they would count twice or hide each other.
 *
 * @param figures ids of the recorded observations by the id of their entry
 */
export async function findRetold(
  client: pg.ClientBase,
  zone: string,
  { observations }: Pick<DataSet, 'observations'>,
  figures: ReadonlyMap<string, string>,
): Promise<Problem[]> {
  const { rows } = await client.query<{ id: string }>(
    `/* load: retold figures */ SELECT o.id::text FROM observation o WHERE o.reporting_park_id = $1 AND o.id = ANY ($2::bigint[])
       AND EXISTS (SELECT FROM observation x WHERE x.reporting_park_id = $1 AND x.series_id = o.series_id AND x.nature = o.nature
         AND x.reading = 'AS_PRINTED' AND x.source_id = o.source_id AND x.period_start IS NOT DISTINCT FROM o.period_start
         AND x.period_end IS NOT DISTINCT FROM o.period_end AND x.id <> ALL ($2::bigint[]))`,
    [zone, [...figures.values()]],
  )
  const retold = new Set(rows.map(({ id }) => id))
  const problems = observations
    .filter(({ value }) => retold.has(figures.get(value.id) ?? ''))
    .map(({ file, entry }) => ({ file, entry, reason: `the database has a figure ${SAME}` }))
  const facts = await client.query<{ name: keyof typeof TABLES; count: number }>(
    Object.keys(TABLES)
      .map(
        (table) => `/* load: retold facts */ SELECT '${table}' AS name, count(DISTINCT n.id)::int AS count
          FROM "${table}" n JOIN "${table}" o ON o.citation_id = n.citation_id
            AND to_jsonb(o) - '{id,change_id}'::text[] = to_jsonb(n) - '{id,change_id}'::text[]
          WHERE n.change_id = current_change_id() AND o.change_id <> n.change_id HAVING count(*) > 0`,
      )
      .join(' UNION ALL '),
  )
  const lists = facts.rows.map(({ name, count }) => {
    const [file, entry] = TABLES[name]
    return { file, entry, reason: `the database has ${count} of them ${SAME}` }
  })
  return [...problems, ...lists]
}

const SAME = 'from the same document already, by another data set: leave out what that one holds'
