import { raw, sql } from '@parkgraph/db'
import { indicatorRelations, indicators } from '../../../compiler/sources.ts'
import { exceeds, find, input, inputs, preferSource, type Rule, same, severities, text, unpack } from '../rule.ts'

const growthOf = (row: 'p' | 'w') => sql`LEFT JOIN LATERAL (SELECT g.* FROM reported r JOIN figure g ON g.n = r.reported
  WHERE r.level = ${raw(row)}.n AND g.measure = 'GROWTH' AND g.low = g.high AND g.low > -100 ORDER BY ${preferSource(row, 'g')} LIMIT 1)`

/**
 * See `exceeds`. Three ways in which one figure is part of another: above-scale industry of all; an indicator that reference
 * data say to be part of another; and a label that may mean an indicator printed beside it: as they differ, the smaller one
 * has to be a subset, and the bases that their printed growth implies tell whether it was one a year before too.
 */
export const subsetLarger: Rule = {
  select: (view) => sql`${find('SUBSET_LARGER', {
    severity: sql`CASE x.variant WHEN 'CANDIDATE' THEN ${severities.WARNING} ELSE ${severities.ERROR} END`,
    subject: sql`p.subject_id`,
    of: 'p',
    expected: sql`CASE x.variant WHEN 'CANDIDATE' THEN p.high ELSE w.high END`,
    actual: sql`CASE x.variant WHEN 'CANDIDATE' THEN w.low ELSE p.low END`,
    tolerance: sql`p.half + w.half`,
    inputs: sql`${inputs(input('PART', 'p'), input('WHOLE', 'w'))}
      || CASE WHEN pg.n IS NULL OR wg.n IS NULL THEN '[]' ELSE ${inputs(input('PART_GROWTH', 'pg'), input('WHOLE_GROWTH', 'wg'))} END`,
    facts: sql`jsonb_build_object('variant', x.variant, 'partZh', pi.label_zh, 'partEn', pi.label_en, 'wholeZh', wi.label_zh,
      'wholeEn', wi.label_en, 'partBase', ${text(sql`quotient(100 * p.low, (100 + pg.low) * p.atoms)`)},
      'wholeBase', ${text(sql`quotient(100 * w.low, (100 + wg.low) * p.atoms)`)})`,
    key: [sql`p.id`, sql`w.id`],
  })} FROM (SELECT DISTINCT ON (p.n, w.indicator_id, w.coverage) p, w, v.variant FROM figure p
      JOIN figure w ON ${same('w', 'p', ['subject_id', 'price_basis', 'breakdown', 'dimension', 'nature', 'period_start', 'period_end'])}
        AND (w.manner = p.manner OR w.accumulation = p.accumulation),
      LATERAL (SELECT CASE
        WHEN w.indicator_id = p.indicator_id THEN CASE WHEN p.scope = 'ABOVE_SCALE' AND w.scope IN ('ALL', 'UNSPECIFIED') THEN 'SCOPE' END
        WHEN w.scope NOT IN ('ALL', 'UNSPECIFIED', p.scope) THEN NULL
        WHEN EXISTS (SELECT 1 FROM ${indicatorRelations(view)} r WHERE r.part_id = p.indicator_id AND r.whole_id = w.indicator_id) THEN 'RELATION'
        WHEN p.scope = w.scope AND ((p.status = 'PROVISIONAL' AND w.code = ANY (p.candidates))
          OR (w.status = 'PROVISIONAL' AND p.code = ANY (w.candidates))) THEN 'CANDIDATE' END AS variant) v
      WHERE p.is_read AND w.is_read AND v.variant IS NOT NULL
        AND CASE v.variant WHEN 'CANDIDATE' THEN ${exceeds('w', 'p')} ELSE ${exceeds('p', 'w')} END
      ORDER BY p.n, w.indicator_id, w.coverage, ${preferSource('p', 'w')}) x ${unpack('p', 'w')}
    JOIN ${indicators(view)} pi ON pi.id = p.indicator_id JOIN ${indicators(view)} wi ON wi.id = w.indicator_id
    ${growthOf('p')} pg ON x.variant = 'CANDIDATE' ${growthOf('w')} wg ON x.variant = 'CANDIDATE'`,
  explain: ({ label, expected, actual, unit, facts, read }) => {
    const { partZh, partEn, wholeZh, wholeEn, partBase, wholeBase } = facts
    if (facts['variant'] === 'SCOPE')
      return {
        zh: `${label.zh}规模以上为${actual}${unit.zh},大于全部的${expected}${unit.zh}:部分不能超过整体。`,
        en: `${label.en} above scale is ${actual}${unit.en} and so larger than ${expected}${unit.en} of all: a part cannot exceed the whole.`,
      }
    if (facts['variant'] === 'RELATION')
      return {
        zh: `${label.zh}为${actual}${unit.zh},大于应包含它的${wholeZh}${expected}${unit.zh}:部分不能超过整体。`,
        en: `${label.en} is ${actual}${unit.en} and so larger than ${wholeEn} of ${expected}${unit.en}: a part cannot exceed the whole.`,
      }
    const agree = partBase != null && wholeBase != null && Number(partBase) < Number(wholeBase)
    const bases = partBase != null && wholeBase != null
    return {
      zh: `${wholeZh}${actual}${unit.zh}与${partZh}${expected}${unit.zh}或为同一指标,则较小者为子集${bases ? `;按所印增速推算的上年基数为${read('partBase')}与${read('wholeBase')},${agree ? '与此相符' : '与此不符'}` : ''}。`,
      en: `${wholeEn} of ${actual}${unit.en} and ${partEn} of ${expected}${unit.en} may be one indicator: the smaller is then a subset${bases ? `. The bases implied by the printed growth, ${read('partBase')} and ${read('wholeBase')}, ${agree ? 'agree' : 'do not agree'}` : ''}.`,
    }
  },
}
