import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'

/** Ends of the periods that lack between the first and the last of a row of coverage, at its frequency. */
export function selectGapEnds(row: Row): Sql {
  const own = (name: string) => column(row, name)
  return sql`ARRAY(
    SELECT e::date FROM generate_series(${own('firstEnd')}, ${own('lastEnd')}, CASE ${own('frequency')} WHEN 'DAY' THEN interval '1 day'
      WHEN 'MONTH' THEN interval '1 month' WHEN 'QUARTER' THEN interval '3 months' WHEN 'HALF_YEAR' THEN interval '6 months'
      WHEN 'YEAR' THEN interval '1 year' END) e
    WHERE NOT (${own('accumulation')} = 'YEAR_TO_DATE' AND NOT ${own('hasJanuary')} AND extract(month FROM e) = 2)
    EXCEPT SELECT unnest(${own('ends')}) ORDER BY 1)`
}

export const countGaps = (row: Row): Sql => sql`cardinality(${selectGapEnds(row)})`
