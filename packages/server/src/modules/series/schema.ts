import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Indicator, Series } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { seriesKey, seriesRows } from './list.ts'

builder.prismaObject('Series', {
  interfaces: [Node],
  extensions: { source: seriesRows },
  fields: (t) => ({
    id: t.field(idField('Series', seriesKey)),
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    subject: t.field({
      type: Subject,
      description: 'What it is about.',
      ...one((series, subject) => sql`${column(subject, 'id')} = ${column(series, 'subjectId')}`),
    }),
    indicator: t.field({
      type: Indicator,
      description: 'What is measured.',
      ...one((series, indicator) => sql`${column(indicator, 'id')} = ${column(series, 'indicatorId')}`),
    }),
    measure: t.expose('measure', { type: enums.Measure, description: 'What its figures say about the indicator.' }),
    accumulation: t.expose('accumulation', {
      type: enums.Accumulation,
      description: 'Over which span they accumulate.',
    }),
    priceBasis: t.expose('priceBasis', { type: enums.PriceBasis, description: 'Prices that they are measured in.' }),
    scope: t.expose('scope', { type: enums.Scope, description: 'Which units of the population they cover.' }),
    breakdown: t.exposeString('breakdown'),
    dimension: t.exposeString('dimension', { description: 'What their units measure, such as `area`.' }),
  }),
})

export const SeriesConnection = defineConnection(Series, 'Series', 'series')
