import {
  type GraphQLArgument,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { badArgument } from '../plugins/argument.ts'
import { defaults } from './defaults.ts'
import type { Target } from './targets.ts'

/** A column of a file: a path of fields from a row to a scalar or enum. */
export interface Column {
  /** As it was asked for, such as `park.slug`. */
  readonly name: string
  /** Types and fields along the path. */
  readonly steps: readonly Step[]
  /** Type of the values; null for what is not of the schema: the cursor and type names. */
  readonly type: GraphQLLeafType | null
  readonly isList: boolean
}

export interface Step {
  readonly type: string
  readonly field: string
  readonly takesLocale: boolean
}

type Composite = GraphQLObjectType | GraphQLInterfaceType

/** Where a row lies in its list: pass it as `after`. */
export const CURSOR = '_cursor'

const maximumColumns = 100

/** The columns by their names, or those that are told where none are named. @throws GraphQLError `BAD_USER_INPUT` */
export function readColumns(target: Target, names: readonly string[] | null): readonly Column[] {
  const wanted = names ?? listDefaults(target.item)
  if (wanted.length > maximumColumns)
    throw refuse(`${wanted.length} are named: ${maximumColumns} pass. Leave some out.`)
  const twice = wanted.find((name, index) => wanted.indexOf(name) !== index)
  if (twice !== undefined) throw refuse(`${twice || 'An empty name'} stands there twice.`)
  return wanted.map((name) => readColumn(target, name))
}

/** The columns of a type where none are named: as declared, else what tells a row apart and its own scalars. */
export function listDefaults(item: GraphQLObjectType): readonly string[] {
  const declared = defaults[item.name]
  if (declared) return declared
  const own = Object.values(item.getFields()).filter(
    (field) =>
      isLeafType(getNamedType(field.type)) && field.args.every((one) => takesLocale(one) || !isRequiredArgument(one)),
  )
  const names = own.map(({ name }) => name)
  const first = ['slug', 'code', 'name'].filter((name) => names.includes(name))
  // A node id tells people nothing, where something else tells the row, and nor does what writing takes; most rows are public.
  const hidden = new Set([...first, ...(first.length > 0 ? ['id'] : []), 'isArchived', 'version', 'accessLevel'])
  return [...first, ...names.filter((name) => !hidden.has(name))]
}

function readColumn({ item, isPaged, unfolded }: Target, name: string): Column {
  if (name === CURSOR && isPaged) return { name, steps: [], type: null, isList: false }
  if (name === CURSOR) throw refuse(`${CURSOR}: only lists that have pages have cursors.`)
  const parts = name.split('.')
  const last = parts.pop() ?? ''
  let at: Composite = item
  const above = parts.map((part, index) => {
    const found = readField(at, part, name)
    if (found.isList && !(index === 0 && part === unfolded))
      throw refuse(`${name}: ${part} is a list of several rows, and a column holds one value.`)
    if (!(isObjectType(found.type) || isInterfaceType(found.type))) throw refuse(`${name}: ${part} has no fields.`)
    at = found.type
    return found.step
  })
  if (last === '__typename')
    return { name, steps: [...above, { type: at.name, field: last, takesLocale: false }], type: null, isList: false }
  const { step, type, isList } = readField(at, last, name)
  if (!isLeafType(type)) throw refuse(`${name} has fields: name one of them too. ${listFields(type)}`)
  return { name, steps: [...above, step], type, isList }
}

function readField(at: Composite, part: string, name: string) {
  const field = Object.hasOwn(at.getFields(), part) ? at.getFields()[part] : undefined
  if (!field) throw refuse(`${name || 'An empty name'}: ${at.name} has no such field. ${listFields(at)}`)
  const missing = field.args.find((one) => isRequiredArgument(one))
  if (missing) throw refuse(`${name}: ${part} takes the argument ${missing.name}, which a column cannot give.`)
  const type: GraphQLNamedType = getNamedType(field.type)
  const isList = isListType(getNullableType(field.type))
  return { step: { type: at.name, field: part, takesLocale: field.args.some(takesLocale) }, type, isList }
}

const takesLocale = ({ type }: GraphQLArgument) => getNamedType(type).name === 'Locale'

function listFields(type: GraphQLNamedType): string {
  if (!(isObjectType(type) || isInterfaceType(type))) return ''
  return `It has ${Object.keys(type.getFields()).join(', ')}.`
}

const refuse = (why: string) => badArgument(`columns: ${why}`, 'columns')
