import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { idField, Node } from '../node/schema.ts'
import { periodField } from '../observation/period.ts'
import { Subject } from '../subject/interface.ts'
import { enums, localised } from '../vocabulary/schema.ts'
import { Fact } from './interface.ts'
import { factKinds } from './sources.ts'

/** The subject that a column of the row names. */
const subjectBy = (name: string) => one((row, subject) => sql`${column(subject, 'id')} = ${column(row, name)}`)

builder.prismaObject('Membership', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.membership.source },
  fields: (t) => ({
    id: t.field(idField('Membership')),
    subject: t.field({ type: Subject, description: 'What belongs to the park.', ...subjectBy('subjectId') }),
    park: t.field({ type: Subject, description: 'The park.', ...subjectBy('parkId') }),
    role: t.expose('role', { type: enums.MembershipRole, description: 'In what way it belongs.' }),
    period: t.field({ ...periodField, description: 'When it holds, where the source says.' }),
  }),
})

builder.prismaObject('PanelMembership', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.panelMembership.source },
  fields: (t) => ({
    id: t.field(idField('PanelMembership')),
    subject: t.field({ type: Subject, description: 'The enterprise.', ...subjectBy('subjectId') }),
    scope: t.expose('scope', {
      type: enums.Scope,
      description: 'The panel, as the scope of the figures that count it.',
    }),
    period: t.field({ ...periodField, description: 'When it is counted.' }),
  }),
})

builder.prismaObject('ProjectStage', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.stage.source },
  fields: (t) => ({
    id: t.field(idField('ProjectStage')),
    stage: t.expose('stage', { type: enums.ProjectStageName, description: 'The stage.' }),
    state: t.expose('state', { type: enums.StageState, description: 'Whether it is ahead, under way or behind.' }),
    printed: t.exposeString('printed', { nullable: true }),
    period: t.field({ ...periodField, description: 'When it holds or is promised to hold, where the source says.' }),
  }),
})

builder.prismaObject('Honour', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.honour.source },
  fields: (t) => ({
    id: t.field(idField('Honour')),
    title: t.exposeString('title'),
    awardedBy: t.exposeString('awardedBy', { nullable: true }),
    period: t.field({ ...periodField, description: 'When it was given, where the source says.' }),
  }),
})

builder.prismaObject('SubjectName', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.name.source },
  fields: (t) => ({
    id: t.field(idField('SubjectName')),
    name: t.exposeString('name', { description: 'The name as printed.' }),
    kind: t.expose('kind', { type: enums.NameKind, description: 'What kind of name it is.' }),
  }),
})

builder.prismaObject('Relationship', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.relationship.source },
  fields: (t) => ({
    id: t.field(idField('Relationship')),
    from: t.field({ type: Subject, description: 'The subject that it is told of.', ...subjectBy('fromId') }),
    kind: t.expose('kind', { type: enums.RelationshipKind, description: 'How the two are tied.' }),
    to: t.field({
      type: Subject,
      nullable: true,
      description: 'The other party, where it is a subject.',
      ...subjectBy('toId'),
    }),
    toName: t.exposeString('toName', { nullable: true }),
    period: t.field({ ...periodField, description: 'When it holds, where the source says.' }),
  }),
})

builder.prismaObject('Statement', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.statement.source },
  fields: (t) => ({
    id: t.field(idField('Statement')),
    topic: t.expose('topic', {
      type: enums.StatementTopic,
      description: 'Which system of a park office it belongs to.',
    }),
    summary: t.string({
      description: 'What the source says, in this project’s own words.',
      ...localised('summary'),
    }),
    period: t.field({ ...periodField, description: 'When it holds, where the source says.' }),
  }),
})

builder.prismaObject('Assignment', {
  interfaces: [Node, Fact],
  extensions: { source: factKinds.assignment.source },
  fields: (t) => ({
    id: t.field(idField('Assignment')),
    person: t.exposeString('person'),
    role: t.exposeString('role'),
    organisation: t.exposeString('organisation'),
    programme: t.field({
      type: Subject,
      nullable: true,
      description: 'The programme that the role belongs to.',
      ...subjectBy('programmeId'),
    }),
    period: t.field({ ...periodField, description: 'When it holds, where the source says.' }),
  }),
})
