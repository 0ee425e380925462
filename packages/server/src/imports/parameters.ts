import { badArgument } from '../plugins/argument.ts'
import { createCellReader, cut } from './cells.ts'
import type { Encoding } from './encoding.ts'
import type { FieldName, Form } from './fields.ts'
import { forms, type ListName, listNames } from './form.ts'
import type { Mapping } from './layout.ts'

/** What a request says of its file. */
export interface Parameters extends Mapping {
  /** What its rows are. */
  readonly into: ListName
  readonly isDryRun: boolean
  readonly park: string | null
  readonly encoding: Encoding | null
}

const own = ['into', 'dryRun', 'park', 'encoding', 'columns'] as const

/** Reads the parameters of an address. @throws GraphQLError `BAD_USER_INPUT`, with the parameter at fault */
export function readParameters(given: URLSearchParams): Parameters {
  const into = readOneOf(given, 'into', listNames)
  const form = forms[into]
  for (const name of given.keys()) {
    if (!form.has(name) && !own.some((one) => one === name))
      throw badArgument(`${name} is no parameter here: there are ${[...own, ...form.names].join(', ')}.`, name)
    if (given.getAll(name).length > 1) throw badArgument(`${name} is given several times: it takes one value.`, name)
    if (/[\0\uFFFD]/.test(given.get(name) ?? '')) throw badArgument(`${name} holds what is no text.`, name)
  }
  const named = form.names.filter((name) => given.has(name))
  return {
    into,
    isDryRun: readOneOf(given, 'dryRun', ['false', 'true']) === 'true',
    park: given.get('park'),
    encoding: given.has('encoding') ? readOneOf<Encoding>(given, 'encoding', ['UTF-8', 'GB18030']) : null,
    defaults: Object.fromEntries(named.map((name) => [name, readDefault(form, name, given.get(name) ?? '')])),
    columns: readMapping(form, given.get('columns')),
  }
}

/** What holds for all rows is read as a cell of each would be. */
function readDefault(form: Form, name: FieldName, text: string): string {
  const { value, fault, suffix } = createCellReader(true)(form.getField(name).kind, text)
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

function readMapping(form: Form, text: string | null): Mapping['columns'] {
  if (text === null) return {}
  const example = '{"value":"本月数"}'
  const parsed = parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badArgument(`columns takes headers by field as JSON, such as ${example}.`, 'columns')
  for (const [name, header] of Object.entries(parsed)) {
    if (!form.has(name))
      throw badArgument(`columns: ${name} is no field: there are ${form.names.join(', ')}.`, 'columns')
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
