import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'

/**
 * The days that figures of one row of coverage tell of, as an aggregate over `first` and `last`, their days and the day after. A year
 * to date tells of its end alone: that of June says nothing of what had come together by March.
 */
export const tellDays = sql`range_agg(daterange(CASE WHEN accumulation = 'YEAR_TO_DATE' THEN last - 1 ELSE first END, last))
  FILTER (WHERE last IS NOT NULL)`

/**
 * The periods that lack in a row of coverage, as a FROM item: at its frequency, in step with those that have it, between the first
 * day that is told of and the last, and not told of in full, whether by a longer figure or by shorter ones. Of years to date and
 * of stocks, which are read on their last day, that day alone has to be told of.
 *
 * The days told of are one sorted value of the row, which each period looks itself up in: a join would hold each against all figures.
 */
export function selectGaps(row: Row): Sql {
  const own = (name: string) => column(row, name)
  const isToDate = sql`${own('accumulation')} = 'YEAR_TO_DATE'`
  const isDaily = sql`${own('frequency')} = 'DAY'`
  const step = sql`CASE ${own('frequency')} WHEN 'DAY' THEN interval '1 day' WHEN 'IRREGULAR' THEN NULL
    ELSE make_interval(months => ${own('months')}::int) END`
  return sql`(SELECT g.period_start, g.period_end
    FROM generate_series(${selectFirstEnd(row)}, ${own('lastEnd')}, ${step}) AS e(day),
      LATERAL (SELECT e.day::date AS period_end, CASE WHEN ${isToDate} THEN date_trunc('year', e.day - interval '1 day')
        WHEN ${own('isPoint')} OR ${isDaily} THEN e.day - interval '1 day' ELSE e.day - ${step} END::date AS period_start) g,
      LATERAL (SELECT daterange(CASE WHEN ${own('isReadLast')} THEN g.period_end - 1 ELSE g.period_start END, g.period_end) AS days) d
    WHERE lower(d.days) >= lower(${own('told')}) AND NOT d.days <@ ${own('told')}
      AND NOT (${isToDate} AND NOT ${own('hasJanuary')} AND extract(month FROM g.period_end) = 2))`
}

/** The first end of a period that is in step with those that have the frequency, the first of which is `inStep`. */
function selectFirstEnd(row: Row): Sql {
  const own = (name: string) => column(row, name)
  const between = sql`age(${own('inStep')}, lower(${own('told')}))`
  return sql`CASE ${own('frequency')} WHEN 'DAY' THEN ${own('firstEnd')} ELSE ${own('inStep')} - make_interval(months =>
    ((extract(year FROM ${between}) * 12 + extract(month FROM ${between}))::int / nullif(${own('months')}, 0)::int) * ${own('months')}::int) END`
}

export const countGaps = (row: Row): Sql => sql`(SELECT count(*)::int FROM ${selectGaps(row)} gap)`
