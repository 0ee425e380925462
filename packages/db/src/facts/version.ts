import type pg from 'pg'
import { type FactKind, getFactKind, getOwnerName } from '../load/fact-kinds.ts'
import { RefusalError } from '../refusal.ts'
import type { FactKey } from '../row-key.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { today } from '../today.ts'
import type { AccessLevel, Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import type { Row } from '../write/rows.ts'
import { readGround, type Told } from './ground.ts'
import type { Expectation } from './input.ts'
import { requireRights } from './rights.ts'

/** A version of a fact, with what the next one takes from it. */
export interface Version extends Told {
  readonly source: null
  readonly id: string
  /** The first version, which all others name. */
  readonly first: string
  readonly isWithdrawal: boolean
  readonly sourceId: number
  readonly section: string
  readonly paragraph: number
  readonly publishedOn: string
  /** Today, or the day on which this one was published where that is later. */
  readonly nextDay: string
  readonly access: AccessLevel
  /** All its columns. */
  readonly row: Row
}

/**
 * Finds the newest version of a fact that is to have a further one. Taking back that two subjects are, or may be, the same takes the
 * role STEWARD, as saying it does.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`
 */
export async function getNewest(
  client: pg.ClientBase,
  viewer: Viewer,
  { fact, expectedVersion }: Expectation,
): Promise<Version> {
  const { kind, id } = fact
  const seen = Object.values(getFactKind(kind).subjects).map(
    (column) =>
      sql`(f.${raw(column)} IS NULL OR EXISTS (SELECT FROM subject s WHERE s.id = f.${raw(column)} AND ${isVisible('s', viewer)}))`,
  )
  const given = await read(
    client,
    kind,
    sql`f.id = ${id}::bigint AND ${isVisible('f', viewer)} AND ${join(seen, ' AND ')}`,
  )
  if (!given) throw new RefusalError('NOT_FOUND', `There is no fact ${printFact(fact)}.`)
  const ofFact = sql`(f.id = ${given.first}::bigint OR f.supersedes_id = ${given.first}::bigint)`
  const newest = await read(client, kind, ofFact)
  if (!newest) throw new Error(`Fact ${printFact(fact)} has no version`)
  const ground = await readGround(client, viewer, [newest])
  await requireRights(client, viewer, ground, [newest], ['SAME_AS', 'POSSIBLY_SAME_AS'])
  const current = { kind, id: newest.id }
  if (printFact(current) !== printFact(expectedVersion)) {
    const message = `${printFact(current)} is its newest version, and not ${printFact(expectedVersion)}. Look at it, and decide anew.`
    throw new RefusalError('VERSION_OUTDATED', message, {
      clashes: [{ path: ['expectedVersion'], message, fact: current }],
    })
  }
  return newest
}

export const printFact = ({ kind, id }: FactKey) => `${kind}:${id}`

async function read(client: pg.ClientBase, kind: FactKind, condition: Sql): Promise<Version | undefined> {
  const { table, subjects } = getFactKind(kind)
  const slugs = Object.entries(subjects).map(
    ([name, column]) => sql`${name}::text, (SELECT s.slug FROM subject s WHERE s.id = f.${raw(column)})`,
  )
  const { text, values } =
    sql`/* read version */ SELECT f.id::text, coalesce(f.supersedes_id, f.id)::text AS first, jsonb_build_object(${join(slugs)}) AS slugs,
      f.is_withdrawal AS "isWithdrawal", c.source_id AS "sourceId", c.section, c.paragraph, f.published_on::text AS "publishedOn",
      greatest(f.published_on, ${today})::text AS "nextDay", f.access_level AS access, to_jsonb(f) AS row
    FROM ${raw(`"${table}"`)} f JOIN citation c ON c.id = f.citation_id WHERE ${condition} ORDER BY f.published_on DESC, f.id DESC LIMIT 1`
  const { rows } = await client.query<Version & { slugs: Record<string, string | null> }>({ text, values })
  const [found] = rows
  if (!found) return undefined
  const { slugs: named, ...version } = found
  const content = { ...named, kind: version.row['kind'] }
  return { ...version, kind, content, subject: named[getOwnerName(kind)] ?? '', source: null }
}
