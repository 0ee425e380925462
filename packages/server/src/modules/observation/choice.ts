import { builder, type Types } from '../../builder.ts'
import { OrderDirection } from '../../compiler/list.ts'
import { enums } from '../vocabulary/schema.ts'
import type { terms } from '../vocabulary/terms.ts'

type Nature = keyof typeof terms.Nature.values
type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

/** A typed field that reads the latest figure of one indicator. Declared once, it is read, filtered and ordered by alike. */
export interface LatestField {
  readonly indicator: string
  readonly dimension: string
  /** Nature that is read where the caller names none. */
  readonly nature: Nature
  readonly description: string
}

/** Which figures the latest one is taken from, as a caller says it. */
export interface Choice {
  readonly nature?: string | null
  readonly accumulation?: string | null
  readonly scope?: string | null
}

/** The same of any indicator. */
export interface IndicatorChoice extends Choice {
  readonly indicator: string
  readonly measure: string
}

/** The choice made, with what its caller did not say filled in. */
export interface LatestChoice extends IndicatorChoice {
  readonly nature: string
  /** Dimension that the caller counts on; null where any will do. */
  readonly dimension: string | null
  /** Where the caller named the indicator, for errors; null where it is our own. */
  readonly argument: string | null
}

const descriptions = {
  indicator: 'Code of the indicator.',
  measure: 'What the figure says about the indicator.',
  nature: 'Whether it happened, is expected, or is aimed at.',
  accumulation:
    'Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any.',
  scope: 'Only figures of this scope; without it, of the whole, or of none that is stated.',
} as const

/** The input fields of a choice for a typed field. */
export const choiceFields = (t: InputFields) => ({
  nature: t.field({ type: enums.Nature, description: descriptions.nature }),
  accumulation: t.field({ type: enums.Accumulation, description: descriptions.accumulation }),
  scope: t.field({ type: enums.Scope, description: descriptions.scope }),
})

/** The input fields of a choice for any indicator. */
export const indicatorChoiceFields = (t: InputFields) => ({
  ...choiceFields(t),
  indicator: t.string({ required: true, description: descriptions.indicator }),
  measure: t.field({ type: enums.Measure, required: true, defaultValue: 'LEVEL', description: descriptions.measure }),
  nature: t.field({ type: enums.Nature, required: true, defaultValue: 'ACTUAL', description: descriptions.nature }),
})

export const directionField = (t: InputFields) => ({
  direction: t.field({
    type: OrderDirection,
    required: true,
    defaultValue: 'ASC',
    description: 'Direction of the order.',
  }),
})

/** The arguments of a typed field. */
export const choiceArgs = (nature: Nature) =>
  builder.args((t) => ({
    nature: t.field({ type: enums.Nature, required: true, defaultValue: nature, description: descriptions.nature }),
    accumulation: t.field({ type: enums.Accumulation, description: descriptions.accumulation }),
    scope: t.field({ type: enums.Scope, description: descriptions.scope }),
  }))

/** The arguments of `latest`. */
export const indicatorChoiceArgs = () =>
  builder.args((t) => ({
    ...choiceArgs('ACTUAL'),
    indicator: t.string({ required: true, description: descriptions.indicator }),
    measure: t.field({ type: enums.Measure, required: true, defaultValue: 'LEVEL', description: descriptions.measure }),
  }))

/** The choice for a typed field. */
export function toChoice({ indicator, dimension, nature }: LatestField, choice: Choice): LatestChoice {
  return { ...choice, indicator, dimension, measure: 'LEVEL', nature: choice.nature ?? nature, argument: null }
}

/** The choice for any indicator, named by the argument at `path`. */
export function toIndicatorChoice(choice: IndicatorChoice, path: string): LatestChoice {
  return { ...choice, nature: choice.nature ?? 'ACTUAL', dimension: null, argument: `${path}indicator` }
}
