import { raw, type Sql, sql } from '@parkgraph/db'
import { getUnit, printDecimal, toAtoms } from '@parkgraph/statistics'
import { builder, type Types } from '../../builder.ts'
import { all } from '../../compiler/filters.ts'
import { checkInterval } from '../observation/bounds.ts'
import { columnOf, readFraction } from './percentile.ts'

interface CountConditions {
  readonly gte?: number | null
  readonly lte?: number | null
}

interface AmountConditions {
  readonly unit: string
  readonly gte?: string | null
  readonly lte?: string | null
}

const amounts = ['sum', 'min', 'max', 'average', 'median'] as const

interface PercentileConditions extends AmountConditions {
  readonly fraction: string
}

export type Having = {
  readonly count?: CountConditions | null
  readonly percentiles?: readonly PercentileConditions[] | null
} & {
  readonly [Name in (typeof amounts)[number]]?: AmountConditions | null
}

const CountFilter = builder.inputType('GroupCountFilter', {
  description: 'Conditions on how many rows a group has; all given ones have to hold.',
  fields: (t) => ({
    gte: t.int({ description: 'At least this many.' }),
    lte: t.int({ description: 'At most this many.' }),
  }),
})

type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

const amountFields = (t: InputFields) => ({
  unit: t.field({ type: 'UnitCode', required: true, description: 'Unit of the values given here.' }),
  gte: t.field({ type: 'Decimal', description: 'It is at least this.' }),
  lte: t.field({ type: 'Decimal', description: 'It is at most this.' }),
})

const AmountFilter = builder.inputType('GroupAmountFilter', {
  description:
    'Conditions on an aggregate of a group; all given ones have to hold. Groups without the aggregate meet none.',
  fields: amountFields,
})

const PercentileFilter = builder.inputType('GroupPercentileFilter', {
  description: 'Conditions on a percentile of the exact figures of a group; all given ones have to hold.',
  fields: (t) => ({
    fraction: t.field({
      type: 'Decimal',
      required: true,
      description: 'Which percentile, as a fraction from 0 to 1, such as 0.9.',
    }),
    ...amountFields(t),
  }),
})

export const GroupHaving = builder.inputType('GroupHaving', {
  description: 'Conditions on groups; all of them have to hold.',
  fields: (t) => ({
    count: t.field({ type: CountFilter, description: 'How many rows the group has.' }),
    sum: t.field({ type: AmountFilter, description: 'Its sum.' }),
    min: t.field({ type: AmountFilter, description: 'Its smallest exact figure.' }),
    max: t.field({ type: AmountFilter, description: 'Its largest exact figure.' }),
    average: t.field({ type: AmountFilter, description: 'The mean of its exact figures.' }),
    median: t.field({ type: AmountFilter, description: 'The median of its exact figures.' }),
    percentiles: t.field({
      type: [PercentileFilter],
      description: 'Percentiles of its exact figures; all conditions have to hold.',
    }),
  }),
})

/** Names of the aggregates that there are conditions on. */
export const listConditions = (having: Having) =>
  Object.entries(having).flatMap(([name, conditions]) => (conditions == null ? [] : [name]))

/** Units of the conditions, each with its argument. */
export const listConditionUnits = (having: Having) => [
  ...amounts.flatMap((name) => {
    const unit = having[name]?.unit
    return unit === undefined ? [] : [{ unit, argument: `having.${name}.unit` }]
  }),
  ...(having.percentiles ?? []).map(({ unit }, index) => ({ unit, argument: `having.percentiles[${index}].unit` })),
]

/** Fractions of the percentiles that there are conditions on. */
export const listConditionFractions = ({ percentiles }: Having) =>
  (percentiles ?? []).map(({ fraction }, index) => readFraction(fraction, `having.percentiles[${index}].fraction`))

/** The condition on the row `g` of a group. @throws AppError `BAD_USER_INPUT` where bounds are inverted */
export function compileHaving(having: Having, fractions: readonly string[]): Sql {
  const { count, percentiles } = having
  for (const name of ['count', ...amounts] as const) checkInterval(having[name] ?? {}, `having.${name}`)
  for (const [index, each] of (percentiles ?? []).entries()) checkInterval(each, `having.percentiles[${index}]`)
  return all([
    count?.gte != null && sql`g.count >= ${count.gte}`,
    count?.lte != null && sql`g.count <= ${count.lte}`,
    ...amounts.flatMap((name) => compileAmount(name, having[name] ?? null)),
    ...(percentiles ?? []).flatMap((each) => compileAmount(columnOf(each.fraction, fractions), each)),
  ])
}

function compileAmount(name: string, conditions: AmountConditions | null): (Sql | false)[] {
  if (conditions === null) return []
  const { unit, gte, lte } = conditions
  const atoms = (value: string) => sql`${printDecimal(toAtoms(value, getUnit(unit)))}::numeric`
  const column = raw(`g.${name}`)
  return [
    sql`${column} IS NOT NULL`,
    gte != null && sql`${column} >= ${atoms(gte)}`,
    lte != null && sql`${column} <= ${atoms(lte)}`,
  ]
}
