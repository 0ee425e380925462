import type { Sql } from '@parkgraph/db'
import { raw } from '@parkgraph/db'
import type { FieldNode, GraphQLNamedType, GraphQLObjectType } from 'graphql'
import type { Compilation } from './compilation.ts'
import type { List } from './list.ts'
import type { View } from './view.ts'

export type Arguments = Record<string, unknown>

/** Name of a row in a statement, such as `t3`. Made by the compiler only, so that it is safe to print. */
export type Row = string

/** Where the rows of a GraphQL type come from. The one place where rows that a viewer may not see are left out. */
export interface Source {
  /** A FROM item without its alias. */
  readonly from: (view: View) => Sql
  /** Whether its rows come, change and go with time, so that fields over it take the clocks of a view. */
  readonly isTimed?: boolean
  /** Columns that tell one row from another, in GraphQL spelling. */
  readonly key: readonly string[]
  /** For interfaces: the column whose value says which type a row is. */
  readonly kinds?: { readonly column: string; readonly types: Readonly<Record<string, string>> }
}

/** How the compiler turns a field into SQL. Fields without a plan are exposed columns. */
export type FieldPlan =
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  | { readonly kind: 'value'; readonly sql: (row: Row, args: Arguments, view: View) => Sql }
  | { readonly kind: 'embed' }
  | {
      readonly kind: 'one' | 'many'
      readonly where: Join
      readonly orderBy?: (row: Row, args: Arguments) => Sql
      /**
       * A FROM item that the arguments make, for types without a source of their own: figures computed on asking. `around`
       * are the arguments of the fields around, the nearest first.
       */
      readonly from?: (parent: Row, args: Arguments, view: View, around: Arguments) => Sql
      /** Common table expressions, `WITH` included, that this field and those beneath it read: computed once. */
      readonly with?: (parent: Row, args: Arguments, view: View) => Sql
      /** What the field and all beneath it are looked at from, where the row that it is asked of tells. */
      readonly look?: (parent: Row, view: View) => View
      /** How many rows the list, or all that one row holds, can hold at most, where the arguments tell. */
      readonly size?: (args: Arguments, around: Arguments) => number
      /** Whether one plan serves all values of a statement with this field: see `Planning`. Where it holds pages, none does. */
      readonly isPlannedOnce?: boolean
    }
  | {
      /** Told of all rows of a connection beside its page: groups of them, say. */
      readonly kind: 'part'
      readonly compile: (all: AllRows, args: Arguments, nodes: readonly FieldNode[]) => Sql
      readonly read: (found: never, args: Arguments) => unknown
    }
  | {
      readonly kind: 'connection'
      readonly list: List
      readonly where?: Join
      /** A condition that is dear, which is asked of each row once all others are met. */
      readonly lastly?: (row: Row, view: View) => Sql
      /** As with `many`. */
      readonly from?: (parent: Row, args: Arguments, view: View) => Sql
    }

/** All rows of a connection, its own conditions met, and how to compile what is asked of rows made of them. */
export interface AllRows {
  readonly compilation: Compilation
  /** A FROM item with its alias, `row`. */
  readonly source: Sql
  readonly row: Row
  readonly condition: Sql
  readonly compileRow: (type: GraphQLObjectType, nodes: readonly FieldNode[], row: Row, size: number) => Sql
}

/** The condition that ties the rows of a field to the row it is asked of; root fields have no such row. */
export type Join = (parent: Row, target: Row, args: Arguments, view: View) => Sql

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    plan?: FieldPlan
    pothosExposedField?: string
    /** Whether the field is over rows that come and go with time, where its plan does not tell. */
    isTimed?: boolean
  }
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    source?: Source
  }
  interface GraphQLInterfaceTypeExtensions {
    source?: Source
  }
}

export function getSource(type: GraphQLNamedType): Source {
  const source = type.extensions.source as Source | undefined
  if (!source) throw new Error(`${type.name} has no source: declare one in its extensions`)
  return source
}

/** A column of a row, from its GraphQL spelling. */
export function column(row: Row, name: string): Sql {
  return raw(`${row}.${snakeCase(name)}`)
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
