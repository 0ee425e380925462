import { sql } from '@parkgraph/db'
import { indicators } from '../../../compiler/sources.ts'
import { find, input, type Rule, severities } from '../rule.ts'

/** Figures under a label that nobody could map: one finding for each label and subject. */
export const undefinedIndicator: Rule = {
  select: (view) =>
    sql`${find('UNDEFINED_INDICATOR', {
      severity: severities.WARNING,
      subject: sql`f.subject_id`,
      indicator: sql`f.indicator_id`,
      inputs: sql`jsonb_agg(${input('FIGURE', 'f')} ORDER BY f.id)`,
      facts: sql`jsonb_build_object('candidates', (SELECT string_agg(c.label_zh, '、' ORDER BY c.code) FROM ${indicators(view)} c
        JOIN ${indicators(view)} i ON c.code = ANY (i.candidates) WHERE i.id = f.indicator_id),
      'candidatesEn', (SELECT string_agg(c.label_en, '; ' ORDER BY c.code) FROM ${indicators(view)} c
        JOIN ${indicators(view)} i ON c.code = ANY (i.candidates) WHERE i.id = f.indicator_id))`,
      key: [sql`f.subject_id`, sql`f.indicator_id`],
    })} FROM figure f WHERE f.status = 'PROVISIONAL' GROUP BY f.subject_id, f.indicator_id`,
  explain: ({ label, facts }) => ({
    zh: `“${label.zh}”是来源所印标签,没有定义${facts['candidates'] ? `;可能指${facts['candidates']}` : ',尚无可对应的指标'}。`,
    en: `“${label.en}” is a label as printed, without a definition${facts['candidatesEn'] ? `; it may mean ${facts['candidatesEn']}` : ', and no indicator is known that it could mean'}.`,
  }),
}
