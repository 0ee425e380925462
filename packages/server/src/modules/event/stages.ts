import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import type { EventStep } from '../../compiler/execute.ts'
import { lookFrom, one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isKnown, namesNoHidden } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { factKinds } from '../fact/sources.ts'
import { lookAfter } from '../history/rows.ts'
import { projectList, projectRows } from '../project/list.ts'
import { Project, ProjectStage } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { changePlace, defineEvent, isPublicationField, releasedHere } from './fields.ts'

const ProjectStageEvent = defineEvent(
  'ProjectStageEvent',
  'A stage of a work that was recorded, told anew or withdrawn, or became visible.',
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
  isPublication: t.field(isPublicationField),
}))

/**
 * Versions of stages that were recorded, and those that a publication showed to who had not seen them: of a stage itself whichever it
 * named, of its work those that hold.
 */
function selectEvents(view: View, { isWanted, limit }: EventStep): Sql {
  const then = { ...view, recorded: changePlace }
  const columns = (isPublication: boolean) =>
    sql`ev.*, x.id AS event_id, coalesce(x.supersedes_id, x.id) AS first_id, ${isPublication}::bool AS is_publication`
  const stages = sql`project_stage x, LATERAL ${projectRows.from(then)} ev
    WHERE x.reporting_park_id = e.reporting_park_id AND ev.id = x.subject_id AND ${isKnown('x', then)} AND ${isWanted('ev', sql`x.id`)}`
  const ofWorks = sql`SELECT y.id FROM (${releasedHere('subject', view)}) u JOIN ${factKinds.stage.source.from(then)} y ON y.subject_id = u.row_id`
  return sql`((SELECT ${columns(false)} FROM ${stages} AND x.change_id = e.id AND ${namesNoHidden('x', ['subject_id'], view)}
      ORDER BY x.id LIMIT ${limit})
    UNION ALL (SELECT ${columns(true)} FROM (${releasedHere('project_stage', view)} UNION ${ofWorks}) r, ${stages}
      AND x.id = r.row_id AND x.change_id <> e.id ORDER BY x.id LIMIT ${limit}))`
}

defineSubscription({
  name: 'projectStageRecorded',
  description:
    'Stages of works as they are recorded, told anew or withdrawn, and as they become visible by a publication.',
  type: ProjectStageEvent,
  list: projectList,
  source: selectEvents,
})
