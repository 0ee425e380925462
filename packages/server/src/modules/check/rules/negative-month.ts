import { sql } from '@parkgraph/db'
import { exceeds, find, input, inputs, preferSource, type Rule, same, severities, unpack } from '../rule.ts'

/** Holds where an earlier figure `e` tells whether `f` is less: not where it is missing, or so vague that both may be. */
const isSettled = sql`(${exceeds('e', 'f')} OR e.is_exact OR e.high <= f.low)`

/** What came together from a day on that is certainly less than what had before, within a year: see `exceeds`. */
export const negativeMonth: Rule = {
  select: () => sql`${find('NEGATIVE_MONTH', {
    severity: severities.WARNING,
    subject: sql`f.subject_id`,
    of: 'f',
    expected: sql`e.low`,
    actual: sql`f.high`,
    tolerance: sql`e.half + f.half`,
    inputs: inputs(input('FIGURE', 'f'), input('EARLIER', 'e')),
    key: [sql`f.id`, sql`0`],
  })} FROM (SELECT DISTINCT ON (f.n) f, e FROM figure f JOIN figure e ON e.measure = 'LEVEL'
        AND ${same('e', 'f', ['key', 'nature', 'period_start'])} AND e.period_end < f.period_end
          AND e.is_total AND e.is_read AND ${isSettled}
      WHERE f.is_total AND f.is_read AND f.period_end <= f.period_start + interval '1 year'
      ORDER BY f.n, (e.source_id = f.source_id) DESC, e.period_end DESC, ${preferSource('f', 'e')}) x ${unpack('f', 'e')}
    WHERE ${exceeds('e', 'f')}`,
  explain: ({ label, actual, expected, unit }) => ({
    zh: `${label.zh}累计${actual}${unit.zh},小于本年较早的累计${expected}${unit.zh}:其间月份为负,或已修订。`,
    en: `${label.en} to date is ${actual}${unit.en}, less than ${expected}${unit.en} earlier in the year: the months between are negative, or it was revised.`,
  }),
}
