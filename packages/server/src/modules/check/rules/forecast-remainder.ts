import { sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
import { find, input, inputs, preferSource, type Rule, severities, text, unpack } from '../rule.ts'

/**
 * See `checkForecast`. A forecast is held against the newest year to date that was published by then; past years against what
 * they had brought by the same month.
 */
export const forecastRemainder: Rule = {
  select: () => sql`(WITH
    chosen AS MATERIALIZED (SELECT x.f, x.t, (x.f).n, extract(month FROM (x.t).period_end)::int - 1 AS m
      FROM (SELECT DISTINCT ON (f.n) f, t FROM figure f JOIN figure t ON t.topic = f.topic AND t.measure = 'LEVEL'
          AND t.nature = 'ACTUAL' AND t.accumulation = 'YEAR_TO_DATE' AND t.period_start = f.period_start
          AND t.period_end < f.period_end AND t.published_on <= f.published_on AND extract(day FROM t.period_end) = 1
        WHERE f.measure = 'LEVEL' AND f.nature = 'FORECAST' AND f.accumulation = 'FULL_YEAR' AND f.span = '0101|1|0101'
          AND t.low = t.high AND t.low > 0
        ORDER BY f.n, t.period_end DESC, ${preferSource('f', 't')}) x),
    past AS (SELECT DISTINCT ON (c.n, w.y) c.n, quotient((w.low - p.low) * c.m, p.low * (12 - c.m)) AS pace,
        ${inputs(input('HISTORY', 'w'), input('HISTORY', 'p'))} AS inputs
      FROM chosen c JOIN figure w ON w.topic = (c.f).topic AND w.measure = 'LEVEL' AND w.nature = 'ACTUAL'
        AND w.accumulation IN ('FULL_YEAR', 'YEAR_TO_DATE') AND w.span = '0101|1|0101' AND w.low = w.high
        AND w.y BETWEEN (c.f).y - ${CHECKS.paceYears}::int AND (c.f).y - 1
      JOIN figure p ON p.topic = w.topic AND p.measure = 'LEVEL' AND p.nature = 'ACTUAL' AND p.accumulation = 'YEAR_TO_DATE'
        AND p.y = w.y AND p.span = (c.t).span AND p.low = p.high AND p.low > 0
      ORDER BY c.n, w.y, w.priority, w.n, ${preferSource('w', 'p')}),
    history AS (SELECT n, min(pace) AS lowest, max(pace) AS highest, count(*) AS years,
      jsonb_agg(i ORDER BY i->>'id') AS inputs FROM past, jsonb_array_elements(past.inputs) i GROUP BY n)
    ${find('FORECAST_REMAINDER', {
      severity: sql`CASE WHEN a.actual < 0 THEN ${severities.ERROR} ELSE ${severities.WARNING} END`,
      subject: sql`f.subject_id`,
      of: 'f',
      expected: sql`quotient(t.low * (12 - x.m), x.m)`,
      actual: sql`a.actual`,
      inputs: sql`${inputs(input('FORECAST', 'f'), input('TO_DATE', 't'))} || coalesce(h.inputs, '[]')`,
      facts: sql`jsonb_build_object('months', x.m::text, 'left', (12 - x.m)::text, 'years', (h.years / 2)::text,
        'lowest', ${text(sql`h.lowest`)}, 'highest', ${text(sql`h.highest`)})`,
      key: [sql`f.id`, sql`0`],
    })} FROM chosen x LEFT JOIN history h ON h.n = x.n ${unpack('f', 't')},
      LATERAL (SELECT CASE
        WHEN quotient((f.low - t.low) * x.m, t.low * (12 - x.m)) > greatest(${CHECKS.highestPace}::numeric, h.highest) THEN f.low - t.low
        WHEN quotient((f.high - t.low) * x.m, t.low * (12 - x.m)) < least(${CHECKS.lowestPace}::numeric, h.lowest) THEN f.high - t.low
        END AS actual) a WHERE a.actual IS NOT NULL)`,
  explain: ({ label, unit, actual, expected, ratio, facts, read }) => {
    const isKnown = facts['years'] !== null
    return {
      zh: `${label.zh}全年预计要求余下${facts['left']}个月完成${actual}${unit.zh},而按前${facts['months']}个月的月均水平应为${expected}${unit.zh}(${ratio}倍)${isKnown ? `,往年同期后为月均的${read('lowest')}至${read('highest')}倍` : ''}。`,
      en: `The full-year forecast of ${label.en} requires ${actual}${unit.en} of the months left (${facts['left']}), against ${expected}${unit.en} at the mean of the ${facts['months']} so far (${ratio} times)${isKnown ? `; in past years they brought ${read('lowest')} to ${read('highest')} times the mean` : ''}.`,
    }
  },
}
