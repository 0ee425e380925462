import { sql } from '@parkgraph/db'
import { fact, nameOf } from '../../../compiler/sources.ts'
import { find, input, type Rule, severities } from '../rule.ts'

const relationships = fact('relationship', ['from_id', 'to_id'])

/** Two subjects that are linked as possibly the same: figures that both have may count one thing twice. */
export const possibleDuplicate: Rule = {
  select: (view) => sql`${find('POSSIBLE_DUPLICATE', {
    severity: severities.WARNING,
    subject: sql`r.a`,
    others: sql`ARRAY[r.b]`,
    inputs: sql`coalesce((SELECT jsonb_agg(${input('SIBLING', 'f')} ORDER BY f.id) FROM figure f WHERE f.subject_id IN (r.a, r.b)
      AND EXISTS (SELECT 1 FROM figure o WHERE o.subject_id IN (r.a, r.b) AND o.subject_id <> f.subject_id
        AND o.indicator_id = f.indicator_id AND o.measure = f.measure AND o.nature = f.nature)), '[]')`,
    facts: sql`jsonb_build_object('one', (SELECT ${nameOf('s', view)} FROM subject s WHERE s.id = r.a),
      'other', (SELECT ${nameOf('s', view)} FROM subject s WHERE s.id = r.b))`,
    doubts: sql`ARRAY(SELECT DISTINCT d.doubt_id FROM doubt_about d WHERE d.subject_id = r.a AND d.observation_id IS NULL
      AND EXISTS (SELECT 1 FROM doubt_about e WHERE e.doubt_id = d.doubt_id AND e.subject_id = r.b))`,
    key: [sql`r.id`, sql`0`],
  })} FROM (SELECT x.id, CASE WHEN x.from_id IN (SELECT id FROM inside) THEN x.from_id ELSE x.to_id END AS a,
        CASE WHEN x.from_id IN (SELECT id FROM inside) THEN x.to_id ELSE x.from_id END AS b
      FROM ${relationships.from(view)} x WHERE x.kind = 'POSSIBLY_SAME_AS' AND x.to_id IS NOT NULL
        AND (x.from_id IN (SELECT id FROM inside) OR x.to_id IN (SELECT id FROM inside))) r`,
  explain: ({ facts: { one, other } }) => ({
    zh: `${one}与${other}可能是同一主体:合计时不得重复计算,由人判定。`,
    en: `${one} and ${other} may be one: sums must not count both, and a person has to decide.`,
  }),
}
