import { raw, sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
import type { Row } from '../../../compiler/plan.ts'
import { isOfSpan, orderOfSpan } from '../../observation/of-span.ts'
import type { Span } from '../../observation/stock.ts'
import { isClosed, spanOf, yearBefore } from '../../observation/year-before.ts'
import { find, input, inputs, preferSource, type Rule, severities, unpack } from '../rule.ts'

const before = yearBefore(spanOf('l'))

/** What a source prints once. */
const printed = raw('g.key, g.nature, g.period_start, g.period_end, g.source_id')

/**
 * What a level shares with its base, in one value: by several, the planner would hold each level against all of its topic. Of what adds
 * up over time, whatever it is called.
 */
const placeOf = (row: Row, { start, end }: Span) =>
  sql`(${raw(`concat_ws('|', ${row}.topic, CASE WHEN ${row}.manner = 'FLOW' AND ${row}.over_time = 'SUM' THEN 'FLOW' ELSE ${row}.accumulation::text END, ${row}.priority)`)} || CASE WHEN ${raw(row)}.is_stock THEN ''
    ELSE concat('|', ${start}, '|', ${end}) END)`

/** Each growth `g` with each level `l` that it stands with, and the base `b` that the growth of that one has. */
const selectBases = sql`(SELECT DISTINCT ON (g.n, l.n) g, l, b FROM reported r
  JOIN figure g ON g.n = r.reported AND g.measure = 'GROWTH' JOIN figure l ON l.n = r.level
  JOIN figure b ON b.measure = 'LEVEL' AND b.nature = 'ACTUAL' AND ${placeOf('b', spanOf('b'))} = ${placeOf('l', before)}
    AND ${isClosed(spanOf('l'))} AND (NOT l.is_stock OR ${isOfSpan('b', before, sql`TRUE`)})
  ORDER BY g.n, l.n, b.accumulation <> l.accumulation, ${orderOfSpan('b', before)} b.published_on DESC, b.id DESC)`

/**
 * See `checkGrowth`. A growth is held against the level that it stands with, and that against what `selectYearBefore` tells; where
 * either is recorded as missing, against those of the next source. Growth at other prices than those of the levels is not held
 * against them.
 */
export const growthAgainstLevels: Rule = {
  select: () => sql`${find('GROWTH_AGAINST_LEVELS', {
    severity: sql`CASE WHEN abs(a.actual - c.expected) > ${CHECKS.growthPoints}::numeric THEN ${severities.WARNING} ELSE ${severities.INFO} END`,
    subject: sql`g.subject_id`,
    of: 'g',
    expected: sql`c.expected`,
    actual: sql`a.actual`,
    tolerance: sql`greatest(c.high - c.expected, c.expected - c.low) + g.half`,
    inputs: inputs(input('GROWTH', 'g'), input('LEVEL', 'l'), input('BASE', 'b')),
    facts: sql`jsonb_build_object('isOverZero', (b.low = 0)::text)`,
    key: [sql`g.id`, sql`0`],
  })} FROM (SELECT DISTINCT ON (${printed}) g, l, b FROM ${selectBases} x ${unpack('g', 'l', 'b')}
      WHERE l.size IS NOT NULL AND b.size IS NOT NULL
      ORDER BY ${printed}, g.published_on DESC, g.n DESC, ${preferSource('g', 'l')}, l.n) x ${unpack('g', 'l', 'b')},
    LATERAL (SELECT quotient((l.low - b.low) * 100, b.low) AS expected,
        least(quotient((l.low - l.half - b.low + b.half) * 100, b.low - b.half),
          quotient((l.low - l.half - b.low - b.half) * 100, b.low + b.half)) AS low,
        greatest(quotient((l.low + l.half - b.low + b.half) * 100, b.low - b.half),
          quotient((l.low + l.half - b.low - b.half) * 100, b.low + b.half)) AS high WHERE b.low - b.half > 0
      UNION ALL SELECT z.least, z.least, NULL FROM (SELECT quotient((l.low - l.half - b.half) * 100, b.half) AS least) z
        WHERE b.low = 0 AND l.low > l.half) c,
    LATERAL (SELECT CASE WHEN g.low - g.half > c.high THEN g.low WHEN g.high + g.half < c.low THEN g.high END AS actual) a
    WHERE l.low = l.high AND b.low = b.high AND a.actual IS NOT NULL`,
  explain: ({ label, actual, expected, tolerance, facts }) =>
    facts['isOverZero'] === 'true'
      ? {
          zh: `${label.zh}所印增速为${actual}%,而公布的上年同期数为0,即使计及舍入增速也至少为${expected}%;基数或已修订,或按可比口径。`,
          en: `Growth of ${label.en} is printed as ${actual} %, and the level published for the year before is 0: with rounding, growth over it is at least ${expected} %. The base may have been revised, or be a comparable one.`,
        }
      : {
          zh: `${label.zh}所印增速为${actual}%,而按公布的上年同期数计算为${expected}%,相差超出舍入所能解释的${tolerance}个百分点;基数或已修订,或按可比口径。`,
          en: `Growth of ${label.en} is printed as ${actual} %; over the level published for the year before it is ${expected} %. Rounding explains ${tolerance} points; the base may have been revised, or be a comparable one.`,
        },
}
