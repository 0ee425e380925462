import { raw, sql } from '@parkgraph/db'
import { find, input, inputs, type Rule, severities } from '../rule.ts'

/** What a source prints once. */
const printed = raw('key, measure, nature, period_start, period_end, source_id')

const shown = { GROWTH: { zh: '增速', en: 'Growth' }, SHARE: { zh: '占比', en: 'Share' } } as const

/**
 * See `checkRate`. Who tells a level below zero may also tell of a fall by more than all, or of a part that is more than the whole:
 * losses make both.
 */
export const impossibleRate: Rule = {
  select: () => sql`${find('IMPOSSIBLE_RATE', {
    severity: severities.ERROR,
    subject: sql`f.subject_id`,
    of: 'f',
    expected: sql`l.expected`,
    actual: sql`l.actual`,
    tolerance: sql`f.half`,
    inputs: inputs(input('FIGURE', 'f')),
    facts: sql`jsonb_build_object('measure', f.measure)`,
    key: [sql`f.id`, sql`0`],
  })} FROM (SELECT DISTINCT ON (${printed}) * FROM figure WHERE measure IN ('GROWTH', 'SHARE')
      ORDER BY ${printed}, published_on DESC, n DESC) f,
    LATERAL (SELECT 100 AS expected, f.low AS actual WHERE f.measure = 'SHARE'
        AND (f.low - f.half > 100 OR f.low - f.half = 100 AND f.qualifier = 'OVER')
      UNION ALL SELECT m.least, f.high FROM (SELECT CASE f.measure WHEN 'SHARE' THEN 0 ELSE -100 END AS least) m
        WHERE f.high + f.half < m.least OR f.high + f.half = m.least AND f.qualifier = 'NEARLY') l
    WHERE NOT EXISTS (SELECT 1 FROM figure z WHERE z.subject_id = f.subject_id AND z.indicator_id = f.indicator_id
      AND z.is_level AND z.high < 0)`,
  explain: ({ label, actual, expected, isAbove, facts }) => {
    const name = shown[facts['measure'] as keyof typeof shown]
    return {
      zh: `${label.zh}所印${name.zh}为${actual}%,不可能${isAbove ? '高于' : '低于'}${expected}%。`,
      en: `${name.en} of ${label.en} is printed as ${actual} %: it cannot be ${isAbove ? 'above' : 'below'} ${expected} %.`,
    }
  },
}
