import { sql } from '@parkgraph/db'
import { anyText, oneOf, related, text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { fact, nameOf } from '../../compiler/sources.ts'
import { period } from '../observation/period-filter.ts'
import { enums } from '../vocabulary/schema.ts'

const of = (key: string) => (subject: Row, row: Row) => sql`${column(row, key)} = ${column(subject, 'id')}`

const stageList = defineList('ProjectStage', {
  filters: {
    stage: oneOf('The stage.', enums.ProjectStageName, (row) => column(row, 'stage')),
    state: oneOf('Whether it is ahead, under way or behind.', enums.StageState, (row) => column(row, 'state')),
    period,
  },
  orders: {},
  defaultOrder: [],
})

/** Has a stage, reached or promised, that meets the conditions. */
export const anyStage = related(
  'A stage that it has passed, is in or is to reach.',
  () => stageList,
  fact('project_stage'),
  of('subjectId'),
)

const honourList = defineList('Honour', {
  filters: {
    title: text('Its title as printed.', (row) => column(row, 'title')),
    awardedBy: text('Who gave it.', (row) => column(row, 'awardedBy')),
    period,
  },
  orders: {},
  defaultOrder: [],
})

const subjects = fact('subject_name')

const relationshipList = defineList('Relationship', {
  filters: {
    kind: oneOf('How the two are tied.', enums.RelationshipKind, (row) => column(row, 'kind')),
    toName: anyText(
      'Name of the other party, as printed or as that of the subject it is.',
      (row, view) => sql`(SELECT ${column(row, 'toName')} AS text UNION ALL
        SELECT ${nameOf('s', view)} FROM subject s WHERE s.id = ${column(row, 'toId')} UNION ALL
        SELECT n.name FROM ${subjects.from(view)} n WHERE n.subject_id = ${column(row, 'toId')})`,
    ),
  },
  orders: {},
  defaultOrder: [],
})

/** Filters by facts that every kind of subject has. */
export const factFilters = {
  honours: related('A title that it was given.', () => honourList, fact('honour'), of('subjectId')),
  relationships: related(
    'A tie that is told of it.',
    () => relationshipList,
    fact('relationship', ['from_id', 'to_id']),
    of('fromId'),
  ),
}
