import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { fact } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

const stages = fact('project_stage')

/** The furthest stage that a project is in or has passed, as a FROM item. It serves reading and filtering alike. */
export function selectCurrentStage(project: Row, view: View): Sql {
  return sql`(SELECT x.id, x.stage FROM ${stages.from(view)} x
    WHERE x.subject_id = ${column(project, 'id')} AND x.state IN ('IN_PROGRESS', 'DONE')
    ORDER BY x.stage DESC, x.published_on DESC, x.id DESC LIMIT 1)`
}
