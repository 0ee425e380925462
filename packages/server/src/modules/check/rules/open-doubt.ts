import { sql } from '@parkgraph/db'
import { doubtRows } from '../../doubt/schema.ts'
import { observationRows } from '../../observation/rows.ts'
import { find, input, type Rule, severities } from '../rule.ts'

/**
 * Ids of the doubts about what another finding is about. A correction stands for the figure that was printed. Each input is looked up
 * (OFFSET): the planner expects a hundred of each finding, for which it would read all figures.
 */
const told = sql`(SELECT unnest(f.doubt_ids) FROM found f UNION SELECT b.doubt_id FROM found f,
    jsonb_to_recordset(f.inputs) AS i(role text, park int, id bigint),
    LATERAL (SELECT coalesce(o.corrects_id, o.id) AS printed_id FROM observation o WHERE o.reporting_park_id = i.park AND o.id = i.id OFFSET 0) o,
    doubt_about b
  WHERE b.reporting_park_id = i.park AND b.observation_id = o.printed_id AND i.role NOT IN ('HISTORY', 'SIBLING'))`

/** Doubts that are open and belong to no other finding: words that no arithmetic reads. `found` holds the other findings. */
export const openDoubt: Rule = {
  select: (view) => sql`${find('OPEN_DOUBT', {
    severity: severities.INFO,
    subject: sql`a.subject_ids[1]`,
    others: sql`a.subject_ids[2:]`,
    indicator: sql`a.indicator_id`,
    inputs: sql`a.inputs`,
    facts: sql`jsonb_build_object('zh', d.question_zh, 'en', d.question_en)`,
    doubts: sql`ARRAY[d.id]`,
    key: [sql`d.id`, sql`0`],
  })} FROM ${doubtRows.from(view)} d, LATERAL (
      SELECT array_agg(DISTINCT b.subject_id ORDER BY b.subject_id) AS subject_ids, min(o.indicator_id) AS indicator_id,
        coalesce(jsonb_agg(${input('FIGURE', 'o')} ORDER BY o.id) FILTER (WHERE o.id IS NOT NULL), '[]') AS inputs
      FROM doubt_about b LEFT JOIN ${observationRows.from(view)} o
        ON o.reporting_park_id = b.reporting_park_id AND o.id = b.observation_id WHERE b.doubt_id = d.id) a
    WHERE d.state = 'OPEN' AND EXISTS (SELECT 1 FROM doubt_about b JOIN inside i ON i.id = b.subject_id WHERE b.doubt_id = d.id)
      AND d.id NOT IN ${told}`,
  explain: ({ facts }) => ({ zh: facts['zh'] ?? '', en: facts['en'] ?? '' }),
}
