import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection, one } from '../../compiler/fields.ts'
import type { List } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { enterpriseList } from '../enterprise/list.ts'
import { EnterpriseConnection } from '../enterprise/schema.ts'
import { idField, Node } from '../node/schema.ts'
import { addLatestFields } from '../observation/latest.ts'
import { projectList } from '../project/list.ts'
import { ProjectConnection } from '../project/schema.ts'
import { Park, Project } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { isInside, selectPark } from '../subject/membership.ts'
import { archivedArgs, isListed, subjectArgs, subjectConnection } from '../subject/updated.ts'
import { enums } from '../vocabulary/schema.ts'
import { parkFigures } from './figures.ts'
import { parkList, parkRows } from './list.ts'

const ParkConnection = defineConnection(Park, 'Park', 'parks')

/** Arguments of a list of what a park holds. */
const memberArgs = (list: List) => ({
  ...connectionArgs(list),
  ...archivedArgs(),
  ...builder.args((t) => ({
    isDeep: t.boolean({
      required: true,
      defaultValue: true,
      description: 'Whether to list what its parks hold too, at any depth.',
    }),
  })),
})

const members = (list: List) =>
  connection(
    list,
    (park, member, args, view) =>
      sql`${isListed(member, args)} AND ${isInside(member, park, view, args['isDeep'] as boolean)}`,
  )

builder.prismaObject('Park', {
  interfaces: [Node, Subject],
  extensions: { source: parkRows },
  fields: (t) => ({
    id: t.field(idField('Park')),
    kind: t.expose('kind', { type: enums.ParkKind, description: 'What kind of park it is.' }),
    level: t.expose('level', {
      type: enums.ParkLevel,
      nullable: true,
      description: 'Level of government that approved or runs it, where a source says.',
    }),
    regionCode: t.exposeString('regionCode', { nullable: true }),
    regionSystem: t.exposeString('regionSystem', { nullable: true }),
    parent: t.field({
      type: Park,
      nullable: true,
      description: 'The park that it lies in.',
      ...one((row, park, _, view) => sql`${column(park, 'id')} = ${selectPark(row, view)}`),
    }),
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project that builds it: the same subject in its other role, with the same figures.',
      ...one((row, project) => sql`${column(project, 'id')} = ${column(row, 'id')}`),
    }),
    parks: t.field({
      type: ParkConnection,
      description: 'Parks within it.',
      args: memberArgs(parkList),
      ...members(parkList),
    }),
    projects: t.field({
      type: ProjectConnection,
      description: 'Projects within it.',
      args: memberArgs(projectList),
      ...members(projectList),
    }),
    enterprises: t.field({
      type: EnterpriseConnection,
      description: 'Enterprises within it.',
      args: memberArgs(enterpriseList),
      ...members(enterpriseList),
    }),
  }),
})

addLatestFields(Park, parkFigures)

builder.queryFields((t) => ({
  park: t.field({
    description: 'The park with this slug, or null.',
    type: Park,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    ...one((_, park, { slug }) => sql`${column(park, 'slug')} = ${slug}`),
  }),
  parks: t.field({
    description: 'Parks, those within parks included.',
    type: ParkConnection,
    args: subjectArgs(parkList),
    ...subjectConnection(parkList),
  }),
}))
