import { sql } from '@parkgraph/db'
import { oneOf } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { facet } from '../../compiler/sources.ts'
import { anyStage } from '../fact/list.ts'
import { accessFilters, byPark, inPark } from '../park/list.ts'
import { subjectFilters, subjectOrders } from '../subject/list.ts'
import { enums } from '../vocabulary/schema.ts'
import { projectFigures } from './figures.ts'
import { selectCurrentStage } from './stage.ts'

export const projectRows = facet('project')

export const projectList = defineList('Project', {
  filters: {
    ...subjectFilters(projectFigures),
    ...accessFilters,
    kind: oneOf('What kind of work it is.', enums.ProjectKind, (row) => column(row, 'kind')),
    stage: oneOf(
      'The furthest stage that it is in or has passed.',
      enums.ProjectStageName,
      (row, view) => sql`(SELECT s.stage FROM ${selectCurrentStage(row, view)} s)`,
    ),
    stages: anyStage,
    park: inPark,
  },
  orders: {
    ...subjectOrders(projectFigures),
    park: byPark,
    stage: {
      description: 'By the furthest stage that it is in or has passed.',
      key: 'integer',
      sql: (row, _, view) =>
        sql`(SELECT array_position(enum_range(s.stage), s.stage) FROM ${selectCurrentStage(row, view)} s)`,
    },
  },
  defaultOrder: [{ slug: 'ASC' }],
})
