import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import {
  isKnown,
  isKnownCorrection,
  isKnownDecision,
  isRecordedAfter,
  isReleasedAfter,
  isVisible,
  namesNoHidden,
  selectReleasedSubjects,
} from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

export const observationKey = ['reportingParkId', 'id'] as const

/** Id of the figure as printed: what a corrected one corrects, which may stand elsewhere, or the figure itself. */
export const printedOf = (row: Row): Sql => sql`coalesce(${column(row, 'correctsId')}, ${column(row, 'id')})`

/** Holds for figures that tell an amount, and are not recorded as missing. */
export const tellsAmount = (row: Row): Sql => {
  const own = raw(row)
  return sql`coalesce(${own}.value, ${own}.lower, ${own}.upper) IS NOT NULL`
}

/** Observations with what their series says; every vintage and reading of each that the view knows. */
export const observationRows: Source = {
  key: observationKey,
  isTimed: true,
  from: (
    view,
  ) => sql`(SELECT o.*, s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown,
    s.dimension FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
    WHERE ${isKnown('o', view)} AND ${isVisible('s', view)} AND ${namesNoHidden('s', ['subject_id'], view)})`,
}

/**
 * Holds for figures that publications brought into sight after a place in commit order, by their own level or by that of their subject.
 * It reads no other row than the figure, so that it goes before whatever costs more.
 */
export function isPublishedAfter(row: Row, position: bigint, view: View): Sql {
  const [park, id, series] = ['reportingParkId', 'id', 'seriesId'].map((name) => column(row, name)) as [Sql, Sql, Sql]
  const ofSubjects = sql`SELECT s.reporting_park_id, s.id FROM series s WHERE s.subject_id IN (${selectReleasedSubjects(position, view)})`
  return sql`(${isReleasedAfter('observation', park, id, position, view)} OR (${park}, ${series}) IN (${ofSubjects}))`
}

/**
 * Holds for figures whose reading as corrected was decided on after a place in commit order: also printed ones that are read again, since
 * an acceptance was taken back. Few are: they are found once.
 */
export function isDecidedAfter(row: Row, position: bigint, view: View): Sql {
  return sql`(${column(row, 'reportingParkId')}, ${printedOf(row)}) IN (SELECT c.reporting_park_id, c.observation_id FROM correction_decision d
    JOIN correction c ON c.reporting_park_id = d.reporting_park_id AND c.id = d.correction_id
    WHERE ${isRecordedAfter('d', position)} AND ${isKnownDecision('d', view)} AND ${isKnownCorrection('c', view)})`
}

/**
 * Holds for the figures that the view reads, of those that it knows: one row per series, period, nature, source and reading. As printed, that is
 * the newest vintage of each; as corrected, the accepted correction of that vintage in its place, in whatever series.
 */
export function isCurrent(row: Row, view: View): Sql {
  if (view.reading === 'AS_PRINTED') return isNewest(row, view)
  const printed = `p_${row}`
  const own = raw(row)
  return sql`CASE ${own}.reading WHEN 'AS_PRINTED' THEN ${isNewest(row, view)} AND ${selectCorrected(row, view)} IS NULL
    ELSE EXISTS (SELECT 1 FROM observation ${raw(printed)} WHERE ${raw(printed)}.reporting_park_id = ${own}.reporting_park_id
      AND ${raw(printed)}.id = ${own}.corrects_id AND ${isKnown(printed, view)} AND ${isNewest(printed, view)}
      AND ${selectCorrected(printed, view)} = ${own}.id) END`
}

/** The same of rows of `observation` itself, which the view may not know. */
export const isKnownCurrent = (row: Row, view: View): Sql => sql`${isKnown(row, view)} AND ${isCurrent(row, view)}`

/** Holds for figures of which the one published last is what the view reads: enough where an order picks that one. */
export function isCandidate(row: Row, view: View): Sql {
  const isRead = view.reading === 'AS_PRINTED' ? sql`${raw(row)}.reading = 'AS_PRINTED'` : isCurrent(row, view)
  return sql`${isKnown(row, view)} AND ${isRead}`
}

/** Holds for every vintage that the view reads: as printed, or as corrected the accepted correction in the place of what it corrects. */
export function isVintage(row: Row, view: View): Sql {
  const isPrinted = sql`${column(row, 'reading')} = 'AS_PRINTED'`
  if (view.reading === 'AS_PRINTED') return isPrinted
  const [park, corrects] = [column(row, 'reportingParkId'), column(row, 'correctsId')]
  return sql`CASE WHEN ${isPrinted} THEN NOT ${isReplaced(row, view)} ELSE ${selectCorrection(park, corrects, view)} = ${column(row, 'id')} END`
}

/** Holds for the newest vintage of a printed figure. Periods are compared by equality, which an index serves. */
export function isNewest(row: Row, view: View): Sql {
  const [own, other] = [raw(row), raw(`n_${row}`)]
  const newer = sql`SELECT 1 FROM observation ${other}
    WHERE ${other}.reporting_park_id = ${own}.reporting_park_id AND ${other}.series_id = ${own}.series_id
    AND ${other}.nature = ${own}.nature AND ${other}.source_id = ${own}.source_id AND ${other}.reading = 'AS_PRINTED'
    AND (${other}.published_on, ${other}.id) > (${own}.published_on, ${own}.id) AND ${isKnown(`n_${row}`, view)}`
  return sql`${own}.reading = 'AS_PRINTED'
    AND NOT EXISTS (${newer} AND ${other}.period_end = ${own}.period_end AND ${other}.period_start = ${own}.period_start)
    AND (${own}.period_end IS NOT NULL OR NOT EXISTS (${newer} AND ${other}.period_end IS NULL AND ${other}.period_start IS NULL))`
}

/** Id of the observation that the view reads for a printed one: that of its correction, or itself. */
export function selectRead(reportingPark: Sql, id: Sql, view: View): Sql {
  return view.reading === 'AS_PRINTED' ? id : sql`coalesce(${selectCorrection(reportingPark, id, view)}, ${id})`
}

/** Holds for a printed figure that an accepted correction replaces. */
export const isReplaced = (row: Row, view: View) => sql`(${selectCorrected(row, view)} IS NOT NULL)`

const selectCorrected = (row: Row, view: View) =>
  selectCorrection(column(row, 'reportingParkId'), column(row, 'id'), view)

/** Id of the observation that the newest decision on a printed figure puts in its place; null where it stays as printed. */
function selectCorrection(reportingPark: Sql, id: Sql, view: View): Sql {
  return sql`(SELECT d.observation_id FROM correction c JOIN correction_decision d
      ON d.reporting_park_id = c.reporting_park_id AND d.correction_id = c.id
    WHERE c.reporting_park_id = ${reportingPark} AND c.observation_id = ${id}
      AND ${isKnownCorrection('c', view)} AND ${isKnownDecision('d', view)}
    ORDER BY d.id DESC LIMIT 1)`
}
