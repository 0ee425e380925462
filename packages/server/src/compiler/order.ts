import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { KeyType, Position } from './cursor.ts'
import type { List, Order } from './list.ts'
import { type Arguments, column, type Row } from './plan.ts'
import type { View } from './view.ts'

/** One key of a total order: what is compared, in which direction, and its type. */
export interface SortKey {
  readonly sql: Sql
  readonly type: KeyType
  readonly isDescending: boolean
}

/** The keys that an `orderBy` argument means for `row`, ended by the list's tie-break. */
export function compileOrder(list: List, row: Row, orderBy: readonly Arguments[], view: View): SortKey[] {
  const keys = (orderBy.length > 0 ? orderBy : list.defaultOrder).map((item, index) => {
    const [name, value] = Object.entries(item).find((entry) => entry[1] !== undefined) as [string, unknown]
    const order = list.orders[name] as Order
    const direction = typeof value === 'string' ? value : (value as Arguments).direction
    return {
      sql: order.sql(row, value as never, view, `orderBy[${index}].${name}`),
      type: order.key,
      isDescending: direction === 'DESC',
    }
  })
  const ties = list.tieBreak.map((name) => ({ sql: column(row, name), type: 'key' as const, isDescending: false }))
  return [...keys, ...ties]
}

/** ORDER BY over the keys' columns `k0`, `k1` ... of a page. Rows without a value come last, or first backwards. */
export function printOrder(keys: readonly SortKey[], isBackward: boolean): Sql {
  const terms = keys.map((key, index) => {
    const direction = key.isDescending === isBackward ? 'ASC' : 'DESC'
    return raw(`k${index} ${direction} NULLS ${isBackward ? 'FIRST' : 'LAST'}`)
  })
  return join(terms)
}

/** Holds for the rows after `position` in the order of the keys; backwards, for those before it. */
export function compileAfter(keys: readonly SortKey[], position: Position, isBackward: boolean): Sql {
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, at) => isEqual(earlier, position[at] ?? null))
    return sql`(${join([...equal, isBeyond(key, position[index] ?? null, isBackward)], ' AND ')})`
  })
  return sql`(${join(alternatives, ' OR ')})`
}

function isEqual(key: SortKey, value: string | null): Sql {
  return value === null ? sql`${key.sql} IS NULL` : sql`${key.sql} = ${typed(key, value)}`
}

function isBeyond(key: SortKey, value: string | null, isBackward: boolean): Sql {
  if (value === null) return isBackward ? sql`${key.sql} IS NOT NULL` : sql`FALSE`
  const comparison = raw(key.isDescending === isBackward ? '>' : '<')
  const beyond = sql`${key.sql} ${comparison} ${typed(key, value)}`
  return isBackward ? beyond : sql`(${beyond} OR ${key.sql} IS NULL)`
}

const casts: Record<KeyType, string> = {
  text: 'text COLLATE "C"',
  integer: 'bigint',
  key: 'bigint',
  numeric: 'numeric',
  date: 'date',
  boolean: 'boolean',
}

function typed(key: SortKey, value: string): Sql {
  return sql`${value}::${raw(casts[key.type])}`
}
