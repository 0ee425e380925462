import { raw } from '@parkgraph/db'
import type { SortKey } from '../../compiler/order.ts'
import type { Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import { columnOf, readFraction } from './percentile.ts'
import type { Question } from './select.ts'

interface Order {
  readonly key?: string | null
  readonly aggregate?: string | null
  readonly percentile?: string | null
  readonly direction: string
}

const readOrder = (args: Arguments) => (args.orderBy as Order[] | null | undefined) ?? []

/** Names of the aggregates that groups are ordered by. */
export const listOrders = (args: Arguments) =>
  readOrder(args).flatMap(({ aggregate, percentile }) => [
    ...(aggregate == null ? [] : [aggregate.toLowerCase()]),
    ...(percentile == null ? [] : ['percentiles']),
  ])

/** Fractions of the percentiles that groups are ordered by. */
export const listOrderFractions = (args: Arguments) =>
  readOrder(args).flatMap(({ percentile }, index) =>
    percentile == null ? [] : [readFraction(percentile, `orderBy[${index}].percentile`)],
  )

/** What groups `g` are ordered by: what was asked for, then their keys. @throws AppError `BAD_USER_INPUT` */
export function compileOrder({ args, fractions }: Question): SortKey[] {
  const by = args.by as string[]
  const byKey = (index: number, isDescending: boolean): SortKey => ({
    sql: raw(`g.sort${index} COLLATE "C"`),
    type: 'text',
    isDescending,
  })
  const keys = readOrder(args).map(({ key, aggregate, percentile, direction }, index): SortKey => {
    if ([key, aggregate, percentile].filter((given) => given != null).length !== 1)
      throw new AppError('BAD_USER_INPUT', `orderBy[${index}] takes one of key, aggregate and percentile.`, {
        argument: `orderBy[${index}]`,
      })
    if (key != null && !by.includes(key))
      throw new AppError('BAD_USER_INPUT', `orderBy[${index}].key ${key} is not grouped by: add it to by.`, {
        argument: `orderBy[${index}].key`,
      })
    const isDescending = direction === 'DESC'
    if (key != null) return byKey(by.indexOf(key), isDescending)
    const name = percentile == null ? String(aggregate).toLowerCase() : columnOf(percentile, fractions)
    return { sql: raw(`g.${name}`), type: 'numeric', isDescending }
  })
  const ties: SortKey = { sql: raw('g.key COLLATE "C"'), type: 'text', isDescending: false }
  return [...keys, ...by.map((_, index) => byKey(index, false)), ties]
}
