import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'

type Input = Readonly<Record<string, unknown>>

/** An input that is another one than was given in one place. */
export interface Other {
  readonly place: string
  /** What is there: null where nothing was, or something else. */
  readonly is: 'null' | 'else'
  readonly input: Input
}

/** For each place of an input, one that has null there, where nothing was given, and one that has something else. */
export function listOthers(type: GraphQLInputObjectType, input: Input): Other[] {
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey')
  // Of one of several fields, the others are not there beside it.
  const open = type.isOneOf ? fields.filter(({ name }) => name in input) : fields
  return open.flatMap((field) =>
    input[field.name] !== undefined && isInputObjectType(getNamedType(field.type))
      ? listWithin(field, input)
      : listOwn(field, input),
  )
}

function listWithin({ name, type }: GraphQLInputField, input: Input): Other[] {
  const inner = getNamedType(type) as GraphQLInputObjectType
  const given = input[name]
  const values = (Array.isArray(given) ? given : [given]) as readonly Input[]
  const put = (at: number, other: Input) => ({ ...input, [name]: Array.isArray(given) ? given.with(at, other) : other })
  return values.flatMap((value, at) =>
    listOthers(inner, value).map((other) => ({
      ...{ place: `${name}.${other.place}`, is: other.is, input: put(at, other.input) },
    })),
  )
}

function listOwn({ name, type, defaultValue }: GraphQLInputField, input: Input): Other[] {
  const put = (is: Other['is'], value: unknown) => ({ place: name, is, input: { ...input, [name]: value } })
  const other = put('else', makeOther(type, input[name] ?? defaultValue, name))
  return input[name] === undefined && !isNonNullType(type) ? [put('null', null), other] : [other]
}

const scalars: Readonly<Record<string, (given: unknown, name: string) => unknown>> = {
  Date: () => '1999-01-01',
  DateTime: () => '1999-01-01T00:00:00Z',
  Decimal: (given) => (given === undefined ? '7' : `${given}.0`),
  ID: (given, name) => makeOtherId(given, name),
  Int: () => 7,
  // What a correction changes: null empties it.
  JSON: (given) => ({ ...(given as object), lower: null }),
  Period: () => '1999',
  String: (given) => `${given ?? ''}x`,
  UnitCode: () => 'MU',
}

/** A value of a type that is not the one that is given. */
function makeOther(type: GraphQLInputType, given: unknown, name: string): unknown {
  if (isNonNullType(type)) return makeOther(type.ofType, given, name)
  if (isListType(type)) return [...((given as unknown[]) ?? []), makeOther(type.ofType, undefined, name)]
  if (isEnumType(type)) return type.getValues().find((value) => value.name !== given)?.name
  if (!isInputObjectType(type)) return scalars[type.name]?.(given, name)
  const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type))
  return Object.fromEntries(needed.map((field) => [field.name, makeOther(field.type, undefined, field.name)]))
}

function makeOtherId(given: unknown, name: string): string {
  const id = Buffer.from(String(given), 'base64').toString()
  if (given === undefined)
    return Buffer.from(`${name === 'facts' ? 'Honour' : 'Observation:1'}:999999999`).toString('base64')
  return /^\w+:\d/.test(id) ? Buffer.from(id.replace(/\d+$/, '999999999')).toString('base64') : `${given}9`
}

/** The names of a type of inputs and of all that it holds, at any depth. */
export function listTypes(type: GraphQLInputType, found = new Set<string>()): Set<string> {
  const named = getNamedType(type)
  if (!isInputObjectType(named) || found.has(named.name)) return found
  found.add(named.name)
  for (const field of Object.values(named.getFields())) listTypes(field.type, found)
  return found
}

/** The same of what an input gives. */
export function listGiven(type: GraphQLInputType, value: unknown): string[] {
  const named = getNamedType(type)
  if (!isInputObjectType(named) || value === undefined) return []
  const values = [value].flat() as Input[]
  return [
    named.name,
    ...Object.values(named.getFields()).flatMap((field) =>
      values.flatMap((own) => listGiven(field.type, own[field.name])),
    ),
  ]
}
