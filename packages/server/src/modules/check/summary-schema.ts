import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, embed, one, part, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { readPeriod } from '../observation/period.ts'
import { Indicator, Series } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { Check, CheckConnection } from './schema.ts'
import { compileSummary, readSummary } from './summary.ts'

const CheckGroup = builder.objectRef<object>('CheckGroup').implement({
  description: 'The findings of one rule about one series; without a series, about one subject and indicator.',
  fields: (t) => ({
    key: t.string({
      description: 'Names the group: its findings are those that meet `where: { group: { eq: … } }`.',
      ...read('groupKey'),
    }),
    rule: t.field({ type: enums.CheckRule, description: 'The rule that found them.', ...read('rule') }),
    severity: t.field({
      type: enums.CheckSeverity,
      description: 'How much the worst one weighs.',
      ...read('severity'),
    }),
    subject: t.field({
      type: Subject,
      description: 'What they are about.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`),
    }),
    indicator: t.field({
      type: Indicator,
      nullable: true,
      description: 'What is measured, where they are about figures.',
      ...one((row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`),
    }),
    series: t.field({
      type: Series,
      nullable: true,
      description: 'The series of the figures in question, where they are of one.',
      ...one(
        (row, series) => sql`${column(series, 'reportingParkId')} = ${column(row, 'seriesParkId')}
          AND ${column(series, 'id')} = ${column(row, 'seriesId')}`,
      ),
    }),
    count: t.int({ description: 'How many findings there are.', ...read('count') }),
    periodCount: t.int({ description: 'How many different periods they are about.', ...read('periodCount') }),
    span: t.field({
      type: 'Period',
      nullable: true,
      description: 'From the first day of these periods to the last.',
      ...compute<{ spanStart: string | null; spanEnd: string | null }>(
        ['spanStart', 'spanEnd'],
        ({ spanStart, spanEnd }) => readPeriod({ periodStart: spanStart, periodEnd: spanEnd }),
      ),
    }),
    worst: t.field({
      type: Check,
      description:
        'The weightiest one; among those alike, where actual and expected lie furthest apart for their size, or growth in points.',
      ...embed(),
    }),
  }),
})

const CheckSummary = builder.objectRef<ReturnType<typeof readSummary>>('CheckSummary').implement({
  description: 'A page of groups of findings.',
  fields: (t) => ({
    nodes: t.field({ type: [CheckGroup], description: 'The groups of this page.', resolve: ({ nodes }) => nodes }),
    totalCount: t.int({ description: 'How many groups there are in all.', resolve: ({ totalCount }) => totalCount }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where this page lies in the list.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
})

builder.objectField(CheckConnection as never, 'summary', (t) =>
  t.field({
    type: CheckSummary,
    description:
      'All findings of the list, not of its page alone, in one group for each rule and series: the weightiest first, then by rule, subject and indicator.',
    args: builder.args((a) => ({
      first: a.int({ required: true, defaultValue: 100, description: 'How many groups, 1 to 1,000.' }),
      after: a.string({ description: 'Only groups after this cursor.' }),
    })),
    ...part(compileSummary, readSummary),
  } as never),
)
