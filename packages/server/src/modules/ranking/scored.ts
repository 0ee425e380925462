import { type Sql, sql } from '@parkgraph/db'
import { parseDecimal } from '@parkgraph/statistics'
import { AppError } from '../../errors.ts'
import type { RankedFramework } from './inputs.ts'
import { toOwnUnit } from './measure.ts'

/** Least share of the weight, in percent; null for what is held of the edition. @throws AppError `BAD_USER_INPUT` */
function readLeastWeight({ leastWeight = null }: RankedFramework): string | null {
  if (leastWeight === null) return null
  const share = parseDecimal(leastWeight)
  if (share.isNegative() || share.greaterThan(100))
    throw new AppError('BAD_USER_INPUT', `leastWeight is ${leastWeight}: it takes 0 to 100 percent.`, {
      argument: 'by.framework.leastWeight',
    })
  return leastWeight
}

/** The scores of `score_totals`, each with its cohort. One that rests on too little of the weight is not held against the others. */
export function compileScored(choice: RankedFramework, unit: string | null): Sql {
  const least = sql`coalesce(${readLeastWeight(choice)}::numeric,
    (SELECT quotient(sum(i.weight) * 100, min(i.total_weight)) FROM score_items i))`
  return sql`ranked_unit AS (SELECT u.code, u.atoms FROM unit u WHERE u.code = ${toOwnUnit(unit, 'POINT')}),
    ranked_amounts AS (SELECT p.id AS subject_id, p.slug,
        coalesce(s.reason, CASE WHEN s.rests_on < ${least} THEN 'INCOMPLETE_SCORE' END) AS reason,
        NULL::integer AS reporting_park_id, NULL::bigint AS observation_id, NULL::date AS period_start, NULL::date AS period_end,
        s.value, NULL::numeric AS lower, NULL::numeric AS upper, FALSE AS lower_open, FALSE AS upper_open,
        NULL::integer AS base_park_id, NULL::bigint AS base_observation_id, s.rests_on, s.cohort_id
      FROM ranked_parks p FULL JOIN score_totals s ON s.park_id = p.id WHERE coalesce(p.is_in, FALSE))`
}
