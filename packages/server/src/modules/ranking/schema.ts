import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, one, read, value } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import { periodField } from '../observation/period.ts'
import { FrameworkCohort, Observation, Park, Unit } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { readPark } from './cohort.ts'
import { type RankingArguments, rankingArgs } from './inputs.ts'
import { compileRanking, readFirst } from './rank.ts'
import { decimal, scaled } from './value.ts'

const park = made('one', readPark)

const observationAt = (reportingPark: string, id: string) =>
  one(
    (row, observation) => sql`${column(observation, 'reportingParkId')} = ${column(row, reportingPark)}
      AND ${column(observation, 'id')} = ${column(row, id)}`,
  )

const unit = {
  type: Unit,
  ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
} as const

const cohort = {
  type: FrameworkCohort,
  nullable: true,
  ...one((row, item) => sql`${column(item, 'id')} = ${column(row, 'cohortId')}`),
} as const

const RankingRow = builder.objectRef<object>('RankingRow').implement({
  description: 'A park with its rank.',
  fields: (t) => ({
    rank: t.int({
      description: 'Its rank, counted from 1: among all, or within its cohort where it has one.',
      ...read('rank'),
    }),
    tied: t.int({
      description: 'How many parks share this rank, itself included; of its cohort, where it has one.',
      ...read('tied'),
    }),
    cohort: t.field({
      ...cohort,
      description:
        'Of a score, the cohort of the edition within which it is ranked; null where the edition compares all parks.',
    }),
    subject: t.field({ type: Park, description: 'The park.', ...park }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'What it is ranked by, in the ranking’s unit. Null where the figure is vague: its bounds then make the rank certain. A quotient that does not end is rounded half-even at 34 significant digits.',
      ...scaled('value'),
    }),
    lower: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Lower bound, where it is vague.',
      ...scaled('lower'),
    }),
    upper: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Upper bound, where it is vague.',
      ...scaled('upper'),
    }),
    unit: t.field({ ...unit, description: 'Unit of value, lower and upper.' }),
    period: t.field({
      ...periodField,
      description: 'The days that the figure covers; null for a score, and where the source gives none.',
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description: 'The figure that the rank rests on; null for a score, whose figures Park.score lists.',
      ...observationAt('reportingParkId', 'observationId'),
    }),
    base: t.field({
      type: Observation,
      nullable: true,
      description:
        'The figure that it is held against: of a year before, of land or employment, or of the park around it.',
      ...observationAt('baseParkId', 'baseObservationId'),
    }),
    restsOn: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Of a score, the share of the edition’s weight that it rests on, in percent.',
      ...decimal('restsOn'),
    }),
  }),
})

const RankingExclusionRow = builder.objectRef<object>('ExcludedPark').implement({
  description: 'A park that is not ranked.',
  fields: (t) => ({
    subject: t.field({ type: Park, description: 'The park.', ...park }),
    reason: t.field({ type: enums.RankingExclusion, description: 'Why it is not ranked.', ...read('reason') }),
    cohort: t.field({
      ...cohort,
      description: 'Of a park without a score, or of one that rests on too little: its cohort of the edition, if any.',
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description: 'Its figure, where there is one that was not enough.',
      ...observationAt('reportingParkId', 'observationId'),
    }),
  }),
})

const ExclusionCount = builder.objectRef<object>('ExclusionCount').implement({
  description: 'How many parks are not ranked for a reason.',
  fields: (t) => ({
    reason: t.field({ type: enums.RankingExclusion, description: 'The reason.', ...read('reason') }),
    count: t.int({ description: 'How many parks.', ...read('count') }),
  }),
})

const rowOrder = (row: Row) =>
  sql`${column(row, 'rank')}, ${column(row, 'cohortId')}, ${column(row, 'slug')} COLLATE "C"`

const maximumExcluded = 5_000

function readExcluded({ first }: Arguments): number {
  const count = Number(first)
  if (count < 1 || count > maximumExcluded)
    throw new AppError('BAD_USER_INPUT', `first is ${count}: it takes 1 to ${maximumExcluded}.`, { argument: 'first' })
  return count
}

/** With a narrow cohort, most parks were not meant: they would push the others past any page. */
const excludedOrder = (row: Row) => sql`${column(row, 'reason')} = 'NOT_IN_COHORT', ${column(row, 'slug')} COLLATE "C"`

const Ranking = builder.objectRef<object>('Ranking').implement({
  description:
    'Parks by rank. A vague figure is ranked only where its bounds make the rank certain, that is where no other figure of the cohort can equal it or lie on either side of it; the others are then ranked without it. By a score of an edition with cohorts, each cohort has ranks of its own.',
  fields: (t) => ({
    count: t.int({
      description: 'How many parks are ranked, those past `first` included.',
      ...value(() => sql`(SELECT count(*) FROM ranked_rows)`),
    }),
    unit: t.field({ ...unit, description: 'Unit of the values.' }),
    isOnePeriod: t.boolean({
      description: 'Whether all ranked figures are of one period. Where not, give `period`, for they do not compare.',
      ...value(() => sql`(SELECT count(DISTINCT (r.period_start, r.period_end)) <= 1 FROM ranked_rows r)`),
    }),
    rows: t.field({
      type: [RankingRow],
      description:
        'The ranked parks, the first one first; those that tie are in the order of slugs. Of several cohorts, the first ones of all come before the second ones, in the order of the edition’s cohorts.',
      ...made(
        'many',
        (ranking) =>
          sql`(SELECT * FROM ranked_rows ORDER BY ${rowOrder('ranked_rows')} LIMIT ${column(ranking, 'first')})`,
        {
          orderBy: rowOrder,
          size: (_, ranking) => readFirst(ranking as unknown as RankingArguments),
        },
      ),
    }),
    exclusions: t.field({
      type: [ExclusionCount],
      description: 'How many parks are not ranked, by reason.',
      ...made('many', () => sql`(SELECT reason, count(*) AS count FROM ranked_out GROUP BY reason)`, {
        orderBy: (row) => column(row, 'reason'),
      }),
    }),
    excluded: t.field({
      type: [RankingExclusionRow],
      description:
        'The parks that are not ranked, each with its reason: first those that were meant, then those with NOT_IN_COHORT, each in the order of slugs.',
      args: {
        reasons: t.arg({ type: [enums.RankingExclusion], description: 'Only for these reasons.' }),
        first: t.arg.int({ required: true, defaultValue: 100, description: 'How many at most: 1 to 5,000.' }),
      },
      ...made(
        'many',
        (
          _,
          args,
        ) => sql`(SELECT * FROM ranked_out o WHERE ${args.reasons == null ? sql`TRUE` : sql`o.reason = ANY (${args.reasons}::text[])`}
          ORDER BY ${excludedOrder('o')} LIMIT ${readExcluded(args)})`,
        { orderBy: excludedOrder, size: readExcluded },
      ),
    }),
  }),
})

builder.queryField('ranking', (t) =>
  t.field({
    type: Ranking,
    description:
      'Ranks parks by an indicator, by something derived from one, or by a framework’s score: with ties, missing values and parks left out said outright.',
    args: rankingArgs,
    ...made(
      'one',
      (_, args) =>
        sql`(SELECT ${readFirst(args as unknown as RankingArguments)}::integer AS first, (SELECT u.code FROM ranked_unit u) AS unit_code)`,
      { with: (_, args, view) => compileRanking(args as unknown as RankingArguments, view) },
    ),
  }),
)
