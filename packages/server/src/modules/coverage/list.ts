import { sql } from '@parkgraph/db'
import { flag, oneOf } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { enums } from '../vocabulary/schema.ts'
import { selectBreaks } from './breaks.ts'
import { countGaps } from './gaps.ts'

export const coverageList = defineList('Coverage', {
  filters: {
    measure: oneOf('What the figures say about the indicator.', enums.Measure, (row) => column(row, 'measure')),
    accumulation: oneOf('Over which span they accumulate.', enums.Accumulation, (row) => column(row, 'accumulation')),
    scope: oneOf('Which units of the population they cover.', enums.Scope, (row) => column(row, 'scope')),
    nature: oneOf('Whether they happened, are expected or aimed at.', enums.Nature, (row) => column(row, 'nature')),
    frequency: oneOf('How often they follow each other.', enums.CoverageFrequency, (row) => column(row, 'frequency')),
    hasGaps: flag('Whether periods are missing in between.', (row) => sql`${countGaps(row)} > 0`),
    hasBreaks: flag('Whether they break.', (row, view) => sql`EXISTS (SELECT 1 FROM ${selectBreaks(row, view)} b)`),
  },
  orders: {
    subject: {
      description: 'By the slug of what it is about.',
      key: 'text',
      sql: (row) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${column(row, 'subjectId')}) COLLATE "C"`,
    },
    indicator: {
      description: 'By the code of what is measured.',
      key: 'text',
      sql: (row) => sql`(SELECT i.code FROM indicator i WHERE i.id = ${column(row, 'indicatorId')}) COLLATE "C"`,
    },
    lastPeriod: {
      description: 'By the day after the newest period.',
      key: 'date',
      sql: (row) => column(row, 'lastEnd'),
    },
    lastPublishedOn: {
      description: 'By the newest publication.',
      key: 'date',
      sql: (row) => column(row, 'lastPublishedOn'),
    },
    count: { description: 'By how many figures there are.', key: 'integer', sql: (row) => column(row, 'count') },
    gapCount: { description: 'By how many are missing.', key: 'integer', sql: countGaps },
  },
  defaultOrder: [{ subject: 'ASC' }, { indicator: 'ASC' }],
  tieBreak: ['reportingParkId', 'seriesId', 'natureOrder', 'priority'],
})
