import type pg from 'pg'
import { printFact } from '../facts/version.ts'
import { findVintages, getPlaces } from '../figures/place.ts'
import { FACT_KINDS, type FactKind, getFactKind } from '../load/fact-kinds.ts'
import type { Clash } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { raw, type Sql, sql } from '../sql.ts'

/** A publication with what tells which newer rows its reviewers know. */
interface Reviewed {
  readonly publication: RowKey
  /** Place in commit order of what submitted it; null where it is being submitted. */
  readonly submitted: string | null
}

/** The place in commit order of what submitted a publication last. */
export const selectSubmitted = (publication: string): Sql =>
  sql`(SELECT h.position FROM publication_step s JOIN change h ON h.reporting_park_id = s.reporting_park_id AND h.id = s.change_id
    WHERE s.reporting_park_id = ${raw(publication)}.reporting_park_id AND s.publication_id = ${raw(publication)}.id
      AND s.state = 'SUBMITTED' ORDER BY s.place DESC LIMIT 1)`

const path = ['publication']

/**
 * What a publication names and is not any more what it was when it was submitted: figures and facts that were withdrawn or revised,
 * and subjects and documents that were changed. A newer version is in nobody's way where the publication names it too, or where it was as public as
 * that, and no withdrawal, when it was submitted: the older one is history then.
 */
export async function findOvertaken(client: pg.ClientBase, reviewed: Reviewed): Promise<Clash[]> {
  const clashes = [await findFigures(client, reviewed)]
  for (const kind of Object.keys(FACT_KINDS) as FactKind[]) clashes.push(await findFacts(client, reviewed, kind))
  clashes.push(await findChanged(client, reviewed, 'subject'), await findChanged(client, reviewed, 'source'))
  return clashes.flat()
}

const readItems = (relation: string, { publication: { reportingParkId, id } }: Reviewed) =>
  sql`SELECT i.row_id FROM publication_item i WHERE i.reporting_park_id = ${reportingParkId}::bigint
    AND i.publication_id = ${id}::bigint AND i.relation = ${relation}`

/** Holds for a row that was recorded after the publication was submitted. */
const isLater = (row: string, { submitted }: Reviewed) =>
  sql`coalesce((SELECT h.position > ${submitted}::bigint FROM change h WHERE h.reporting_park_id = ${raw(row)}.reporting_park_id
    AND h.id = ${raw(row)}.change_id), FALSE)`

/** Holds for a newer version by which a row that is named is no more what it was. */
const isInTheWay = (row: string, level: Sql, isWithdrawal: Sql, relation: string, reviewed: Reviewed) =>
  sql`(${raw(row)}.id NOT IN (${readItems(relation, reviewed)}) AND (${isWithdrawal} OR ${isLater(row, reviewed)} OR ${level} > (SELECT p.level
    FROM publication p WHERE p.reporting_park_id = ${reviewed.publication.reportingParkId}::bigint AND p.id = ${reviewed.publication.id}::bigint)))`

interface NamedFigure {
  readonly id: string
  /** The printed figure: itself, or what it corrects. */
  readonly printed: string
  /** What the newest decision puts in the place of what it corrects: null for nothing, and of a printed figure. */
  readonly corrected: string | null
}

async function findFigures(client: pg.ClientBase, reviewed: Reviewed): Promise<Clash[]> {
  const park = reviewed.publication.reportingParkId
  const { text, values } =
    sql`/* overtaken: figures */ SELECT o.id::text, coalesce(o.corrects_id, o.id)::text AS printed, (SELECT d.observation_id FROM correction c
        JOIN correction_decision d ON d.reporting_park_id = c.reporting_park_id AND d.correction_id = c.id
      WHERE c.reporting_park_id = o.reporting_park_id AND c.observation_id = o.corrects_id ORDER BY d.id DESC LIMIT 1)::text AS corrected
    FROM observation o WHERE o.reporting_park_id = ${park}::bigint AND o.id IN (${readItems('observation', reviewed)}) ORDER BY o.id`
  const { rows } = await client.query<NamedFigure>({ text, values })
  const places = await getPlaces(
    client,
    park,
    rows.map(({ printed }) => printed),
  )
  const newest = await findVintages(client, places)
  const pairs = rows.flatMap(({ id, printed, corrected }, index) => {
    const vintage = newest[index]?.id ?? printed
    if (vintage !== printed) return [{ id, newer: vintage }]
    return id === printed || id === corrected ? [] : [{ id, newer: corrected }]
  })
  const stands = await findHarmless(client, reviewed, pairs)
  return pairs.flatMap(({ id, newer }) => (newer && stands.has(newer) ? [] : [explainFigure(park, id, newer)]))
}

/** Those of the newer figures that are in nobody's way. */
async function findHarmless(
  client: pg.ClientBase,
  reviewed: Reviewed,
  pairs: readonly { readonly newer: string | null }[],
): Promise<Set<string>> {
  const newer = pairs.flatMap((pair) => pair.newer ?? [])
  if (newer.length === 0) return new Set()
  const level = sql`greatest(o.access_level, s.access_level)`
  const isWithdrawal = sql`'WITHDRAWN' = ANY (o.status)`
  const { text, values } = sql`/* overtaken: newer figures */ SELECT o.id::text FROM observation o
      JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
    WHERE o.reporting_park_id = ${reviewed.publication.reportingParkId}::bigint AND o.id = ANY (${newer}::bigint[])
      AND NOT ${isInTheWay('o', level, isWithdrawal, 'observation', reviewed)}`
  return new Set((await client.query<{ id: string }>({ text, values })).rows.map(({ id }) => id))
}

function explainFigure(reportingParkId: number, id: string, newer: string | null): Clash {
  const named = printKey({ reportingParkId, id })
  if (newer === null) return { path, message: `The correction that figure ${named} tells was taken back.` }
  const figure = { reportingParkId, id: newer }
  return { path, message: `Figure ${printKey(figure)} is newer than figure ${named}, or withdraws it.`, figure }
}

async function findFacts(client: pg.ClientBase, reviewed: Reviewed, kind: FactKind): Promise<Clash[]> {
  const { table } = getFactKind(kind)
  const isOfFact = sql`(n.supersedes_id = coalesce(f.supersedes_id, f.id) OR n.id = f.supersedes_id)`
  const { text, values } = sql`/* overtaken: facts */ SELECT f.id::text, n.id::text AS newer FROM ${raw(`"${table}"`)} f
      CROSS JOIN LATERAL (SELECT n.* FROM ${raw(`"${table}"`)} n WHERE ${isOfFact} AND (n.published_on, n.id) > (f.published_on, f.id)
        ORDER BY n.published_on DESC, n.id DESC LIMIT 1) n
    WHERE f.id IN (${readItems(table, reviewed)}) AND ${isInTheWay('n', sql`n.access_level`, sql`n.is_withdrawal`, table, reviewed)}
    ORDER BY f.id`
  const { rows } = await client.query<{ id: string; newer: string }>({ text, values })
  return rows.map(({ id, newer }) => {
    const fact = { kind, id: newer }
    return { path, message: `Fact ${printFact(fact)} is newer than ${printFact({ kind, id })}, or withdraws it.`, fact }
  })
}

/** What people call a row whose versions are kept, by the table that it is in, and the column that names it. */
const named = { subject: ['slug', ''], source: ['code', 'The document '] } as const

async function findChanged(client: pg.ClientBase, reviewed: Reviewed, table: keyof typeof named): Promise<Clash[]> {
  const [name, what] = named[table]
  const own = raw(`v.${table}_id`)
  const versions = sql`FROM ${raw(`${table}_version`)} v WHERE v.reporting_park_id = s.reporting_park_id AND ${own} = s.id`
  const { text, values } =
    sql`/* overtaken: ${raw(table)} */ SELECT s.id, s.${raw(name)} AS name, (SELECT 1 + count(*) ${versions})::text AS version
    FROM ${raw(table)} s
    WHERE s.id IN (${readItems(table, reviewed)}) AND EXISTS (SELECT ${versions} AND ${isLater('v', reviewed)}) ORDER BY s.id`
  const { rows } = await client.query<{ id: number; name: string; version: string }>({ text, values })
  return rows.map((found) => {
    const { id, version } = found
    const message = `${what}"${found.name}" was changed since it was submitted, and is of version ${version}.`
    return { path, message, ...(table === 'subject' ? { subject: id } : { source: id }), version }
  })
}
