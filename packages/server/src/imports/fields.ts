import type { GraphQLSchema } from 'graphql'
import { listDefaults, readColumns } from '../exports/columns.ts'
import { printHeader } from '../exports/headers.ts'
import { findTargets, type Target } from '../exports/targets.ts'
import type { CellKind } from './cells.ts'

export interface Field {
  readonly kind: CellKind
  /** Column of an export that has the same. */
  readonly path?: string
  /** Further headers, the first of them that of the template. */
  readonly words?: readonly string[]
  /** What an empty cell means, where that is not an error; null for nothing. */
  readonly unsaid?: string | null
  /** Whether it is for what exports say, and not for people to fill in: templates do not have it. */
  readonly isOfExports?: true
}

/** Name of a field: which there are is up to the list. */
export type FieldName = string

/** What the rows of a list can say. */
export interface Form {
  /** Root field of the same rows. */
  readonly list: string
  /** Fields of which one at least has a column. */
  readonly namedBy: readonly FieldName[]
  /** In the order of the template. */
  readonly names: readonly FieldName[]
  /** Place of a field among the names. @throws Error for one that is not of the form */
  placeOf(name: FieldName): number
  getField(name: FieldName): Field
  has(name: FieldName): boolean
}

export function createForm(
  list: string,
  fields: Readonly<Record<FieldName, Field>>,
  namedBy: readonly FieldName[] = [],
): Form {
  const names = Object.keys(fields)
  const places = new Map(names.map((name, place) => [name, place]))
  const get = <Value>(value: Value | undefined, name: string): Value => {
    if (value === undefined) throw new Error(`${list} have no field ${name}`)
    return value
  }
  return {
    ...{ list, names, namedBy },
    placeOf: (name) => get(places.get(name), name),
    getField: (name) => get(fields[name], name),
    has: (name) => places.has(name),
  }
}

/** What properties of a figure are called here, where that is otherwise. */
const properties = new Map([
  ['printed', 'printedText'],
  ['printed.label', 'printedLabel'],
  ['printed.text', 'printedText'],
])

export const ofProperty = (at: string): FieldName => properties.get(at) ?? at

/** What a header stands for: that of unit names serves where there is no code of it. */
export type Meaning = { readonly field: FieldName } | 'unit name' | 'nothing'

/** What headers stand for. */
export interface Headers {
  /** Whatever its case and blanks. */
  find(text: string): Meaning | null
  /** Header of a field in the template. */
  getTitle(name: FieldName): string
  /** Headers of the template. */
  readonly template: readonly string[]
}

export const normalize = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** What exports say beside, and is known by a code already or not for files to say. */
const beside: Readonly<Record<string, readonly string[]>> = {
  observations: ['subject.__typename', 'reading', 'status', '_cursor', 'label', 'recordedAt'],
  enterprises: ['id', 'isArchived', '_cursor', 'park.slug', 'park.name'],
  projects: ['id', 'isArchived', '_cursor', 'park.slug', 'park.name'],
}

/** Headers are the names of fields, those of exports in either language, and some more. */
export function createHeaders(schema: GraphQLSchema, form: Form): Headers {
  const target = findTargets(schema).get(form.list)
  if (!target) throw new Error(`There is no list of ${form.list}`)
  const known = new Map<string, Meaning>()
  const know = (texts: readonly string[], meaning: Meaning) => {
    for (const text of texts) known.set(normalize(text), meaning)
  }
  for (const path of [...listDefaults(target.item), ...(beside[form.list] ?? [])]) know(print(target, path), 'nothing')
  if (form.has('unit')) know(print(target, 'unit.name'), 'unit name')
  const titles = new Map<FieldName, string>()
  for (const name of form.names) {
    const { path, words = [] } = form.getField(name)
    const printed = path ? print(target, path) : []
    know([name, ...printed, ...words], { field: name })
    titles.set(name, printed[1] ?? words[0] ?? name)
  }
  const getTitle = (name: FieldName) => titles.get(name) ?? name
  return {
    find: (text) => known.get(normalize(text)) ?? null,
    getTitle,
    template: form.names.filter((name) => !form.getField(name).isOfExports).map(getTitle),
  }
}

/** A column of an export by its path, and as it is called in Chinese and English. */
function print(target: Target, path: string): readonly string[] {
  const [column] = readColumns(target, [path])
  if (!column) throw new Error(`There is no column ${path}`)
  return [path, printHeader(column, 'ZH'), printHeader(column, 'EN')]
}
