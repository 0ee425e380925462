import { join, type Sql, sql } from '@parkgraph/db'
import type { InputObjectRef, InputRef } from '@pothos/core'
import { builder, type Types } from '../builder.ts'
import { tooComplex } from '../error-map.ts'
import type { KeyType } from './cursor.ts'
import type { Arguments, Row } from './plan.ts'
import type { View } from './view.ts'

/** A condition that callers can put on a list. `path` names it in errors, for example `where.kind`. */
export interface Filter {
  readonly description: string
  readonly type: () => InputRef<unknown> | [InputRef<unknown>]
  readonly compile: (row: Row, value: never, view: View, path: string) => Sql
}

/** Something that callers can order a list by. Without a `type` of its own it takes a direction. */
export interface Order {
  readonly description: string
  readonly key: KeyType
  readonly type?: () => InputRef<unknown>
  /** `path` names it in errors, for example `orderBy[0].latest`. */
  readonly sql: (row: Row, value: never, view: View, path: string) => Sql
}

/** What a connection over a type can be filtered and ordered by. Declared once per type, beside it. */
export interface List {
  readonly name: string
  readonly where: InputRef<Arguments>
  readonly orderBy: InputRef<Arguments>
  readonly filters: Readonly<Record<string, Filter>>
  readonly orders: Readonly<Record<string, Order>>
  readonly defaultOrder: readonly Arguments[]
  /** Columns that tell the rows apart, compared last: they make every order total. */
  readonly tieBreak: readonly string[]
}

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Direction of an order. Rows without a value come last in both.',
  values: {
    ASC: { description: 'Smallest or first first.' },
    DESC: { description: 'Largest or last first.' },
  },
})

/** Declares a list and its two input types, `<name>Where` and `<name>Order`. */
export function defineList(
  name: string,
  parts: Pick<List, 'filters' | 'orders' | 'defaultOrder'> & { readonly tieBreak?: readonly string[] },
): List {
  const where: InputObjectRef<Types, Arguments> = builder.inputRef<Arguments>(`${name}Where`)
  builder.inputType(where, {
    description: `Conditions on a list of ${name}; all of them have to hold.`,
    fields: (t) => {
      const own = Object.entries(parts.filters).map(([key, filter]) => [
        key,
        t.field({ type: filter.type() as never, description: filter.description }) as never,
      ])
      const ownFields: Record<string, never> = Object.fromEntries(own)
      return {
        ...ownFields,
        and: t.field({ type: [where], description: 'All of these hold.' }),
        or: t.field({ type: [where], description: 'At least one of these holds.' }),
        not: t.field({ type: where, description: 'This does not hold.' }),
      }
    },
  })
  const orderBy = builder.inputRef<Arguments>(`${name}Order`)
  // Lists that are only filtered by have no orders, and no input for them.
  if (Object.keys(parts.orders).length > 0) defineOrders(name, orderBy, parts.orders)
  return { name, where, orderBy, tieBreak: ['id'], ...parts }
}

function defineOrders(name: string, orderBy: InputObjectRef<Types, Arguments>, orders: List['orders']): void {
  builder.inputType(orderBy, {
    description: `One thing to order a list of ${name} by.`,
    isOneOf: true,
    fields: (t): Record<string, never> =>
      Object.fromEntries(
        Object.entries(orders).map(([key, order]) => [
          key,
          t.field({ type: (order.type?.() ?? OrderDirection) as never, description: order.description }) as never,
        ]),
      ),
  })
}

/** How deep conditions nest at most, and how many stand in one list of them. */
const maximumDepth = 24
const maximumLength = 100

/** The condition that a `where` argument means for `row`. */
export function compileWhere(list: List, row: Row, where: Arguments, view: View, path = 'where'): Sql {
  const lists = Object.values(where).filter((value) => Array.isArray(value))
  if (path.split('.').length > maximumDepth || lists.some(({ length }) => length > maximumLength)) throw tooComplex()
  const all = (value: unknown, at: string, between: ' AND ' | ' OR ') =>
    join(
      [
        between === ' AND ' ? sql`TRUE` : sql`FALSE`,
        ...(value as Arguments[]).map(
          (part, index) => sql`(${compileWhere(list, row, part, view, `${at}[${index}]`)})`,
        ),
      ],
      between,
    )
  const conditions = Object.entries(where).map(([name, value]) => {
    const at = `${path}.${name}`
    if (value === null || value === undefined) return sql`TRUE`
    if (name === 'and') return sql`(${all(value, at, ' AND ')})`
    if (name === 'or') return sql`(${all(value, at, ' OR ')})`
    if (name === 'not') return sql`(${compileWhere(list, row, value as Arguments, view, at)}) IS NOT TRUE`
    return (list.filters[name] as Filter).compile(row, value as never, view, at)
  })
  return conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ')
}
