import {
  type ExecutionArgs,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'
import { badArgument } from '../plugins/argument.ts'
import { findErrors } from '../plugins/input.ts'
import { type Column, readColumns } from './columns.ts'
import type { Locale } from './headers.ts'
import { type Operation, writeOperation } from './operation.ts'
import type { Target } from './targets.ts'

/** What an export was asked for. */
export interface Asked {
  readonly target: Target
  readonly columns: readonly Column[]
  readonly locale: Locale
  /** Whether a file has the names of columns and the codes of enums, for programs, and not what people call them. */
  readonly isCoded: boolean
  readonly operation: Operation
}

const own = ['columns', 'locale', 'codes'] as const

/** Reads the parameters of an address. @throws GraphQLError `BAD_USER_INPUT`, with the parameter at fault */
export function readParameters(schema: GraphQLSchema, target: Target, parameters: URLSearchParams): Asked {
  const { args } = target.field
  const known = [...args.map(({ name }) => name), ...own]
  for (const name of parameters.keys())
    if (!known.includes(name)) throw badArgument(`${name} is no parameter here: there are ${known.join(', ')}.`, name)
  const named = parameters.has('columns') ? splitAll(parameters.getAll('columns')) : null
  const columns = readColumns(target, named)
  const locale = readOneOf(parameters, 'locale', ['ZH', 'EN'])
  const isCoded = readOneOf(parameters, 'codes', ['false', 'true']) === 'true'
  const given = args.filter(({ name }) => parameters.has(name))
  const variableValues = Object.fromEntries(
    given.map((one) => [one.name, readArgument(one, parameters.getAll(one.name))]),
  )
  const operation = writeOperation(schema, target, columns, locale, variableValues)
  const [error] = findErrors(operation as ExecutionArgs)
  // Parameters are variables of the operation, of which callers know nothing.
  if (error)
    throw new GraphQLError(error.message.replace(/^Variable "\$(\w+)"/, '$1'), { extensions: error.extensions })
  return { target, columns, locale, isCoded, operation }
}

function readOneOf<Value extends string>(parameters: URLSearchParams, name: string, values: readonly Value[]): Value {
  const [value = values[0], ...more] = parameters.getAll(name)
  const found = values.find((one) => one === value)
  if (found === undefined || more.length > 0) throw badArgument(`${name} is one of ${values.join(', ')}, once.`, name)
  return found
}

/** The value of an argument: objects as JSON, lists by commas or repeated, all else as it stands. */
function readArgument({ name, type }: GraphQLArgument, texts: readonly string[]): unknown {
  const named = getNamedType(type)
  const isList = isListType(getNullableType(type))
  if (isList && !isInputObjectType(named)) return splitAll(texts).map((text) => readScalar(named.name, text))
  if (texts.length > 1) throw badArgument(`${name} is given ${texts.length} times: it takes one value.`, name)
  const text = texts[0] ?? ''
  if (!isInputObjectType(named)) return readScalar(named.name, text)
  try {
    return JSON.parse(text)
  } catch {
    throw badArgument(`${name} takes JSON, such as ${isList ? '[{"slug":"ASC"}]' : '{"slug":{"eq":"..."}}'}.`, name)
  }
}

const splitAll = (texts: readonly string[]) => texts.flatMap((text) => text.split(','))

/** Numbers and booleans are told by their text; what is neither is refused as GraphQL does. */
function readScalar(type: string, text: string): unknown {
  if ((type === 'Int' || type === 'Float') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return type === 'Boolean' && /^(true|false)$/.test(text) ? text === 'true' : text
}
