import type pg from 'pg'
import { readGround, type Told } from '../facts/ground.ts'
import { requireRights } from '../facts/rights.ts'
import { printFact } from '../facts/version.ts'
import { type FactKind, getFactKind, getOwnerName } from '../load/fact-kinds.ts'
import { RefusalError } from '../refusal.ts'
import type { FactKey } from '../row-key.ts'
import { join, raw, sql } from '../sql.ts'
import type { AccessLevel, Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'

/** A version of a fact that a publication names. */
export interface NamedFact extends FactKey<FactKind> {
  readonly reportingParkId: number
  readonly level: AccessLevel
  /** Slugs of the subjects that it names, by property. */
  readonly slugs: Readonly<Record<string, string | null>>
}

/**
 * Versions of facts, in the order given.
 *
 * @throws RefusalError `NOT_FOUND` for the first that is not there, hidden, or about what is hidden
 */
export async function getFacts(
  client: pg.ClientBase,
  viewer: Viewer,
  keys: readonly FactKey<FactKind>[],
): Promise<NamedFact[]> {
  const found = new Map<string, NamedFact>()
  for (const kind of new Set(keys.map((key) => key.kind))) {
    const ids = keys.filter((key) => key.kind === kind).map(({ id }) => id)
    for (const fact of await find(client, viewer, kind, ids)) found.set(printFact(fact), fact)
  }
  return keys.map((key) => {
    const fact = found.get(printFact(key))
    if (!fact) throw new RefusalError('NOT_FOUND', `There is no fact ${printFact(key)}.`)
    return fact
  })
}

async function find(client: pg.ClientBase, viewer: Viewer, kind: FactKind, ids: readonly string[]) {
  const { table, subjects } = getFactKind(kind)
  const columns = Object.entries(subjects).map(([name, column]) => [name, raw(`f.${column}`)] as const)
  const slugs = columns.map(([name, id]) => sql`${name}::text, (SELECT s.slug FROM subject s WHERE s.id = ${id})`)
  const seen = columns.map(
    ([, id]) => sql`(${id} IS NULL OR EXISTS (SELECT FROM subject s WHERE s.id = ${id} AND ${isVisible('s', viewer)}))`,
  )
  const { text, values } = sql`/* draft: facts */ SELECT f.id::text, f.reporting_park_id AS "reportingParkId",
      f.access_level AS level, jsonb_build_object(${join(slugs)}) AS slugs
    FROM ${raw(`"${table}"`)} f WHERE f.id = ANY (${ids}::bigint[]) AND ${isVisible('f', viewer)} AND ${join(seen, ' AND ')}`
  const { rows } = await client.query<Omit<NamedFact, 'kind'>>({ text, values })
  return rows.map((row) => ({ ...row, kind }))
}

/**
 * Naming a membership takes what recording it takes: once it is less restricted, more roles for the park that it leads to are roles for
 * what lies in it.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export async function requireMembershipRights(
  client: pg.ClientBase,
  viewer: Viewer,
  facts: readonly NamedFact[],
): Promise<void> {
  const told = facts
    .filter(({ kind }) => kind === 'membership')
    .map(({ kind, slugs }): Told => ({ kind, subject: slugs[getOwnerName(kind)] ?? '', content: slugs, source: null }))
  await requireRights(client, viewer, await readGround(client, viewer, told), told)
}

/**
 * The further names that subjects are published with: those that hold, and are no more restricted than the subject itself. One that
 * is was meant to stay hidden. Yields their ids, of those that are above a level.
 */
export async function findNames(
  client: pg.ClientBase,
  subjects: readonly string[],
  level: AccessLevel,
): Promise<string[]> {
  const { text, values } =
    sql`/* draft: names */ SELECT f.id::text FROM subject s JOIN subject_name f ON f.subject_id = s.id
      AND f.reporting_park_id = s.reporting_park_id
    WHERE s.id = ANY (${subjects}::int[]) AND f.access_level > ${level}::"AccessLevel" AND f.access_level <= s.access_level
      AND NOT f.is_withdrawal AND NOT EXISTS (SELECT FROM subject_name n WHERE (n.published_on, n.id) > (f.published_on, f.id)
        AND (n.supersedes_id = coalesce(f.supersedes_id, f.id) OR n.id = f.supersedes_id))
    ORDER BY f.id`
  return (await client.query<{ id: string }>({ text, values })).rows.map(({ id }) => id)
}
