import type pg from 'pg'
import type { RowKey } from '../row-key.ts'

/** Where a figure stands: of one series, period, nature and source, one printed figure is read, and one as corrected. */
export interface Place {
  readonly reportingParkId: number
  readonly seriesId: string
  readonly nature: string
  readonly sourceId: number
  /** As in the database: both null without a period, and infinite where an end is open. */
  readonly periodStart: string | null
  readonly periodEnd: string | null
}

/** The newest vintages of the printed figures that stand in these places, in their order; null where there is none. */
export async function findVintages(client: pg.ClientBase, places: readonly Place[]): Promise<(RowKey | null)[]> {
  const { rows } = await client.query<{ n: number; id: string }>(
    `/* find vintages */ SELECT w.n, (SELECT o.id::text FROM observation o
        WHERE o.reporting_park_id = w."reportingParkId" AND o.series_id = w."seriesId" AND o.nature = w.nature
          AND o.reading = 'AS_PRINTED' AND o.source_id = w."sourceId" AND (o.period_end = w."periodEnd"
            AND o.period_start = w."periodStart" OR o.period_end IS NULL AND w."periodEnd" IS NULL)
        ORDER BY o.published_on DESC, o.id DESC LIMIT 1) AS id
      FROM jsonb_to_recordset($1::jsonb) AS w(n int, "reportingParkId" int, "seriesId" bigint, nature "Nature", "sourceId" int,
        "periodStart" date, "periodEnd" date)`,
    [JSON.stringify(places.map((place, n) => ({ n, ...place })))],
  )
  const found = new Map(rows.map(({ n, id }) => [n, id]))
  return places.map(({ reportingParkId }, n) => {
    const id = found.get(n)
    return id == null ? null : { reportingParkId, id }
  })
}

/** A printed figure, and the observation that is to be read for it as corrected: null for itself. */
export interface Reading {
  readonly figure: RowKey
  readonly observationId: string | null
}

/**
 * Printed figures that are read where the others are to be: one for each of those, in their order, null where there is none. All
 * have to be recorded already. A figure whose vintage is not the newest is in nobody's way.
 */
export async function findCrowding(client: pg.ClientBase, readings: readonly Reading[]): Promise<(RowKey | null)[]> {
  const { rows } = await client.query<{ n: number; park: number; id: string }>(
    `/* find crowding */ SELECT DISTINCT ON (w.n) w.n, p.reporting_park_id AS park, p.id::text
      FROM jsonb_to_recordset($1::jsonb) AS w(n int, park int, figure bigint, observation bigint)
        JOIN observation me ON me.reporting_park_id = w.park AND me.id = w.figure
        JOIN observation target ON target.reporting_park_id = w.park AND target.id = coalesce(w.observation, w.figure)
        JOIN observation x ON x.reporting_park_id = w.park AND ${isInPlace('x', 'target')}
        JOIN observation p ON p.reporting_park_id = w.park AND p.id = coalesce(x.corrects_id, x.id) AND p.id <> me.id
      WHERE ${isNewest('me')} AND ${isNewest('p')} AND x.id = coalesce((SELECT d.observation_id
        FROM correction c JOIN correction_decision d ON d.reporting_park_id = c.reporting_park_id AND d.correction_id = c.id
        WHERE c.reporting_park_id = w.park AND c.observation_id = p.id ORDER BY d.id DESC LIMIT 1), p.id)
      ORDER BY w.n, p.id`,
    [
      JSON.stringify(
        readings.map(({ figure, observationId }, n) => ({
          ...{ n, park: figure.reportingParkId, figure: figure.id, observation: observationId },
        })),
      ),
    ],
  )
  const found = new Map(rows.map(({ n, park, id }) => [n, { reportingParkId: park, id }]))
  return readings.map((_, n) => found.get(n) ?? null)
}

const isInPlace = (a: string, b: string) =>
  `${a}.series_id = ${b}.series_id AND ${a}.nature = ${b}.nature AND ${a}.source_id = ${b}.source_id
   AND ${a}.period_start IS NOT DISTINCT FROM ${b}.period_start AND ${a}.period_end IS NOT DISTINCT FROM ${b}.period_end`

/** Holds for the newest vintage of a printed figure: no other is read. */
const isNewest = (row: string) =>
  `NOT EXISTS (SELECT FROM observation n WHERE n.reporting_park_id = w.park AND n.reading = 'AS_PRINTED' AND ${isInPlace('n', row)}
   AND (n.published_on, n.id) > (${row}.published_on, ${row}.id))`
