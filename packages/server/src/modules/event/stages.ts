import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { lookFrom, one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isKnown, namesNoHidden } from '../../compiler/sources.ts'
import { lookAfter } from '../history/rows.ts'
import { projectList, projectRows } from '../project/list.ts'
import { Project, ProjectStage } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent } from './fields.ts'

const ProjectStageEvent = defineEvent(
  'ProjectStageEvent',
  'A stage of a work that was recorded, told anew or withdrawn.',
)

builder.objectFields(ProjectStageEvent, (t) => ({
  project: t.field({
    type: Project,
    description: 'The work.',
    ...one((event, project) => sql`${column(project, 'id')} = ${column(event, 'id')}`),
  }),
  stage: t.field({
    type: ProjectStage,
    nullable: true,
    description: 'The stage, as it was read right after; null where it was withdrawn.',
    ...lookFrom(
      lookAfter,
      one(
        (event, stage) =>
          sql`${column(event, 'firstId')} IN (${column(stage, 'id')}, ${column(stage, 'supersedesId')})`,
      ),
    ),
  }),
}))

defineSubscription({
  name: 'projectStageRecorded',
  description: 'Stages of works as they are recorded, told anew or withdrawn.',
  type: ProjectStageEvent,
  list: projectList,
  source: (view, { isWanted, limit }) => {
    const then = { ...view, recorded: changePlace }
    return sql`(SELECT ev.*, x.id AS event_id, coalesce(x.supersedes_id, x.id) AS first_id
      FROM project_stage x, LATERAL ${projectRows.from(then)} ev
      WHERE x.reporting_park_id = e.reporting_park_id AND x.change_id = e.id AND ev.id = x.subject_id AND ${isKnown('x', then)}
        AND ${namesNoHidden('x', ['subject_id'], view)} AND ${isWanted('ev', sql`x.id`)} ORDER BY x.id LIMIT ${limit})`
  },
})
