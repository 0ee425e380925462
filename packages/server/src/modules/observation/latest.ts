import { join, type Sql, sql, type Viewer } from '@parkgraph/db'
import { getUnit } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { all } from '../../compiler/filters.ts'
import { type Filter, type Order, OrderDirection } from '../../compiler/list.ts'
import type { Row } from '../../compiler/plan.ts'
import { column } from '../../compiler/plan.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import type { terms } from '../vocabulary/terms.ts'
import { type Bounds, boundFields, compileBounds, vagueness } from './bounds.ts'
import { type LatestChoice, observationKey, selectLatest } from './rows.ts'

type Nature = keyof typeof terms.Nature.values

/** A typed field that reads the latest figure of one indicator. Declared once, it is read, filtered and ordered by alike. */
export interface LatestField {
  readonly indicator: string
  readonly dimension: string
  /** Nature that is read where the caller names none. */
  readonly nature: Nature
  readonly description: string
}

interface Condition extends Bounds {
  readonly nature?: string | null
  readonly isKnown?: boolean | null
}

type GeneralChoice = Omit<LatestChoice, 'argument' | 'dimension'>
type GeneralCondition = Condition & GeneralChoice

/** The arguments of a general latest figure: which series it is taken from. */
const choice = {
  indicator: 'Code of the indicator.',
  measure: 'What the figure says about the indicator.',
  nature: 'Whether it happened, is expected, or is aimed at.',
  accumulation: 'Only figures accumulated over this span.',
  scope: 'Only figures of this scope.',
} as const

const LatestFilter = builder.inputType('LatestFilter', {
  description: `Conditions on a latest figure. ${vagueness} A subject without the figure meets none.`,
  fields: (t) => ({
    nature: t.field({ type: enums.Nature, description: choice.nature }),
    ...boundFields(t),
    isKnown: t.boolean({ description: 'Whether there is such a figure at all.' }),
  }),
})

const IndicatorFilter = builder.inputType('LatestIndicatorFilter', {
  description: 'Conditions on the latest figure of any indicator, as in LatestFilter.',
  fields: (t) => ({
    indicator: t.string({ required: true, description: choice.indicator }),
    measure: t.field({ type: enums.Measure, required: true, defaultValue: 'LEVEL', description: choice.measure }),
    nature: t.field({ type: enums.Nature, required: true, defaultValue: 'ACTUAL', description: choice.nature }),
    accumulation: t.field({ type: enums.Accumulation, description: choice.accumulation }),
    scope: t.field({ type: enums.Scope, description: choice.scope }),
    ...boundFields(t),
    isKnown: t.boolean({ description: 'Whether there is such a figure at all.' }),
  }),
})

const LatestOrder = builder.inputType('LatestOrder', {
  description: 'Order by the latest figure of one indicator of one nature.',
  fields: (t) => ({
    nature: t.field({ type: enums.Nature, description: choice.nature }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Direction of the order.',
    }),
  }),
})

const IndicatorOrder = builder.inputType('LatestIndicatorOrder', {
  description: 'Order by the latest figure of any indicator.',
  fields: (t) => ({
    indicator: t.string({ required: true, description: choice.indicator }),
    measure: t.field({ type: enums.Measure, required: true, defaultValue: 'LEVEL', description: choice.measure }),
    nature: t.field({ type: enums.Nature, required: true, defaultValue: 'ACTUAL', description: choice.nature }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Direction of the order.',
    }),
  }),
})

function compileCondition(row: Row, choice: LatestChoice, input: Condition, viewer: Viewer, path: string): Sql {
  const { met, dimension } = compileBounds(input, getUnitDimension(choice), path)
  const figure = (select: Sql) =>
    selectLatest(row, { ...choice, dimension: choice.dimension ?? (isRate(choice) ? null : dimension) }, viewer, select)
  return all([
    // Also where nothing is asked of the figure, its indicator has to exist.
    sql`require_indicator(${choice.indicator}, NULL, ${choice.argument}) IS NOT NULL`,
    met.length > 0 && sql`coalesce(${figure(join(met, ' AND '))}, FALSE)`,
    input.isKnown != null && sql`coalesce(${figure(sql`TRUE`)}, FALSE) = ${input.isKnown}`,
  ])
}

/** What the unit of a figure measures: rates and ranks have units of their own; null where only the indicator knows. */
function getUnitDimension(choice: LatestChoice): string | null {
  if (choice.measure === 'RANK') return getUnit('RANK').dimension
  return isRate(choice) ? getUnit('PERCENT').dimension : choice.dimension
}

const isRate = ({ measure }: LatestChoice) => measure === 'GROWTH' || measure === 'SHARE' || measure === 'RANK'

const sortValue = sql`coalesce(l.value, l.lower, l.upper)`

function toChoice(field: LatestField, nature?: string | null): LatestChoice {
  return {
    indicator: field.indicator,
    argument: 'nature',
    dimension: field.dimension,
    measure: 'LEVEL',
    nature: nature ?? field.nature,
  }
}

function toGeneralChoice(choice: GeneralChoice, path?: string): LatestChoice {
  const { indicator, measure, nature, accumulation = null, scope = null } = choice
  return {
    indicator,
    measure,
    nature,
    accumulation,
    scope,
    dimension: null,
    argument: path ? `${path}.indicator` : 'indicator',
  }
}

/** The filters of typed latest fields, and `latest` for every other indicator. */
export function latestFilters(fields: Readonly<Record<string, LatestField>>): Record<string, Filter> {
  const typed = Object.entries(fields).map(([name, field]): [string, Filter] => [
    name,
    {
      description: `${field.description} ${field.nature} where no nature is given.`,
      type: () => LatestFilter as never,
      compile: (row, input: Condition, viewer, path) =>
        compileCondition(row, toChoice(field, input.nature), input, viewer, path),
    },
  ])
  const general: Filter = {
    description: 'Latest figures of any indicators.',
    type: () => [IndicatorFilter] as never,
    compile: (row, inputs: GeneralCondition[], viewer, path) =>
      all(
        inputs.map((input, index) =>
          compileCondition(row, toGeneralChoice(input, `${path}[${index}]`), input, viewer, `${path}[${index}]`),
        ),
      ),
  }
  return { ...Object.fromEntries(typed), latest: general }
}

/** The orders of typed latest fields, and `latest` for every other indicator. */
export function latestOrders(fields: Readonly<Record<string, LatestField>>): Record<string, Order> {
  const typed = Object.entries(fields).map(([name, field]): [string, Order] => [
    name,
    {
      description: `${field.description} ${field.nature} where no nature is given.`,
      key: 'numeric',
      type: () => LatestOrder as never,
      sql: (row, input: { nature?: string }, viewer) =>
        selectLatest(row, toChoice(field, input.nature), viewer, sortValue),
    },
  ])
  const general: Order = {
    description: 'By the latest figure of any indicator.',
    key: 'numeric',
    type: () => IndicatorOrder as never,
    sql: (row, input: GeneralChoice, viewer) =>
      selectLatest(row, toGeneralChoice(input, 'orderBy.latest'), viewer, sortValue),
  }
  return { ...Object.fromEntries(typed), latest: general }
}

const isLatest = (row: Row, observation: Row, found: LatestChoice, viewer: Viewer) =>
  sql`(${join(observationKey.map((name) => column(observation, name)))}) = ${selectLatest(row, found, viewer, sql`l.reporting_park_id, l.observation_id`)}`

/** Adds typed latest fields to a type, and `latest(indicator:)` for every other indicator. */
export function addLatestFields(type: object, fields: Readonly<Record<string, LatestField>>): void {
  builder.objectFields(type as never, (t) => ({
    ...Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        t.field({
          type: Observation,
          nullable: true,
          description: `${field.description} The latest figure.`,
          args: {
            nature: t.arg({
              type: enums.Nature,
              required: true,
              defaultValue: field.nature,
              description: choice.nature,
            }),
          },
          ...one((row, observation, { nature }, viewer) =>
            isLatest(row, observation, toChoice(field, nature as string), viewer),
          ),
        }),
      ]),
    ),
    latest: t.field({
      type: Observation,
      nullable: true,
      description: 'The latest figure of any indicator.',
      args: {
        indicator: t.arg.string({ required: true, description: choice.indicator }),
        measure: t.arg({ type: enums.Measure, required: true, defaultValue: 'LEVEL', description: choice.measure }),
        nature: t.arg({ type: enums.Nature, required: true, defaultValue: 'ACTUAL', description: choice.nature }),
        accumulation: t.arg({ type: enums.Accumulation, description: choice.accumulation }),
        scope: t.arg({ type: enums.Scope, description: choice.scope }),
      },
      ...one((row, observation, args, viewer) =>
        isLatest(row, observation, toGeneralChoice(args as unknown as GeneralChoice), viewer),
      ),
    }),
  }))
}
