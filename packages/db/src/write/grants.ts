import { type Sql, sql } from '../sql.ts'
import { today } from '../today.ts'

/**
 * A principal's grants, each with the parks that it is for today, as a statement: a park, or those of a region, with all
 * parks inside them. A membership counts where the role may see such rows, and by its version published last among those.
 */
export const selectGrants = (isWanted: Sql): Sql => sql`/* resolve viewer */ WITH RECURSIVE
    held AS MATERIALIZED (SELECT g.*, CASE g.role WHEN 'READER' THEN 'INTERNAL' ELSE 'RESTRICTED' END::"AccessLevel" AS level
      FROM principal p JOIN access_grant g ON g.principal_id = p.id WHERE ${isWanted} AND g.revoked_at IS NULL),
    covered(grant_id, level, id) AS (
      (SELECT h.id, h.level, h.park_id FROM held h WHERE h.park_id IS NOT NULL
        UNION SELECT h.id, h.level, k.id FROM held h JOIN park k ON starts_with(k.region_code, h.region_prefix))
      UNION SELECT c.grant_id, c.level, m.subject_id FROM covered c JOIN membership m ON m.park_id = c.id
        JOIN park k ON k.id = m.subject_id
        WHERE m.access_level <= c.level AND NOT m.is_withdrawal AND coalesce(m.period_start, '-infinity') <= ${today}
          AND ${today} < coalesce(m.period_end, 'infinity') AND NOT EXISTS (SELECT 1 FROM membership n
            WHERE (n.supersedes_id = coalesce(m.supersedes_id, m.id) OR n.id = m.supersedes_id) AND n.access_level <= c.level
              AND (n.published_on, n.id) > (m.published_on, m.id)))
    SELECT p.id, p.label, coalesce((SELECT json_agg(json_build_object('id', h.id, 'role', h.role, 'parkId', h.park_id,
        'regionPrefix', h.region_prefix, 'isAll', h.is_all,
        'parks', ARRAY(SELECT c.id FROM covered c WHERE c.grant_id = h.id ORDER BY c.id)) ORDER BY h.id) FROM held h), '[]') AS grants
    FROM principal p WHERE ${isWanted}`
