import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isKnown, isVisible, namesNoHidden } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCurrent } from '../observation/rows.ts'
import { selectValid } from '../observation/select-valid.ts'
import { memberships, selectLastDay } from '../subject/membership.ts'

/** What a preview compares: what is read without the correction, and with it. */
export type Side = 'before' | 'after'

/** The figure of a preview as one side reads it. Its columns are those of the SQL function. */
export const sideFigure = (preview: Row, side: Side): Sql =>
  sql`correct_figure(${column(preview, 'reportingParkId')}, ${column(preview, 'observationId')}, ${raw(`${preview}.changes_${side}`)})`

const keyColumns = [
  'indicator_id',
  'measure',
  'accumulation',
  'price_basis',
  'scope',
  'breakdown',
  'dimension',
] as const

const isOfKey = (row: Row, key: Row) => raw(keyColumns.map((name) => `${row}.${name} = ${key}.${name}`).join(' AND '))

const isOfPeriod = (row: Row, period: Row) =>
  raw(
    `${row}.period_start IS NOT DISTINCT FROM ${period}.period_start AND ${row}.period_end IS NOT DISTINCT FROM ${period}.period_end`,
  )

/**
 * Figures of a subject with the key and period of the row `wanted`, one of a source, in atoms, as a side reads them: the real
 * ones without the printed figure of the preview and what is read for it, and the hypothetical one in its place.
 */
function selectFigures(preview: Row, side: Side, wanted: Row, view: View, subject: Sql): Sql {
  const dated = (
    condition: Sql,
  ) => sql`SELECT x.id, x.corrects_id, x.source_id, x.value, x.unit_code, x.published_on FROM observation x
    WHERE x.reporting_park_id = s.reporting_park_id AND x.series_id = s.id AND x.nature = ${raw(wanted)}.nature AND ${condition}
      AND coalesce(x.corrects_id, x.id) <> ${column(preview, 'observationId')} AND ${isKnown('x', view)} AND ${isCurrent('x', view)}`
  const w = raw(wanted)
  return sql`(SELECT s.subject_id, s.reporting_park_id, o.source_id, o.value * u.atoms AS value, d.priority, o.published_on, o.id,
      coalesce(o.corrects_id, o.id) AS printed_id
    FROM series s CROSS JOIN LATERAL (
        ${dated(sql`x.period_end = ${w}.period_end AND x.period_start = ${w}.period_start`)} UNION ALL
        ${dated(sql`${w}.period_end IS NULL AND x.period_end IS NULL`)}) o
      JOIN unit u ON u.code = o.unit_code JOIN source d ON d.id = o.source_id
    WHERE ${isOfKey('s', wanted)} AND s.subject_id = ${subject} AND ${isVisible('s', view)}
      AND ${namesNoHidden('s', ['subject_id'], view)}
    UNION ALL SELECT f.subject_id, f.reporting_park_id, f.source_id, f.value * u.atoms, d.priority, current_date, f.printed_id, f.printed_id
    FROM ${sideFigure(preview, side)} f JOIN unit u ON u.code = f.unit_code JOIN source d ON d.id = f.source_id
    WHERE ${column(preview, 'isRead')} AND ${isOfKey('f', wanted)} AND f.nature = ${w}.nature AND ${isOfPeriod('f', wanted)}
      AND f.subject_id = ${subject})`
}

/** The one figure of a subject that is read among those of several sources. */
const selectLevel = (preview: Row, side: Side, wanted: Row, view: View, subject: Sql) =>
  sql`(SELECT l.value, l.printed_id, l.reporting_park_id FROM ${selectFigures(preview, side, wanted, view, subject)} l
    ORDER BY l.priority, l.published_on DESC, l.id DESC LIMIT 1)`

/** The keys and periods of levels that the figure belongs to or stands beside, on either side: `wanted` rows. */
function selectLevelKeys(preview: Row, view: View): Sql {
  const key = (row: Row) =>
    raw([...keyColumns, 'nature', 'period_start', 'period_end'].map((name) => `${row}.${name}`).join(', '))
  const own = (side: Side) => sql`SELECT ${key('f')} FROM ${sideFigure(preview, side)} f WHERE f.measure = 'LEVEL'`
  return sql`(${own('before')} UNION ${own('after')} UNION
    SELECT s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, s.dimension, x.nature, x.period_start, x.period_end
    FROM observation g JOIN observation x ON x.reporting_park_id = g.reporting_park_id AND g.growth_of_id IN (x.id, x.corrects_id)
      JOIN series s ON s.reporting_park_id = x.reporting_park_id AND s.id = x.series_id
    WHERE g.reporting_park_id = ${column(preview, 'reportingParkId')} AND g.id = ${column(preview, 'observationId')}
      AND ${isKnown('x', view)} AND ${isVisible('s', view)} AND ${isCurrent('x', view)})`
}

/** The growth rate that stands with a level as a side reads both, in percent. */
const selectReported = (preview: Row, side: Side, level: Row, view: View) =>
  sql`(SELECT r.value FROM (
    SELECT x.value, x.published_on, x.id FROM observation x JOIN series s ON s.reporting_park_id = x.reporting_park_id AND s.id = x.series_id
    WHERE x.reporting_park_id = ${raw(level)}.reporting_park_id AND x.growth_of_id = ${raw(level)}.printed_id AND s.measure = 'GROWTH'
      AND coalesce(x.corrects_id, x.id) <> ${column(preview, 'observationId')} AND ${isKnown('x', view)} AND ${isVisible('s', view)}
      AND ${isCurrent('x', view)}
    UNION ALL SELECT f.value, current_date, f.printed_id FROM ${sideFigure(preview, side)} f
      JOIN observation o ON o.reporting_park_id = f.reporting_park_id AND o.id = f.printed_id
    WHERE ${column(preview, 'isRead')} AND f.measure = 'GROWTH' AND o.growth_of_id = ${raw(level)}.printed_id) r
    ORDER BY r.published_on DESC, r.id DESC LIMIT 1)`

const reason = (value: string, base: string) =>
  raw(`CASE WHEN ${value} IS NULL THEN 'MISSING_VALUE' WHEN ${base} IS NULL THEN 'MISSING_BASE' WHEN ${base} = 0 THEN 'ZERO_BASE'
    WHEN ${base} < 0 THEN 'NEGATIVE_BASE' END`)

/** Growth over the year before, and the reported one, wherever one of them differs: of the figure's period and the year after. */
export function selectGrowths(preview: Row, view: View): Sql {
  const side = (name: Side) => sql`LATERAL (SELECT l.value, b.value AS base, ${reason('l.value', 'b.value')} AS reason,
      ${selectReported(preview, name, 'l', view)} AS reported
    FROM (SELECT 1) one LEFT JOIN LATERAL ${selectLevel(preview, name, 'w', view, column(preview, 'subjectId'))} l ON TRUE
      LEFT JOIN LATERAL ${selectLevel(preview, name, 'y', view, column(preview, 'subjectId'))} b ON TRUE) ${raw(name)}`
  const shift = (years: string) =>
    raw(`k.indicator_id, k.measure, k.accumulation, k.price_basis, k.scope, k.breakdown, k.dimension,
    k.nature, (k.period_start + interval '${years}')::date AS period_start, (k.period_end + interval '${years}')::date AS period_end`)
  const divergence = (name: Side) =>
    raw(`CASE WHEN ${name}.reason IS NULL THEN ${name}.reported - quotient((${name}.value - ${name}.base) * 100, ${name}.base) END
      AS ${name}_divergence`)
  return sql`(SELECT w.*, ${column(preview, 'subjectId')} AS subject_id, before.reason AS before_reason, after.reason AS after_reason,
      CASE WHEN before.reason IS NULL THEN quotient((before.value - before.base) * 100, before.base) END AS before_computed,
      CASE WHEN after.reason IS NULL THEN quotient((after.value - after.base) * 100, after.base) END AS after_computed,
      before.reported AS before_reported, after.reported AS after_reported, ${divergence('before')}, ${divergence('after')}
    FROM ${selectLevelKeys(preview, view)} k CROSS JOIN LATERAL (SELECT k.* UNION SELECT ${shift('1 year')}) w
      CROSS JOIN LATERAL (SELECT w.indicator_id, w.measure, w.accumulation, w.price_basis, w.scope, w.breakdown, w.dimension, w.nature,
        (w.period_start - interval '1 year')::date AS period_start, (w.period_end - interval '1 year')::date AS period_end
        WHERE w.period_end IS NOT NULL UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE w.period_end IS NULL) y,
      ${side('before')}, ${side('after')}
    WHERE (before.value, before.base, before.reported) IS DISTINCT FROM (after.value, after.base, after.reported)
      AND (before.reported IS DISTINCT FROM after.reported OR before.reason IS NULL OR after.reason IS NULL))`
}

/** Shares of the levels in those of the parks that the subject is part of, or lies in, on the last day of the period. */
export function selectShares(preview: Row, view: View): Sql {
  const side = (name: Side) => sql`LATERAL (SELECT l.value, b.value AS base, ${reason('l.value', 'b.value')} AS reason
    FROM (SELECT 1) one LEFT JOIN LATERAL ${selectLevel(preview, name, 'k', view, column(preview, 'subjectId'))} l ON TRUE
      LEFT JOIN LATERAL ${selectLevel(preview, name, 'k', view, sql`m.park_id`)} b ON TRUE) ${raw(name)}`
  return sql`(SELECT k.*, ${column(preview, 'subjectId')} AS subject_id, m.park_id, before.reason AS before_reason,
      after.reason AS after_reason,
      CASE WHEN before.reason IS NULL THEN quotient(before.value * 100, before.base) END AS before_value,
      CASE WHEN after.reason IS NULL THEN quotient(after.value * 100, after.base) END AS after_value
    FROM ${selectLevelKeys(preview, view)} k
      CROSS JOIN LATERAL (SELECT DISTINCT m.park_id FROM ${memberships.from(view, selectLastDay(sql`k.period_end`, view))} m
        WHERE m.subject_id = ${column(preview, 'subjectId')} AND m.role IN ('PART_OF', 'LOCATED_IN')) m,
      ${side('before')}, ${side('after')}
    WHERE (before.value, before.base) IS DISTINCT FROM (after.value, after.base) AND (before.reason IS NULL OR after.reason IS NULL))`
}

/** Money by mu of the land of the subject that was valid when the period of the level ended. */
export function selectPerMu(preview: Row, view: View): Sql {
  const land = selectValid(
    {
      subject: column(preview, 'subjectId'),
      indicator: sql`(SELECT id FROM indicator WHERE code = 'land_area')`,
      dimension: sql`'area'`,
      nature: sql`'ACTUAL'::"Nature"`,
      end: sql`k.period_end`,
    },
    view,
  )
  const side = (name: Side) => sql`LATERAL (SELECT l.value, b.value AS base, ${reason('l.value', 'b.value')} AS reason
    FROM (SELECT 1) one LEFT JOIN LATERAL ${selectLevel(preview, name, 'k', view, column(preview, 'subjectId'))} l ON TRUE
      LEFT JOIN LATERAL (SELECT l.value * u.atoms AS value FROM ${land} l JOIN unit u ON u.code = l.unit_code) b ON TRUE) ${raw(name)}`
  const perMu = (name: Side) =>
    raw(
      `CASE WHEN ${name}.reason IS NULL THEN quotient(${name}.value * mu.atoms, ${name}.base * money.atoms) END AS ${name}_value`,
    )
  return sql`(SELECT k.*, ${column(preview, 'subjectId')} AS subject_id, before.reason AS before_reason,
      after.reason AS after_reason, ${perMu('before')}, ${perMu('after')}
    FROM ${selectLevelKeys(preview, view)} k JOIN unit mu ON mu.code = 'MU' JOIN unit money ON money.code = 'CNY_10K', ${side('before')}, ${side('after')}
    WHERE k.dimension = 'money:CNY' AND before.value IS DISTINCT FROM after.value AND (before.reason IS NULL OR after.reason IS NULL))`
}
