import { join, type Sql, sql } from '@parkgraph/db'
import { getUnit, printDecimal, toAtoms } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { all } from '../../compiler/filters.ts'
import { type Filter, type Order, OrderDirection } from '../../compiler/list.ts'
import type { Row } from '../../compiler/plan.ts'
import { column } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import type { terms } from '../vocabulary/terms.ts'
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

interface Condition {
  readonly nature?: string | null
  readonly unit?: string | null
  readonly eq?: string | null
  readonly gt?: string | null
  readonly gte?: string | null
  readonly lt?: string | null
  readonly lte?: string | null
  readonly isKnown?: boolean | null
}

type GeneralCondition = Condition & Omit<LatestChoice, 'dimension' | 'nature'> & { readonly nature: string }

const decimalBounds = {
  eq: 'The value is this one.',
  gt: 'The value, or its lower bound, is greater.',
  gte: 'The value, or its lower bound, is at least this.',
  lt: 'The value, or its upper bound, is less.',
  lte: 'The value, or its upper bound, is at most this.',
} as const

/** The arguments of a general latest figure: which series it is taken from. */
const choice = {
  indicator: 'Code of the indicator.',
  measure: 'What the figure says about the indicator.',
  nature: 'Whether it happened, is expected, or is aimed at.',
  accumulation: 'Only figures accumulated over this span.',
  scope: 'Only figures of this scope.',
} as const

const LatestFilter = builder.inputType('LatestFilter', {
  description:
    'Conditions on a latest figure. Vague figures meet a condition only where their bounds make it certain; a subject without the figure meets none.',
  fields: (t) => ({
    nature: t.field({ type: enums.Nature, description: choice.nature }),
    unit: t.field({ type: 'UnitCode', description: 'Unit of the values given here. Required with any of them.' }),
    eq: t.field({ type: 'Decimal', description: decimalBounds.eq }),
    gt: t.field({ type: 'Decimal', description: decimalBounds.gt }),
    gte: t.field({ type: 'Decimal', description: decimalBounds.gte }),
    lt: t.field({ type: 'Decimal', description: decimalBounds.lt }),
    lte: t.field({ type: 'Decimal', description: decimalBounds.lte }),
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
    unit: t.field({ type: 'UnitCode', description: 'Unit of the values given here. Required with any of them.' }),
    eq: t.field({ type: 'Decimal', description: decimalBounds.eq }),
    gt: t.field({ type: 'Decimal', description: decimalBounds.gt }),
    gte: t.field({ type: 'Decimal', description: decimalBounds.gte }),
    lt: t.field({ type: 'Decimal', description: decimalBounds.lt }),
    lte: t.field({ type: 'Decimal', description: decimalBounds.lte }),
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

const comparisons = {
  eq: (bound: Sql) => sql`l.value = ${bound}`,
  // OVER and NEARLY exclude their bound: over 3 is certainly greater than 3.
  gt: (bound: Sql) => sql`(coalesce(l.value, l.lower) > ${bound} OR (l.qualifier = 'OVER' AND l.lower = ${bound}))`,
  gte: (bound: Sql) => sql`coalesce(l.value, l.lower) >= ${bound}`,
  lt: (bound: Sql) => sql`(coalesce(l.value, l.upper) < ${bound} OR (l.qualifier = 'NEARLY' AND l.upper = ${bound}))`,
  lte: (bound: Sql) => sql`coalesce(l.value, l.upper) <= ${bound}`,
} as const

function compileCondition(
  row: Row,
  choice: LatestChoice,
  input: Condition,
  viewer: Parameters<typeof selectLatest>[2],
  path: string,
): Sql {
  const given = (Object.keys(comparisons) as (keyof typeof comparisons)[]).filter((name) => input[name] != null)
  if (given.length > 0 && input.unit == null)
    throw new AppError(
      'BAD_USER_INPUT',
      `${path}.unit is missing: say in which unit ${given.join(' and ')} are given.`,
      {
        argument: `${path}.unit`,
      },
    )
  const unitDimension = input.unit == null ? null : getUnit(input.unit).dimension
  const expected = getUnitDimension(choice)
  if (unitDimension !== null && expected !== null && unitDimension !== expected)
    throw new AppError(
      'INCOMPATIBLE_UNITS',
      `${path}.unit measures ${unitDimension}, and the figure ${expected}: use a unit of ${expected}.`,
      { argument: `${path}.unit` },
    )
  const dimension = expected === null ? unitDimension : choice.dimension
  const met = given.map((name) => {
    const atoms = printDecimal(toAtoms(input[name] ?? '0', input.unit ?? ''))
    return comparisons[name](sql`${atoms}::numeric`)
  })
  const figure = (select: Sql) => selectLatest(row, { ...choice, dimension }, viewer, select)
  return all([
    // Also where nothing is asked of the figure, its indicator has to exist.
    sql`require_indicator(${choice.indicator}, NULL) IS NOT NULL`,
    met.length > 0 && sql`coalesce(${figure(join(met, ' AND '))}, FALSE)`,
    input.isKnown != null && sql`coalesce(${figure(sql`TRUE`)}, FALSE) = ${input.isKnown}`,
  ])
}

/** What the unit of a figure measures: rates and ranks have units of their own; null where only the indicator knows. */
function getUnitDimension({ measure, dimension }: LatestChoice): string | null {
  if (measure === 'GROWTH' || measure === 'SHARE') return getUnit('PERCENT').dimension
  return measure === 'RANK' ? getUnit('RANK').dimension : dimension
}

const sortValue = sql`coalesce(l.value, l.lower, l.upper)`

function toChoice(field: LatestField, nature?: string | null): LatestChoice {
  return { indicator: field.indicator, dimension: field.dimension, measure: 'LEVEL', nature: nature ?? field.nature }
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
          compileCondition(row, { ...input, dimension: null }, input, viewer, `${path}[${index}]`),
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
    sql: (row, input: LatestChoice, viewer) => selectLatest(row, { ...input, dimension: null }, viewer, sortValue),
  }
  return { ...Object.fromEntries(typed), latest: general }
}

const isLatest = (row: Row, observation: Row, found: LatestChoice, viewer: Parameters<typeof selectLatest>[2]) =>
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
        isLatest(row, observation, { ...(args as unknown as LatestChoice), dimension: null }, viewer),
      ),
    }),
  }))
}
