import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { getPlan } from './compiler/compile.ts'
import type { Source } from './compiler/plan.ts'

/**
 * Gives the arguments `asOf` and `reading` to every field over rows that come and go with time, so that none is forgotten.
 * The compiler reads them: see `narrowView`.
 */
export function addClocks(schema: GraphQLSchema): GraphQLSchema {
  const added = [
    makeArgument(
      schema,
      'asOf',
      'AsOf',
      'Look from then; without it, or where it is null, as the field around this one does.',
    ),
    makeArgument(
      schema,
      'reading',
      'Reading',
      'Read figures as printed, or as corrected; without it, as the field around this one does, and at first as printed.',
    ),
  ]
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue
    for (const field of Object.values(type.getFields()))
      if (isTimed(field)) field.args = [...field.args, ...added].sort((a, b) => (a.name < b.name ? -1 : 1))
  }
  return schema
}

function makeArgument(schema: GraphQLSchema, name: string, type: string, description: string): GraphQLArgument {
  const found = schema.getType(type) as GraphQLInputType
  return {
    name,
    description,
    type: found,
    defaultValue: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  }
}

function isTimed(field: GraphQLField<unknown, unknown>): boolean {
  if (field.extensions.isTimed !== undefined) return field.extensions.isTimed
  if (!field.extensions.plan) return false
  const plan = getPlan(field)
  const { kind } = plan
  if (kind !== 'one' && kind !== 'many' && kind !== 'connection') return false
  if ('from' in plan) return true
  const type = getNamedType(field.type)
  const item = kind === 'connection' && isObjectType(type) ? getNamedType(type.getFields().nodes?.type ?? type) : type
  return (item.extensions.source as Source | undefined)?.isTimed === true
}
