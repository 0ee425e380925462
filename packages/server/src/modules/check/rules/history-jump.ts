import { sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
import { find, input, inputs, median, preferSource, type Rule, same, severities, text } from '../rule.ts'
import { findSlip } from './unit-slip.ts'

/**
 * See `isJump`. Against the median of the same months of the years before; where that is too little, against the base that a
 * growth or change printed with the figure implies. What looks like a slip of the unit is told by that rule.
 */
export const historyJump: Rule = {
  select: () => sql`(WITH
    past AS (SELECT DISTINCT ON (f.n, h.y) f.n, h.size, h.reporting_park_id, h.id FROM figure f
      JOIN figure h ON h.is_read AND ${same('h', 'f', ['key', 'nature', 'span'])}
        AND h.y BETWEEN f.y - ${CHECKS.historyYears}::int AND f.y - 1 AND h.size IS NOT NULL
      WHERE f.is_read ORDER BY f.n, h.y, ${preferSource('f', 'h')}),
    history AS (SELECT n, ${median(sql`size`)} AS base, count(*) AS years,
        jsonb_agg(${input('HISTORY', 'past')} ORDER BY id) AS inputs
      FROM past GROUP BY n HAVING count(*) >= ${CHECKS.historyNeeded}::int),
    implied AS (SELECT DISTINCT ON (f.n) f.n, b.base, 0 AS years,
        CASE g.measure WHEN 'CHANGE' THEN ${inputs(input('CHANGE', 'g'))} ELSE ${inputs(input('GROWTH', 'g'))} END AS inputs
      FROM reported r JOIN figure f ON f.n = r.level JOIN figure g ON g.n = r.reported,
        LATERAL (SELECT CASE WHEN g.measure = 'CHANGE' THEN f.low - g.low WHEN g.low > -100 THEN quotient(f.low * 100, 100 + g.low) END AS base) b
      WHERE f.is_read AND f.low = f.high AND g.low = g.high AND f.n NOT IN (SELECT n FROM history)
      ORDER BY f.n, g.measure, ${preferSource('f', 'g')})
    ${find('HISTORY_JUMP', {
      severity: severities.WARNING,
      subject: sql`f.subject_id`,
      of: 'f',
      expected: sql`h.base`,
      actual: sql`f.size`,
      inputs: sql`${inputs(input('FIGURE', 'f'))} || h.inputs`,
      facts: sql`jsonb_build_object('years', ${text(sql`h.years`)})`,
      key: [sql`f.id`, sql`0`],
    })} FROM (SELECT *, ${CHECKS.jump}::numeric AS factor FROM history
        UNION ALL SELECT *, ${CHECKS.impliedJump}::numeric FROM implied) h JOIN figure f ON f.n = h.n
    WHERE h.base > 0 AND (f.size > h.base * h.factor OR f.size * h.factor < h.base)
      AND ${findSlip(sql`f.size`, sql`h.base`)} IS NULL)`,
  explain: ({ label, actual, expected, ratio, unit, facts }) => {
    const years = Number(facts['years'])
    return {
      zh: `${label.zh}为${actual}${unit.zh},${years > 0 ? `是此前${years}年同期中位数` : '是所印增减所推算的上年同期数'}${expected}${unit.zh}的${ratio}倍。`,
      en: `${label.en} is ${actual}${unit.en}, ${ratio} times ${years > 0 ? `the median of the same months of ${years} years before` : 'the base that its printed change implies'}, ${expected}${unit.en}.`,
    }
  },
}
