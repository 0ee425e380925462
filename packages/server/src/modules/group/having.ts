import { raw, type Sql, sql } from '@parkgraph/db'
import { getUnit, printDecimal, toAtoms } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { all } from '../../compiler/filters.ts'

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

export type Having = { readonly count?: CountConditions | null } & {
  readonly [Name in (typeof amounts)[number]]?: AmountConditions | null
}

const CountFilter = builder.inputType('GroupCountFilter', {
  description: 'Conditions on how many rows a group has; all given ones have to hold.',
  fields: (t) => ({
    gte: t.int({ description: 'At least this many.' }),
    lte: t.int({ description: 'At most this many.' }),
  }),
})

const AmountFilter = builder.inputType('GroupAmountFilter', {
  description:
    'Conditions on an aggregate of a group; all given ones have to hold. Groups without the aggregate meet none.',
  fields: (t) => ({
    unit: t.field({ type: 'UnitCode', required: true, description: 'Unit of the values given here.' }),
    gte: t.field({ type: 'Decimal', description: 'It is at least this.' }),
    lte: t.field({ type: 'Decimal', description: 'It is at most this.' }),
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
  }),
})

/** The condition on the row `g` of a group. */
export function compileHaving(having: Having): Sql {
  const { count } = having
  return all([
    count?.gte != null && sql`g.count >= ${count.gte}`,
    count?.lte != null && sql`g.count <= ${count.lte}`,
    ...amounts.flatMap((name) => compileAmount(name, having[name] ?? null)),
  ])
}

function compileAmount(name: string, conditions: AmountConditions | null): (Sql | false)[] {
  if (conditions === null) return []
  const { unit, gte, lte } = conditions
  const atoms = (value: string) => sql`${printDecimal(toAtoms(value, getUnit(unit)))}::numeric`
  const column = raw(`g.${name}`)
  return [
    sql`(SELECT u.dimension FROM unit u WHERE u.code = g.unit_code) = ${getUnit(unit).dimension}`,
    gte != null && sql`${column} >= ${atoms(gte)}`,
    lte != null && sql`${column} <= ${atoms(lte)}`,
  ]
}
