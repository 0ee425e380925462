import {
  type FieldNode,
  type GraphQLNamedType,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isInterfaceType,
  isLeafType,
  Kind,
  parse,
} from 'graphql'
import type { ServerContext } from '../context.ts'
import type { Step } from './columns.ts'
import type { Locale } from './headers.ts'
import { printField } from './operation.ts'

export interface Reading {
  readonly schema: GraphQLSchema
  readonly locale: Locale
  readonly context: Pick<ServerContext, 'database' | 'viewer'>
}

type Read = (found: unknown) => unknown

/**
 * Makes what reads a column of rows that a statement found: it calls the resolvers along the path, as GraphQL would, with what
 * is the same for every row made once. GraphQL's executor makes it for every field of every row, which took most of the time.
 */
export function createReader(reading: Reading, type: GraphQLObjectType, [step, ...rest]: readonly Step[]): Read {
  if (!step) throw new Error(`A column of ${type.name} names no field`)
  if (step.field === '__typename') return () => type.name
  const field = type.getFields()[step.field]
  if (!field) throw new Error(`${type.name} has no field ${step.field}`)
  const node = parseField(printField(step, reading.locale))
  const args = getArgumentValues(field, node)
  const info = {
    fieldName: field.name,
    fieldNodes: [node],
    returnType: field.type,
    parentType: type,
    schema: reading.schema,
    fragments: {},
    variableValues: {},
  } as unknown as GraphQLResolveInfo
  const finish = createFinish(reading, getNamedType(field.type), rest)
  const resolve = field.resolve ?? ((row: Record<string, unknown>) => row[field.name])
  return (row) => {
    const found = resolve(row as never, args, reading.context, info)
    if (found instanceof Promise) throw new Error(`${type.name}.${field.name} does not answer at once`)
    return found === null || found === undefined ? null : finish(found)
  }
}

/** What is made of the outcome of a resolver. */
function createFinish(reading: Reading, type: GraphQLNamedType, rest: readonly Step[]): Read {
  if (isLeafType(type)) {
    const serialize = (value: unknown) => (value === null || value === undefined ? null : type.serialize(value))
    return (found) => (Array.isArray(found) ? found.map(serialize) : serialize(found))
  }
  if (type instanceof GraphQLObjectType) return createReader(reading, type, rest)
  if (!isInterfaceType(type)) throw new Error(`${type.name} has no rows`)
  const readers = new Map<string, Read>()
  return (found) => {
    const { __typename: name } = found as { __typename: string }
    const read = readers.get(name) ?? createReader(reading, reading.schema.getType(name) as GraphQLObjectType, rest)
    readers.set(name, read)
    return read(found)
  }
}

function parseField(text: string): FieldNode {
  const [definition] = parse(`{ ${text} }`).definitions
  const node = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined
  if (node?.kind !== Kind.FIELD) throw new Error(`${text} is no field`)
  return node
}
