import { join, raw, type Sql, sql } from '@parkgraph/db'
import { type FieldNode, type GraphQLObjectType, getNamedType } from 'graphql'
import { AppError } from '../errors.ts'
import { collectFields } from './collect.ts'
import { type Compilation, compileRow } from './compile.ts'
import { decodeCursor, encodeCursor, fingerprintOf, type Position } from './cursor.ts'
import { compileWhere, type List } from './list.ts'
import { compileAfter, compileOrder, printOrder, type SortKey } from './order.ts'
import { type Arguments, type FieldPlan, getSource, type Row } from './plan.ts'

type ConnectionPlan = Extract<FieldPlan, { kind: 'connection' }>

const defaultSize = 20
const maximumSize = 100

interface Page {
  readonly size: number
  readonly isBackward: boolean
  readonly after: string | null
  readonly before: string | null
}

/** Compiles a connection into `{ rows, total }`: one page by keyset, one row more than asked to tell whether more follow. */
export function compileConnection(
  compilation: Compilation,
  { list, where }: ConnectionPlan,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  parent: Row,
  args: Arguments,
  fieldName: string,
): Sql {
  const { viewer } = compilation
  const page = readPage(args, fieldName)
  const row = compilation.nextRow()
  const itemType = getItemType(type)
  const conditions = [
    ...(where ? [where(parent, row, args, viewer)] : []),
    compileWhere(list, row, (args.where as Arguments | null) ?? {}, viewer),
  ]
  const source = sql`${getSource(itemType).from(viewer)} AS ${raw(row)}`
  const keys = compileOrder(list, row, readOrder(args), viewer)
  const fingerprint = fingerprintOf(list.name, readOrder(args))
  const bound = (name: 'after' | 'before'): Sql[] => {
    const cursor = page[name]
    if (cursor === null) return []
    const types = keys.map((key) => key.type)
    return [compileAfter(keys, decodeCursor(cursor, fingerprint, types, name), name === 'before')]
  }
  const item = compileRow(compilation, itemType, selectItems(compilation, type, nodes), row)
  const position = join(keys.map((_, index) => raw(`${row}.k${index}::text`)))
  const rows = sql`(SELECT coalesce(json_agg(json_build_object('row', to_json(r), 'position', p)), '[]')
    FROM (SELECT ${raw(row)}.*, ${selectKeys(keys)} FROM ${source}
      WHERE ${join([...conditions, ...bound('after'), ...bound('before')], ' AND ')}
      ORDER BY ${printOrder(keys, page.isBackward)} LIMIT ${page.size + 1}) AS ${raw(row)},
    LATERAL (SELECT ${item}) r, LATERAL (SELECT json_build_array(${position}) AS p) q)`
  const selected = new Set([...collectFields(compilation, type, nodes).values()].map((same) => same[0]?.name.value))
  const total = selected.has('totalCount')
    ? sql`(SELECT count(*) FROM ${source} WHERE ${join(conditions, ' AND ')})`
    : sql`NULL`
  return sql`json_build_object('rows', ${rows}, 'total', ${total})`
}

export interface CompiledConnection {
  readonly rows: { readonly row: Record<string, unknown>; readonly position: Position }[]
  readonly total: number | null
}

/** Makes the Relay connection out of what the compiled expression yields. */
export function readConnection(list: List, args: Arguments, { rows, total }: CompiledConnection) {
  const { size, isBackward, after, before } = readPage(args, list.name)
  const fingerprint = fingerprintOf(list.name, readOrder(args))
  const kept = rows.slice(0, size)
  if (isBackward) kept.reverse()
  const edges = kept.map(({ row, position }) => ({ cursor: encodeCursor(fingerprint, position), node: row }))
  const hasMore = rows.length > size
  return {
    edges,
    totalCount: total,
    pageInfo: {
      hasNextPage: isBackward ? before !== null : hasMore,
      hasPreviousPage: isBackward ? hasMore : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function readPage(args: Arguments, field: string): Page {
  const { first, last, after, before } = args as Partial<Record<string, number | string | null>>
  const refuse = (argument: string, why: string) => new AppError('BAD_USER_INPUT', why, { argument, field })
  if (first != null && last != null)
    throw refuse('last', 'first and last exclude each other: ask for the first or for the last rows.')
  for (const [name, size] of Object.entries({ first, last }))
    if (size != null && (Number(size) < 1 || Number(size) > maximumSize))
      throw refuse(name, `${name} is ${size}: it takes 1 to ${maximumSize}.`)
  return {
    size: Number(first ?? last ?? defaultSize),
    isBackward: last != null,
    after: (after as string | null | undefined) ?? null,
    before: (before as string | null | undefined) ?? null,
  }
}

function readOrder(args: Arguments): readonly Arguments[] {
  return (args.orderBy as Arguments[] | null | undefined) ?? []
}

function selectKeys(keys: readonly SortKey[]): Sql {
  return join(keys.map((key, index) => sql`${key.sql} AS ${raw(`k${index}`)}`))
}

function getItemType(connection: GraphQLObjectType): GraphQLObjectType {
  return getNamedType(connection.getFields().nodes?.type) as GraphQLObjectType
}

/** The fields that ask for items, be it under `nodes` or under `edges { node }`. */
function selectItems(compilation: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]): FieldNode[] {
  const fields = [...collectFields(compilation, type, nodes).values()].flat()
  const edges = fields.filter((field) => field.name.value === 'edges')
  const edgeType = getNamedType(type.getFields().edges?.type) as GraphQLObjectType
  const inEdges = [...collectFields(compilation, edgeType, edges).values()].flat()
  return [
    ...fields.filter((field) => field.name.value === 'nodes'),
    ...inEdges.filter((field) => field.name.value === 'node'),
  ]
}
