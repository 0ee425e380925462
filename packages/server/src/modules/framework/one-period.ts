import { type Sql, sql } from '@parkgraph/db'
import { tellsAmount } from '../observation/rows.ts'
import { isOfRange } from './score.ts'

/**
 * Holds where what each indicator reads for scores is of one period, in each cohort by itself: for the parks with these ids and, by
 * MIN_MAX, for all that the worst and the best are looked for among. Parks and cohorts are queries of ids, or one id.
 */
export const areOfOnePeriod = (parks: Sql, cohorts: Sql): Sql =>
  sql`NOT EXISTS (SELECT FROM score_figures f JOIN score_parks p ON p.id = f.subject_id CROSS JOIN score_edition e
    WHERE ${tellsAmount('f')} AND p.cohort_id IN (${cohorts})
      AND (p.id IN (${parks}) OR e.scoring_method = 'MIN_MAX' AND ${isOfRange})
    GROUP BY f.id, p.cohort_id HAVING count(DISTINCT (f.period_start, f.period_end)) > 1)`
