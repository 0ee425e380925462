import { join, raw, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Indicator, Source } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { Point, readSpan, unitField } from './point.ts'
import { listPeriods } from './request.ts'
import { shared } from './rows.ts'
import { within } from './rows-within.ts'

const nullable = { list: false, items: true } as const

const Column = builder.objectRef<object>('TimeSeriesColumn').implement({
  description: 'One measure of a series as arrays, each in the order of `periods`.',
  fields: (t) => ({
    measure: t.field({
      type: enums.TimeSeriesMeasure,
      description: 'What is told of the buckets.',
      ...read('measure'),
    }),
    unit: t.field({ ...unitField, description: 'Unit of the values; null where they have none, as an index.' }),
    values: t.field({ type: ['Decimal'], nullable, description: 'The values.', ...read('v') }),
    lower: t.field({
      type: ['Decimal'],
      nullable,
      description: 'Lower bounds, where figures are vague.',
      ...read('lo'),
    }),
    upper: t.field({
      type: ['Decimal'],
      nullable,
      description: 'Upper bounds, where figures are vague.',
      ...read('hi'),
    }),
    reasons: t.field({
      type: [enums.DerivationReason],
      nullable,
      description: 'Why there is no value.',
      ...read('why'),
    }),
  }),
})

export const Item = builder.objectRef<object>('TimeSeriesItem').implement({
  description: 'One indicator of one subject, bucket by bucket.',
  fields: (t) => ({
    subject: t.field({
      type: Subject,
      description: 'What it is about.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`),
    }),
    indicator: t.field({
      type: Indicator,
      description: 'What is measured.',
      ...one((row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`),
    }),
    unit: t.field({ ...unitField, nullable: false, description: 'Unit of the level.' }),
    of: t.field({
      type: enums.Measure,
      nullable: true,
      description: 'The one kind of the figures that are read; null where there are several or none.',
      ...read('kind'),
    }),
    accumulation: t.field({
      type: enums.Accumulation,
      nullable: true,
      description:
        'The one accumulation of the figures that are read; null where buckets have several, as `accumulations` tells, or none.',
      ...read('accumulation'),
    }),
    accumulations: t.field({
      type: [enums.Accumulation],
      nullable,
      description:
        'Over what the level of each bucket is accumulated; YEAR_TO_DATE of all that is told from January on. Null where there is none.',
      ...read('accumulations'),
    }),
    nature: t.field({
      type: enums.Nature,
      description: 'Whether they happened, are expected or are aimed at.',
      ...read('nature'),
    }),
    scope: t.field({
      type: enums.Scope,
      nullable: true,
      description: 'Which units of the population they cover; null where they differ, or there are none.',
      ...read('scope'),
    }),
    priceBasis: t.field({
      type: enums.PriceBasis,
      nullable: true,
      description: 'Prices they are measured in; null where they differ, or there are none.',
      ...read('priceBasis'),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description:
        'The one document that they are taken from; null where there are several or none, or the viewer may not see it.',
      ...one((row, source) => sql`${column(source, 'id')} = ${column(row, 'sourceId')}`),
    }),
    base: t.field({
      type: 'Period',
      nullable: true,
      description: 'The bucket of which INDEX is 100; null where it is not asked for, or no bucket has a value.',
      ...compute<{ baseStarts: number | null; baseEnds: number | null }>(['baseStarts', 'baseEnds'], (row) =>
        row.baseStarts === null || row.baseEnds === null ? null : readSpan(row.baseStarts, row.baseEnds),
      ),
    }),
    count: t.intList({ description: 'How many figures lie in each bucket and make its level.', ...read('count') }),
    completeness: t.intList({
      description:
        'How many months of each bucket they cover, of `monthsPerBucket`; all of them where a stock is known.',
      ...read('covered'),
    }),
    status: t.field({
      type: t.listRef(t.listRef('String')),
      description: 'Status codes of the figures of each bucket.',
      ...compute<{ status: (string | null)[] }>(['status'], (row) =>
        row.status.map((codes) => [...new Set(codes?.split(',') ?? [])]),
      ),
    }),
    isFilled: t.booleanList({
      description: 'Whether the level of each bucket stands for a missing one as `fill` says.',
      ...read('isFilled'),
    }),
    isNegativeAfterRevision: t.booleanList({
      description:
        'Whether each bucket alone, a difference of year-to-date figures, is negative and was not before a revision of either.',
      ...read('isNegative'),
    }),
    columns: t.field({
      type: [Column],
      description: 'The measures as arrays, in the order in which they were asked for.',
      ...within(
        // One row a measure, with expressions and no union: PostgreSQL leaves out the parts that are not selected.
        (row, { measures }) => {
          const choose = (part: string) =>
            raw(`CASE a.at ${measures.map((_, at) => `WHEN ${at} THEN ${row}.m${at}_${part}`).join(' ')} END`)
          return sql`(SELECT a.at, a.measure, ${choose('unit')} AS unit_code, ${choose('v')} AS v, ${choose('lo')} AS lo,
            ${choose('hi')} AS hi, ${choose('why')} AS why
            FROM (VALUES ${join(measures.map((measure, at) => sql`(${at}::int, ${measure}::text)`))}) a(at, measure))`
        },
        ({ measures }) => measures.length,
        sql`at`,
      ),
    }),
    points: t.field({
      type: [Point],
      description: 'The same as rows: for each bucket in its order, each measure in its.',
      ...within(
        (row, request) =>
          sql`(${join(
            request.measures.map((measure, at) => {
              const array = (name: string) => raw(`${row}.${name}`)
              const m = ['v', 'lo', 'hi', 'why', 'ids'].map((part) => array(`m${at}_${part}`))
              const isAlone = measure === 'SINGLE_MONTH' || (measure === 'LEVEL' && request.months > 1)
              return sql`SELECT p.*, p.is_negative AND ${isAlone} AS is_negative_alone, ${at}::int AS at, ${measure}::text AS measure, ${array(`m${at}_unit`)} AS unit_code, ${array('nature')} AS nature, ${array('parks')} AS parks
              FROM unnest(${listPeriods(request)}::text[], ${join([...m, ...shared.map(array)])}) WITH ORDINALITY
              p(period, v, lo, hi, why, ids, ${raw(shared.join(', '))}, bucket)`
            }),
            ' UNION ALL ',
          )})`,
        (request) => (request.last - request.first + 1) * request.measures.length,
        sql`bucket, at`,
      ),
    }),
  }),
})
