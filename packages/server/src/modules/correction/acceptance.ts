import { raw, type Sql, selectCrowding, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isKnown, isKnownCorrection, isKnownDecision } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { sideFigure } from './world.ts'

const known = { figure: isKnown, correction: isKnownCorrection, decision: isKnownDecision }

/**
 * What decides whether the correction of a preview can be accepted: whether it is, the figure that it makes, a vintage that is newer than the
 * proposal, and another figure that is read in that place, as far as the viewer sees.
 */
export function selectAcceptance(preview: Row, _: unknown, view: View): Sql {
  const placeOf = (row: Row) =>
    sql`(SELECT h.position FROM change h WHERE h.reporting_park_id = ${raw(row)}.reporting_park_id AND h.id = ${raw(row)}.change_id)`
  const newest = sql`(SELECT CASE WHEN ${placeOf('n')} > (SELECT ${placeOf('c')} FROM correction c WHERE c.reporting_park_id = n.reporting_park_id
        AND c.id = ${column(preview, 'correctionId')}) THEN n.id END FROM observation o JOIN observation n ON n.reporting_park_id = o.reporting_park_id AND n.series_id = o.series_id
      AND n.nature = o.nature AND n.source_id = o.source_id AND n.reading = 'AS_PRINTED' AND n.period_end IS NOT DISTINCT FROM o.period_end
      AND n.period_start IS NOT DISTINCT FROM o.period_start AND ${isKnown('n', view)}
    WHERE o.reporting_park_id = f.reporting_park_id AND o.id = f.printed_id AND NOT ${column(preview, 'isRead')}
    ORDER BY n.published_on DESC, n.id DESC LIMIT 1)`
  const there = sql`(SELECT p.id FROM (SELECT f.reporting_park_id AS park, f.printed_id AS figure, f.series_id, f.nature, f.source_id, f.period_start, f.period_end) w,
      LATERAL ${selectCrowding((row, kind) => known[kind ?? 'figure'](row, view))} p
    WHERE ${column(preview, 'isRead')} ORDER BY p.id LIMIT 1)`
  return sql`(SELECT f.reporting_park_id, ${column(preview, 'correctionId')} AS correction_id, ${column(preview, 'isAccepted')} AS is_accepted,
      f.period_start, f.period_end, jsonb_build_object('code', i.code, 'dimension', i.dimension) AS indicator,
      jsonb_build_object('measure', f.measure, 'accumulation', f.accumulation, 'value', trim_scale(f.value)::text,
        'lower', trim_scale(f.lower)::text, 'upper', trim_scale(f.upper)::text, 'qualifier', f.qualifier, 'unit', f.unit_code) AS figure,
      ${column(preview, 'isRead')} AS is_read, coalesce(${newest}, ${there}) AS in_the_way_id
    FROM ${sideFigure(preview, 'after')} f JOIN indicator i ON i.id = f.indicator_id)`
}
