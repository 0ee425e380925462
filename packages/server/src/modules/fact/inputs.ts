import { builder } from '../../builder.ts'
import { enums } from '../vocabulary/schema.ts'

export const LocalisedInput = builder.inputType('LocalisedInput', {
  description: 'A text in both languages.',
  fields: (t) => ({
    zh: t.string({ required: true, description: 'In Chinese.' }),
    en: t.string({ required: true, description: 'In English.' }),
  }),
})

const validFrom = {
  type: 'Period',
  description: 'It holds from the first day of this period on; open where it is left out.',
} as const

const validTo = {
  type: 'Period',
  description: 'It holds until the last day of this period; open where it is left out.',
} as const

const date = { type: 'Period', description: 'When it holds, where the document says.' } as const

const NameInput = builder.inputType('NameInput', {
  description: 'A further name of the subject.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name as printed.' }),
    kind: t.field({ type: enums.NameKind, required: true, description: 'What kind of name it is.' }),
    validFrom: t.field(validFrom),
    validTo: t.field(validTo),
  }),
})

const MembershipInput = builder.inputType('MembershipInput', {
  description: 'The subject belongs to a park.',
  fields: (t) => ({
    park: t.string({
      required: true,
      description: 'Slug of the park. A revision takes the same: in another park it is another fact.',
    }),
    role: t.field({ type: enums.MembershipRole, required: true, description: 'In what way it belongs.' }),
    validFrom: t.field(validFrom),
    validTo: t.field(validTo),
  }),
})

const StageInput = builder.inputType('StageInput', {
  description: 'A stage that the subject, a project, has passed, is in or is to reach.',
  fields: (t) => ({
    stage: t.field({ type: enums.ProjectStageName, required: true, description: 'The stage.' }),
    state: t.field({
      type: enums.StageState,
      required: true,
      description: 'Whether it is ahead, under way or behind; what is PROMISED has a date.',
    }),
    date: t.field(date),
    printed: t.string({ description: 'Words of the document, a few characters.' }),
  }),
})

const HonourInput = builder.inputType('HonourInput', {
  description: 'A title that the subject was given.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Title as printed.' }),
    awardedBy: t.string({ description: 'Who gave it, as printed.' }),
    date: t.field(date),
  }),
})

const RelationshipInput = builder.inputType('RelationshipInput', {
  description: 'A tie of the subject to another, or to a party that is none here: either `to` or `toName`.',
  fields: (t) => ({
    kind: t.field({
      type: enums.RelationshipKind,
      required: true,
      description:
        'How the two are tied. SAME_AS takes the role STEWARD, and so does any change of it or of POSSIBLY_SAME_AS.',
    }),
    to: t.string({ description: 'Slug of the other party, where it is a subject.' }),
    toName: t.string({ description: 'Its name as printed, where it is none.' }),
    validFrom: t.field(validFrom),
    validTo: t.field(validTo),
  }),
})

const StatementInput = builder.inputType('StatementInput', {
  description: 'What is told of the subject and has no type of its own.',
  fields: (t) => ({
    topic: t.field({
      type: enums.StatementTopic,
      required: true,
      description: 'Which system of a park office it is of.',
    }),
    summary: t.field({ type: LocalisedInput, required: true, description: 'What the document says, in own words.' }),
    date: t.field(date),
  }),
})

const AssignmentInput = builder.inputType('AssignmentInput', {
  description: 'A person in a role at the subject, or for it in a programme.',
  fields: (t) => ({
    person: t.string({ required: true, description: 'Name of the person as printed.' }),
    role: t.string({ required: true, description: 'Role as printed.' }),
    organisation: t.string({ required: true, description: 'Organisation as printed.' }),
    programme: t.string({ description: 'Slug of the programme that the role belongs to.' }),
    date: t.field(date),
  }),
})

const PanelMembershipInput = builder.inputType('PanelMembershipInput', {
  description: 'The subject, an enterprise, is counted in a statistical panel.',
  fields: (t) => ({
    scope: t.field({
      type: enums.Scope,
      required: true,
      description: 'The panel, as the scope of the figures that count it.',
    }),
    validFrom: t.field(validFrom),
    validTo: t.field(validTo),
  }),
})

export const FactContentInput = builder.inputType('FactContentInput', {
  isOneOf: true,
  description: 'What a fact tells: exactly one of these.',
  fields: (t) => ({
    assignment: t.field({ type: AssignmentInput, description: 'A person in a role at it, or in a programme for it.' }),
    honour: t.field({ type: HonourInput, description: 'A title that it was given.' }),
    membership: t.field({ type: MembershipInput, description: 'A park that it belongs to.' }),
    name: t.field({ type: NameInput, description: 'A further name.' }),
    panelMembership: t.field({ type: PanelMembershipInput, description: 'A panel that it is counted in.' }),
    relationship: t.field({ type: RelationshipInput, description: 'A tie to another.' }),
    stage: t.field({ type: StageInput, description: 'A stage of a project.' }),
    statement: t.field({ type: StatementInput, description: 'What has no type of its own.' }),
  }),
})
