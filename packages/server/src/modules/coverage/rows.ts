import { type Sql, sql } from '@parkgraph/db'
import type { Arguments } from '../../compiler/plan.ts'
import { isKnown } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCurrent } from '../observation/rows.ts'
import { seriesRows } from '../series/list.ts'
import { sourceRows } from '../source/schema.ts'
import { subjectRows } from '../subject/interface.ts'
import { selectToday } from '../subject/membership.ts'

/** How many figures one answer may look at, every vintage counted. */
const maximumFigures = 200_000

const tooMany = 'Coverage would read more than %2$s figures: name fewer subjects or indicators at once.'

/**
 * One row for each series, nature, source and reading: what there is, how often, how fresh, what lacks and where it breaks.
 *
 * - The frequency is the commonest length of the periods; of years to date and of single days, the commonest step between their
 *   ends. A year to date of January is no gap where none was ever published: it is often not collected.
 * - A row that starts where another of the same subject and indicator has ended goes on where that left off: what differs
 *   between the two is a break.
 */
export function selectCoverage(args: Arguments, view: View): Sql {
  return sql`(WITH
    picked AS MATERIALIZED (SELECT s.* FROM ${seriesRows.from(view)} s WHERE ${isPicked(args, view)}),
    shown AS MATERIALIZED (SELECT o.reporting_park_id, o.series_id, o.nature, o.source_id, o.reading, o.period_start, o.period_end,
        o.published_on, o.unit_code, s.accumulation, isfinite(o.period_start) AND isfinite(o.period_end) AS is_dated
      FROM picked s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      WHERE ${isKnown('o', view)} AND ${isCurrent('o', view)}
        AND require_at_most((SELECT count(*) FROM (SELECT 1 FROM picked p JOIN observation x
          ON x.reporting_park_id = p.reporting_park_id AND x.series_id = p.id LIMIT ${maximumFigures + 1}) c),
          ${maximumFigures}, ${tooMany}, 'subjects')),
    step AS (SELECT *, lag(unit_code) OVER w AS unit_before, period_end - lag(period_end) OVER w AS days,
        ${countMonths(sql`lag(period_end) OVER w`, sql`period_end`)} AS months, ${countMonths(sql`period_start`, sql`period_end`)} AS length
      FROM shown WHERE is_dated
      WINDOW w AS (PARTITION BY reporting_park_id, series_id, nature, source_id, reading ORDER BY period_end, period_start DESC)),
    dated AS (SELECT reporting_park_id, series_id, nature, source_id, reading,
        min(period_end) AS first_end, (array_agg(period_start ORDER BY period_end, period_start DESC))[1] AS first_start,
        max(period_end) AS last_end, (array_agg(period_start ORDER BY period_end DESC, period_start))[1] AS last_start,
        array_agg(DISTINCT period_end) AS ends, bool_and(period_end - period_start = 1) AS is_point,
        bool_or(extract(month FROM period_end) = 2) AS has_january,
        mode() WITHIN GROUP (ORDER BY CASE WHEN accumulation = 'YEAR_TO_DATE' OR period_end - period_start = 1 THEN months
          ELSE length END) AS months, mode() WITHIN GROUP (ORDER BY days) FILTER (WHERE days > 0) AS days,
        jsonb_agg(jsonb_build_object('kind', 'UNIT', 'start', period_start, 'end', period_end, 'before', unit_before,
          'after', unit_code) ORDER BY period_end) FILTER (WHERE unit_before <> unit_code) AS unit_breaks
      FROM step GROUP BY reporting_park_id, series_id, nature, source_id, reading),
    held AS (SELECT reporting_park_id, series_id, nature, source_id, reading, count(*)::int AS count, max(published_on) AS last_published_on
      FROM shown GROUP BY reporting_park_id, series_id, nature, source_id, reading),
    line AS MATERIALIZED (SELECT h.*, d.first_start, d.first_end, d.last_start, d.last_end, d.ends, d.is_point, d.has_january, d.unit_breaks,
        s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, s.dimension, c.code AS source_code,
        CASE WHEN d.months = 1 THEN 'MONTH' WHEN d.months = 3 THEN 'QUARTER' WHEN d.months = 6 THEN 'HALF_YEAR'
          WHEN d.months = 12 THEN 'YEAR' WHEN d.days = 1 THEN 'DAY'
          WHEN cardinality(d.ends) > 1 THEN 'IRREGULAR' END AS frequency
      FROM held h LEFT JOIN dated d USING (reporting_park_id, series_id, nature, source_id, reading)
        JOIN picked s ON s.reporting_park_id = h.reporting_park_id AND s.id = h.series_id
        LEFT JOIN ${sourceRows.from(view)} c ON c.id = h.source_id),
    filled AS (SELECT l.*, g.gap_ends FROM line l, LATERAL (SELECT ARRAY(
        SELECT e::date FROM generate_series(l.first_end, l.last_end, CASE l.frequency WHEN 'DAY' THEN interval '1 day' WHEN 'MONTH'
          THEN interval '1 month' WHEN 'QUARTER' THEN interval '3 months' WHEN 'HALF_YEAR' THEN interval '6 months'
          WHEN 'YEAR' THEN interval '1 year' END) e
        WHERE NOT (l.accumulation = 'YEAR_TO_DATE' AND NOT l.has_january AND extract(month FROM e) = 2)
        EXCEPT SELECT unnest(l.ends) ORDER BY 1) AS gap_ends) g)
    SELECT l.*, cardinality(l.gap_ends) AS gap_count, ${selectToday(view)} - (l.last_end - 1) AS days_since_period,
      ${selectToday(view)} - l.last_published_on AS days_since_publication,
      array_position(enum_range(l.nature), l.nature) AS nature_order, array_position(enum_range(l.reading), l.reading) AS reading_order,
      coalesce(l.unit_breaks, '[]') || coalesce(b.breaks, '[]') || coalesce(n.breaks, '[]') AS breaks
    FROM filled l
      LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'start', l.first_start, 'end', l.first_end,
          'before', k.before, 'after', k.after)) AS breaks
        FROM (SELECT * FROM line p WHERE p.subject_id = l.subject_id AND p.indicator_id = l.indicator_id AND p.measure = l.measure
            AND p.accumulation = l.accumulation AND p.breakdown = l.breakdown AND p.nature = l.nature AND p.reading = l.reading
            AND p.last_end < l.first_end
          ORDER BY p.last_end DESC, (p.price_basis <> l.price_basis)::int + (p.scope <> l.scope)::int + (p.source_id <> l.source_id)::int,
            p.series_id, p.source_id LIMIT 1) p,
        LATERAL (VALUES ('PRICE_BASIS', p.price_basis::text, l.price_basis::text), ('SCOPE', p.scope::text, l.scope::text),
          ('SOURCE', coalesce(p.source_code, ''), coalesce(l.source_code, ''))) AS k(kind, before, after)
        WHERE k.before <> k.after) b ON TRUE
      LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('kind', 'DEFINITION', 'start', f.period_start, 'end', f.period_end,
          'before', f.before, 'after', f.edition) ORDER BY f.valid_from) AS breaks
        FROM (SELECT d.edition, d.valid_from, lag(d.edition) OVER (ORDER BY d.valid_from NULLS FIRST) AS before, x.period_start, x.period_end
          FROM indicator_definition d LEFT JOIN LATERAL (SELECT x.period_start, x.period_end FROM shown x
            WHERE x.reporting_park_id = l.reporting_park_id AND x.series_id = l.series_id AND x.nature = l.nature
              AND x.source_id = l.source_id AND x.reading = l.reading AND x.is_dated AND x.period_end > d.valid_from
            ORDER BY x.period_end, x.period_start DESC LIMIT 1) x ON TRUE
          WHERE d.indicator_id = l.indicator_id) f
        WHERE f.valid_from >= l.first_end AND f.valid_from < l.last_end) n ON TRUE)`
}

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
      : sql`s.subject_id = ANY (ARRAY(SELECT require_subject_id(x.id, w.slug, 'subjects[' || w.n - 1 || ']')
          FROM unnest(${subjects}::text[]) WITH ORDINALITY AS w(slug, n) LEFT JOIN ${subjectRows.from(view)} x ON x.slug = w.slug))`
  const ofIndicators =
    indicators == null
      ? sql`TRUE`
      : sql`s.indicator_id = ANY (ARRAY(SELECT require_indicator(w.code, NULL, 'indicators[' || w.n - 1 || ']')
          FROM unnest(${indicators}::text[]) WITH ORDINALITY AS w(code, n)))`
  return sql`${ofSubjects} AND ${ofIndicators}`
}
