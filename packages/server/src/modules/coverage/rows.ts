import { empty, raw, type Sql, sql } from '@parkgraph/db'
import type { Arguments } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCandidate, tellsAmount } from '../observation/rows.ts'
import { isStock } from '../observation/stock.ts'
import { seriesRows } from '../series/list.ts'
import { selectSource } from '../source/asked.ts'
import { subjectRows } from '../subject/interface.ts'
import { selectToday } from '../subject/membership.ts'
import { tellDays } from './gaps.ts'

/** How many figures one answer may look at, every vintage counted that the viewer may see. */
const maximumFigures = 200_000

const tooMany = 'Coverage would read more than %2$s figures: name fewer subjects or indicators at once.'

/**
 * One row for each series, nature and priority of sources: what there is, how often, how fresh, what lacks and where it breaks.
 *
 * - Documents of one priority, such as the issues of a monthly bulletin, are one line, as in time series: of several that tell a
 *   period, the figure counts that is published last. Which one that is is told before looking at the reading, and whether it is
 *   recorded as missing: then the period has none, for no older one stands in for it.
 * - The frequency is the commonest length of the periods; of years to date and of single days, the commonest step between their
 *   ends. A year to date of January is no gap where none was ever published: it is often not collected.
 * - A row that starts where others of the same thing have ended goes on where those left off: `ended` tells of the ones that did so
 *   last before. They are found by passing all starts and ends in their order: a join, of rows whose number the planner does not
 *   know, would hold each against all. (A full join is never made so.)
 */
export function selectCoverage(args: Arguments, view: View): Sql {
  const source = (args.source as string | null | undefined) ?? null
  // Looked for before any series is, so that an unknown one is refused also where there are none.
  const asked = source === null ? empty : sql`asked_source AS MATERIALIZED (${selectSource(source, view)}),`
  return sql`(WITH ${asked}
    picked AS MATERIALIZED (SELECT s.* FROM ${seriesRows.from(view)} s WHERE ${isPicked(args, view)}
      ${source === null ? empty : sql`AND (SELECT id FROM asked_source) IS NOT NULL`}),
    counted AS (SELECT DISTINCT ON (${period}) o.reporting_park_id, o.series_id, o.nature, d.priority, o.source_id, o.reading, o.published_on, o.unit_code,
        s.accumulation, NOT ${tellsAmount('o')} AS is_missing,
        CASE WHEN ${isDated} THEN o.period_start END AS first, CASE WHEN ${isDated} THEN o.period_end END AS last
      FROM picked s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id JOIN source d ON d.id = o.source_id
      WHERE ${isCandidate('o', view)} ${source === null ? empty : sql`AND o.source_id = (SELECT id FROM asked_source)`}
        AND require_at_most((SELECT count(*) FROM (SELECT 1 FROM picked p JOIN observation x
          ON x.reporting_park_id = p.reporting_park_id AND x.series_id = p.id WHERE ${isVisible('x', view)} LIMIT ${maximumFigures + 1}) c),
          ${maximumFigures}, ${tooMany}, 'subjects')
      ORDER BY ${period}, o.published_on DESC, o.id DESC),
    step AS (SELECT *, lag(unit_code) OVER w AS unit_before, last - lag(last) OVER w AS days,
        CASE WHEN accumulation = 'YEAR_TO_DATE' OR last - first = 1 THEN ${countMonths(sql`lag(last) OVER w`, sql`last`)}
          ELSE ${countMonths(sql`first`, sql`last`)} END AS months
      FROM counted WHERE NOT is_missing WINDOW w AS (PARTITION BY ${group} ORDER BY last, first DESC)),
    held AS (SELECT ${group}, count(*)::int AS count, count(*) FILTER (WHERE reading = 'CORRECTED')::int AS corrected_count, max(published_on) AS last_published_on,
        array_agg(first ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS starts,
        array_agg(last ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS ends,
        array_agg(unit_code ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS units,
        array_agg(source_id ORDER BY last, first DESC) AS source_ids, CASE WHEN min(source_id) = max(source_id) THEN min(source_id) END AS source_id,
        array_agg(months ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS steps, ${tellDays} AS told,
        bool_and(last - first = 1) AS is_point, coalesce(bool_or(extract(month FROM last) = 2), FALSE) AS has_january,
        mode() WITHIN GROUP (ORDER BY months) AS months, mode() WITHIN GROUP (ORDER BY days) FILTER (WHERE days > 0) AS days,
        jsonb_agg(jsonb_build_object('kind', 'UNIT', 'start', first, 'end', last, 'before', unit_before,
          'after', unit_code) ORDER BY last) FILTER (WHERE unit_before <> unit_code AND last IS NOT NULL) AS unit_breaks
      FROM step GROUP BY ${group}),
    line AS MATERIALIZED (SELECT h.*, row_number() OVER () AS n, h.starts[1] AS first_start, h.ends[1] AS first_end,
        h.starts[cardinality(h.ends)] AS last_start, h.ends[cardinality(h.ends)] AS last_end,
        h.ends[array_position(h.steps, h.months)] AS in_step,
        s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown,
        CASE WHEN h.months = 1 THEN 'MONTH' WHEN h.months = 3 THEN 'QUARTER' WHEN h.months = 6 THEN 'HALF_YEAR'
          WHEN h.months = 12 THEN 'YEAR' WHEN h.days = 1 THEN 'DAY' WHEN cardinality(h.ends) > 1 THEN 'IRREGULAR' END AS frequency,
        s.accumulation = 'YEAR_TO_DATE' OR ${isStock({ accumulation: sql`s.accumulation`, measure: sql`s.measure`, overTime: sql`i.over_time` })} AS is_read_last
      FROM held h JOIN series s ON s.reporting_park_id = h.reporting_park_id AND s.id = h.series_id JOIN indicator i ON i.id = s.indicator_id),
    event AS (SELECT ${thing}, first_end AS at, FALSE AS is_end, n, NULL::jsonb AS ended FROM line WHERE first_end IS NOT NULL
      UNION ALL SELECT ${thing}, last_end, TRUE, NULL, jsonb_agg(jsonb_build_object('price_basis', price_basis, 'scope', scope,
        'priority', priority, 'source_id', source_ids[cardinality(ends)], 'unit_code', units[cardinality(units)]) ORDER BY series_id, priority)
      FROM line WHERE last_end IS NOT NULL GROUP BY ${thing}, last_end),
    stage AS (SELECT *, count(ended) OVER (PARTITION BY ${thing} ORDER BY at, is_end) AS stage FROM event),
    handover AS (SELECT n, first_value(ended) OVER (PARTITION BY ${thing}, stage ORDER BY at, is_end) AS ended FROM stage)
    SELECT l.*, o.ended, ${selectToday(view)} - (l.last_end - 1) AS days_since_period,
      CASE WHEN l.last_published_on <= ${selectToday(view)} THEN ${selectToday(view)} - l.last_published_on END AS days_since_publication,
      array_position(enum_range(l.nature), l.nature) AS nature_order
    FROM line l FULL JOIN (SELECT * FROM handover WHERE n IS NOT NULL) o ON o.n = l.n)`
}

/** What tells one row of coverage from another. */
const group = raw('reporting_park_id, series_id, nature, priority')

/** What figures share of which one counts. */
const period = raw('o.reporting_park_id, o.series_id, o.nature, d.priority, o.period_end, o.period_start')

const isDated = raw('isfinite(o.period_start) AND isfinite(o.period_end)')

/** What rows share that are of the same thing, so that one can go on where another ended. */
const thing = raw('subject_id, indicator_id, measure, accumulation, breakdown, nature')

/** How many months lie between two days; null where either is not the first of a month. */
const countMonths = (
  from: Sql,
  to: Sql,
): Sql => sql`CASE WHEN extract(day FROM ${from}) = 1 AND extract(day FROM ${to}) = 1
  THEN (extract(year FROM ${to}) - extract(year FROM ${from})) * 12 + extract(month FROM ${to}) - extract(month FROM ${from}) END`

/** Holds for the series `s` of the subjects and indicators that the arguments name; none named means all. */
function isPicked({ subjects, indicators }: Arguments, view: View): Sql {
  const ofSubjects =
    subjects == null
      ? sql`TRUE`
      : sql`s.subject_id = ANY (ARRAY(SELECT require_subject_id((SELECT x.id FROM ${subjectRows.from(view)} x WHERE x.slug = w.slug), w.slug, 'subjects[' || w.n - 1 || ']')
          FROM unnest(${subjects}::text[]) WITH ORDINALITY AS w(slug, n)))`
  const ofIndicators =
    indicators == null
      ? sql`TRUE`
      : sql`s.indicator_id = ANY (ARRAY(SELECT require_indicator(w.code, NULL, 'indicators[' || w.n - 1 || ']')
          FROM unnest(${indicators}::text[]) WITH ORDINALITY AS w(code, n)))`
  return sql`${ofSubjects} AND ${ofIndicators}`
}
