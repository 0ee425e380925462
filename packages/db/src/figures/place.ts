import type pg from 'pg'
import type { RowKey } from '../row-key.ts'
import { join, raw, type Sql, sql } from '../sql.ts'

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

// Serializable transactions lock what they pass by: periods are compared by equality, or as none, so that an index leads to the
// figures of a place alone, since passing a whole series would end in a lock on all figures. What was just recorded is not looked
// up by its id either: next to it in the index is what everybody else records.
const dated = (a: string, start: string, end: string) => `${a}.period_end = ${end} AND ${a}.period_start = ${start}`
const undated = (a: string, end: string) => `${a}.period_end IS NULL AND ${end} IS NULL`

/** The newest vintages of the printed figures that stand in these places, in their order; null where there is none. */
export async function findVintages(client: pg.ClientBase, places: readonly Place[]): Promise<(RowKey | null)[]> {
  const newest = (isOfPeriod: string) => `(SELECT o.id::text FROM observation o
    WHERE o.reporting_park_id = w."reportingParkId" AND o.series_id = w."seriesId" AND o.nature = w.nature
      AND o.reading = 'AS_PRINTED' AND o.source_id = w."sourceId" AND ${isOfPeriod}
    ORDER BY o.published_on DESC, o.id DESC LIMIT 1)`
  const { rows } = await client.query<{ n: number; id: string }>(
    `/* find vintages */ SELECT w.n, coalesce(${newest(dated('o', 'w."periodStart"', 'w."periodEnd"'))},
        ${newest(undated('o', 'w."periodEnd"'))}) AS id
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

/** A printed figure, and the place where it is to be read. */
export interface Reading {
  readonly figure: RowKey
  readonly place: Place
}

/**
 * Other printed figures that are read in these places, as printed or as corrected: one for each place, in their order, null where
 * there is none.
 */
export async function findCrowding(client: pg.ClientBase, readings: readonly Reading[]): Promise<(RowKey | null)[]> {
  const { text, values } = sql`/* find crowding */ SELECT DISTINCT ON (w.n) w.n, p.id::text
      FROM jsonb_to_recordset(${JSON.stringify(readings.map(toWanted))}::jsonb) AS w(n int, park int, figure bigint, series_id bigint,
          nature "Nature", source_id int, period_start date, period_end date)
        CROSS JOIN LATERAL ${selectCrowding(() => sql`TRUE`)} p
      ORDER BY w.n, p.id`
  const { rows } = await client.query<{ n: number; id: string }>({ text, values })
  const found = new Map(rows.map(({ n, id }) => [n, id]))
  return readings.map(({ figure: { reportingParkId } }, n) => {
    const id = found.get(n)
    return id === undefined ? null : { reportingParkId, id }
  })
}

/** Holds for those figures, corrections or decisions that count. */
type IsKnown = (row: string, kind?: 'correction' | 'decision') => Sql

/**
 * A FROM item with the other printed figures that are read in the place of the row `w`, among those that count. Each is looked up by
 * its key, behind fences: without statistics, as after the first file, PostgreSQL would read all figures of the park for each.
 */
export function selectCrowding(isKnown: IsKnown): Sql {
  const isOther = 'x.id <> w.figure AND x.corrects_id IS DISTINCT FROM w.figure'
  return sql`(SELECT p.id FROM (${raw(inPlace('x', 'w', dated, isOther))} UNION ALL ${raw(inPlace('x', 'w', undated, isOther))}) x
      CROSS JOIN LATERAL (SELECT p.* FROM observation p
        WHERE p.reporting_park_id = w.park AND p.id = coalesce(x.corrects_id, x.id) OFFSET 0) p
    WHERE ${isNewest('p', isKnown)} AND ${isKnown('p')} AND x.id = coalesce((SELECT d.observation_id
      FROM correction c JOIN correction_decision d ON d.reporting_park_id = c.reporting_park_id AND d.correction_id = c.id
      WHERE c.reporting_park_id = w.park AND c.observation_id = p.id AND ${isKnown('c', 'correction')} AND ${isKnown('d', 'decision')}
      ORDER BY d.id DESC LIMIT 1), p.id))`
}

const toWanted = ({ figure, place }: Reading, n: number) => ({
  ...{ n, park: figure.reportingParkId, figure: figure.id, series_id: place.seriesId, nature: place.nature },
  ...{ source_id: place.sourceId, period_start: place.periodStart, period_end: place.periodEnd },
})

/** Where observations stand, in the order of their ids here. */
export async function getPlaces(client: pg.ClientBase, park: number, ids: readonly string[]): Promise<Place[]> {
  const { rows } = await client.query<Place & { id: string }>(
    `/* get places */ SELECT o.id::text, o.reporting_park_id AS "reportingParkId", o.series_id::text AS "seriesId", o.nature,
        o.source_id AS "sourceId", o.period_start::text AS "periodStart", o.period_end::text AS "periodEnd"
      FROM observation o WHERE o.reporting_park_id = $1 AND o.id = ANY ($2::bigint[])`,
    [park, ids],
  )
  return ids.map((wanted) => {
    const place = rows.find(({ id }) => id === wanted)
    if (!place) throw new Error(`There is no observation ${park}:${wanted}`)
    return place
  })
}

type OfPeriod = typeof dated | typeof undated

/** The figures `a` of the series, nature, source and period of the figure `b`, in either reading. */
function inPlace(a: string, b: string, ofPeriod: OfPeriod, condition: string): string {
  const period = ofPeriod === dated ? dated(a, `${b}.period_start`, `${b}.period_end`) : undated(a, `${b}.period_end`)
  return `SELECT ${a}.* FROM observation ${a} WHERE ${a}.reporting_park_id = w.park AND ${a}.series_id = ${b}.series_id
    AND ${a}.nature = ${b}.nature AND ${a}.source_id = ${b}.source_id AND ${a}.reading IN ('AS_PRINTED', 'CORRECTED')
    AND ${period} AND ${condition}`
}

/** Holds for the newest vintage of a printed figure: no other is read. */
function isNewest(row: string, isKnown: IsKnown): Sql {
  const newer = `n.reading = 'AS_PRINTED' AND (n.published_on, n.id) > (${row}.published_on, ${row}.id)`
  return join(
    [dated, undated].map(
      (ofPeriod) => sql`NOT EXISTS (${raw(inPlace('n', row, ofPeriod, newer))} AND ${isKnown('n')} OFFSET 0)`,
    ),
    ' AND ',
  )
}
