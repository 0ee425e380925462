import { sql } from '@parkgraph/db'
import { selectBefore } from '../../compiler/before.ts'
import type { Source } from '../../compiler/plan.ts'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

/** Documents. Of now, the table has all; as of an earlier moment, versions say what was otherwise then. */
export const sourceRows: Source = {
  key: ['id'],
  isTimed: true,
  from: (view: View) => {
    const condition = sql`${isVisible('x', view)} AND ${isRecorded('x', view)}`
    if (view.recorded === null) return sql`(SELECT x.* FROM source x WHERE ${condition})`
    return sql`(SELECT x.id, x.code, coalesce(b.title, x.title) AS title, coalesce(b.kind, x.kind) AS kind,
        CASE WHEN b.id IS NULL THEN x.publisher ELSE b.publisher END AS publisher, coalesce(b.authors, x.authors) AS authors,
        coalesce(b.language, x.language) AS language, x.published_from, x.published_to, x.priority,
        coalesce(b.is_archived, x.is_archived) AS is_archived, x.reporting_park_id, x.access_level, x.change_id
      FROM source x LEFT JOIN LATERAL (${selectBefore('source', 'x', view.recorded)}) b ON TRUE WHERE ${condition})`
  },
}
