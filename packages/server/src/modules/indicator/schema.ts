import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, connection, many, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { vocabulary } from '../../compiler/sources.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Indicator, IndicatorDefinition, Unit } from '../refs.ts'
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
        (row, whole) =>
          sql`${column(whole, 'id')} IN (SELECT r.whole_id FROM indicator_relation r WHERE r.part_id = ${column(row, 'id')})`,
        (whole) => sql`${column(whole, 'code')} COLLATE "C"`,
      ),
    }),
  }),
})

builder.prismaObject('IndicatorDefinition', {
  extensions: { source: vocabulary('indicator_definition') },
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
    ...one((_, indicator, { code }) => sql`${column(indicator, 'code')} = ${code}`),
  }),
  indicators: t.field({
    description: 'What is measured.',
    type: IndicatorConnection,
    args: connectionArgs(indicatorList),
    ...connection(indicatorList),
  }),
}))
