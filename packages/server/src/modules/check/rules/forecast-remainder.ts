import { raw, sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
import type { Row } from '../../../compiler/plan.ts'
import { monthsOf, paceOf, requirementOf } from '../../derivation/select-requirement.ts'
import { isWithinYear, selectSoFar, selectTold } from '../../derivation/so-far.ts'
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
const { remainder, pace } = requirementOf(rangeOf('f'), rangeOf('c'))
const required = pace(sql`c.m`)

/** What is told of a year, forecast by forecast: of all at once the planner would hold each figure against each. */
const columns = [
  'reporting_park_id',
  'priority',
  'id',
  'starts',
  'ends',
  'is_first',
  'is_last',
  'value',
  'low',
  'high',
  'is_added',
]

/**
 * See `checkForecast`. What is required is that of `Observation.requirement`, but of what had come together by the newest
 * month that was published by then, which is read whatever it says: an older one would deny it. Past years, as far as they are known
 * exactly, are held against what they had brought by the same month.
 */
export const forecastRemainder: Rule = {
  select: () => sql`(WITH
    told AS MATERIALIZED (SELECT DISTINCT ON (f.n, t.reporting_park_id, t.priority, t.period_start, t.period_end) f.n AS whole, t.reporting_park_id, t.priority,
        ${input('TO_DATE', 't')} AS id, ${selectTold('t', 'f')}, t.size AS value, t.low, t.high, t.over_time = 'SUM' AS is_added
      FROM figure f JOIN figure t ON t.topic = f.topic AND t.has_happened AND t.is_total AND ${isWithinYear('t', 'f')} AND t.published_on <= f.published_on
      WHERE f.is_ahead AND f.is_read
      ORDER BY f.n, t.reporting_park_id, t.priority, t.period_start, t.period_end, t.published_on DESC, t.n DESC),
    year AS MATERIALIZED (SELECT whole, ${raw(columns.map((name) => `array_agg(${name}) AS ${name}`).join(', '))} FROM told GROUP BY whole),
    chosen AS MATERIALIZED (SELECT f, f.n, f.topic, f.y, concat('0101|0|', to_char(s.ends, 'MMDD')) AS span, ${monthsOf(sql`s.ends`)} AS m, s.low, s.high, to_jsonb(s.ids) AS inputs
      FROM year CROSS JOIN LATERAL ${selectSoFar(raw(`SELECT * FROM unnest(${columns.map((name) => `year.${name}`).join(', ')}) t(${columns.join(', ')})`))} s
        JOIN figure f ON f.n = year.whole WHERE NOT s.is_apart),
    known AS MATERIALIZED (SELECT *, concat_ws('|', topic, y, priority) AS year, span = '0101|1|0101' AS is_whole FROM figure
      WHERE has_happened AND is_exact AND is_total AND is_read),
    remainder AS MATERIALIZED (SELECT DISTINCT ON (w.topic, w.y, p.span) w.topic, w.y, p.span, w.low AS whole, p.low AS so_far,
        ${inputs(input('HISTORY', 'w'), input('HISTORY', 'p'))} AS inputs
      FROM known w JOIN known p ON p.year = w.year WHERE w.is_whole AND NOT p.is_whole AND p.low > 0
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
      inputs: sql`${inputs(input('FORECAST', 'f'))} || c.inputs || coalesce(h.inputs, '[]')`,
      facts: sql`jsonb_build_object('nature', f.nature, 'months', c.m::text, 'left', (12 - c.m)::text, 'years', (h.years / 2)::text,
        'lowest', ${text(sql`h.lowest`)}, 'highest', ${text(sql`h.highest`)})`,
      key: [sql`f.id`, sql`0`],
    })} FROM chosen c LEFT JOIN history h ON h.n = c.n CROSS JOIN LATERAL (SELECT c.f) x ${unpack('f')},
      LATERAL (SELECT ${remainder.lo} AS actual, c.high AS so_far
          WHERE ${required.lo} > greatest(${CHECKS.highestPace}::numeric, h.highest)
        UNION ALL SELECT ${remainder.hi}, c.low WHERE ${required.hi} < least(${CHECKS.lowestPace}::numeric, h.lowest)) a)`,
  explain: ({ label, unit, actual, expected, ratio, facts, read }) => {
    const isKnown = facts['years'] !== null
    const kind = ahead[facts['nature'] ?? 'FORECAST'] ?? { zh: '', en: '' }
    return {
      zh: `${label.zh}全年${kind.zh}要求余下${facts['left']}个月完成${actual}${unit.zh},而按前${facts['months']}个月的月均水平应为${expected}${unit.zh}(${ratio}倍)${isKnown ? `,往年同期后为月均的${read('lowest')}至${read('highest')}倍` : ''}。`,
      en: `The full-year ${kind.en} of ${label.en} requires ${actual}${unit.en} of the months left (${facts['left']}), against ${expected}${unit.en} at the mean of the ${facts['months']} so far (${ratio} times)${isKnown ? `; in past years they brought ${read('lowest')} to ${read('highest')} times the mean` : ''}.`,
    }
  },
}
