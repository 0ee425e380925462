import { type Sql, sql } from '@parkgraph/db'
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isInterfaceType,
} from 'graphql'
import type { Context } from '../context.ts'
import { getItemType } from './connection.ts'
import { executeField } from './execute.ts'
import { columnKey, planKey } from './keys.ts'
import type { List } from './list.ts'
import { type CompiledConnection, readConnection } from './page.ts'
import { type Arguments, type FieldPlan, getSource, type Join, type Row } from './plan.ts'
import type { View } from './view.ts'

/** The options that a planned field shares: its plan, and the resolver that reads what the statement found. */
export interface Planned {
  readonly extensions: { readonly plan: FieldPlan }
  readonly resolve: (parent: object, args: Arguments, context: Context, info: GraphQLResolveInfo) => never
}

/** A field that is at most one row of its type's source: the first that meets `where`. */
export const one = (where: Join, orderBy?: (row: Row) => Sql): Planned =>
  planned({ kind: 'one', where, ...(orderBy ? { orderBy } : {}) })

/** A field that is a short list of rows, all of them. */
export const many = (where: Join, orderBy: (row: Row) => Sql): Planned => planned({ kind: 'many', where, orderBy })

/** The field as looked at from what the row that it is asked of tells. It takes no clocks of its own. */
export const lookFrom = (look: NonNullable<RowsPlan['look']>, { extensions, ...field }: Planned): Planned =>
  untimed({ ...field, extensions: { ...extensions, plan: { ...extensions.plan, look } as FieldPlan } })

type RowsPlan = Extract<FieldPlan, { kind: 'one' | 'many' }>

/** A field over rows that its arguments make: at most one of them, or all with `many`. The type needs no source. */
export const made = (
  kind: RowsPlan['kind'],
  from: NonNullable<RowsPlan['from']>,
  options: Partial<Pick<RowsPlan, 'where' | 'orderBy' | 'size' | 'with' | 'isPlannedOnce'>> = {},
): Planned => planned({ kind, where: () => sql`TRUE`, ...options, from })

/** A field that is a Relay connection over `list`, narrowed by `where` and, once all else is met, by `lastly`. */
export const connection = (list: List, where?: Join, lastly?: ConnectionPlan['lastly']): Planned =>
  planned({ kind: 'connection', list, ...(where ? { where } : {}), ...(lastly ? { lastly } : {}) })

type ConnectionPlan = Extract<FieldPlan, { kind: 'connection' }>

/** A connection over rows that its arguments make. The type of its items needs no source. */
export const madeConnection = (list: List, from: NonNullable<ConnectionPlan['from']>): Planned =>
  planned({ kind: 'connection', list, from })

/** A scalar that SQL computes. */
export const value = (compile: (row: Row, args: Arguments, view: View) => Sql): Planned =>
  planned({ kind: 'value', sql: compile })

/** What is told of all rows of a connection beside its page. */
export const part = (
  compile: Extract<FieldPlan, { kind: 'part' }>['compile'],
  read: Extract<FieldPlan, { kind: 'part' }>['read'],
): Planned => planned({ kind: 'part', compile, read })

/** An object made of columns of its parent's row. */
export const embed = (): Planned => planned({ kind: 'embed' })

/** A field that code makes of columns of its row. Decimals and big integers are named `column::text`. */
export function compute<Columns>(
  columns: readonly string[],
  resolve: (row: Columns, args: Arguments) => unknown,
): Planned {
  return {
    extensions: { plan: { kind: 'columns', columns } },
    resolve: (row, args) => resolve(row as Columns, args) as never,
  }
}

/** A column read as it is, where its type is not one that Prisma exposes. */
export const read = (name: string): Planned => compute<Record<string, unknown>>([name], (row) => row[columnKey(name)])

/** A field whose rows do not come and go with time: who asks, or what was just written. It takes no clocks. */
export const untimed = <Options extends { readonly extensions: object }>(options: Options) => ({
  ...options,
  extensions: { ...options.extensions, isTimed: false },
})

/** A field that takes clocks, though the rows of its type take none elsewhere. */
export const timed = <Options extends { readonly extensions: object }>(options: Options) => ({
  ...options,
  extensions: { ...options.extensions, isTimed: true },
})

function planned(plan: FieldPlan): Planned {
  return {
    extensions: { plan },
    resolve: (parent, args, context, info) => {
      const isRoot = info.parentType === info.schema.getQueryType()
      const found = isRoot ? executeField(info, context) : (parent as Record<string, unknown>)[getKey(info, args)]
      return (
        found instanceof Promise
          ? found.then((value) => finish(plan, value, args, info))
          : finish(plan, found, args, info)
      ) as never
    },
  }
}

function finish(plan: FieldPlan, found: unknown, args: Arguments, info: GraphQLResolveInfo): unknown {
  if (found === null || found === undefined) return null
  switch (plan.kind) {
    case 'part':
      return plan.read(found as never, args)
    case 'connection':
      return readItems(plan.list, args, found as CompiledConnection, info)
    case 'one':
      return readRow(found, getNamedType(info.returnType))
    case 'many':
      return (found as unknown[]).map((row) => readRow(row, getNamedType(info.returnType)))
    default:
      return found
  }
}

/** Keys by the nodes of a field, which are the same for every row of a list, and new in every execution. */
const keys = new WeakMap<GraphQLResolveInfo['fieldNodes'], string>()

function getKey({ fieldName, fieldNodes }: GraphQLResolveInfo, args: Arguments): string {
  const known = keys.get(fieldNodes)
  if (known) return known
  const key = planKey(fieldName, args)
  keys.set(fieldNodes, key)
  return key
}

/** A row of an interface comes as its kind and the object of its type: together they are what resolvers expect. */
function readRow(row: unknown, type: GraphQLNamedType): unknown {
  if (!isInterfaceType(type)) return row
  const found = row as { kind: string; row: object }
  return { __typename: getSource(type).kinds?.types[found.kind], ...found.row }
}

function readItems(
  list: List,
  args: Arguments,
  found: CompiledConnection,
  { returnType }: GraphQLResolveInfo,
): unknown {
  const type = getItemType(getNamedType(returnType) as GraphQLObjectType)
  const rows = found.rows.map(({ row, position }) => ({ row: readRow(row, type) as typeof row, position }))
  return readConnection(list, args, { ...found, rows })
}
