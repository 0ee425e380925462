import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isInterfaceType,
} from 'graphql'
import { collectFields } from './collect.ts'
import { type Compilation, descend, enterList } from './compilation.ts'
import { type ConnectionField, compileConnection, compileRows } from './connection.ts'
import { columnKey, planKey } from './keys.ts'
import { type Arguments, column, type FieldPlan, getSource, type Row } from './plan.ts'

/**
 * Compiles a planned field, with all that is selected beneath it, into one SQL expression that yields its JSON.
 * `parent` is the row that the field is asked of; root fields have none.
 */
export function compileField(
  above: Compilation,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  parent: Row,
): Sql {
  const plan = getPlan(field)
  const args = getArgumentValues(field, nodes[0] as FieldNode, above.variableValues) as Arguments
  const compilation = lookFrom(plan, parent, descend(above, args))
  const type = getNamedType(field.type) as GraphQLObjectType | GraphQLInterfaceType
  switch (plan.kind) {
    case 'value':
      return plan.sql(parent, args, compilation.view)
    case 'embed':
      return sql`(SELECT to_json(r) FROM (SELECT ${compileColumns(compilation, type as GraphQLObjectType, nodes, parent)}) r)`
    case 'connection':
      // How much a page is of all there is, a plan for any size does not know.
      compilation.total.planning = 'AUTO'
      return compileConnection(readAsked(compilation, plan, type as GraphQLObjectType, nodes, parent, args))
    case 'one':
    case 'many': {
      if (plan.isPlannedOnce) compilation.total.planning = 'ONCE'
      const target = compilation.nextRow()
      const order = plan.orderBy ? sql`ORDER BY ${plan.orderBy(target, args)}` : empty
      const within =
        plan.kind === 'many' || plan.size ? enterList(compilation, plan.size?.(args, above.around)) : compilation
      const common = plan.with?.(parent, args, compilation.view) ?? empty
      const from = plan.from?.(parent, args, compilation.view, above.around) ?? getSource(type).from(compilation.view)
      const rows = sql`SELECT ${compileRow(within, type, nodes, target)} FROM ${from} AS ${raw(target)}
        WHERE ${plan.where(parent, target, args, compilation.view)} ${order}`
      return plan.kind === 'one'
        ? sql`(${common} SELECT to_json(r) FROM (${rows} LIMIT 1) r)`
        : sql`(${common} SELECT coalesce(json_agg(to_json(r)), '[]') FROM (${rows}) r)`
    }
    case 'part':
    case 'columns':
      throw new Error(`${field.name}: columns are read with their row, and parts with their connection`)
  }
}

function lookFrom(plan: FieldPlan, parent: Row, compilation: Compilation): Compilation {
  if ((plan.kind !== 'one' && plan.kind !== 'many') || !plan.look) return compilation
  return { ...compilation, view: plan.look(parent, compilation.view) }
}

/** Compiles a root connection into a statement of its rows, one by one: see `compileRows`. */
export function compileList(
  above: Compilation,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  hasPositions: boolean,
): Sql {
  const plan = getPlan(field)
  if (plan.kind !== 'connection') throw new Error(`${field.name} is no connection`)
  const args = getArgumentValues(field, nodes[0] as FieldNode, above.variableValues) as Arguments
  const type = getNamedType(field.type) as GraphQLObjectType
  return compileRows(readAsked(descend(above, args), plan, type, nodes, '', args), hasPositions)
}

function readAsked(
  compilation: Compilation,
  plan: Extract<FieldPlan, { kind: 'connection' }>,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  parent: Row,
  args: Arguments,
): ConnectionField {
  return {
    compilation,
    plan,
    type,
    nodes,
    parent,
    args,
    compileItem: (itemType, itemNodes, row, size) => compileRow(enterList(compilation, size), itemType, itemNodes, row),
  }
}

/** The select list of a row of `type`: for an interface, its kind and the object of the type that the row is of. */
export function compileRow(
  compilation: Compilation,
  type: GraphQLObjectType | GraphQLInterfaceType,
  nodes: readonly FieldNode[],
  row: Row,
): Sql {
  if (!isInterfaceType(type)) return compileColumns(compilation, type, nodes, row)
  const { kinds } = getSource(type)
  if (!kinds) throw new Error(`${type.name} has no kinds: declare them in its source`)
  // Types of which the same is asked share one branch: a branch each would double the statement at every level.
  const branches = new Map<string, { kinds: string[]; object: GraphQLObjectType }>()
  for (const [kind, name] of Object.entries(kinds.types)) {
    const object = compilation.schema.getType(name) as GraphQLObjectType
    const key = describeSelection(compilation, type, object, nodes)
    branches.set(key, { kinds: [...(branches.get(key)?.kinds ?? []), kind], object })
  }
  const kind = column(row, kinds.column)
  const cases = [...branches.values()].map(
    (branch) => sql`WHEN ${kind}::text = ANY (${branch.kinds})
      THEN (SELECT to_json(r) FROM (${compileFacet(compilation, type, branch.object, nodes, row)}) r)`,
  )
  return sql`${kind} AS "kind", CASE ${join(cases, ' ')} END AS "row"`
}

/** The same for types of which the same is asked, of fields that the interface has itself. */
function describeSelection(
  compilation: Compilation,
  type: GraphQLInterfaceType,
  object: GraphQLObjectType,
  nodes: readonly FieldNode[],
): string {
  const fields = [...collectFields(compilation, object, nodes)]
  const isShared = fields.every(([, same]) => isOnInterface(type, same[0]?.name.value))
  return (
    JSON.stringify(fields.map(([key, same]) => [key, ...same.map((node) => node.loc?.start)])) +
    (isShared ? '' : object.name)
  )
}

function isOnInterface(type: GraphQLInterfaceType, name = ''): boolean {
  return name in type.getFields() || name === '__typename'
}

/** The row of an interface as one of its types: read from the type's own source only where its own fields are asked. */
function compileFacet(
  compilation: Compilation,
  type: GraphQLInterfaceType,
  object: GraphQLObjectType,
  nodes: readonly FieldNode[],
  row: Row,
): Sql {
  const selected = [...collectFields(compilation, object, nodes).values()]
  if (selected.every((same) => isOnInterface(type, same[0]?.name.value)))
    return sql`SELECT ${compileColumns(compilation, object, nodes, row)}`
  const facet = compilation.nextRow()
  const source = getSource(object)
  const same = source.key.map((name) => sql`${column(facet, name)} = ${column(row, name)}`)
  return sql`SELECT ${compileColumns(compilation, object, nodes, facet)} FROM ${source.from(compilation.view)} AS ${raw(facet)} WHERE ${join(same, ' AND ')}`
}

/** The select list for the fields of an object: exposed columns under their names, planned fields under theirs. */
function compileColumns(compilation: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[], row: Row): Sql {
  const columns = new Map<string, Sql>()
  const planned = new Map<string, { field: GraphQLField<unknown, unknown>; same: FieldNode[] }>()
  for (const node of [...collectFields(compilation, type, nodes).values()].flat()) {
    const field = type.getFields()[node.name.value]
    if (!field) continue
    const plan = getPlan(field)
    if (plan.kind === 'columns') for (const name of plan.columns) columns.set(columnKey(name), readColumn(row, name))
    else {
      const key = planKey(field.name, getArgumentValues(field, node, compilation.variableValues))
      planned.set(key, { field, same: [...(planned.get(key)?.same ?? []), node] })
    }
  }
  for (const [key, { field, same }] of planned) columns.set(key, compileField(compilation, field, same, row))
  if (columns.size === 0) return raw('1 AS "_"')
  return join([...columns].map(([key, value]) => sql`${value} AS ${raw(`"${key}"`)}`))
}

// Decimals and big integers are listed as `name::text`: JSON numbers would lose digits.
function readColumn(row: Row, name: string): Sql {
  const value = column(row, columnKey(name))
  return name.endsWith('::text') ? sql`${value}::text` : value
}

export function getPlan(field: GraphQLField<unknown, unknown>): FieldPlan {
  const { plan, pothosExposedField } = field.extensions
  if (plan) return plan as FieldPlan
  if (typeof pothosExposedField === 'string') return { kind: 'columns', columns: [pothosExposedField] }
  throw new Error(`Field ${field.name} has neither a plan nor an exposed column`)
}
