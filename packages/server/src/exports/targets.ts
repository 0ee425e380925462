import {
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql'
import { getPlan } from '../compiler/compile.ts'

/** What can be exported: a root field, and where in its answer the rows are. */
export interface Target {
  readonly name: string
  readonly field: GraphQLField<unknown, unknown>
  /** Type of the rows. */
  readonly item: GraphQLObjectType
  /** Whether rows are read as they are sent, however many there are, and each has a cursor. */
  readonly isPaged: boolean
  /** Fields from the root field down to the list of rows. */
  readonly path: readonly string[]
  /** A list in each row that is told apart, a line for each of its items, where columns of it are asked for. */
  readonly unfolded: string | null
}

/** Root fields that are no lists, with the list in them that is. */
const inside: Readonly<Record<string, { path: readonly string[]; unfolded: string | null }>> = {
  ranking: { path: ['rows'], unfolded: null },
  timeSeries: { path: ['series'], unfolded: 'points' },
}

/** Every root field of the schema that answers a list of objects, a ranking or time series, by name. */
export function findTargets(schema: GraphQLSchema): ReadonlyMap<string, Target> {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
  return new Map(fields.flatMap((field) => findTarget(field) ?? []).map((target) => [target.name, target]))
}

function findTarget(field: GraphQLField<unknown, unknown>): Target | null {
  const { name } = field
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return null
  const found = inside[name]
  if (found) return { name, field, item: follow(type, found.path), isPaged: false, ...found }
  if (isListType(getNullableType(field.type)))
    return { name, field, item: type, isPaged: false, path: [], unfolded: null }
  if (!field.extensions.plan || getPlan(field).kind !== 'connection') return null
  return { name, field, item: follow(type, ['nodes']), isPaged: true, path: ['edges'], unfolded: null }
}

function follow(type: GraphQLObjectType, path: readonly string[]): GraphQLObjectType {
  return path.reduce((at, name) => {
    const found = getNamedType(at.getFields()[name]?.type)
    if (!(found instanceof GraphQLObjectType)) throw new Error(`${at.name}.${name} is no object`)
    return found
  }, type)
}
