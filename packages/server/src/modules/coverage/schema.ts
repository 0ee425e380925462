import { sql } from '@parkgraph/db'
import { periodOf } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { compute, made, madeConnection, one, read, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { periodField } from '../observation/period.ts'
import { Indicator, Series, Source } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { selectBreaks } from './breaks.ts'
import { countGaps, selectGaps } from './gaps.ts'
import { coverageList } from './list.ts'
import { selectCoverage } from './rows.ts'
import { countSources, selectSources } from './sources.ts'

const maximumFirst = 1000

const CoverageGap = builder.objectRef<object>('CoverageGap').implement({
  description: 'A period that figures do not tell of in full, between periods that have one.',
  fields: (t) => ({ period: t.field({ ...periodField, nullable: false, description: 'The days that lack.' }) }),
})

const CoverageBreak = builder.objectRef<object>('CoverageBreak').implement({
  description: 'Where figures stop being comparable with those before.',
  fields: (t) => ({
    kind: t.field({ type: enums.CoverageBreakKind, description: 'What changes.', ...read('kind') }),
    period: t.field({ ...periodField, nullable: false, description: 'The first period after the break.' }),
    before: t.string({
      nullable: true,
      description:
        'What held before: a code, or an edition. Of SOURCE that of the last document, null where the viewer may not see it.',
      ...read('before'),
    }),
    after: t.string({
      nullable: true,
      description:
        'What holds from then on. Of SOURCE the first document, null where the viewer may not see it: it breaks there all the same.',
      ...read('after'),
    }),
  }),
})

/** The period at one end of a row of coverage. */
const end = (name: 'first' | 'last') =>
  ({
    type: 'Period',
    nullable: true,
    ...compute<Record<string, string | null>>([`${name}Start`, `${name}End`], (row) =>
      row[`${name}End`] == null ? null : periodOf(row[`${name}Start`] ?? null, row[`${name}End`] ?? null),
    ),
  }) as const

const Coverage = builder.objectRef<object>('Coverage').implement({
  description:
    'What there is of a series, of one nature and from sources of one priority, such as the issues of a bulletin: which periods, how often and how fresh. All of it is of the figures that the viewer may see: a hidden one leaves a gap.',
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
    series: t.field({
      type: Series,
      description: 'The series: measure, accumulation, prices, scope and breakdown.',
      ...one(
        (row, series) => sql`${column(series, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(series, 'id')} = ${column(row, 'seriesId')}`,
      ),
    }),
    nature: t.field({
      type: enums.Nature,
      description: 'Whether it happened, is expected or aimed at.',
      ...read('nature'),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The one document; null where there are several, or the viewer may not see it.',
      ...one((row, source) => sql`${column(source, 'id')} = ${column(row, 'sourceId')}`),
    }),
    sourceCount: t.int({
      description: 'How many documents the figures are taken from, of those that the viewer may see.',
      ...value((row, _, view) => countSources(row, view)),
    }),
    sources: t.field({
      type: [Source],
      description: 'These documents, in the order of the periods that they tell.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 100,
          description: `How many, 1 to ${maximumFirst}; sourceCount tells how many there are.`,
        }),
      },
      ...made(
        'many',
        (row, { first }, view) =>
          sql`(SELECT s.* FROM ${selectSources(row, view)} s ORDER BY s.n LIMIT ${readFirst(first)})`,
        { orderBy: (row) => column(row, 'n'), size: ({ first }) => readFirst(first) },
      ),
    }),
    count: t.exposeInt('count' as never, {
      description: 'How many figures there are, one for each period: of several documents that of the newest.',
    }),
    correctedCount: t.int({
      description: 'How many of them are corrections; without the reading CORRECTED, none.',
      ...read('correctedCount'),
    }),
    firstPeriod: t.field({
      ...end('first'),
      description: 'The period that ends first; null where none is dated at both ends.',
    }),
    lastPeriod: t.field({ ...end('last'), description: 'The period that ends last.' }),
    frequency: t.field({
      type: enums.CoverageFrequency,
      nullable: true,
      description: 'The commonest step from period to period; null where there is too little to tell.',
      ...read('frequency'),
    }),
    lastPublishedOn: t.field({
      type: 'Date',
      description: 'When the newest of them was published.',
      ...read('lastPublishedOn'),
    }),
    daysSincePeriod: t.int({
      nullable: true,
      description:
        'Days from the end of the newest period to the day that is looked from; negative for periods to come.',
      ...read('daysSincePeriod'),
    }),
    daysSincePublication: t.int({
      nullable: true,
      description: 'Days from the newest publication to the day that is looked from; null where it lies ahead.',
      ...read('daysSincePublication'),
    }),
    gapCount: t.int({ description: 'How many periods are missing in between.', ...value(countGaps) }),
    gaps: t.field({
      type: [CoverageGap],
      description:
        'The missing periods in between, at the frequency found, the earliest first: those that figures do not tell of in full, longer and shorter ones together. Of years to date and of stocks, their last day has to be told of.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 100,
          description: `How many, 1 to ${maximumFirst}; gapCount tells how many there are.`,
        }),
      },
      ...made(
        'many',
        (row, { first }) => sql`(SELECT g.* FROM ${selectGaps(row)} g ORDER BY g.period_end LIMIT ${readFirst(first)})`,
        { orderBy: (row) => column(row, 'periodEnd'), size: ({ first }) => readFirst(first) },
      ),
    }),
    breaks: t.field({
      type: [CoverageBreak],
      description:
        'Where figures stop being comparable with those before: within the row, or as it goes on where another one ended.',
      ...made('many', (row, _, view) => selectBreaks(row, view), {
        orderBy: (row) => sql`${column(row, 'periodEnd')}, ${column(row, 'kind')}`,
      }),
    }),
  }),
})

function readFirst(first: unknown): number {
  const size = Number(first)
  if (size >= 1 && size <= maximumFirst) return size
  throw new AppError('BAD_USER_INPUT', `first is ${size}: it takes 1 to ${maximumFirst}.`, { argument: 'first' })
}

const CoverageConnection = defineConnection(Coverage, 'Coverage', 'coverage')

builder.queryField('coverage', (t) =>
  t.field({
    type: CoverageConnection,
    description:
      'Which subjects have which indicators for which periods, natures and sources: one row for each series, nature and priority of sources, of the figures that the viewer may see.',
    args: {
      ...connectionArgs(coverageList),
      subjects: t.arg.stringList({ description: 'Slugs of subjects; all where none are named.' }),
      indicators: t.arg.stringList({ description: 'Codes of indicators; all where none are named.' }),
      source: t.arg.string({
        description: 'Code of a document: only its figures, whatever newer ones say; without it, those of all.',
      }),
    },
    ...madeConnection(coverageList, (_, args, view) => selectCoverage(args, view)),
  }),
)
