import { join, raw, type Sql, sql } from '@parkgraph/db'
import { periodOf, printPeriod } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { compute, made, one, type Planned, read } from '../../compiler/fields.ts'
import { type Arguments, column } from '../../compiler/plan.ts'
import { observationRows } from '../observation/rows.ts'
import { Indicator, Observation, Source, Unit } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { listPeriods, type Request, readRequest, toDate } from './request.ts'
import { selectSeries } from './rows.ts'

/** Rows made of a row around them, which was looked at by its clocks already. */
function within(
  from: (parent: string, request: Request) => Sql,
  size: (request: Request) => number,
  orderBy?: Sql,
): Planned {
  const planned = made('many', (parent, _, __, around) => from(parent, readRequest(around)), {
    size: (_, around) => size(readRequest(around)),
    ...(orderBy ? { orderBy: () => orderBy } : {}),
  })
  return { ...planned, extensions: { ...planned.extensions, isTimed: false } as Planned['extensions'] }
}

const countBuckets = ({ first, last }: Request) => last - first + 1

const unitField = {
  type: Unit,
  nullable: true,
  ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
} as const

/** Months from one to another, as a period. */
const readSpan = (starts: number, ends: number) => printPeriod(periodOf(toDate(starts), toDate(ends)))

const Span = builder.objectRef<object>('TimeSeriesSpan').implement({
  description: 'Months that were published only together, and what they hold.',
  fields: (t) => ({
    period: t.field({
      type: 'Period',
      description: 'The months.',
      ...compute<{ spanStarts: number; spanEnds: number }>(['spanStarts', 'spanEnds'], (row) =>
        readSpan(row.spanStarts, row.spanEnds),
      ),
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What they hold together, in the unit of the series.',
      ...read('spanV'),
    }),
    lower: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Lower bound, where it is vague.',
      ...read('spanLo'),
    }),
    upper: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Upper bound, where it is vague.',
      ...read('spanHi'),
    }),
  }),
})

const Point = builder.objectRef<object>('TimeSeriesPoint').implement({
  description: 'One measure of one bucket.',
  fields: (t) => ({
    period: t.field({ type: 'Period', description: 'The bucket.', ...read('period') }),
    measure: t.field({ type: enums.TimeSeriesMeasure, description: 'What is told of the bucket.', ...read('measure') }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The value, in the unit of its column; a quotient that does not end is rounded at 34 significant digits.',
      ...read('v'),
    }),
    lower: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Lower bound, where figures are vague.',
      ...read('lo'),
    }),
    upper: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Upper bound, where figures are vague.',
      ...read('hi'),
    }),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why there is no value.',
      ...read('why'),
    }),
    nature: t.field({
      type: enums.Nature,
      description: 'Whether it happened, is expected or is aimed at.',
      ...read('nature'),
    }),
    status: t.field({ type: ['String'], description: 'Status codes of the figures of the level.', ...readStatus() }),
    count: t.int({ description: 'How many figures lie in the bucket and make its level.', ...read('count') }),
    completeness: t.int({
      description: 'How many of the bucket’s months they cover, of `monthsPerBucket`.',
      ...read('covered'),
    }),
    isFilled: t.boolean({
      description: 'Whether the level is none of the bucket, but stands for one as `fill` says.',
      ...read('isFilled'),
    }),
    isNegativeAfterRevision: t.boolean({
      description:
        'Whether the value is a difference of year-to-date figures that is negative, and was not before a revision of either.',
      ...read('isNegativeAlone'),
    }),
    span: t.field({
      type: Span,
      nullable: true,
      description: 'For a single month that was published only together with others: those months.',
      ...withoutClocks(
        made('one', (row) => sql`(SELECT ${raw(`${row}.*`)})`, {
          where: (row) => sql`${column(row, 'spanStarts')} IS NOT NULL AND ${column(row, 'measure')} = 'SINGLE_MONTH'`,
        }),
      ),
    }),
    inputs: t.field({
      type: [Observation],
      description: 'The figures that it rests on, each in the vintage that was read: the earlier first.',
      ...withoutClocks(
        made('many', (_, __, view) => observationRows.from(view), {
          where: (row, o) => sql`${column(o, 'reportingParkId')} = ANY (${column(row, 'parks')})
            AND ${column(o, 'id')} = ANY (string_to_array(${column(row, 'ids')}, ',')::bigint[])`,
          orderBy: (o) => sql`${column(o, 'periodEnd')}, ${column(o, 'measure')}, ${column(o, 'id')}`,
          size: () => 2,
        }),
      ),
    }),
  }),
})

function withoutClocks(planned: Planned): Planned {
  return { ...planned, extensions: { ...planned.extensions, isTimed: false } as Planned['extensions'] }
}

function readStatus(name = 'status') {
  return compute<Record<string, string | null>>([name], (row) => [...new Set(row[name]?.split(',') ?? [])])
}

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

const Series = builder.objectRef<object>('TimeSeriesItem').implement({
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
    accumulation: t.field({
      type: enums.Accumulation,
      nullable: true,
      description: 'Accumulation of the figures that are read; null where there are none at all.',
      ...read('accumulation'),
    }),
    nature: t.field({
      type: enums.Nature,
      description: 'Whether they happened, are expected or are aimed at.',
      ...read('nature'),
    }),
    scope: t.field({
      type: enums.Scope,
      nullable: true,
      description: 'Which units of the population they cover.',
      ...read('scope'),
    }),
    priceBasis: t.field({
      type: enums.PriceBasis,
      nullable: true,
      description: 'Prices they are measured in.',
      ...read('priceBasis'),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description:
        'The one document that they are taken from; null where no figure was found, or the viewer may not see it.',
      ...one((row, source) => sql`${column(source, 'id')} = ${column(row, 'sourceId')}`),
    }),
    count: t.intList({ description: 'How many figures lie in each bucket and make its level.', ...read('count') }),
    completeness: t.intList({
      description: 'How many months of each bucket they cover, of `monthsPerBucket`.',
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
        (row, { measures }) =>
          sql`(${join(
            measures.map((measure, at) => {
              const m = (part: string) => raw(`${row}.m${at}_${part}`)
              return sql`SELECT ${at}::int AS at, ${measure}::text AS measure, ${m('unit')} AS unit_code, ${m('v')} AS v, ${m('lo')} AS lo,
              ${m('hi')} AS hi, ${m('why')} AS why`
            }),
            ' UNION ALL ',
          )})`,
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
              const names = [
                'covered',
                'count',
                'status',
                'is_negative',
                'is_filled',
                'span_starts',
                'span_ends',
                'span_v',
                'span_lo',
                'span_hi',
              ]
              const isAlone = measure === 'SINGLE_MONTH' || (measure === 'LEVEL' && request.months > 1)
              return sql`SELECT p.*, p.is_negative AND ${isAlone} AS is_negative_alone, ${at}::int AS at, ${measure}::text AS measure, ${array('nature')} AS nature, ${array('parks')} AS parks
              FROM unnest(${listPeriods(request)}::text[], ${join([...m, ...names.map(array)])}) WITH ORDINALITY
              p(period, v, lo, hi, why, ids, ${raw(names.join(', '))}, bucket)`
            }),
            ' UNION ALL ',
          )})`,
        (request) => countBuckets(request) * request.measures.length,
        sql`bucket, at`,
      ),
    }),
  }),
})

const TimeSeries = builder.objectRef<object>('TimeSeries').implement({
  description: 'Indicators of subjects over buckets of time, all of which are there.',
  fields: (t) => ({
    periods: t.field({ type: ['Period'], description: 'The buckets, in order.', ...read('periods') }),
    monthsPerBucket: t.int({ description: 'How many months a bucket has.', ...read('months') }),
    series: t.field({
      type: [Series],
      description: 'For each subject in the order asked, each indicator in its.',
      ...made('many', (_, __, view, around) => selectSeries(readRequest(around), view), {
        size: (_, around) => (around.subjects as string[]).length * (around.indicators as string[]).length,
        orderBy: (row) => column(row, 'n'),
      }),
    }),
  }),
})

builder.queryField('timeSeries', (t) =>
  t.field({
    type: TimeSeries,
    description:
      'Indicators of subjects bucket by bucket, with what derives from them. A year to date is never added up: a longer bucket is the difference of two. Figures of different sources, natures, scopes and price bases are never mixed.',
    args: builder.args((a) => ({
      subjects: a.stringList({
        required: true,
        description: 'Slugs of the subjects. One named twice is answered once.',
      }),
      indicators: a.stringList({ required: true, description: 'Codes of the indicators.' }),
      bucket: a.field({ type: enums.Bucket, required: true, description: 'Span of each bucket.' }),
      from: a.field({
        type: 'Period',
        required: true,
        description: 'The first bucket is the one in which this starts.',
      }),
      to: a.field({ type: 'Period', required: true, description: 'The last bucket is the one in which this ends.' }),
      measures: a.field({
        type: [enums.TimeSeriesMeasure],
        required: true,
        defaultValue: ['LEVEL'],
        description: 'What to tell of each bucket.',
      }),
      accumulation: a.field({
        type: enums.Accumulation,
        description:
          'Only figures accumulated over this span. Without it the first that a subject has: YEAR_TO_DATE, MONTH, STOCK, PERIOD_TOTAL, UNSPECIFIED, FULL_YEAR; by YEAR, FULL_YEAR comes first.',
      }),
      nature: a.field({
        type: enums.Nature,
        required: true,
        defaultValue: 'ACTUAL',
        description: 'Whether it happened, is expected, or is aimed at.',
      }),
      scope: a.field({
        type: enums.Scope,
        description: 'Only figures of this scope; without it, of the whole, or of none that is stated.',
      }),
      priceBasis: a.field({
        type: enums.PriceBasis,
        description:
          'Only figures in these prices; without it, the first of: not stated, current, constant, comparable.',
      }),
      source: a.string({
        description:
          'Code of the document to read. Without it, of those with figures in the buckets the first by priority.',
      }),
      unit: a.field({
        type: 'UnitCode',
        description: 'Unit of the levels; without it, the default one of each indicator.',
      }),
      fill: a.field({
        type: enums.Fill,
        required: true,
        defaultValue: 'NONE',
        description: 'What stands for a level that is not there. What is derived never rests on it.',
      }),
      base: a.field({
        type: 'Period',
        description: 'INDEX is 100 in the bucket in which this starts; without it, in the first.',
      }),
      window: a.int({ description: 'How many buckets MOVING_AVERAGE takes, 2 to 120; without it, 3.' }),
    })),
    ...made('one', (_, args) => {
      const request = readRequest(args as Arguments)
      return sql`(SELECT ${listPeriods(request)}::text[] AS periods, ${request.months}::int AS months)`
    }),
  }),
)
