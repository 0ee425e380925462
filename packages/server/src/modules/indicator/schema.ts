import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, connection, many, one, read, timed, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { definitions, indicatorRelations, isRecorded, isThere } from '../../compiler/sources.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Indicator, IndicatorDefinition, Unit } from '../refs.ts'
import { archivedArgs, isListed } from '../subject/updated.ts'
import { enums, localised } from '../vocabulary/schema.ts'
import { indicatorList, indicatorRows } from './list.ts'

builder.prismaObject('Indicator', {
  interfaces: [Node],
  extensions: { source: indicatorRows },
  fields: (t) => ({
    id: t.field(idField('Indicator')),
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    label: t.string({
      description: 'What people call it.',
      ...localised('label'),
    }),
    definition: t.string({
      description: 'What it measures.',
      ...localised('definition'),
    }),
    dimension: t.exposeString('dimension', { description: 'What its unit measures, such as `area`.' }),
    defaultUnit: t.field({
      type: Unit,
      description: 'Unit that it is usually printed in.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'defaultUnitCode')}`),
    }),
    status: t.expose('status', { type: enums.IndicatorStatus, description: 'Whether its meaning is settled.' }),
    candidates: t.exposeStringList('candidates'),
    aggregationOverTime: t.field({
      type: enums.AggregationOverTime,
      description: 'How its levels combine over consecutive periods.',
      ...compute<{ overTime: string }>(['overTime'], (row) => row.overTime),
    }),
    aggregationOverParks: t.field({
      type: enums.AggregationOverParks,
      description: 'How its levels combine over parks.',
      ...compute<{ overParks: string }>(['overParks'], (row) => row.overParks),
    }),
    definitions: t.field({
      type: [IndicatorDefinition],
      description: 'What it measured by each edition of its definition, the first one first.',
      ...many(
        (row, definition) => sql`${column(definition, 'indicatorId')} = ${column(row, 'id')}`,
        (definition) => sql`${column(definition, 'validFrom')} NULLS FIRST, ${column(definition, 'id')}`,
      ),
    }),
    partOf: t.field({
      type: [Indicator],
      description: 'Indicators whose figures its own are part of, so that they can be no larger.',
      ...many(
        (row, whole, _, view) =>
          sql`${column(whole, 'id')} IN (SELECT r.whole_id FROM ${indicatorRelations(view)} r WHERE r.part_id = ${column(row, 'id')})`,
        (whole) => sql`${column(whole, 'code')} COLLATE "C"`,
      ),
    }),
    isArchived: t.exposeBoolean('isArchived', {
      description: 'Whether it is left out of the list, unless that is asked for it, and takes no new figures.',
    }),
    version: t.id({
      description: 'What `expectedVersion` takes: it counts up with each change of it, from 1.',
      ...value(
        (row, _, view) => sql`(SELECT 1 + count(*) FROM indicator_version v
          WHERE v.indicator_id = ${column(row, 'id')} AND NOT v.is_creation AND ${isRecorded('v', view)})::text`,
      ),
    }),
  }),
})

builder.prismaObject('IndicatorDefinition', {
  extensions: { source: { key: ['id'], from: definitions } },
  fields: (t) => ({
    edition: t.exposeString('edition'),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of the periods that it holds for; null where it holds from the beginning.',
      ...read('validFrom'),
    }),
    definition: t.string({ description: 'What the indicator measures by it.', ...localised('definition') }),
    source: t.exposeString('source', { nullable: true }),
  }),
})

export const IndicatorConnection = defineConnection(Indicator, 'Indicator', 'indicators')

builder.queryFields((t) => ({
  indicator: t.field({
    description: 'The indicator with this code, or null.',
    type: Indicator,
    nullable: true,
    args: { code: t.arg.string({ required: true, description: 'Its code.' }) },
    ...timed(
      one(
        (_, indicator, { code }, view) => sql`${column(indicator, 'code')} = ${code} AND ${isThere(indicator, view)}`,
      ),
    ),
  }),
  indicators: t.field({
    description: 'What is measured.',
    type: IndicatorConnection,
    args: { ...connectionArgs(indicatorList), ...archivedArgs() },
    ...timed(
      connection(
        indicatorList,
        (_, indicator, args, view) => sql`${isListed(indicator, args)} AND ${isThere(indicator, view)}`,
      ),
    ),
  }),
}))
