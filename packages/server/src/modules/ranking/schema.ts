import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { unitField } from '../derivation/fields.ts'
import { enums } from '../vocabulary/schema.ts'
import { ExcludedPark, ExclusionCount, excludedOrder } from './excluded.ts'
import { readSize } from './fields.ts'
import { type RankingArguments, rankingArgs } from './inputs.ts'
import { compileRanking, isOnePeriod } from './rank.ts'
import { RankingRow, rowOrder } from './row.ts'

const Ranking = builder.objectRef<object>('Ranking').implement({
  description:
    'Parks by rank, among those that the viewer may see and by figures that they may see: what is hidden takes no place, so that ranks differ between viewers. A vague figure is ranked only where its bounds make the rank certain, that is where no other figure of the cohort can equal it or lie on either side of it; the others are then ranked without it. By a score of an edition with cohorts, each cohort has ranks of its own.',
  fields: (t) => ({
    count: t.int({
      description: 'How many parks are ranked, of those that the viewer may see, those past `first` included.',
      ...value(() => sql`(SELECT count(*) FROM ranked_rows)`),
    }),
    unit: t.field({ ...unitField, description: 'Unit of the values.' }),
    isOnePeriod: t.boolean({
      description:
        'Whether all ranked figures are of one period, or those that each indicator of a score reads in a cohort. Where not, give `period`, for they do not compare.',
      ...value((ranking) => sql`${column(ranking, 'isOnePeriod')}`),
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
          size: (_, ranking) => readSize(ranking),
        },
      ),
    }),
    exclusions: t.field({
      type: [ExclusionCount],
      description: 'How many parks that the viewer may see are not ranked, by reason.',
      ...made('many', () => sql`(SELECT reason, count(*) AS count FROM ranked_out GROUP BY reason)`, {
        orderBy: (row) => column(row, 'reason'),
      }),
    }),
    excluded: t.field({
      type: [ExcludedPark],
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
          ORDER BY ${excludedOrder('o')} LIMIT ${readSize(args)})`,
        { orderBy: excludedOrder, size: readSize },
      ),
    }),
  }),
})

builder.queryField('ranking', (t) =>
  t.field({
    type: Ranking,
    description:
      'Ranks parks by an indicator, by something derived from one, or by a framework’s score: with ties, missing values and parks left out said outright. Ranked are parks and figures that the viewer may see.',
    args: rankingArgs,
    ...made(
      'one',
      (_, args) => sql`(SELECT ${readSize(args)}::integer AS first, (SELECT u.code FROM ranked_unit u) AS unit_code,
        ${isOnePeriod(args as unknown as RankingArguments)} AS is_one_period)`,
      { with: (_, args, view) => compileRanking(args as unknown as RankingArguments, view) },
    ),
  }),
)
