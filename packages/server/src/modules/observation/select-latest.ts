import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import { isPlain, type View } from '../../compiler/view.ts'
import type { LatestChoice } from './choice.ts'
import { isCandidate } from './rows.ts'

/**
 * The one latest figure of a subject: of its newest and longest period; among sources, the one that comes first. `select`
 * reads the row `l`, of the columns of the table `latest`. It serves reading, filtering and ordering alike. Single days and
 * months, and parts of the whole such as above-scale industry, are never mixed with what they are parts of: they have to be
 * asked for.
 */
export function selectLatest(subject: Row, choice: LatestChoice, view: View, select: Sql): Sql {
  const { accumulation, scope } = choice
  const rows = isPlain(view) ? sql`latest` : selectFigures(subject, choice, view)
  return sql`(SELECT ${select} FROM ${rows} l WHERE ${isOf('l', subject, choice)}
    AND l.nature = ${choice.nature}::"Nature" AND ${isPlain(view) ? sql`l.reading = 'AS_PRINTED'` : sql`TRUE`}
    AND l.breakdown = '' AND ${isVisible('l', view)}
    AND ${accumulation == null ? sql`l.accumulation NOT IN ('DAY', 'MONTH')` : sql`l.accumulation::text = ${accumulation}`}
    AND ${scope == null ? sql`l.scope IN ('UNSPECIFIED', 'ALL')` : sql`l.scope::text = ${scope}`}
    ORDER BY l.period_end DESC NULLS LAST, l.period_start NULLS LAST, l.source_priority, l.price_basis, l.scope,
      l.published_on DESC, l.observation_id DESC LIMIT 1)`
}

const isOf = (
  row: Row,
  subject: Row,
  choice: LatestChoice,
) => sql`${column(row, 'subjectId')} = ${column(subject, 'id')}
  AND ${column(row, 'indicatorId')} = require_indicator(${choice.indicator}, ${choice.dimension}, ${choice.argument})
  AND ${column(row, 'measure')} = ${choice.measure}::"Measure"`

/**
 * What the table `latest` would hold of the choice, had it been kept by the view: it follows what is known now, as printed.
 * Each series gives its newest figure alone, which an index finds without reading the others.
 */
function selectFigures(subject: Row, choice: LatestChoice, view: View): Sql {
  return sql`(SELECT o.*, s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown
    FROM series s, LATERAL (SELECT x.reporting_park_id, x.nature, x.period_start, x.period_end, x.published_on,
        x.id AS observation_id, x.qualifier, x.value * u.atoms AS value, x.lower * u.atoms AS lower,
        x.upper * u.atoms AS upper, d.priority AS source_priority, greatest(x.access_level, s.access_level) AS access_level
      FROM observation x JOIN unit u ON u.code = x.unit_code JOIN source d ON d.id = x.source_id
      WHERE x.reporting_park_id = s.reporting_park_id AND x.series_id = s.id AND x.nature = ${choice.nature}::"Nature"
        AND ${isCandidate('x', view)}
      ORDER BY x.period_end DESC NULLS LAST, x.period_start NULLS LAST, d.priority, x.published_on DESC, x.id DESC LIMIT 1) o
    WHERE ${isOf('s', subject, choice)} AND ${isVisible('s', view)})`
}
