import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { many, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { vocabulary } from '../../compiler/sources.ts'
import { rowBy } from '../derivation/fields.ts'
import { decimal } from '../ranking/value.ts'
import {
  Framework,
  FrameworkCohort,
  FrameworkEdition,
  FrameworkGroup,
  FrameworkIndicator,
  Indicator,
  Unit,
} from '../refs.ts'
import { enums, localised } from '../vocabulary/schema.ts'

const byPosition = (row: string) => column(row, 'position')
const of = (key: string) => (parent: string, row: string) => sql`${column(row, key)} = ${column(parent, 'id')}`
const editionOrder = (row: string) => sql`${column(row, 'edition')} COLLATE "C"`

builder.prismaObject('Framework', {
  extensions: { source: vocabulary('framework') },
  fields: (t) => ({
    code: t.exposeString('code'),
    label: t.string({ description: 'What people call it.', ...localised('label') }),
    editions: t.field({
      type: [FrameworkEdition],
      description:
        'Its editions by name. They are definitions, read as they are held now, whatever asOf says of figures.',
      ...many(of('frameworkId'), editionOrder),
    }),
    edition: t.field({
      type: FrameworkEdition,
      nullable: true,
      description: 'The edition of this name, or null.',
      args: { edition: t.arg.string({ required: true, description: 'Its name, such as `2021`.' }) },
      ...one(
        (row, item, { edition }) => sql`${of('frameworkId')(row, item)} AND ${column(item, 'edition')} = ${edition}`,
      ),
    }),
  }),
})

builder.prismaObject('FrameworkEdition', {
  extensions: { source: vocabulary('framework_edition') },
  fields: (t) => ({
    framework: t.field({
      type: Framework,
      description: 'The framework that it is an edition of.',
      ...rowBy('frameworkId'),
    }),
    edition: t.exposeString('edition'),
    publishedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day on which it was published, where that is known.',
      ...read('publishedOn'),
    }),
    status: t.expose('status', {
      type: enums.FrameworkStatus,
      description: 'Whether it is held whole. Of one held in part, note says what is lacking.',
    }),
    scoringMethod: t.expose('scoringMethod', {
      type: enums.ScoringMethod,
      nullable: true,
      description: 'How figures become scores; null where that is not held.',
    }),
    totalWeight: t.field({
      type: 'Decimal',
      description: 'What the weights of all its indicators add up to, those that are not held included.',
      ...decimal('totalWeight'),
    }),
    groupCount: t.exposeInt('groupCount', { nullable: true }),
    indicatorCount: t.exposeInt('indicatorCount', { nullable: true }),
    note: t.string({ nullable: true, description: 'What is known of it and what is not.', ...localised('note') }),
    groups: t.field({
      type: [FrameworkGroup],
      description: 'Its groups of indicators, as far as they are held.',
      ...many(of('editionId'), byPosition),
    }),
    cohorts: t.field({
      type: [FrameworkCohort],
      description: 'The parks that it compares among themselves; none where it compares all.',
      ...many(of('editionId'), byPosition),
    }),
  }),
})

builder.prismaObject('FrameworkGroup', {
  extensions: { source: vocabulary('framework_group') },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Code, unique within the edition.' }),
    label: t.string({ description: 'What people call it.', ...localised('label') }),
    weight: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What its indicators weigh together, in points of the edition; null where that is not known.',
      ...decimal('weight'),
    }),
    indicators: t.field({
      type: [FrameworkIndicator],
      description: 'Its indicators, as far as they are held.',
      ...many(of('groupId'), byPosition),
    }),
  }),
})

builder.prismaObject('FrameworkCohort', {
  extensions: { source: vocabulary('framework_cohort') },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Code, unique within the edition.' }),
    label: t.string({ description: 'What people call it.', ...localised('label') }),
    regionPrefixes: t.exposeStringList('regionPrefixes', {
      description: 'Leading digits of the region codes of its parks, such as `43`.',
    }),
  }),
})

builder.prismaObject('FrameworkIndicator', {
  extensions: { source: vocabulary('framework_indicator') },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Code, unique within the group.' }),
    group: t.field({
      type: FrameworkGroup,
      description: 'The group that it belongs to.',
      ...rowBy('groupId'),
    }),
    indicator: t.field({
      type: Indicator,
      description: 'What is measured.',
      ...rowBy('indicatorId'),
    }),
    measure: t.expose('measure', { type: enums.Measure, description: 'What its figures say about the indicator.' }),
    derivation: t.expose('derivation', {
      type: enums.RankingDerivation,
      nullable: true,
      description: 'What is derived from its figures and scored; null where they are scored themselves.',
    }),
    nature: t.expose('nature', { type: enums.Nature, description: 'Nature of its figures.' }),
    accumulation: t.expose('accumulation', {
      type: enums.Accumulation,
      nullable: true,
      description: 'Span that its figures accumulate over; null for any but a single day or month.',
    }),
    scope: t.expose('scope', {
      type: enums.Scope,
      nullable: true,
      description: 'Scope of its figures; null for the whole, or one that is not stated.',
    }),
    weight: t.field({
      type: 'Decimal',
      description: 'What it weighs, in points of the edition.',
      ...decimal('weight'),
    }),
    direction: t.expose('direction', { type: enums.ScoringDirection, description: 'Which way is better.' }),
    target: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Value that earns a full score, in targetUnit.',
      ...decimal('target'),
    }),
    targetUnit: t.field({
      type: Unit,
      nullable: true,
      description: 'Unit of the target.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'targetUnitCode')}`),
    }),
  }),
})

builder.queryFields((t) => ({
  framework: t.field({
    description: 'The framework with this code, or null.',
    type: Framework,
    nullable: true,
    args: { code: t.arg.string({ required: true, description: 'Its code.' }) },
    ...one((_, item, { code }) => sql`${column(item, 'code')} = ${code}`),
  }),
  frameworks: t.field({
    description: 'Frameworks by which parks are assessed, by code.',
    type: [Framework],
    ...many(
      () => sql`TRUE`,
      (row) => sql`${column(row, 'code')} COLLATE "C"`,
    ),
  }),
}))
