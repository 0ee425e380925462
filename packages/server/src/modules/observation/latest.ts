import { join, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { all } from '../../compiler/filters.ts'
import type { Filter, Order } from '../../compiler/list.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { nameIndicator, type View } from '../../compiler/view.ts'
import { Observation } from '../refs.ts'
import { type Bounds, boundFields, compileBounds, vagueness } from './bounds.ts'
import {
  type Choice,
  choiceArgs,
  choiceFields,
  directionField,
  type IndicatorChoice,
  indicatorChoiceArgs,
  indicatorChoiceFields,
  type LatestChoice,
  type LatestField,
  toChoice,
  toIndicatorChoice,
} from './choice.ts'
import { observationKey } from './rows.ts'
import { getDimension, selectDimension, selectLatest } from './select-latest.ts'

type LatestFields = Readonly<Record<string, LatestField>>

interface Condition extends Bounds {
  readonly isKnown?: boolean | null
}

const knownDescription = 'Whether there is such a figure at all, in the currency of the unit where one is given.'

const LatestFilter = builder.inputType('LatestFilter', {
  description: `Conditions on a latest figure. ${vagueness} A subject without the figure meets none.`,
  fields: (t) => ({ ...choiceFields(t), ...boundFields(t), isKnown: t.boolean({ description: knownDescription }) }),
})

const IndicatorFilter = builder.inputType('LatestIndicatorFilter', {
  description: 'Conditions on the latest figure of any indicator, as in LatestFilter.',
  fields: (t) => ({
    ...indicatorChoiceFields(t),
    ...boundFields(t),
    isKnown: t.boolean({ description: knownDescription }),
  }),
})

const LatestOrder = builder.inputType('LatestOrder', {
  description: 'Order by a latest figure. A vague figure stands where its bound lies.',
  fields: (t) => ({ ...choiceFields(t), ...directionField(t) }),
})

const IndicatorOrder = builder.inputType('LatestIndicatorOrder', {
  description: 'Order by the latest figure of any indicator, as in LatestOrder.',
  fields: (t) => ({ ...indicatorChoiceFields(t), ...directionField(t) }),
})

function compileCondition(row: Row, choice: LatestChoice, input: Condition, view: View, path: string): Sql {
  const expected = getDimension(choice)
  const { met, dimension } = compileBounds(input, expected, path)
  // Also where nothing is asked of the figure, its indicator has to exist, and to measure what the unit does.
  nameIndicator(view, { ...choice, dimension: expected === null ? dimension : null })
  const wanted = dimension === null ? selectDimension(choice) : sql`${dimension}`
  const figure = (select: Sql) => selectLatest(row, choice, view, select, wanted)
  return all([
    met.length > 0 && sql`coalesce(${figure(join([sql`l.dimension = ${wanted}`, ...met], ' AND '))}, FALSE)`,
    input.isKnown != null &&
      sql`coalesce(${figure(dimension === null ? sql`TRUE` : sql`l.dimension = ${wanted}`)}, FALSE) = ${input.isKnown}`,
  ])
}

/** A figure in another currency has no place among those of the indicator's own. */
function compileSort(row: Row, choice: LatestChoice, view: View): Sql {
  const value = sql`coalesce(l.value, l.lower, l.upper)`
  return selectLatest(row, choice, view, sql`CASE WHEN l.dimension = ${selectDimension(choice)} THEN ${value} END`)
}

const describe = (field: LatestField) => `${field.description} ${field.nature} where no nature is given.`

/** The filters of typed latest fields, and `latest` for every other indicator. */
export function latestFilters(fields: LatestFields): Record<string, Filter> {
  const typed = Object.entries(fields).map(([name, field]): [string, Filter] => [
    name,
    {
      description: describe(field),
      type: () => LatestFilter as never,
      compile: (row, input: Condition & Choice, view, path) =>
        compileCondition(row, toChoice(field, input), input, view, path),
    },
  ])
  const general: Filter = {
    description: 'Latest figures of any indicators.',
    type: () => [IndicatorFilter] as never,
    compile: (row, inputs: (Condition & IndicatorChoice)[], view, path) =>
      all(
        inputs.map((input, index) => {
          const at = `${path}[${index}]`
          return compileCondition(row, toIndicatorChoice(input, `${at}.`), input, view, at)
        }),
      ),
  }
  return { ...Object.fromEntries(typed), latest: general }
}

/** The orders of typed latest fields, and `latest` for every other indicator. */
export function latestOrders(fields: LatestFields): Record<string, Order> {
  const typed = Object.entries(fields).map(([name, field]): [string, Order] => [
    name,
    {
      description: describe(field),
      key: 'numeric',
      type: () => LatestOrder as never,
      sql: (row, input: Choice, view) => compileSort(row, toChoice(field, input), view),
    },
  ])
  const general: Order = {
    description: 'By the latest figure of any indicator.',
    key: 'numeric',
    type: () => IndicatorOrder as never,
    sql: (row, input: IndicatorChoice, view, path) => compileSort(row, toIndicatorChoice(input, `${path}.`), view),
  }
  return { ...Object.fromEntries(typed), latest: general }
}

const isLatest = (row: Row, observation: Row, choice: LatestChoice, view: View) =>
  sql`(${join(observationKey.map((name) => column(observation, name)))}) = ${selectLatest(row, choice, view, sql`l.reporting_park_id, l.observation_id`)}`

/** Adds typed latest fields to a type, and `latest(indicator:)` for every other indicator. */
export function addLatestFields(type: object, fields: LatestFields): void {
  builder.objectFields(type as never, (t) => ({
    ...Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        t.field({
          type: Observation,
          nullable: true,
          description: `${field.description} The latest figure: of the newest period, from the source that comes first.`,
          args: choiceArgs(field.nature),
          ...one((row, observation, args, view) => isLatest(row, observation, toChoice(field, args as Choice), view)),
        }),
      ]),
    ),
    latest: t.field({
      type: Observation,
      nullable: true,
      description: 'The latest figure of any indicator: of the newest period, from the source that comes first.',
      args: indicatorChoiceArgs(),
      ...one((row, observation, args, view) =>
        isLatest(row, observation, toIndicatorChoice(args as unknown as IndicatorChoice, ''), view),
      ),
    }),
  }))
}
