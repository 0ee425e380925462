import { join, raw, type Sql, sql } from '@parkgraph/db'
import { CHECKS } from '@parkgraph/statistics'
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

/**
 * See `findUnitSlip`. Against the median of all that happened, was forecast or aimed at of the same topic; where that is too
 * little, against the median of what the members of the same park report for the same period: `peer` figures share their `kind`, and
 * each member has one, as has what is confirmed to be one.
 */
export const unitSlip: Rule = {
  select: () => sql`(WITH
    candidate AS MATERIALIZED (SELECT *, same_for_all || '|' || concat_ws('|', price_basis, scope, breakdown) AS kind FROM figure
      WHERE measure = 'LEVEL' AND nature IN ('ACTUAL', 'FORECAST', 'TARGET')
        AND accumulation NOT IN ('DAY', 'AT_CAPACITY') AND size IS NOT NULL),
    own AS MATERIALIZED (SELECT topic, count(*) AS count, ${median(sql`size`)} AS median FROM candidate GROUP BY topic),
    peer AS MATERIALIZED (SELECT DISTINCT ON (e.park_id, f.kind, e.one_id) e.park_id AS around_id, f.*
      FROM candidate f JOIN edge e ON e.subject_id = f.subject_id AND ${holds('e', 'f')} WHERE f.is_read
      ORDER BY e.park_id, f.kind, e.one_id, f.subject_id, f.priority, f.published_on DESC, f.n DESC),
    near AS (SELECT around_id, kind, count(*) AS count, ${median(sql`size`)} AS median FROM peer GROUP BY around_id, kind),
    compared AS (
      SELECT f.*, o.median, o.count, NULL::int AS park_id FROM candidate f JOIN own o USING (topic) WHERE o.count >= ${CHECKS.slipNeeded}::int
      UNION ALL (SELECT DISTINCT ON (f.n) f.*, s.median, s.count, s.around_id FROM candidate f JOIN own o USING (topic)
        JOIN edge e ON e.subject_id = f.subject_id AND ${holds('e', 'f')}
        JOIN near s ON s.around_id = e.park_id AND s.kind = f.kind
        WHERE o.count < ${CHECKS.slipNeeded}::int AND s.count > ${CHECKS.slipNeeded}::int
        ORDER BY f.n, s.count DESC, s.around_id))
    ${find('UNIT_SLIP', {
      severity: sql`CASE WHEN f.park_id IS NULL THEN ${severities.ERROR} ELSE ${severities.WARNING} END`,
      subject: sql`f.subject_id`,
      of: 'f',
      expected: sql`f.median`,
      actual: sql`f.size`,
      inputs: sql`${inputs(input('FIGURE', 'f'))} || coalesce((SELECT jsonb_agg(z.i) FROM (
        SELECT h.i FROM (SELECT ${input('HISTORY', 'h')} AS i, h.n, h.id, h.period_end FROM candidate h WHERE f.park_id IS NULL AND h.topic = f.topic
          UNION ALL SELECT ${input('SIBLING', 'h')}, h.n, h.id, h.period_end FROM peer h WHERE h.around_id = f.park_id AND h.kind = f.kind) h
        WHERE h.n <> f.n ORDER BY abs(h.period_end - f.period_end) NULLS LAST, h.id LIMIT 10) z), '[]')`,
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
