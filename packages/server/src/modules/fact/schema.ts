import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { fact } from '../../compiler/sources.ts'
import { periodField } from '../observation/period.ts'
import { citationField } from '../source/schema.ts'
import { Subject } from '../subject/interface.ts'
import { enums, localised } from '../vocabulary/schema.ts'

const noteField = () => ({
  nullable: true as const,
  description: 'What a reader should know about it.',
  ...localised('note'),
})

/** The subject that a column of the row names. */
const subjectBy = (name: string) => one((row, subject) => sql`${column(subject, 'id')} = ${column(row, name)}`)

builder.prismaObject('Membership', {
  extensions: { source: fact('membership', ['subject_id', 'park_id']) },
  fields: (t) => ({
    subject: t.field({ type: Subject, description: 'What belongs to the park.', ...subjectBy('subjectId') }),
    park: t.field({ type: Subject, description: 'The park.', ...subjectBy('parkId') }),
    role: t.expose('role', { type: enums.MembershipRole, description: 'In what way it belongs.' }),
    period: t.field({ ...periodField, description: 'When it holds, where the source says.' }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('PanelMembership', {
  extensions: { source: fact('panel_membership') },
  fields: (t) => ({
    subject: t.field({ type: Subject, description: 'The enterprise.', ...subjectBy('subjectId') }),
    scope: t.expose('scope', {
      type: enums.Scope,
      description: 'The panel, as the scope of the figures that count it.',
    }),
    period: t.field({ ...periodField, description: 'When it is counted.' }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('ProjectStage', {
  extensions: { source: fact('project_stage') },
  fields: (t) => ({
    stage: t.expose('stage', { type: enums.ProjectStageName, description: 'The stage.' }),
    state: t.expose('state', { type: enums.StageState, description: 'Whether it is ahead, under way or behind.' }),
    printed: t.exposeString('printed', { nullable: true }),
    period: t.field({ ...periodField, description: 'When it holds or is promised to hold, where the source says.' }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('Honour', {
  extensions: { source: fact('honour') },
  fields: (t) => ({
    title: t.exposeString('title'),
    awardedBy: t.exposeString('awardedBy', { nullable: true }),
    period: t.field({ ...periodField, description: 'When it was given, where the source says.' }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('SubjectName', {
  extensions: { source: fact('subject_name') },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name as printed.' }),
    kind: t.expose('kind', { type: enums.NameKind, description: 'What kind of name it is.' }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('Relationship', {
  extensions: { source: fact('relationship', ['from_id', 'to_id']) },
  fields: (t) => ({
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
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('Statement', {
  extensions: { source: fact('statement') },
  fields: (t) => ({
    topic: t.expose('topic', {
      type: enums.StatementTopic,
      description: 'Which system of a park office it belongs to.',
    }),
    summary: t.string({
      description: 'What the source says, in this project’s own words.',
      ...localised('summary'),
    }),
    period: t.field({ ...periodField, description: 'When it holds, where the source says.' }),
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})

builder.prismaObject('Assignment', {
  extensions: { source: fact('assignment') },
  fields: (t) => ({
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
    note: t.string(noteField()),
    citation: t.field(citationField),
  }),
})
