import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
} from 'graphql'
import { collectFields } from './collect.ts'
import { type Compilation, countWhole } from './compilation.ts'
import { decodeCursor, fingerprintOf } from './cursor.ts'
import { planKey } from './keys.ts'
import { compileWhere } from './list.ts'
import { compileAfter, compileOrder, printOrder, type SortKey } from './order.ts'
import { type Page, readLimit, readOrder, readPage } from './page.ts'
import { type AllRows, type Arguments, type FieldPlan, getSource, type Row } from './plan.ts'

type PartPlan = Extract<FieldPlan, { kind: 'part' }>

/** A connection field, what it was asked with, and how to compile its items. */
export interface ConnectionField {
  readonly compilation: Compilation
  readonly plan: Extract<FieldPlan, { kind: 'connection' }>
  readonly type: GraphQLObjectType
  readonly nodes: readonly FieldNode[]
  readonly parent: Row
  readonly args: Arguments
  readonly compileItem: (
    type: GraphQLObjectType | GraphQLInterfaceType,
    nodes: readonly FieldNode[],
    row: Row,
    size: number,
  ) => Sql
}

/** Compiles a connection into `{ rows, total }`: one page by keyset, one row more than asked to tell whether more follow. */
export function compileConnection(asked: ConnectionField): Sql {
  const { compilation, type, nodes, args, compileItem } = asked
  const page = readPage(args)
  const { row, source, conditions, rows, made } = selectRows(asked, page, page.size + 1)
  const selected = new Set([...collectFields(compilation, type, nodes).values()].map((same) => same[0]?.name.value))
  if (selected.has('totalCount')) countWhole(compilation)
  const total = selected.has('totalCount')
    ? sql`(SELECT count(*) FROM ${source} WHERE ${join(conditions, ' AND ')})`
    : sql`NULL`
  const all = { compilation, source, row, condition: join(conditions, ' AND '), compileRow: compileItem }
  const list = sql`(SELECT coalesce(json_agg(json_build_object('row', to_json(r), 'position', p)), '[]') FROM ${rows})`
  const found = sql`json_build_object('rows', ${list}, 'total', ${total}, 'parts', ${compileParts(type, nodes, all)})`
  return made ? sql`(${made} SELECT ${found})` : found
}

/**
 * Compiles a connection into a statement of its rows, without pages: all of them, or as many as `first` says. Positions are told
 * where they are wanted: by the million, short texts that differ cost memory.
 */
export function compileRows(asked: ConnectionField, hasPositions: boolean): Sql {
  const limit = readLimit(asked.args)
  const bounds = readPage({ ...asked.args, first: null })
  const { rows, made } = selectRows(asked, { ...bounds, size: 1 }, limit)
  return sql`${made ?? empty} SELECT to_json(r) AS row, ${hasPositions ? sql`p` : sql`NULL`} AS position FROM ${rows}`
}

/** The rows of a connection as a FROM item: `r` is what is asked of each, `p` its position. */
function selectRows(asked: ConnectionField, page: Page, limit: number | null) {
  const { compilation, plan, type, nodes, parent, args, compileItem } = asked
  const { view } = compilation
  const { list, where, lastly, from } = plan
  const row = compilation.nextRow()
  const itemType = getItemType(type)
  const conditions = [
    ...(where ? [where(parent, row, args, view)] : []),
    compileWhere(list, row, (args.where as Arguments | null) ?? {}, view),
  ]
  // Rows that the arguments make are made once, for the page and the count alike.
  const made = raw(`made_${row}`)
  const source = sql`${from ? made : getSource(itemType).from(view)} AS ${raw(row)}`
  const keys = compileOrder(list, row, readOrder(args), view)
  const fingerprint = fingerprintOf(list.name, readOrder(args))
  const bound = (name: 'after' | 'before'): Sql[] => {
    const cursor = page[name]
    if (cursor === null) return []
    const types = keys.map((key) => key.type)
    return [compileAfter(keys, decodeCursor(cursor, fingerprint, types, name), name === 'before')]
  }
  const item = compileItem(itemType, selectItems(compilation, type, nodes), row, page.size)
  const position = join(keys.map((_, index) => raw(`${row}.k${index}::text`)))
  const met = sql`SELECT ${raw(row)}.*, ${selectKeys(keys)} FROM ${source}
      WHERE ${join([...conditions, ...bound('after'), ...bound('before')], ' AND ')}
      ORDER BY ${printOrder(keys, page.isBackward)}`
  // Rows pass the fence in their order. Were they to be sorted once more, PostgreSQL would plan what is behind it as if all were wanted.
  const wanted = lastly ? sql`SELECT * FROM ${fence(met, row)} WHERE ${lastly(row, view)}` : met
  const rows = sql`(${wanted} ${limit === null ? empty : sql`LIMIT ${limit}`}) AS ${raw(row)},
    LATERAL (SELECT ${item}) r, LATERAL (SELECT json_build_array(${position}) AS p) q`
  const found = sql`SELECT ${raw(row)}.* FROM ${source} WHERE ${join(conditions, ' AND ')}`
  return {
    row,
    ...(lastly ? { source: fence(found, row), conditions: [lastly(row, view)] } : { source, conditions }),
    rows,
    made: from && sql`WITH ${made} AS (SELECT * FROM ${from(parent, args, view)} m)`,
  }
}

/**
 * Rows as a FROM item that is planned by itself. Beside what a dear condition costs for each row, PostgreSQL takes joins that cost less than
 * a hundredth of that for equal, and would hold each row against all of another table.
 */
const fence = (select: Sql, row: Row) => sql`(${select} OFFSET 0) AS ${raw(row)}`

/** The parts of a connection's answer beside its page and count, by the key of each. */
function compileParts(type: GraphQLObjectType, nodes: readonly FieldNode[], all: AllRows): Sql {
  const parts = new Map<string, { plan: PartPlan; args: Arguments; same: FieldNode[] }>()
  for (const node of [...collectFields(all.compilation, type, nodes).values()].flat()) {
    const field = type.getFields()[node.name.value]
    const plan = field?.extensions.plan as FieldPlan | undefined
    if (!field || plan?.kind !== 'part') continue
    const args = getArgumentValues(field, node, all.compilation.variableValues) as Arguments
    const key = planKey(field.name, args)
    parts.set(key, { plan, args, same: [...(parts.get(key)?.same ?? []), node] })
  }
  const compiled = [...parts].map(([key, { plan, args, same }]) => {
    countWhole(all.compilation)
    return sql`${key}::text, ${plan.compile(all, args, same)}`
  })
  return compiled.length === 0 ? sql`NULL` : sql`json_build_object(${join(compiled)})`
}

function selectKeys(keys: readonly SortKey[]): Sql {
  return join(keys.map((key, index) => sql`${key.sql} AS ${raw(`k${index}`)}`))
}

export function getItemType(connection: GraphQLObjectType): GraphQLObjectType | GraphQLInterfaceType {
  return getNamedType(connection.getFields().nodes?.type) as GraphQLObjectType | GraphQLInterfaceType
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
