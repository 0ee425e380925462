import type { Period } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { OrderDirection } from '../../compiler/list.ts'
import { choiceFields, type IndicatorChoice, indicatorChoiceFields } from '../observation/choice.ts'
import { parkList } from '../park/list.ts'
import { enums } from '../vocabulary/schema.ts'
import type { terms } from '../vocabulary/terms.ts'
import type { Derivation } from './derivation.ts'

export type Ties = keyof typeof terms.RankingTies.values

export interface RankedDerivation extends IndicatorChoice {
  readonly derivation: Derivation
  readonly divisorNature: string
}

export interface RankedFramework {
  readonly framework: string
  readonly edition: string
  readonly cohort?: string | null
  readonly leastWeight?: string | null
}

/** What parks are ranked by: one of three. */
export interface Measure {
  readonly indicator?: IndicatorChoice
  readonly derived?: RankedDerivation
  readonly framework?: RankedFramework
}

export interface Cohort {
  readonly where?: Record<string, unknown> | null
  readonly subParks: 'INCLUDE' | 'EXCLUDE' | 'ONLY'
}

export interface RankingArguments {
  readonly by: Measure
  readonly period?: Period | null
  readonly among?: Cohort | null
  readonly direction: 'ASC' | 'DESC'
  readonly ties: Ties
  readonly first: number
  readonly unit?: string | null
}

const RankedIndicator = builder.inputType('RankedIndicator', {
  description: 'Figures of an indicator to rank by.',
  fields: indicatorChoiceFields,
})

const RankedDerivation = builder.inputType('RankedDerivation', {
  description: 'Something derived from the levels of an indicator to rank by.',
  fields: (t) => ({
    derivation: t.field({ type: enums.RankingDerivation, required: true, description: 'What is derived.' }),
    indicator: t.string({ required: true, description: 'Code of the indicator.' }),
    ...choiceFields(t),
    nature: t.field({
      type: enums.Nature,
      required: true,
      defaultValue: 'ACTUAL',
      description: 'Whether it happened, is expected, or is aimed at.',
    }),
    divisorNature: t.field({
      type: enums.Nature,
      required: true,
      defaultValue: 'ACTUAL',
      description: 'Nature of the land or employment that PER_MU and PER_EMPLOYEE divide by.',
    }),
  }),
})

const RankedFramework = builder.inputType('RankedFramework', {
  description: 'The score under an edition of a framework to rank by.',
  fields: (t) => ({
    framework: t.string({ required: true, description: 'Code of the framework.' }),
    edition: t.string({ required: true, description: 'Its edition, such as `2021`.' }),
    cohort: t.string({
      description:
        'Code of one of its cohorts, which is then ranked alone; without it all are ranked, each apart from the others.',
    }),
    leastWeight: t.field({
      type: 'Decimal',
      description:
        'Least share of the edition’s weight, in percent from 0 to 100, that a score has to rest on; without it, what all indicators weigh that are held of the edition.',
    }),
  }),
})

const RankingMeasure = builder.inputType('RankingMeasure', {
  description: 'What parks are ranked by.',
  isOneOf: true,
  fields: (t) => ({
    indicator: t.field({ type: RankedIndicator, description: 'Figures as they were published.' }),
    derived: t.field({ type: RankedDerivation, description: 'What is computed from them.' }),
    framework: t.field({ type: RankedFramework, description: 'A score.' }),
  }),
})

const RankingCohort = builder.inputType('RankingCohort', {
  description: 'Which parks are ranked.',
  fields: (t) => ({
    where: t.field({ type: parkList.where as never, description: 'Conditions that they meet; without it, all parks.' }),
    subParks: t.field({
      type: enums.RankingSubParks,
      required: true,
      defaultValue: 'EXCLUDE',
      description: 'What becomes of parks that lie, at any depth, within another park that meets the conditions.',
    }),
  }),
})

export const rankingArgs = builder.args((t) => ({
  by: t.field({ type: RankingMeasure, required: true, description: 'What they are ranked by.' }),
  period: t.field({
    type: 'Period',
    description:
      'Rank figures of exactly this period, which has a first and a last day, or of a stock the one that holds in it. Without it each park’s latest figure is ranked, of whatever period: see isOnePeriod.',
  }),
  among: t.field({
    type: RankingCohort,
    description: 'Which parks are ranked; without it, all but parks within parks.',
  }),
  direction: t.field({
    type: OrderDirection,
    required: true,
    defaultValue: 'DESC',
    description: 'DESC ranks the largest first, ASC the smallest.',
  }),
  ties: t.field({
    type: enums.RankingTies,
    required: true,
    defaultValue: 'STANDARD',
    description: 'How ranks go on after equal values.',
  }),
  first: t.int({ required: true, defaultValue: 100, description: 'How many rows are listed at most: 1 to 5,000.' }),
  unit: t.field({
    type: 'UnitCode',
    description:
      'Unit of the values, of any currency that figures of the indicator are in; else the one that it is usually in.',
  }),
}))
