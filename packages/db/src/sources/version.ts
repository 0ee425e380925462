import type pg from 'pg'
import { explainOutdated, RefusalError } from '../refusal.ts'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { requireRole } from '../write/rights.ts'
import type { ToldSource } from './entry.ts'

/** A document that is there. */
export interface Found extends ToldSource {
  readonly id: number
  readonly reportingParkId: number
  readonly isArchived: boolean
  /** Counts up with each change of its own fields, from 1. */
  readonly version: string
}

/** A document as the writer knows it. */
export interface Expectation {
  readonly code: string
  readonly expectedVersion: string
}

/**
 * Finds a document whose own fields are to change. It takes the role EDITOR for the park that reports it.
 *
 * @throws RefusalError `NOT_FOUND` for what is not there or hidden; `FORBIDDEN`, `VERSION_OUTDATED`
 */
export async function getSource(
  client: pg.ClientBase,
  viewer: Viewer,
  { code, expectedVersion }: Expectation,
): Promise<Found> {
  const { text, values } =
    sql`/* read source */ SELECT s.id, s.code, s.title, s.kind, s.publisher, s.authors, s.language,
      s.published_from::text AS "publishedFrom", s.published_to::text AS "publishedTo", s.priority, s.access_level AS "accessLevel",
      s.reporting_park_id AS "reportingParkId", s.is_archived AS "isArchived",
      (SELECT 1 + count(*) FROM source_version v WHERE v.reporting_park_id = s.reporting_park_id AND v.source_id = s.id)::text AS version
    FROM source s WHERE s.code = ${code} AND ${isVisible('s', viewer)}`
  const [found] = (await client.query<Found>({ text, values })).rows
  if (!found) throw new RefusalError('NOT_FOUND', `There is no document "${code.slice(0, 120)}".`)
  requireRole(viewer, found.reportingParkId, 'EDITOR', 'Changing a document')
  if (found.version === expectedVersion) return found
  const message = `${explainOutdated(`"${code}"`, found.version, expectedVersion)}. Look at it, and decide anew.`
  const clashes = [{ path: ['expectedVersion'], message, source: found.id, version: found.version }]
  throw new RefusalError('VERSION_OUTDATED', message, { clashes })
}
