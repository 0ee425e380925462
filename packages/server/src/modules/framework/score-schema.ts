import { sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { made, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { observationBy, rowBy, unitField } from '../derivation/fields.ts'
import { requireClosed } from '../observation/closed-period.ts'
import { periodField } from '../observation/period.ts'
import { decimal, scaled } from '../ranking/value.ts'
import { FrameworkCohort, FrameworkEdition, FrameworkIndicator, Observation, Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { areOfOnePeriod } from './one-period.ts'
import { compileScores } from './score.ts'

const ScoreContribution = builder.objectRef<object>('ScoreContribution').implement({
  description: 'What one indicator of a framework adds to a score.',
  fields: (t) => ({
    indicator: t.field({
      type: FrameworkIndicator,
      description: 'The indicator, with its weight.',
      ...rowBy('itemId'),
    }),
    score: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Score of 0 to 100; null with a reason.',
      ...decimal('score'),
    }),
    reason: t.field({
      type: enums.ScoreReason,
      nullable: true,
      description: 'Why there is no score.',
      ...read('reason'),
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description: 'The figure that it rests on.',
      ...observationBy('observationId'),
    }),
    base: t.field({
      type: Observation,
      nullable: true,
      description:
        'The figure that it is held against where something is derived: of a year before, of land or employment, or of the park around it.',
      ...observationBy('baseObservationId', 'baseParkId'),
    }),
    period: t.field({ ...periodField, description: 'The days that the figure covers.' }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What is scored, in unit: the figure, or what is derived from it.',
      ...scaled('value', 'unitAtoms'),
    }),
    minimum: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By MIN_MAX, the least value of the cohort, in unit.',
      ...scaled('minimum', 'unitAtoms'),
    }),
    maximum: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By MIN_MAX, the greatest value of the cohort, in unit.',
      ...scaled('maximum', 'unitAtoms'),
    }),
    unit: t.field({ ...unitField, description: 'Unit of value, minimum and maximum.' }),
  }),
})

/** Scores `t`, and whether what was read for each is of one period. What is read of a period that is named holds in it. */
const selectScores = (isNamed: boolean) =>
  sql`(SELECT t.*, ${
    isNamed ? sql`TRUE` : areOfOnePeriod(sql`t.park_id`, sql`t.cohort_id`)
  } AS is_one_period FROM score_totals t)`

const Score = builder.objectRef<object>('Score').implement({
  description:
    'A park’s score under an edition of a framework: the weighted mean of what its indicators score, over those whose figures are known. Figures and cohorts are those that the viewer may see.',
  fields: (t) => ({
    edition: t.field({
      type: FrameworkEdition,
      description: 'The edition that it is a score under.',
      ...one((_, item) => sql`${column(item, 'id')} = (SELECT e.id FROM score_edition e)`),
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Score of 0 to 100; null with a reason.',
      ...decimal('value'),
    }),
    reason: t.field({
      type: enums.ScoreReason,
      nullable: true,
      description: 'Why there is no score.',
      ...read('reason'),
    }),
    restsOn: t.field({
      type: 'Decimal',
      description: 'Share of the edition’s weight that the score rests on, in percent.',
      ...decimal('restsOn'),
    }),
    cohort: t.field({
      type: FrameworkCohort,
      nullable: true,
      description: 'The parks that it is compared with; null where the edition compares all, or none like it.',
      ...rowBy('cohortId'),
    }),
    isOnePeriod: t.boolean({
      description:
        'Whether the figures of each of its indicators are of one period: its own alone, or by MIN_MAX those of its cohort too. Where not, give `period`, for they do not compare.',
      ...read('isOnePeriod'),
    }),
    contributions: t.field({
      type: [ScoreContribution],
      description: 'What each indicator that is held of the edition adds, in its order.',
      ...made('many', () => sql`score_contributions`, { orderBy: (row) => column(row, 'position') }),
    }),
  }),
})

builder.objectField(Park, 'score', (t) =>
  t.field({
    type: Score,
    description:
      'Its score under an edition of a framework. By MIN_MAX it lies between the worst and the best of the exact figures of its cohort, in which parks within parks do not count. The edition is read as it is held now, figures as asOf says.',
    args: {
      framework: t.arg.string({ required: true, description: 'Code of the framework.' }),
      edition: t.arg.string({ required: true, description: 'Its edition, such as `2021`.' }),
      period: t.arg({
        type: 'Period',
        description:
          'Read figures of exactly this period, which has a first and a last day, of a stock the one that holds in it; without it, the latest.',
      }),
    },
    ...made('one', (_, { period }) => selectScores(period != null), {
      with: (park, args, view) => {
        const { framework, edition, period } = args as { framework: string; edition: string; period?: Period | null }
        const named = period ? requireClosed(period) : null
        return sql`WITH ${compileScores({ framework, edition, path: '' }, park, named, view)}`
      },
    }),
  }),
)
