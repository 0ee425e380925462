import { raw, sql } from '@parkgraph/db'
import { periodOf, printPeriod } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { compute, made, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { observationRows } from '../observation/rows.ts'
import { Observation, Unit } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { toDate } from './request.ts'
import { readStatus, withoutClocks } from './rows-within.ts'

/** The unit of values, by the code in a row. */
export const unitField = {
  type: Unit,
  nullable: true,
  ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
} as const

/** Months from one to another, as a period. */
export const readSpan = (starts: number, ends: number) => printPeriod(periodOf(toDate(starts), toDate(ends)))

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

export const Point = builder.objectRef<object>('TimeSeriesPoint').implement({
  description: 'One measure of one bucket.',
  fields: (t) => ({
    period: t.field({ type: 'Period', description: 'The bucket.', ...read('period') }),
    measure: t.field({ type: enums.TimeSeriesMeasure, description: 'What is told of the bucket.', ...read('measure') }),
    unit: t.field({ ...unitField, description: 'Unit of the value; null where it has none, as an index.' }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The value; a quotient that does not end is rounded at 34 significant digits.',
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
    accumulation: t.field({
      type: enums.Accumulation,
      nullable: true,
      description:
        'Over what the level of the bucket is accumulated; YEAR_TO_DATE of all that is told from January on. Null where there is none.',
      ...read('accumulations'),
    }),
    status: t.field({ type: ['String'], description: 'Status codes of the figures of the level.', ...readStatus() }),
    count: t.int({ description: 'How many figures lie in the bucket and make its level.', ...read('count') }),
    completeness: t.int({
      description:
        'How many of the bucket’s months they cover, of `monthsPerBucket`; all of them where a stock is known.',
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
