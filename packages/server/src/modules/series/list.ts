import { sql } from '@parkgraph/db'
import { oneOf } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column, type Source } from '../../compiler/plan.ts'
import { isRecorded, isVisible, namesNoHidden } from '../../compiler/sources.ts'
import { ofIndicator } from '../indicator/list.ts'
import { enums } from '../vocabulary/schema.ts'

export const seriesKey = ['reportingParkId', 'id'] as const

export const seriesRows: Source = {
  key: seriesKey,
  isTimed: true,
  from: (view) => sql`(SELECT x.* FROM series x WHERE ${isVisible('x', view)} AND ${isRecorded('x', view)}
    AND ${namesNoHidden('x', ['subject_id'], view)})`,
}

export const seriesList = defineList('Series', {
  filters: {
    indicator: ofIndicator,
    measure: oneOf('What its figures say about the indicator.', enums.Measure, (row) => column(row, 'measure')),
    accumulation: oneOf('Over which span they accumulate.', enums.Accumulation, (row) => column(row, 'accumulation')),
    scope: oneOf('Which units of the population they cover.', enums.Scope, (row) => column(row, 'scope')),
  },
  orders: {
    id: { description: 'In the order in which they were recorded.', key: 'integer', sql: (row) => column(row, 'id') },
  },
  defaultOrder: [{ id: 'ASC' }],
  tieBreak: seriesKey,
})
