import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { facts } from '../clock/updated-after.ts'
import { defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { addLatestFields } from '../observation/latest.ts'
import { Park, Project, ProjectStage } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { parkField } from '../subject/park-field.ts'
import { subjectArgs, subjectConnection } from '../subject/updated.ts'
import { enums } from '../vocabulary/schema.ts'
import { projectFigures } from './figures.ts'
import { projectList, projectRows } from './list.ts'
import { selectCurrentStage } from './stage.ts'

builder.prismaObject('Project', {
  interfaces: [Node, Subject],
  extensions: { source: projectRows },
  fields: (t) => ({
    id: t.field(idField('Project')),
    park: t.field(parkField),
    kind: t.expose('kind', { type: enums.ProjectKind, description: 'What kind of work it is.' }),
    builtPark: t.field({
      type: Park,
      nullable: true,
      description: 'The park that it builds: the same subject in its other role, with the same figures.',
      ...one((row, park) => sql`${column(park, 'id')} = ${column(row, 'id')}`),
    }),
    currentStage: t.field({
      type: ProjectStage,
      nullable: true,
      description: 'The furthest stage that it is in or has passed.',
      ...one(
        (row, stage, _, view) => sql`${column(stage, 'id')} = (SELECT s.id FROM ${selectCurrentStage(row, view)} s)`,
      ),
    }),
    stages: t.field({
      type: [ProjectStage],
      description: 'Stages that it has passed, is in or is promised to reach, in their order.',
      ...facts(
        'stage',
        (row, stage) => sql`${column(stage, 'subjectId')} = ${column(row, 'id')}`,
        (stage) => sql`${column(stage, 'stage')}, ${column(stage, 'id')}`,
      ),
    }),
  }),
})

addLatestFields(Project, projectFigures)

export const ProjectConnection = defineConnection(Project, 'Project', 'projects')

builder.queryFields((t) => ({
  project: t.field({
    description: 'The project with this slug, or null.',
    type: Project,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    ...one((_, project, { slug }) => sql`${column(project, 'slug')} = ${slug}`),
  }),
  projects: t.field({
    description: 'Works: industrial, infrastructure and livelihood.',
    type: ProjectConnection,
    args: subjectArgs(projectList),
    ...subjectConnection(projectList),
  }),
}))
