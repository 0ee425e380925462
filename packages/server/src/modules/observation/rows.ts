import { raw, type Sql, sql, type Viewer } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isVisible, namesNoHidden } from '../../compiler/sources.ts'
import type { LatestChoice } from './choice.ts'

export const observationKey = ['reportingParkId', 'id'] as const

/** Observations with what their series says; every vintage of each. */
export const observationRows: Source = {
  key: observationKey,
  from: (
    viewer,
  ) => sql`(SELECT o.*, s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown,
    s.dimension FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
    WHERE ${isVisible('o', viewer)} AND ${isVisible('s', viewer)} AND ${namesNoHidden('s', ['subject_id'], viewer)})`,
}

/** Holds for the newest vintage of each figure: one row per series, period, nature, source and reading. */
export function isCurrent(row: Row, viewer: Viewer): Sql {
  const [own, other] = [raw(row), raw(`n_${row}`)]
  return sql`NOT EXISTS (SELECT 1 FROM observation ${other}
    WHERE ${other}.reporting_park_id = ${own}.reporting_park_id AND ${other}.series_id = ${own}.series_id
    AND ${other}.nature = ${own}.nature AND ${other}.source_id = ${own}.source_id AND ${other}.reading = ${own}.reading
    AND ${other}.period_start IS NOT DISTINCT FROM ${own}.period_start
    AND ${other}.period_end IS NOT DISTINCT FROM ${own}.period_end
    AND (${other}.published_on, ${other}.id) > (${own}.published_on, ${own}.id) AND ${isVisible(`n_${row}`, viewer)})`
}

/**
 * The one latest figure of a subject: of its newest and longest period; among sources, the one that comes first. `select`
 * reads the row `l` of the table `latest`. It serves reading, filtering and ordering alike. Single days and months, and parts
 * of the whole such as above-scale industry, are never mixed with what they are parts of: they have to be asked for.
 */
export function selectLatest(subject: Row, choice: LatestChoice, viewer: Viewer, select: Sql): Sql {
  const { accumulation, scope } = choice
  return sql`(SELECT ${select} FROM latest l WHERE l.subject_id = ${column(subject, 'id')}
    AND l.indicator_id = require_indicator(${choice.indicator}, ${choice.dimension}, ${choice.argument})
    AND l.measure = ${choice.measure}::"Measure" AND l.nature = ${choice.nature}::"Nature"
    AND l.reading = 'AS_PRINTED' AND l.breakdown = '' AND ${isVisible('l', viewer)}
    AND ${accumulation == null ? sql`l.accumulation NOT IN ('DAY', 'MONTH')` : sql`l.accumulation::text = ${accumulation}`}
    AND ${scope == null ? sql`l.scope IN ('UNSPECIFIED', 'ALL')` : sql`l.scope::text = ${scope}`}
    ORDER BY l.period_end DESC NULLS LAST, l.period_start NULLS LAST, l.source_priority, l.price_basis, l.scope,
      l.published_on DESC, l.observation_id DESC LIMIT 1)`
}
