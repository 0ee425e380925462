import { raw, sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
import type { Row } from '../../../compiler/plan.ts'
import {
  isJanuary,
  isLaterMonth,
  isSoFar,
  monthsOf,
  paceOf,
  requirementOf,
} from '../../derivation/select-requirement.ts'
import type { Quantity } from '../../time-series/quantity.ts'
import { find, input, inputs, type Message, preferSource, type Rule, same, severities, text, unpack } from '../rule.ts'

const ahead: Readonly<Record<string, Message>> = {
  FORECAST: { zh: '预计', en: 'forecast' },
  TARGET: { zh: '目标', en: 'target' },
  PLAN: { zh: '计划', en: 'plan' },
  EXPECTED: { zh: '预期', en: 'expectation' },
}

/** Where a figure can lie. */
const rangeOf = (row: Row): Quantity => {
  const nothing = sql`NULL::numeric`
  return { v: nothing, lo: raw(`${row}.low`), hi: raw(`${row}.high`), why: nothing, ids: nothing }
}

/** What the whole year requires at least and at most, also in times of the mean month of the `m` before. */
const { remainder, pace } = requirementOf(rangeOf('f'), rangeOf('t'))
const required = pace(sql`c.m`)

/**
 * See `checkForecast`. What is required is that of `Observation.requirement`, but of the newest year to date that was published by
 * then, which is read whatever it says: an older one would deny it. Past years, as far as they are known exactly, are held against
 * what they had brought by the same month.
 */
export const forecastRemainder: Rule = {
  select: () => sql`(WITH
    chosen AS MATERIALIZED (SELECT x.f, x.t, f.n, f.topic, f.y, t.span, ${monthsOf(sql`t.period_end`)} AS m
      FROM (SELECT DISTINCT ON (f.n) f, t FROM figure f JOIN figure t ON t.topic = f.topic AND t.has_happened AND t.is_total
          AND ${isSoFar('t', 'f')} AND t.published_on <= f.published_on
        WHERE f.is_ahead AND f.is_read ORDER BY f.n, t.period_end DESC, t.priority, t.published_on DESC, t.n DESC) x ${unpack('f', 't')}
      WHERE NOT ${isJanuary('t')} OR NOT EXISTS (SELECT FROM figure l WHERE l.topic = f.topic AND l.has_happened AND l.is_total
        AND ${isLaterMonth('l', 'f')} AND l.size IS NOT NULL AND l.published_on <= f.published_on)),
    told AS MATERIALIZED (SELECT *, concat_ws('|', topic, y, priority) AS year, span = '0101|1|0101' AS is_whole FROM figure
      WHERE has_happened AND is_exact AND is_total AND is_read),
    remainder AS MATERIALIZED (SELECT DISTINCT ON (w.topic, w.y, p.span) w.topic, w.y, p.span, w.low AS whole, p.low AS so_far,
        ${inputs(input('HISTORY', 'w'), input('HISTORY', 'p'))} AS inputs
      FROM told w JOIN told p ON p.year = w.year WHERE w.is_whole AND NOT p.is_whole AND p.low > 0
      ORDER BY w.topic, w.y, p.span, w.priority, w.published_on DESC, w.n DESC, ${preferSource('w', 'p')}),
    past AS (SELECT c.n, ${paceOf(sql`c.m`)(sql`r.whole`, sql`r.so_far`)} AS pace, r.inputs
      FROM chosen c JOIN remainder r ON ${same('r', 'c', ['topic', 'span'])} AND r.y BETWEEN c.y - ${CHECKS.paceYears}::int AND c.y - 1),
    history AS (SELECT n, min(pace) AS lowest, max(pace) AS highest, count(*) AS years,
      jsonb_agg(i ORDER BY i->>'id') AS inputs FROM past, jsonb_array_elements(past.inputs) i GROUP BY n)
    ${find('FORECAST_REMAINDER', {
      severity: sql`CASE WHEN a.actual < 0 AND f.nature = 'FORECAST' THEN ${severities.ERROR} ELSE ${severities.WARNING} END`,
      subject: sql`f.subject_id`,
      of: 'f',
      expected: sql`quotient(a.so_far * (12 - c.m), c.m)`,
      actual: sql`a.actual`,
      inputs: sql`${inputs(input('FORECAST', 'f'), input('TO_DATE', 't'))} || coalesce(h.inputs, '[]')`,
      facts: sql`jsonb_build_object('nature', f.nature, 'months', c.m::text, 'left', (12 - c.m)::text, 'years', (h.years / 2)::text,
        'lowest', ${text(sql`h.lowest`)}, 'highest', ${text(sql`h.highest`)})`,
      key: [sql`f.id`, sql`0`],
    })} FROM chosen c LEFT JOIN history h ON h.n = c.n CROSS JOIN LATERAL (SELECT c.f, c.t) x ${unpack('f', 't')},
      LATERAL (SELECT ${remainder.lo} AS actual, t.high AS so_far
          WHERE ${required.lo} > greatest(${CHECKS.highestPace}::numeric, h.highest)
        UNION ALL SELECT ${remainder.hi}, t.low WHERE ${required.hi} < least(${CHECKS.lowestPace}::numeric, h.lowest)) a)`,
  explain: ({ label, unit, actual, expected, ratio, facts, read }) => {
    const isKnown = facts['years'] !== null
    const kind = ahead[facts['nature'] ?? 'FORECAST'] ?? { zh: '', en: '' }
    return {
      zh: `${label.zh}全年${kind.zh}要求余下${facts['left']}个月完成${actual}${unit.zh},而按前${facts['months']}个月的月均水平应为${expected}${unit.zh}(${ratio}倍)${isKnown ? `,往年同期后为月均的${read('lowest')}至${read('highest')}倍` : ''}。`,
      en: `The full-year ${kind.en} of ${label.en} requires ${actual}${unit.en} of the months left (${facts['left']}), against ${expected}${unit.en} at the mean of the ${facts['months']} so far (${ratio} times)${isKnown ? `; in past years they brought ${read('lowest')} to ${read('highest')} times the mean` : ''}.`,
    }
  },
}
