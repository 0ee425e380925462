import { raw, type Sql, sql } from '@parkgraph/db'
import { isSamePrices } from '../../derivation/additive.ts'
import { find, holds, input, preferSource, type Rule, same, severities, text } from '../rule.ts'

/** Of what a source tells the total once, whether it says what of or not. */
const once = raw('subject_id, price_basis, breakdown, source_id, same_for_all')

/** Holds for the levels `p` that may be parts of `w`: those that derivations add up. */
const isAlike = sql`p.is_read AND p.same_for_all = w.same_for_all AND ${isSamePrices(sql`p`, sql`w`)}`

/** Order of the figures of one part: what says nothing of how much it is hides none that does. */
const preferKnown = sql`(coalesce(p.low, p.high) IS NULL), ${preferSource('w', 'p')}`

/** What figures share that are of the whole `whole`, in one column: by several, the planner would join all figures of a park with all. */
const placeOf = (whole: Sql) => sql`${whole} || '|' || same_for_all || '|' || breakdown`

/** Holds where an item of the whole `w` is told in another currency alone: the others are not all there is. */
const hasItemApart = sql`EXISTS (SELECT FROM figure x WHERE x.is_item AND x.is_level AND x.dimension <> w.dimension
  AND ${same('x', 'w', ['subject_id', 'source_id', 'indicator_id', 'nature', 'period_start', 'period_end'])}
  AND NOT EXISTS (SELECT FROM part y WHERE y.variant = 'BREAKDOWN' AND y.whole = w.n AND y.breakdown = x.breakdown))`

/**
 * See `checkParts`. Items of a breakdown against the whole, parks within a park against the park, and enterprises in it at any
 * depth against the park. Items of a breakdown, and parks of which each has the figure, are taken to be all there. Of what is confirmed
 * to be one, the first that has the figure is the part, as `orderOfSame` has it.
 */
export const partsAgainstTotal: Rule = {
  select: () => sql`(WITH
    member AS MATERIALIZED (SELECT DISTINCT 'PARKS' AS variant, park_id, subject_id, one_id, start, stop FROM edge WHERE role = 'PART_OF' AND kind = 'PARK'
      UNION SELECT 'ENTERPRISES', park_id, subject_id, one_id, start, stop FROM reach WHERE kind = 'ENTERPRISE'),
    whole AS MATERIALIZED (SELECT DISTINCT ON (${once}) *, ${placeOf(sql`subject_id`)} AS place FROM figure
      WHERE is_read ORDER BY ${once}, scope, published_on DESC, n DESC),
    parks AS (SELECT w.n AS whole, count(DISTINCT m.one_id) AS count FROM whole w
      JOIN member m ON m.variant = 'PARKS' AND m.park_id = w.subject_id AND ${holds('m', 'w')}
      WHERE w.is_summed GROUP BY w.n),
    membered AS MATERIALIZED (SELECT m.variant, m.one_id, m.start, m.stop, p, ${placeOf(sql`m.park_id`)} AS place
      FROM member m JOIN figure p ON p.subject_id = m.subject_id WHERE p.is_read),
    part AS (
      (SELECT DISTINCT ON (w.n, p.breakdown) 'BREAKDOWN' AS variant, w.n AS whole, p.* FROM whole w
        JOIN figure p ON p.is_item AND ${same('p', 'w', ['subject_id', 'source_id'])} AND ${isAlike}
        WHERE NOT w.is_item ORDER BY w.n, p.breakdown, ${preferKnown})
      UNION ALL (SELECT DISTINCT ON (m.variant, w.n, m.one_id) m.variant, w.n, (m.p).*
        FROM membered m CROSS JOIN LATERAL (SELECT (m.p).*) p JOIN whole w ON w.place = m.place AND ${holds('m', 'w')} AND ${isAlike}
        WHERE w.is_summed ORDER BY m.variant, w.n, m.one_id, p.subject_id, ${preferKnown})),
    sum AS (SELECT variant, whole, count(*) AS count, sum(coalesce(low, 0)) AS low, sum(half) AS half,
        CASE WHEN bool_and(high IS NOT NULL) THEN sum(high) END AS high,
        array_agg(DISTINCT subject_id ORDER BY subject_id) AS subjects,
        jsonb_agg(${input('PART', 'part')} ORDER BY id) AS inputs FROM part GROUP BY variant, whole
        HAVING count(DISTINCT nullif(price_basis, 'UNSPECIFIED')) <= 1)
    ${find('PARTS_AGAINST_TOTAL', {
      severity: sql`CASE WHEN NOT c.is_excess THEN ${severities.INFO} WHEN s.variant = 'BREAKDOWN' THEN ${severities.ERROR} ELSE ${severities.WARNING} END`,
      subject: sql`w.subject_id`,
      of: 'w',
      others: sql`array_remove(s.subjects, w.subject_id)`,
      expected: sql`CASE WHEN c.is_excess THEN w.high ELSE w.low END`,
      actual: sql`CASE WHEN c.is_excess THEN s.low ELSE s.high END`,
      tolerance: sql`s.half + w.half`,
      inputs: sql`jsonb_build_array(${input('WHOLE', 'w')}) || s.inputs`,
      facts: sql`jsonb_build_object('variant', s.variant, 'count', ${text(sql`s.count`)})`,
      key: [sql`w.id`, sql`CASE s.variant WHEN 'BREAKDOWN' THEN 0 WHEN 'PARKS' THEN 1 ELSE 2 END`],
    })} FROM sum s JOIN figure w ON w.n = s.whole LEFT JOIN parks m ON m.whole = w.n,
      LATERAL (SELECT coalesce(s.low - s.half - w.half > w.high, FALSE) AS is_excess) c
    WHERE c.is_excess OR (CASE s.variant WHEN 'BREAKDOWN' THEN s.count > 1 AND NOT ${hasItemApart} WHEN 'PARKS' THEN s.count = m.count ELSE FALSE END
      AND s.high + s.half + w.half < w.low))`,
  explain: ({ label, expected, actual, isAbove, unit, facts }) => {
    const parts = {
      BREAKDOWN: { zh: '个分项', en: 'item', of: 'of its breakdown' },
      PARKS: { zh: '个子园区', en: 'park', of: 'within the park' },
      ENTERPRISES: { zh: '家企业', en: 'enterprise', of: 'in the park' },
    }[facts['variant'] ?? 'BREAKDOWN'] ?? { zh: '', en: '', of: '' }
    const [plural, singular] = facts['count'] === '1' ? ['', 's'] : ['s', '']
    return {
      zh: `${label.zh}:${facts['count']}${parts.zh}合计${actual}${unit.zh},${isAbove ? '超过' : '不足'}总数${expected}${unit.zh}。`,
      en: `${label.en}: ${facts['count']} ${parts.en}${plural} ${parts.of} add${singular} up to ${actual}${unit.en}, ${isAbove ? 'more' : 'less'} than the total of ${expected}${unit.en}.`,
    }
  },
}
