import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { isReportedWith } from '../observation/reported-with.ts'
import { isCurrent, observationRows, printedOf, tellsAmount } from '../observation/rows.ts'
import { isOfPriority, selectYearBefore } from '../observation/year-before.ts'
import { selectPrecision } from './level.ts'

/** The bounds of a growth over a base, in percent, where both were rounded in print. */
const extreme = (level: Sql, base: Sql) => sql`quotient((${level} - ${base}) * 100, ${base})`

/**
 * A FROM item that holds the reported growth of the level `row` against the growth over last year's published level. It
 * serves reading and filtering alike. Columns: reported, computed, divergence (in
 * percentage points), agreement, causes, reason.
 */
export function compareGrowth(row: Row, view: View): Sql {
  const level = {
    row,
    indicator: column(row, 'indicatorId'),
    measure: column(row, 'measure'),
    isFrom: isOfPriority(sql`(SELECT own.priority FROM source own WHERE own.id = ${column(row, 'sourceId')})`),
  }
  const before = selectYearBefore(level, sql`'ACTUAL'`, null, view)
  return sql`(SELECT f.*,
      CASE WHEN f.is_missing THEN 'MISSING_VALUE' WHEN f.base IS NULL AND NOT f.is_base_vague THEN 'MISSING_BASE'
        WHEN f.base = 0 THEN 'ZERO_BASE' WHEN f.base < 0 THEN 'NEGATIVE_BASE' WHEN f.level IS NULL OR f.is_base_vague THEN 'VAGUE_VALUE'
        WHEN f.is_reported_missing THEN 'MISSING_VALUE' WHEN f.reported IS NULL THEN 'VAGUE_VALUE' END AS reason,
      CASE WHEN f.divergence IS NULL THEN 'NOT_COMPARABLE'
        WHEN f.reported + f.rounding >= f.least AND coalesce(f.reported - f.rounding <= f.most, TRUE) THEN 'AGREES'
        ELSE 'DIFFERS' END AS agreement,
      array_remove(ARRAY[
        CASE WHEN f.is_revised THEN 'BASE_REVISED' END,
        CASE WHEN ${column(row, 'scope')} = 'ABOVE_SCALE' THEN 'PANEL_CHANGES' END,
        CASE WHEN f.price_basis <> ${column(row, 'priceBasis')} THEN 'PRICES_DIFFER' END], NULL) AS causes
    FROM (SELECT p.*, b.reporting_park_id AS base_park_id, b.id AS base_id, b.value AS base,
        b.value IS NULL AND ${tellsAmount('b')} AS is_base_vague,
        CASE WHEN b.value > 0 THEN quotient((p.level - b.value) * 100, b.value) END AS computed,
        CASE WHEN b.value > 0 THEN p.reported - quotient((p.level - b.value) * 100, b.value) END AS divergence,
        CASE WHEN b.value > 0 THEN ${extreme(sql`p.level - p.precision`, sql`(b.value + b.precision)`)} END AS least,
        CASE WHEN b.value > b.precision THEN ${extreme(sql`p.level + p.precision`, sql`(b.value - b.precision)`)} END AS most,
        EXISTS (SELECT 1 FROM ${observationRows.from(view)} e JOIN unit u ON u.code = e.unit_code
          WHERE e.reporting_park_id = b.reporting_park_id AND e.series_id = b.series_id AND e.nature = 'ACTUAL'
            AND e.reading = 'AS_PRINTED' AND e.period_start = b.period_start AND e.period_end = b.period_end AND e.value > 0
            AND e.value * u.atoms <> b.value
            AND abs(p.reported - quotient((p.level - e.value * u.atoms) * 100, e.value * u.atoms)) <= p.rounding * 2) AS is_revised
      FROM (SELECT NOT ${tellsAmount(row)} AS is_missing,
            ${column(row, 'value')} * u.atoms AS level, ${selectPrecision(row)} * u.atoms AS precision,
            ${column(row, 'unitCode')} AS unit_code, g.reporting_park_id, g.id AS reported_id, g.value * w.atoms / x.atoms AS reported, NOT ${tellsAmount('g')} AS is_reported_missing,
            ${selectPrecision('g')} * w.atoms / x.atoms AS rounding, g.price_basis,
            CASE WHEN g.value * w.atoms / x.atoms > -100
              THEN quotient(${column(row, 'value')} * u.atoms * 100, 100 + g.value * w.atoms / x.atoms) END AS implied_base
          FROM unit u, unit x, ${observationRows.from(view)} g JOIN unit w ON w.code = g.unit_code
          WHERE u.code = ${column(row, 'unitCode')} AND x.code = 'PERCENT'
            AND ${isReportedWith(row, 'g', 'GROWTH')} AND ${isCurrent('g', view)}
          ORDER BY g.published_on DESC, g.id DESC LIMIT 1) p
        LEFT JOIN LATERAL (SELECT b.reporting_park_id, p.series_id, b.id, p.period_start, p.period_end, b.value * u.atoms AS value,
            b.lower, b.upper, ${selectPrecision('b')} * u.atoms AS precision
          FROM (${before}) b JOIN unit u ON u.code = b.unit_code
            JOIN observation p ON p.reporting_park_id = b.reporting_park_id AND p.id = ${printedOf('b')}) b ON TRUE) f)`
}
