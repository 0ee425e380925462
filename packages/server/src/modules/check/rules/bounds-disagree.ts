import { sql } from '@parkgraph/db'
import { exceeds, find, input, inputs, type Message, type Rule, same, severities } from '../rule.ts'

/** Two figures of the same thing, period and nature that cannot both hold: see `disagree`. */
export const boundsDisagree: Rule = {
  select: () => sql`${find('BOUNDS_DISAGREE', {
    severity: severities.WARNING,
    subject: sql`b.subject_id`,
    of: 'b',
    expected: sql`CASE WHEN ${exceeds('a', 'b')} THEN a.low ELSE a.high END`,
    actual: sql`CASE WHEN ${exceeds('a', 'b')} THEN b.high ELSE b.low END`,
    tolerance: sql`a.half + b.half`,
    facts: sql`jsonb_build_object('actual', b.qualifier, 'expected', a.qualifier, 'isAbove', (${exceeds('b', 'a')})::text)`,
    inputs: inputs(input('FIGURE', 'b'), input('OTHER', 'a')),
    key: [sql`a.id`, sql`b.id`],
  })} FROM figure a JOIN figure b ON ${same('b', 'a', ['key', 'measure', 'nature', 'period_start', 'period_end'])}
      AND (a.priority, a.n) < (b.priority, b.n)
    WHERE ${exceeds('a', 'b')} OR ${exceeds('b', 'a')}`,
  explain: ({ label, actual, expected, facts, unit }) => {
    const isAbove = facts['isAbove'] === 'true'
    const [one, other] = [toWords(facts['actual'], isAbove), toWords(facts['expected'], !isAbove)]
    return {
      zh: `${label.zh}:一处${one.zh}${actual}${unit.zh},另一处${other.zh}${expected}${unit.zh},不能同时成立。`,
      en: `${label.en} is ${one.en}${actual}${unit.en} in one place and ${other.en}${expected}${unit.en} in another: they exclude each other.`,
    }
  },
}

/** What stands before the bound of a figure: an exact one is neither at least nor at most its value. */
function toWords(qualifier: string | null | undefined, isLower: boolean): Message {
  if (qualifier === 'EXACT') return { zh: '为', en: '' }
  if (qualifier === 'OVER' && isLower) return { zh: '超过', en: 'over ' }
  if (qualifier === 'NEARLY' && !isLower) return { zh: '不足', en: 'under ' }
  return isLower ? { zh: '至少', en: 'at least ' } : { zh: '至多', en: 'at most ' }
}
