import { join, raw, type Sql, sql } from '@parkgraph/db'
import { selectOwnDimension } from '../../compiler/measured.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { printedOf } from './rows.ts'

type Reported = 'GROWTH' | 'CHANGE'

/**
 * Holds for the growth rates or changes `other` that stand with the level `row`, as it is read. A change is in its unit, and a growth of what its
 * indicator measures: it tells nothing of a level in another currency. `series` is the row with what the level measures.
 */
export function isReportedWith(row: Row, other: Row, measure: Reported, series = row): Sql {
  const park = column(row, 'reportingParkId')
  const measured = measure === 'CHANGE' ? column(other, 'dimension') : selectOwnDimension(column(series, 'indicatorId'))
  return sql`(${column(other, 'reportingParkId')} = ${park} AND ${column(other, 'measure')} = ${measure}::"Measure"
    AND ${column(series, 'measure')} = 'LEVEL' AND ${column(series, 'dimension')} = ${measured}
    AND ${column(other, 'id')} = ANY (${listReported(park, printedOf(row), measure)}))`
}

/**
 * Ids of what stands with a level, which is named by its printed vintage: what was printed with it, or with an earlier vintage of
 * it, for a revision may leave it unsaid; and where nothing says with what it was printed, that of the same source, series and
 * period.
 */
export function listReported(park: Sql, printed: Sql, measure: Reported): Sql {
  const level = sql`p.reporting_park_id = ${park} AND p.id = ${printed}`
  const shared = ['reporting_park_id', 'nature', 'period_end', 'period_start', 'source_id']
  const isAlike = (row: Row) => raw(shared.map((name) => `${row}.${name} = p.${name}`).join(' AND '))
  const keys = ['reporting_park_id', 'subject_id', 'indicator_id', 'accumulation', 'scope', 'breakdown']
  // By each reading and behind a fence, so that the index of vintages is searched down to the period.
  const ofSeries = (reading: string) => sql`UNION ALL SELECT r.id FROM observation p
      JOIN series s ON s.reporting_park_id = p.reporting_park_id AND s.id = p.series_id
      JOIN series y ON ${join(
        keys.map((name) => raw(`y.${name} = s.${name}`)),
        ' AND ',
      )} AND y.measure = ${measure}::"Measure"
      CROSS JOIN LATERAL (SELECT r.id FROM observation r WHERE ${isAlike('r')} AND r.series_id = y.id
        AND r.reading = ${reading}::"Reading" AND r.growth_of_id IS NULL OFFSET 0) r
    WHERE ${level}`
  return sql`ARRAY(
    SELECT r.id FROM observation r WHERE r.reporting_park_id = ${park} AND r.growth_of_id = ${printed}
    UNION ALL SELECT r.id FROM observation p
      JOIN observation v ON ${isAlike('v')} AND v.series_id = p.series_id AND v.reading = 'AS_PRINTED'
        AND (v.published_on, v.id) < (p.published_on, p.id)
      JOIN observation r ON r.reporting_park_id = v.reporting_park_id AND r.growth_of_id = v.id WHERE ${level}
    ${join(['AS_PRINTED', 'CORRECTED'].map(ofSeries), ' ')})`
}
