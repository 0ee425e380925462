import { badArgument } from '../plugins/argument.ts'
import { createCellReader, cut } from './cells.ts'
import type { Encoding } from './decode.ts'
import { type FieldName, fieldNames, getField } from './fields.ts'
import type { Mapping } from './layout.ts'

/** What a request says of its file. */
export interface Parameters extends Mapping {
  readonly isDryRun: boolean
  readonly park: string | null
  readonly encoding: Encoding | null
}

const own = ['dryRun', 'park', 'encoding', 'columns'] as const

/** Reads the parameters of an address. @throws GraphQLError `BAD_USER_INPUT`, with the parameter at fault */
export function readParameters(given: URLSearchParams): Parameters {
  for (const name of given.keys()) {
    if (!isField(name) && !own.some((one) => one === name))
      throw badArgument(`${name} is no parameter here: there are ${[...own, ...fieldNames].join(', ')}.`, name)
    if (given.getAll(name).length > 1) throw badArgument(`${name} is given several times: it takes one value.`, name)
    if (/[\0\uFFFD]/.test(given.get(name) ?? '')) throw badArgument(`${name} holds what is no text.`, name)
  }
  const named = fieldNames.filter((name) => given.has(name))
  return {
    isDryRun: readOneOf(given, 'dryRun', ['false', 'true']) === 'true',
    park: given.get('park'),
    encoding: given.has('encoding') ? readOneOf<Encoding>(given, 'encoding', ['UTF-8', 'GB18030']) : null,
    defaults: Object.fromEntries(named.map((name) => [name, readDefault(name, given.get(name) ?? '')])),
    columns: readMapping(given.get('columns')),
  }
}

/** What holds for all rows is read as a cell of each would be. */
function readDefault(name: FieldName, text: string): string {
  const { value, fault, suffix } = createCellReader(true)(getField(name).kind, text)
  if (value === null || value === '' || suffix !== undefined)
    throw badArgument(`${name}: ${fault?.message ?? `takes a value, and not "${cut(text)}"`}.`, name)
  return value
}

function readOneOf<Value extends string>(given: URLSearchParams, name: string, values: readonly Value[]): Value {
  const value = given.get(name) ?? values[0]
  const found = values.find((one) => one === value)
  if (found === undefined) throw badArgument(`${name} is one of ${values.join(', ')}.`, name)
  return found
}

function readMapping(text: string | null): Mapping['columns'] {
  if (text === null) return {}
  const example = '{"value":"本月数"}'
  const parsed = parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badArgument(`columns takes headers by field as JSON, such as ${example}.`, 'columns')
  for (const [name, header] of Object.entries(parsed)) {
    if (!isField(name))
      throw badArgument(`columns: ${name} is no field: there are ${fieldNames.join(', ')}.`, 'columns')
    if (typeof header !== 'string' || header.trim() === '')
      throw badArgument(`columns: ${name} takes the text of a header, as in ${example}.`, 'columns')
  }
  return parsed as Mapping['columns']
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isField = (name: string): name is FieldName => fieldNames.some((one) => one === name)
