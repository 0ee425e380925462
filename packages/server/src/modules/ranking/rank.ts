import { empty, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { isOfAskedCohort } from '../framework/edition.ts'
import { areOfOnePeriod } from '../framework/one-period.ts'
import { compileScores } from '../framework/score.ts'
import { requireClosed } from '../observation/closed-period.ts'
import { compileCohort, parkColumns } from './cohort.ts'
import { compileDerived } from './derived.ts'
import type { RankingArguments, Ties } from './inputs.ts'
import { compileIndicator } from './measure.ts'
import { isOpen, keyOf, shiftOf } from './place.ts'
import { compileScored } from './scored.ts'

/** A ranking as CTEs: `ranked_unit`, `ranked_rows` with their ranks, and `ranked_out` with those that have none. */
export function compileRanking(args: RankingArguments, view: View): Sql {
  const { by, ties } = args
  const [period, unit] = [args.period ? requireClosed(args.period) : null, args.unit ?? null]
  const { framework } = by
  const scores = framework
    ? sql`${compileScores({ ...framework, path: 'by.framework.' }, null, period, view)}, `
    : empty
  const isAsked = framework?.cohort == null ? sql`TRUE` : isOfAskedCohort(sql`p.id`)
  const cohort = compileCohort(args.among ?? { subParks: 'EXCLUDE' }, isAsked, period, view)
  const amounts = by.indicator
    ? compileIndicator(by.indicator, period, unit, view)
    : by.derived
      ? compileDerived(by.derived, period, unit, view)
      : compileScored(framework as NonNullable<typeof framework>, unit)
  const order = raw(args.direction)
  const isRanked = sql`a.reason IS NULL AND NOT ${isOpen(ranked, sql`a.reason IS NULL`, sql`a.subject_id`)}`
  // Scores of different cohorts do not compare: each has ranks of its own.
  const apart = framework ? sql`PARTITION BY a.cohort_id` : empty
  const position = framework ? sql`(SELECT c.position FROM framework_cohort c WHERE c.id = a.cohort_id)` : sql`NULL`
  return sql`WITH ${scores}${cohort}, ${amounts},
    ranked_places AS (SELECT a.*, ${isRanked} AS is_ranked FROM ranked_amounts a),
    ranked_rows AS (SELECT a.*, ${parkColumns}, u.code AS unit_code, ${by.indicator ? sql`u.atoms` : sql`1`} AS scale, ${ranks[ties]} AS rank,
        count(*) OVER w AS tied, ${position} AS cohort_position
      FROM ranked_places a JOIN ranked_parks p ON p.id = a.subject_id CROSS JOIN ranked_unit u WHERE a.is_ranked
      WINDOW w AS (${apart} ORDER BY ${keyOf(ranked)} ${order}, ${shiftOf(ranked)} ${order} GROUPS BETWEEN CURRENT ROW AND CURRENT ROW)),
    ranked_out AS (SELECT ${parkColumns}, p.slug, p.reason, NULL::integer AS reporting_park_id, NULL::bigint AS observation_id, NULL::integer AS cohort_id
        FROM ranked_parks p WHERE NOT p.is_in
      UNION ALL SELECT ${parkColumns}, p.slug, coalesce(a.reason, 'VAGUE'), a.reporting_park_id, a.observation_id, a.cohort_id
        FROM ranked_places a JOIN ranked_parks p ON p.id = a.subject_id WHERE NOT a.is_ranked)`
}

/**
 * Whether what is ranked is of one period: of scores, what each of their indicators reads in a cohort. What is read of a period that is
 * named holds in it.
 */
export function isOnePeriod({ by, period }: RankingArguments): Sql {
  if (period) return sql`TRUE`
  if (!by.framework) return sql`(SELECT count(DISTINCT (r.period_start, r.period_end)) <= 1 FROM ranked_rows r)`
  return areOfOnePeriod(sql`SELECT r.subject_id FROM ranked_rows r`, sql`SELECT r.cohort_id FROM ranked_rows r`)
}

/** The columns of `ranked_amounts` `a`. */
const ranked = {
  value: sql`a.value`,
  lower: sql`a.lower`,
  upper: sql`a.upper`,
  lowerOpen: sql`a.lower_open`,
  upperOpen: sql`a.upper_open`,
}

const ranks: Record<Ties, Sql> = {
  STANDARD: sql`rank() OVER w`,
  MODIFIED: sql`rank() OVER w - 1 + count(*) OVER w`,
  DENSE: sql`dense_rank() OVER w`,
}
