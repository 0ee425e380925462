import { sql } from '@parkgraph/db'
import { exceeds, find, input, inputs, type Rule, same, severities } from '../rule.ts'

/** Two figures of one series, period and nature that cannot both hold: see `disagree`. */
export const boundsDisagree: Rule = {
  select: () => sql`${find('BOUNDS_DISAGREE', {
    severity: severities.WARNING,
    subject: sql`b.subject_id`,
    of: 'b',
    expected: sql`CASE WHEN ${exceeds('a', 'b')} THEN a.low ELSE a.high END`,
    actual: sql`CASE WHEN ${exceeds('a', 'b')} THEN b.high ELSE b.low END`,
    tolerance: sql`a.half + b.half`,
    inputs: inputs(input('FIGURE', 'b'), input('OTHER', 'a')),
    key: [sql`a.id`, sql`b.id`],
  })} FROM figure a JOIN figure b ON ${same('b', 'a', ['key', 'measure', 'nature', 'period_start', 'period_end'])}
      AND (a.priority, a.n) < (b.priority, b.n)
    WHERE ${exceeds('a', 'b')} OR ${exceeds('b', 'a')}`,
  explain: ({ label, actual, expected, isAbove, unit }) => ({
    zh: `${label.zh}:一处为${isAbove ? '至少' : '至多'}${actual}${unit.zh},另一处为${isAbove ? '至多' : '至少'}${expected}${unit.zh},不能同时成立。`,
    en: `${label.en} is at ${isAbove ? 'least' : 'most'} ${actual}${unit.en} by one source and at ${isAbove ? 'most' : 'least'} ${expected}${unit.en} by another: they exclude each other.`,
  }),
}
