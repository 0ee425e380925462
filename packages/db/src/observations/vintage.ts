import type pg from 'pg'
import type { Place } from '../figures/place.ts'
import { findVintages } from '../figures/place.ts'
import { RefusalError, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { type Sql, sql } from '../sql.ts'
import { today } from '../today.ts'
import type { AccessLevel, Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { requireRole } from '../write/rights.ts'

/** A vintage of a printed figure, with what the next one takes from it. */
export interface Vintage extends Place {
  readonly id: string
  readonly reading: 'AS_PRINTED' | 'CORRECTED'
  readonly measure: string
  readonly indicator: string
  readonly dimension: string
  readonly unit: string
  readonly stage: string
  readonly status: readonly string[]
  readonly label: string
  readonly citationId: number
  readonly section: string
  readonly paragraph: number
  readonly publishedOn: string
  /** Today, or the day on which this one was published where that is later. */
  readonly nextDay: string
  readonly growthOfId: string | null
  readonly access: AccessLevel
}

/** The newest vintage of a figure, which the writer has to know, and may write on. */
export interface Expectation {
  /** Any vintage of the figure. */
  readonly figure: RowKey
  /** The newest one that the writer knows. */
  readonly expectedVersion: RowKey
}

/**
 * Finds the newest vintage of a figure that is to have a further one.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT` for a corrected figure, `VERSION_OUTDATED`
 */
export async function getNewest(
  client: pg.ClientBase,
  viewer: Viewer,
  { figure, expectedVersion }: Expectation,
  what: string,
): Promise<Vintage> {
  const given = await read(
    client,
    figure,
    sql`${isVisible('o', viewer)} AND ${isVisible('s', viewer)} AND ${isVisible('u', viewer)}`,
  )
  if (!given) throw new RefusalError('NOT_FOUND', `There is no figure ${printKey(figure)}.`)
  requireRole(viewer, given.reportingParkId, 'EDITOR', what)
  if (given.reading !== 'AS_PRINTED') {
    const message = 'is read in the place of a corrected figure: name the printed one that it corrects'
    refuseIssues([{ path: ['observation'], code: 'NOT_PRINTED', message }])
  }
  const [newest] = await findVintages(client, [given])
  const vintage = newest && (await read(client, newest, sql`TRUE`))
  if (!newest || !vintage) throw new Error(`Figure ${printKey(figure)} has no vintage`)
  if (printKey(newest) !== printKey(expectedVersion)) {
    const message = `Figure ${printKey(newest)} is its newest vintage, and not ${printKey(expectedVersion)}. Look at it, and decide anew.`
    const clashes = [{ path: ['expectedVersion'], message, figure: newest }]
    throw new RefusalError('VERSION_OUTDATED', message, { clashes })
  }
  return vintage
}

async function read(client: pg.ClientBase, key: RowKey, condition: Sql): Promise<Vintage | undefined> {
  const { text, values } =
    sql`/* read vintage */ SELECT o.reporting_park_id AS "reportingParkId", o.id::text, o.series_id::text AS "seriesId",
      o.nature, o.source_id AS "sourceId", o.period_start::text AS "periodStart", o.period_end::text AS "periodEnd", o.reading,
      s.measure, i.code AS indicator, s.dimension, o.unit_code AS unit, o.stage, o.status, o.printed_label AS label,
      o.citation_id AS "citationId", c.section, c.paragraph, o.published_on::text AS "publishedOn",
      greatest(o.published_on, ${today})::text AS "nextDay", o.growth_of_id::text AS "growthOfId", o.access_level AS access
    FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
      JOIN subject u ON u.id = s.subject_id JOIN indicator i ON i.id = s.indicator_id JOIN citation c ON c.id = o.citation_id
    WHERE o.reporting_park_id = ${key.reportingParkId}::bigint AND o.id = ${key.id}::bigint AND ${condition}`
  return (await client.query<Vintage>({ text, values })).rows[0]
}
