import { join, raw, type Sql, sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
import type { Row } from '../../../compiler/plan.ts'
import { find, holds, input, inputs, median, type Rule, severities, text } from '../rule.ts'

/** The power of ten by which a unit slipped: see `findUnitSlip`. */
export function findSlip(size: Sql, reference: Sql): Sql {
  const isOff = (large: Sql, small: Sql, power: number) =>
    sql`${large} BETWEEN ${small} * 1e${raw(String(power - 1))} AND ${small} * 1e${raw(String(power + 1))}`
  const cases = CHECKS.slips.map(
    (power) => sql`WHEN ${isOff(size, reference, power)} THEN ${raw(String(power))}
      WHEN ${isOff(reference, size, power)} THEN ${raw(String(-power))}`,
  )
  return sql`CASE WHEN ${size} > 0 AND ${reference} > 0 THEN CASE ${join(cases, ' ')} END END`
}

/** What figures of members have to share to be held against each other. */
const keyOfKind = (row: Row) =>
  sql`concat_ws('|', ${join(['manner', 'price_basis', 'scope', 'dimension', 'breakdown'].map((name) => raw(`${row}.${name}`)))})`

/**
 * See `findUnitSlip`. Against the median of all that happened, was forecast or aimed at of the same topic; where that is too
 * little, against the median of what the other members of the same park report for the same period.
 */
export const unitSlip: Rule = {
  select: () => sql`(WITH
    candidate AS MATERIALIZED (SELECT * FROM figure WHERE measure = 'LEVEL' AND nature IN ('ACTUAL', 'FORECAST', 'TARGET')
      AND accumulation NOT IN ('DAY', 'AT_CAPACITY') AND size IS NOT NULL),
    own AS MATERIALIZED (SELECT topic, count(*) AS count, ${median(sql`size`)} AS median FROM candidate GROUP BY topic),
    near AS (SELECT e.park_id, f.indicator_id, f.key_of_kind, f.nature, f.period_start, f.period_end,
        count(*) AS count, ${median(sql`f.size`)} AS median
      FROM (SELECT *, ${keyOfKind('c')} AS key_of_kind FROM candidate c WHERE is_read) f
        JOIN (SELECT DISTINCT f.n, e.park_id FROM candidate f JOIN edge e ON e.subject_id = f.subject_id AND ${holds('e', 'f')}) e ON e.n = f.n
      GROUP BY e.park_id, f.indicator_id, f.key_of_kind, f.nature, f.period_start, f.period_end),
    compared AS (
      SELECT f.*, o.median, o.count, NULL::int AS park_id FROM candidate f JOIN own o USING (topic) WHERE o.count >= ${CHECKS.slipNeeded}::int
      UNION ALL (SELECT DISTINCT ON (f.n) f.*, s.median, s.count, s.park_id FROM candidate f JOIN own o USING (topic)
        JOIN edge e ON e.subject_id = f.subject_id AND ${holds('e', 'f')}
        JOIN near s ON s.park_id = e.park_id AND s.indicator_id = f.indicator_id AND s.nature = f.nature
          AND s.key_of_kind = ${keyOfKind('f')}
          AND s.period_start = f.period_start AND s.period_end = f.period_end
        WHERE o.count < ${CHECKS.slipNeeded}::int AND s.count > ${CHECKS.slipNeeded}::int
        ORDER BY f.n, s.count DESC, s.park_id))
    ${find('UNIT_SLIP', {
      severity: sql`CASE WHEN f.park_id IS NULL THEN ${severities.ERROR} ELSE ${severities.WARNING} END`,
      subject: sql`f.subject_id`,
      of: 'f',
      expected: sql`f.median`,
      actual: sql`f.size`,
      inputs: sql`${inputs(input('FIGURE', 'f'))} || coalesce((SELECT jsonb_agg(z.i) FROM (
        SELECT CASE WHEN f.park_id IS NULL THEN ${input('HISTORY', 'h')} ELSE ${input('SIBLING', 'h')} END AS i
        FROM candidate h WHERE h.n <> f.n AND CASE WHEN f.park_id IS NULL THEN h.topic = f.topic
          ELSE h.indicator_id = f.indicator_id AND h.nature = f.nature AND h.manner = f.manner
            AND h.period_end = f.period_end AND h.subject_id IN (SELECT e.subject_id FROM edge e WHERE e.park_id = f.park_id AND ${holds('e', 'h')}) END
        ORDER BY abs(h.period_end - f.period_end) NULLS LAST, h.id LIMIT 10) z), '[]')`,
      facts: sql`jsonb_build_object('power', (${findSlip(sql`f.size`, sql`f.median`)})::text, 'count', ${text(sql`f.count`)},
        'isNear', (f.park_id IS NOT NULL)::text)`,
      key: [sql`f.id`, sql`0`],
    })} FROM compared f WHERE ${findSlip(sql`f.size`, sql`f.median`)} IS NOT NULL)`,
  explain: ({ label, actual, expected, unit, facts }) => {
    const power = Number(facts['power'])
    const isNear = facts['isNear'] === 'true'
    return {
      zh: `${label.zh}为${actual}${unit.zh},而${isNear ? '同园区同期' : '其自身'}各数的中位数为${expected}${unit.zh},约差10的${Math.abs(power)}次方:单位疑有误。`,
      en: `${label.en} is ${actual}${unit.en}, and the median ${isNear ? 'of others in the park' : 'of its own figures'} ${expected}${unit.en}: about 10^${Math.abs(power)} ${power > 0 ? 'too large' : 'too small'}, as if the unit had slipped.`,
    }
  },
}
