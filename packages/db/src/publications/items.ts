import type pg from 'pg'
import { type FactKind, getFactKind } from '../load/fact-kinds.ts'
import { RefusalError } from '../refusal.ts'
import { type FactKey, printKey, type RowKey } from '../row-key.ts'
import { join, sql } from '../sql.ts'
import type { AccessLevel, Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { getSubjects } from '../write/ground.ts'
import { getFacts, type NamedFact } from './facts.ts'
import { getSources } from './sources.ts'

/** What a publication is to name. */
export interface Named {
  /** Vintages, printed or corrected. */
  readonly figures: readonly RowKey[]
  /** Versions; null for none. */
  readonly facts: readonly FactKey<FactKind>[] | null
  /** Slugs; null for none. */
  readonly subjects: readonly string[] | null
  /** Codes of documents; null for none. */
  readonly sources: readonly string[] | null
}

/** A row that a publication names. */
export interface Item {
  /** Table of the row. */
  readonly relation: string
  readonly id: string
  readonly reportingParkId: number
  /** How restricted it is now. */
  readonly level: AccessLevel
  /** Where it stands in the input. */
  readonly path: readonly string[]
}

/**
 * The rows that are named, in the order given: figures, facts, subjects, documents.
 *
 * @throws RefusalError `NOT_FOUND` for the first that is not there or hidden
 */
export async function getItems(
  client: pg.ClientBase,
  viewer: Viewer,
  { figures, facts, subjects, sources }: Named,
): Promise<{ readonly items: readonly Item[]; readonly facts: readonly NamedFact[] }> {
  const found = await getFacts(client, viewer, facts ?? [])
  const slugs = subjects ?? []
  const known = await getSubjects(client, viewer, slugs)
  const items = [
    ...(await getFigures(client, viewer, figures)),
    ...found.map(({ kind, id, reportingParkId, level }, index) => ({
      ...{ relation: getFactKind(kind).table, id, reportingParkId, level, path: ['facts', String(index)] },
    })),
    ...slugs.flatMap((slug, index) => {
      const subject = known.get(slug)
      if (!subject) return []
      const { id, parkId, accessLevel } = subject
      const path = ['subjects', String(index)]
      return [{ relation: 'subject', id: String(id), reportingParkId: parkId, level: accessLevel, path }]
    }),
    ...(await getSources(client, viewer, sources ?? [])),
  ]
  return { items, facts: found }
}

type Figure = Omit<Item, 'relation' | 'path'>

/** A figure is as restricted as its series. */
async function getFigures(client: pg.ClientBase, viewer: Viewer, keys: readonly RowKey[]): Promise<Item[]> {
  const { text, values } = sql`/* draft: figures */ SELECT o.reporting_park_id AS "reportingParkId", o.id::text,
      greatest(o.access_level, s.access_level) AS level
    FROM unnest(${keys.map(({ reportingParkId }) => reportingParkId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[])
        WITH ORDINALITY AS k(park, id, place)
      JOIN observation o ON o.reporting_park_id = k.park AND o.id = k.id
      JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id JOIN subject u ON u.id = s.subject_id
    WHERE ${join(
      ['o', 's', 'u'].map((row) => isVisible(row, viewer)),
      ' AND ',
    )} ORDER BY k.place`
  const { rows } = await client.query<Figure>({ text, values })
  const found = new Set(rows.map(printKey))
  const missing = keys.find((key) => !found.has(printKey(key)))
  if (missing) throw new RefusalError('NOT_FOUND', `There is no figure ${printKey(missing)}.`)
  return rows.map((row, index) => ({ ...row, relation: 'observation', path: ['observations', String(index)] }))
}
