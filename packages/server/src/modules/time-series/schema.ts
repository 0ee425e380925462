import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { enums } from '../vocabulary/schema.ts'
import { selectAsked } from './asked.ts'
import { listPeriods, readRequest } from './request.ts'
import { selectSeries } from './rows.ts'
import { Item } from './series.ts'

const TimeSeries = builder.objectRef<object>('TimeSeries').implement({
  description: 'Indicators of subjects over buckets of time, all of which are there.',
  fields: (t) => ({
    periods: t.field({ type: ['Period'], description: 'The buckets, in order.', ...read('periods') }),
    monthsPerBucket: t.int({ description: 'How many months a bucket has.', ...read('months') }),
    series: t.field({
      type: [Item],
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
      'Indicators of subjects bucket by bucket, with what derives from them: sums, ranks and shares of the figures that the viewer may see. A year to date is never added up: a longer bucket is the difference of two. Figures of different natures, scopes and price bases, and sources of different priority, are never added up nor held against each other.',
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
      of: a.field({
        type: enums.Measure,
        description:
          'Only figures of this kind, of which LEVEL and RANK are told. Without it levels; of an indicator that is a share or a rank, what was published as SHARE or RANK too.',
      }),
      accumulation: a.field({
        type: enums.Accumulation,
        description:
          'Only figures accumulated over this span. Without it each bucket is told by itself, whichever others there are: by all from January on in buckets shorter than a year, else by figures of the very bucket, then by those that cover most of it.',
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
          'Only figures in these prices; without it, in each bucket of one source the first of: not stated, current, constant, comparable.',
      }),
      source: a.string({
        description: 'Code of the document to read. Without it, in each bucket by itself the first by priority.',
      }),
      unit: a.field({
        type: 'UnitCode',
        description:
          'Unit of the levels, of any currency that figures of the indicators are in; without it, the default one of each indicator.',
      }),
      fill: a.field({
        type: enums.Fill,
        required: true,
        defaultValue: 'NONE',
        description: 'What stands for a level that is not there. What is derived never rests on it.',
      }),
      base: a.field({
        type: 'Period',
        description:
          'INDEX is 100 in this bucket, of which whole months are enough; without it, in the first of each series that has a value.',
      }),
      window: a.int({ description: 'How many buckets MOVING_AVERAGE takes, 2 to 120; without it, 3.' }),
    })),
    ...made(
      'one',
      (_, args, view) => {
        const request = readRequest(args)
        // Materialised, so that an unknown name is refused whatever is selected beneath.
        return sql`(WITH asked AS MATERIALIZED ${selectAsked(request, view)}
          SELECT ${listPeriods(request)}::text[] AS periods, ${request.months}::int AS months FROM asked)`
      },
      // Planning it takes longer than most answers.
      { isPlannedOnce: true },
    ),
  }),
)
