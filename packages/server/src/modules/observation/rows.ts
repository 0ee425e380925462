import { raw, type Sql, sql, type Viewer } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isVisible, namesNoHidden } from '../../compiler/sources.ts'

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

export interface LatestChoice {
  readonly indicator: string
  /** Where the caller named it, for errors: `where.latest[0].indicator`. */
  readonly argument: string
  /** Dimension that the caller counts on; null where any will do. */
  readonly dimension: string | null
  readonly measure: string
  readonly nature: string
  readonly accumulation?: string | null
  readonly scope?: string | null
}

/**
 * The one latest figure of a subject: of its newest period; among sources, the one that comes first. `select` reads the
 * row `l` of the table `latest`. It serves reading, filtering and ordering alike.
 */
export function selectLatest(subject: Row, choice: LatestChoice, viewer: Viewer, select: Sql): Sql {
  const narrowed = (name: 'accumulation' | 'scope') =>
    choice[name] == null ? sql`TRUE` : sql`${raw(`l.${name}`)}::text = ${choice[name]}`
  return sql`(SELECT ${select} FROM latest l WHERE l.subject_id = ${column(subject, 'id')}
    AND l.indicator_id = require_indicator(${choice.indicator}, ${choice.dimension}, ${choice.argument})
    AND l.measure = ${choice.measure}::"Measure" AND l.nature = ${choice.nature}::"Nature"
    AND l.reading = 'AS_PRINTED' AND l.breakdown = '' AND ${narrowed('accumulation')} AND ${narrowed('scope')}
    AND ${isVisible('l', viewer)}
    ORDER BY l.period_end DESC NULLS LAST, l.source_priority, l.published_on DESC, l.observation_id DESC LIMIT 1)`
}
