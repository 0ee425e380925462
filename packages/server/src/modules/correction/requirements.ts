import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { selectRequirement } from '../derivation/select-requirement.ts'
import { isCurrent, observationRows } from '../observation/rows.ts'
import { asAccepted } from './as-accepted.ts'
import { type Side, sideFigure } from './world.ts'

/** What is compared of a requirement. */
const numbers = [...['required', 'pace'].flatMap((name) => [name, `${name}_lower`, `${name}_upper`]), 'reason']

/** What is read of the subject's figures of the indicator that are still ahead, and what each requires, on one side. */
function selectSide(preview: Row, side: Side, view: View): Sql {
  const indicators = (of: Side) => sql`SELECT f.indicator_id FROM ${sideFigure(preview, of)} f`
  return sql`${asAccepted(
    preview,
    side,
    view,
    sql`SELECT n.reporting_park_id, coalesce(n.corrects_id, n.id) AS forecast_id, r.period_start, r.period_end, r.unit_code,
        (SELECT u.dimension FROM unit u WHERE u.code = r.unit_code) AS dimension, ${columns('r', '')}
      FROM ${observationRows.from(view)} n, LATERAL ${selectRequirement('n', view)} r
      WHERE n.subject_id = ${column(preview, 'subjectId')} AND n.indicator_id IN (${indicators('before')} UNION ${indicators('after')})
        AND n.nature <> 'ACTUAL' AND ${isCurrent('n', view)}`,
  )} ${raw(side)}`
}

const columns = (of: string, prefix: string) =>
  raw(numbers.map((name) => `${of}.${name} AS ${prefix}${name}`).join(', '))

/** What forecasts, targets and plans require on either side, where that differs. */
export function selectRequirements(preview: Row, view: View): Sql {
  const figure = (side: Side) => raw(numbers.map((name) => `${side}.${name}`).join(', '))
  const either = raw(
    ['reporting_park_id', 'forecast_id', 'period_start', 'period_end', 'unit_code', 'dimension']
      .map((name) => `coalesce(after.${name}, before.${name}) AS ${name}`)
      .join(', '),
  )
  return sql`(SELECT ${either}, ${columns('before', 'before_')}, ${columns('after', 'after_')}
    FROM ${selectSide(preview, 'before', view)} FULL JOIN ${selectSide(preview, 'after', view)} ON after.forecast_id = before.forecast_id
        AND after.dimension = before.dimension
    WHERE (${figure('before')}) IS DISTINCT FROM (${figure('after')}))`
}
