import { raw, type Sql, sql } from '@parkgraph/db'
import type { Arguments } from '../../compiler/plan.ts'
import { isKnown, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isCurrent } from '../observation/rows.ts'
import { seriesRows } from '../series/list.ts'
import { sourceRows } from '../source/schema.ts'
import { subjectRows } from '../subject/interface.ts'
import { selectToday } from '../subject/membership.ts'

/** How many figures one answer may look at, every vintage counted that the viewer may see. */
const maximumFigures = 200_000

const tooMany = 'Coverage would read more than %2$s figures: name fewer subjects or indicators at once.'

/**
 * One row for each series, nature, source and reading: what there is, how often, how fresh, what lacks and where it breaks.
 *
 * - The frequency is the commonest length of the periods; of years to date and of single days, the commonest step between their
 *   ends. A year to date of January is no gap where none was ever published: it is often not collected.
 * - A figure that is recorded as missing, such as one that was withdrawn, is none.
 * - A row that starts where another of the same subject and indicator has ended goes on where that left off: what differs
 *   between the two is a break.
 */
export function selectCoverage(args: Arguments, view: View): Sql {
  return sql`(WITH
    picked AS MATERIALIZED (SELECT s.* FROM ${seriesRows.from(view)} s WHERE ${isPicked(args, view)}),
    shown AS (SELECT o.reporting_park_id, o.series_id, o.nature, o.source_id, o.reading, o.published_on, o.unit_code, s.accumulation,
        CASE WHEN ${isDated} THEN o.period_start END AS first, CASE WHEN ${isDated} THEN o.period_end END AS last
      FROM picked s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      WHERE ${isKnown('o', view)} AND ${isCurrent('o', view)} AND coalesce(o.value, o.lower, o.upper) IS NOT NULL
        AND require_at_most((SELECT count(*) FROM (SELECT 1 FROM picked p JOIN observation x
          ON x.reporting_park_id = p.reporting_park_id AND x.series_id = p.id WHERE ${isVisible('x', view)} LIMIT ${maximumFigures + 1}) c),
          ${maximumFigures}, ${tooMany}, 'subjects')),
    step AS (SELECT *, lag(unit_code) OVER w AS unit_before, last - lag(last) OVER w AS days,
        ${countMonths(sql`lag(last) OVER w`, sql`last`)} AS months, ${countMonths(sql`first`, sql`last`)} AS length
      FROM shown WINDOW w AS (PARTITION BY ${group} ORDER BY last, first DESC)),
    held AS (SELECT ${group}, count(*)::int AS count, max(published_on) AS last_published_on,
        array_agg(first ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS starts,
        array_agg(last ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS ends,
        array_agg(unit_code ORDER BY last, first DESC) FILTER (WHERE last IS NOT NULL) AS units,
        bool_and(last - first = 1) AS is_point, coalesce(bool_or(extract(month FROM last) = 2), FALSE) AS has_january,
        mode() WITHIN GROUP (ORDER BY CASE WHEN accumulation = 'YEAR_TO_DATE' OR last - first = 1 THEN months ELSE length END) AS months,
        mode() WITHIN GROUP (ORDER BY days) FILTER (WHERE days > 0) AS days,
        jsonb_agg(jsonb_build_object('kind', 'UNIT', 'start', first, 'end', last, 'before', unit_before,
          'after', unit_code) ORDER BY last) FILTER (WHERE unit_before <> unit_code AND last IS NOT NULL) AS unit_breaks
      FROM step GROUP BY ${group}),
    line AS MATERIALIZED (SELECT h.*, row_number() OVER () AS n, h.starts[1] AS first_start, h.ends[1] AS first_end,
        h.starts[cardinality(h.ends)] AS last_start, h.ends[cardinality(h.ends)] AS last_end,
        s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, c.code AS source_code,
        CASE WHEN h.months = 1 THEN 'MONTH' WHEN h.months = 3 THEN 'QUARTER' WHEN h.months = 6 THEN 'HALF_YEAR'
          WHEN h.months = 12 THEN 'YEAR' WHEN h.days = 1 THEN 'DAY' WHEN cardinality(h.ends) > 1 THEN 'IRREGULAR' END AS frequency
      FROM held h JOIN picked s ON s.reporting_park_id = h.reporting_park_id AND s.id = h.series_id
        LEFT JOIN ${sourceRows.from(view)} c ON c.id = h.source_id),
    handover AS (SELECT DISTINCT ON (l.n) l.n, p.price_basis, p.scope, p.source_code, p.units[cardinality(p.units)] AS unit_code FROM line l
      JOIN line p ON ${continues} AND p.last_end < l.first_end
      ORDER BY l.n, p.last_end DESC,
        (p.price_basis <> l.price_basis)::int + (p.scope <> l.scope)::int + (p.source_id <> l.source_id)::int, p.n),
    edition AS (SELECT indicator_id, edition, valid_from, lag(edition) OVER (PARTITION BY indicator_id ORDER BY valid_from NULLS FIRST) AS before
      FROM indicator_definition),
    break AS (
      SELECT l.n, k.kind, l.first_start AS start, l.first_end AS "end", k.before, k.after FROM line l JOIN handover p ON p.n = l.n,
        LATERAL (VALUES ('PRICE_BASIS', p.price_basis::text, l.price_basis::text), ('SCOPE', p.scope::text, l.scope::text),
          ('SOURCE', coalesce(p.source_code, ''), coalesce(l.source_code, '')), ('UNIT', p.unit_code, l.units[1])) AS k(kind, before, after)
      WHERE k.before <> k.after
      UNION ALL SELECT l.n, 'DEFINITION', f.first, f.last, e.before, e.edition
      FROM line l JOIN edition e ON e.indicator_id = l.indicator_id AND e.valid_from >= l.first_end AND e.valid_from < l.last_end,
        LATERAL (SELECT u.first, u.last FROM unnest(l.starts, l.ends) AS u(first, last) WHERE u.last > e.valid_from
          ORDER BY u.last, u.first DESC LIMIT 1) f),
    breaks AS (SELECT n, jsonb_agg(to_jsonb(break) - 'n') AS list FROM break GROUP BY n)
    SELECT l.*, g.gap_ends, cardinality(g.gap_ends) AS gap_count, ${selectToday(view)} - (l.last_end - 1) AS days_since_period,
      ${selectToday(view)} - l.last_published_on AS days_since_publication,
      array_position(enum_range(l.nature), l.nature) AS nature_order, array_position(enum_range(l.reading), l.reading) AS reading_order,
      coalesce(l.unit_breaks, '[]') || coalesce(b.list, '[]') AS breaks
    FROM line l LEFT JOIN breaks b ON b.n = l.n, LATERAL (SELECT ARRAY(
      SELECT e::date FROM generate_series(l.first_end, l.last_end, CASE l.frequency WHEN 'DAY' THEN interval '1 day' WHEN 'MONTH'
        THEN interval '1 month' WHEN 'QUARTER' THEN interval '3 months' WHEN 'HALF_YEAR' THEN interval '6 months'
        WHEN 'YEAR' THEN interval '1 year' END) e
      WHERE NOT (l.accumulation = 'YEAR_TO_DATE' AND NOT l.has_january AND extract(month FROM e) = 2)
      EXCEPT SELECT unnest(l.ends) ORDER BY 1) AS gap_ends) g)`
}

/** What tells one row of coverage from another. */
const group = raw('reporting_park_id, series_id, nature, source_id, reading')

const isDated = raw('isfinite(o.period_start) AND isfinite(o.period_end)')

/** Holds where the row `p` is of the same thing as `l`, so that the one can go on where the other ended. */
const continues = raw(
  ['subject_id', 'indicator_id', 'measure', 'accumulation', 'breakdown', 'nature', 'reading']
    .map((name) => `p.${name} = l.${name}`)
    .join(' AND '),
)

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
