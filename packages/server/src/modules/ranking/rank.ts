import { raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { compileCohort, parkColumns } from './cohort.ts'
import type { RankingArguments, Ties } from './inputs.ts'
import { compileDerived, compileIndicator } from './measure.ts'
import { readPeriod } from './period.ts'
import { compileScored } from './scored.ts'

const maximumRows = 5_000

/** How many rows a ranking lists. @throws AppError `BAD_USER_INPUT` */
export function readFirst({ first }: RankingArguments): number {
  if (first < 1 || first > maximumRows)
    throw new AppError('BAD_USER_INPUT', `first is ${first}: it takes 1 to ${maximumRows}.`, { argument: 'first' })
  return first
}

/** A ranking as CTEs: `ranked_unit`, `ranked_rows` with their ranks, and `ranked_out` with those that have none. */
export function compileRanking(args: RankingArguments, view: View): Sql {
  const { by, ties } = args
  const [period, unit] = [readPeriod(args.period), args.unit ?? null]
  const cohort = compileCohort(args.among ?? { subParks: 'EXCLUDE' }, period, view)
  const amounts = by.indicator
    ? compileIndicator(by.indicator, period, unit, view)
    : by.derived
      ? compileDerived(by.derived, period, unit, view)
      : compileScored(by.framework as NonNullable<typeof by.framework>, period, unit, view)
  const order = raw(args.direction)
  const key = sql`coalesce(a.value, a.lower, a.upper)`
  // Over 3 comes before 3, and nearly 3 after it.
  const shift = sql`CASE WHEN a.value IS NOT NULL THEN 0 WHEN a.lower IS NOT NULL THEN a.lower_open::integer ELSE -a.upper_open::integer END`
  const certain = sql`a.reason IS NULL AND (a.value IS NOT NULL OR ${key} IS NOT NULL AND a.subject_id NOT IN (SELECT o.subject_id FROM ranked_open o))`
  return sql`WITH ${cohort}, ${amounts}, ranked_open AS (${selectOpen}),
    ranked_places AS (SELECT a.*, ${certain} AS is_ranked FROM ranked_amounts a),
    ranked_rows AS (SELECT a.*, ${parkColumns}, u.code AS unit_code, ${by.indicator ? sql`u.atoms` : sql`1`} AS scale, ${ranks[ties]} AS rank,
        count(*) OVER w AS tied
      FROM ranked_places a JOIN ranked_parks p ON p.id = a.subject_id CROSS JOIN ranked_unit u WHERE a.is_ranked
      WINDOW w AS (ORDER BY ${key} ${order}, ${shift} ${order} GROUPS BETWEEN CURRENT ROW AND CURRENT ROW)),
    ranked_out AS (SELECT ${parkColumns}, p.slug, p.reason, NULL::integer AS reporting_park_id, NULL::bigint AS observation_id
        FROM ranked_parks p WHERE NOT p.is_in
      UNION ALL SELECT ${parkColumns}, p.slug, coalesce(a.reason, 'VAGUE'), a.reporting_park_id, a.observation_id
        FROM ranked_places a JOIN ranked_parks p ON p.id = a.subject_id WHERE NOT a.is_ranked)`
}

const ranks: Record<Ties, Sql> = {
  STANDARD: sql`rank() OVER w`,
  MODIFIED: sql`rank() OVER w - 1 + count(*) OVER w`,
  DENSE: sql`dense_rank() OVER w`,
}

/**
 * Figures that overlap with another one: in the order of lower bounds, the highest bound before reaches theirs, or theirs
 * reaches the next one. A bound comes as a pair with its shift: 1 or -1 where the bound itself is excluded.
 */
const selectOpen = sql`SELECT b.subject_id FROM (
    SELECT e.subject_id, e.low, e.high, max(e.high) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before,
      lead(e.low) OVER w AS next
    FROM (SELECT a.subject_id, coalesce(a.value, a.lower, '-Infinity') AS least, CASE WHEN a.lower_open THEN 1 ELSE 0 END AS shift,
        ARRAY[coalesce(a.value, a.lower, '-Infinity'), CASE WHEN a.lower_open THEN 1 ELSE 0 END] AS low,
        ARRAY[coalesce(a.value, a.upper, 'Infinity'), CASE WHEN a.upper_open THEN -1 ELSE 0 END] AS high
      FROM ranked_amounts a WHERE a.reason IS NULL) e
    WINDOW w AS (ORDER BY e.least, e.shift, e.subject_id)) b
  WHERE b.before >= b.low OR b.next <= b.high`
