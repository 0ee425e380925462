import { type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { tellsAmount } from '../observation/rows.ts'
import { parkRows } from '../park/list.ts'
import { selectAround, selectDay } from '../ranking/cohort.ts'
import { selectFigures, type Wanted } from '../ranking/figures.ts'
import { type Edition, selectCohort, selectEdition } from './edition.ts'
import { selectItems } from './score-items.ts'
import { selectScored } from './score-value.ts'

/**
 * Scores under an edition, of one park or of all, as CTEs: `score_edition` is the edition, `score_items` are its indicators,
 * `score_parks` the parks with their cohorts, `score_contributions` what each indicator adds to a park's score, and `score_totals`
 * the scores. By MIN_MAX a park lies between the worst and the best of its cohort, in which parks within parks do not count.
 */
export function compileScores(edition: Edition, park: Row | null, period: Period | null, view: View): Sql {
  const isAsked = park === null ? sql`TRUE` : sql`p.id = ${column(park, 'id')}`
  const wanted: Wanted = {
    from: { item: sql`score_items f`, key: 'f.id' },
    indicator: sql`f.indicator_id`,
    measure: sql`f.measure`,
    nature: sql`f.nature`,
    dimension: sql`f.dimension`,
    accumulation: sql`f.accumulation`,
    scope: sql`f.scope`,
  }
  return sql`score_edition AS (${selectEdition(edition)}),
    score_items AS (${selectItems(`${edition.path}edition`)}),
    score_parks AS (SELECT p.id, ${isAsked} AS is_asked, CASE WHEN e.has_cohorts THEN (${selectCohort}) ELSE 0 END AS cohort_id
      FROM ${parkRows.from(view)} p, score_edition e WHERE e.scoring_method = 'MIN_MAX' OR ${isAsked}),
    score_levels AS (${selectFigures(wanted, sql`SELECT id FROM score_parks`, period, view)}),
    score_figures AS (${selectScored(wanted, period, view)}),
    score_inside AS (SELECT a.id FROM ${selectAround(selectDay(period, view), view)} a),
    score_ranges AS (SELECT f.id AS item_id, p.cohort_id, min(f.value) AS minimum, max(f.value) AS maximum
      FROM score_figures f JOIN score_parks p ON p.id = f.subject_id
      WHERE ${isOfRange} GROUP BY f.id, p.cohort_id),
    score_contributions AS (SELECT p.id AS park_id, p.cohort_id, i.id AS item_id, i.position, i.weight, i.unit_code, i.unit_atoms,
        f.reporting_park_id, f.observation_id, f.base_park_id, f.base_observation_id, f.period_start, f.period_end,
        f.value, f.lower, f.upper,
        CASE e.scoring_method WHEN 'MIN_MAX' THEN r.minimum END AS minimum,
        CASE e.scoring_method WHEN 'MIN_MAX' THEN r.maximum END AS maximum, s.*
      FROM score_parks p CROSS JOIN score_edition e CROSS JOIN score_items i
        LEFT JOIN score_figures f ON f.id = i.id AND f.subject_id = p.id
        LEFT JOIN score_ranges r ON r.item_id = i.id AND r.cohort_id = p.cohort_id
        CROSS JOIN LATERAL (${selectScore}) s WHERE p.is_asked),
    score_totals AS (SELECT p.id AS park_id, p.cohort_id, t.value, coalesce(t.rests_on, 0) AS rests_on,
        CASE WHEN t.value IS NOT NULL THEN NULL WHEN NOT EXISTS (SELECT 1 FROM score_items) THEN 'NO_INDICATORS'
          WHEN e.scoring_method IS NULL THEN 'NO_METHOD' WHEN p.cohort_id IS NULL THEN 'NO_COHORT'
          ELSE t.reason END AS reason
      FROM score_parks p CROSS JOIN score_edition e LEFT JOIN (
        SELECT c.park_id, min(c.reason) AS reason,
          quotient(sum(c.score * c.weight), sum(c.weight) FILTER (WHERE c.score IS NOT NULL)) AS value,
          quotient(sum(c.weight) FILTER (WHERE c.score IS NOT NULL) * 100, (SELECT e.total_weight FROM score_edition e)) AS rests_on
        FROM score_contributions c GROUP BY c.park_id) t ON t.park_id = p.id
      WHERE p.is_asked)`
}

/** Holds for figures `f` of parks `p` among which the worst and the best are looked for. */
export const isOfRange = sql`(f.value IS NOT NULL AND p.id NOT IN (SELECT a.id FROM score_inside a))`

/** `scoreMinMax` and `scoreDistance` of packages/statistics: the columns `score` and `reason`. */
const selectScore = sql`SELECT CASE WHEN q.reason IS NULL THEN least(greatest(q.score, 0), 100) END AS score, q.reason
  FROM (SELECT CASE WHEN e.scoring_method = 'MIN_MAX' THEN CASE i.direction
        WHEN 'MORE_IS_BETTER' THEN quotient((f.value - r.minimum) * 100, r.maximum - r.minimum)
        ELSE quotient((r.maximum - f.value) * 100, r.maximum - r.minimum) END
      WHEN i.direction = 'MORE_IS_BETTER' THEN quotient(f.value * 100, i.target)
      WHEN f.value <= i.target THEN 100 ELSE quotient(i.target * 100, f.value) END AS score,
    CASE WHEN e.scoring_method IS NULL THEN 'NO_METHOD' WHEN p.cohort_id IS NULL THEN 'NO_COHORT'
      WHEN NOT ${tellsAmount('f')} THEN 'MISSING_VALUE' WHEN f.value IS NULL THEN 'VAGUE'
      WHEN e.scoring_method = 'MIN_MAX' AND r.minimum IS NOT DISTINCT FROM r.maximum THEN 'NO_SPREAD'
      WHEN e.scoring_method = 'DISTANCE_TO_TARGET' AND i.target IS NULL THEN 'MISSING_TARGET' END AS reason) q`
