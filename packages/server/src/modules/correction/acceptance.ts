import { type Sql, selectCrowding, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { isKnown } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { sideFigure } from './world.ts'

/**
 * What decides whether the correction of a preview can be accepted: whether it is, the figure that it makes, and another one that is
 * read in that place, as far as the viewer sees.
 */
export function selectAcceptance(preview: Row, _: unknown, view: View): Sql {
  const there = sql`(SELECT p.id FROM (SELECT f.reporting_park_id AS park, f.printed_id AS figure, f.series_id, f.nature, f.source_id, f.period_start, f.period_end) w,
      LATERAL ${selectCrowding((row, day) => isKnown(row, view, day))} p
    WHERE ${column(preview, 'isRead')} ORDER BY p.id LIMIT 1)`
  return sql`(SELECT f.reporting_park_id, ${column(preview, 'correctionId')} AS correction_id, ${column(preview, 'isAccepted')} AS is_accepted,
      f.period_start, f.period_end, jsonb_build_object('code', i.code, 'dimension', i.dimension) AS indicator,
      jsonb_build_object('measure', f.measure, 'accumulation', f.accumulation, 'value', trim_scale(f.value)::text,
        'lower', trim_scale(f.lower)::text, 'upper', trim_scale(f.upper)::text, 'qualifier', f.qualifier, 'unit', f.unit_code) AS figure,
      ${there} AS crowded_by_id
    FROM ${sideFigure(preview, 'after')} f JOIN indicator i ON i.id = f.indicator_id)`
}
