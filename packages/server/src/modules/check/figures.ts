import { empty, type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isReportedWith } from '../observation/reported-with.ts'
import { selectRepresentatives } from '../subject/identity.ts'
import { memberships, selectMembers } from '../subject/membership.ts'
import { selectFigure } from './figure.ts'
import { same } from './rule.ts'

/** How many figures one answer may look at, every vintage counted that the viewer may see. */
const maximumFigures = 100_000

const tooMany = 'The checks would read more than %2$s figures: ask for the parks and enterprises inside one by one.'

/**
 * The tables that rules read, for a WITH RECURSIVE. `asked` is the subject; `inside` it and what it holds, which is what findings
 * are about; `held` what it ever held too, whose figures of then count in sums; `edge` who of them belonged to which park
 * directly, `reach` at any depth, from the day `start` until before the day `stop`, and which `one_id` stands for each and for what is
 * confirmed to be the same; `reported` which growth or change `reported`
 * stands with which `level`; `figure` every current figure of theirs: see `selectFigure`. How many they are is counted by the subject
 * (OFFSET): the planner expects more subjects than there are, for which it would read all figures.
 */
export function selectFigures(asked: Sql, view: View, isDeep: boolean): Sql {
  return sql`asked AS MATERIALIZED (SELECT ${asked} AS id),
    inside AS MATERIALIZED (SELECT id FROM asked UNION
      SELECT m.id FROM asked a, LATERAL ${selectMembers('a', view, isDeep)} AS m(id)),
    held AS MATERIALIZED (WITH RECURSIVE h(id) AS (SELECT id FROM asked UNION
        SELECT m.subject_id FROM ${memberships.ever(view)} m JOIN h ON m.park_id = h.id${isDeep ? empty : sql` AND m.park_id = (SELECT id FROM asked)`})
      SELECT id FROM h),
    edge AS MATERIALIZED (SELECT DISTINCT m.park_id, m.subject_id, coalesce(q.representative_id, m.subject_id) AS one_id, m.role, k.kind, m.start, m.stop
      FROM ${memberships.ever(view)} m JOIN subject k ON k.id = m.subject_id
        LEFT JOIN ${selectRepresentatives(view, 'MERGE_CONFIRMED')} q ON q.subject_id = m.subject_id
      WHERE m.park_id IN (SELECT id FROM held) AND m.subject_id IN (SELECT id FROM held)
        AND ${isVisible('k', view)} AND ${isRecorded('k', view)}),
    reach AS (SELECT park_id, subject_id, one_id, kind, start, stop FROM edge UNION
      SELECT r.park_id, e.subject_id, e.one_id, e.kind, greatest(r.start, e.start), least(r.stop, e.stop) FROM reach r
        JOIN edge e ON e.park_id = r.subject_id AND e.start < r.stop AND r.start < e.stop),
    figure AS MATERIALIZED (SELECT * FROM (${selectFigure(view)}) f
      WHERE require_at_most((SELECT count(*) FROM (SELECT 1 FROM held k, LATERAL (SELECT FROM series s
          JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
        WHERE s.subject_id = k.id AND ${isVisible('s', view)} AND ${isVisible('o', view)} OFFSET 0) o LIMIT ${maximumFigures + 1}) c),
        ${maximumFigures}, ${tooMany}, 'subject')),
    reported AS MATERIALIZED (SELECT l.n AS level, g.n AS reported FROM figure g JOIN figure l ON l.is_level AND l.same_for_one = g.same_for_one
      WHERE g.is_reported AND l.dimension = CASE g.measure WHEN 'GROWTH' THEN l.measured ELSE g.dimension END AND CASE WHEN g.growth_of_id IS NULL THEN ${same('l', 'g', ['accumulation', 'scope', 'breakdown'])}
        ELSE ${isReportedWith('l', 'g', 'GROWTH')} OR ${isReportedWith('l', 'g', 'CHANGE')} END)`
}
