import type { GraphQLSchema } from 'graphql'
import { listDefaults, readColumns } from '../exports/columns.ts'
import { printHeader } from '../exports/headers.ts'
import { findTargets } from '../exports/targets.ts'
import type { CellKind } from './cells.ts'

export interface Field {
  readonly kind: CellKind
  /** Column of an export that has the same. */
  readonly path?: string
  /** Further headers, the first of them that of the template. */
  readonly words?: readonly string[]
  /** What an empty cell means, where that is not an error; null for nothing. */
  readonly unsaid?: string | null
}

/** What a row of observations can say, in the order of the template. */
export const fields = {
  subject: { kind: 'code', path: 'subject.slug', words: ['对象'] },
  indicator: { kind: 'code', path: 'indicator.code', words: ['指标'] },
  accumulation: { kind: 'Accumulation', path: 'accumulation' },
  nature: { kind: 'Nature', path: 'nature' },
  period: { kind: 'period', path: 'period', unsaid: null },
  value: { kind: 'number', path: 'value', unsaid: null },
  unit: { kind: 'unit', path: 'unit.code', words: ['单位'] },
  source: { kind: 'code', path: 'source.code', words: ['来源'] },
  measure: { kind: 'Measure', path: 'measure', unsaid: 'LEVEL' },
  growthOf: { kind: 'whole', words: ['对应水平值所在行', 'Growth of row'], unsaid: null },
  lower: { kind: 'number', path: 'lower', unsaid: null },
  upper: { kind: 'number', path: 'upper', unsaid: null },
  qualifier: { kind: 'Qualifier', path: 'qualifier', unsaid: 'EXACT' },
  missingReason: { kind: 'text', path: 'missingReason', unsaid: null },
  priceBasis: { kind: 'PriceBasis', path: 'priceBasis', unsaid: 'UNSPECIFIED' },
  scope: { kind: 'Scope', path: 'scope', unsaid: 'UNSPECIFIED' },
  breakdown: { kind: 'text', path: 'breakdown', unsaid: null },
  stage: { kind: 'PublicationStage', path: 'stage', unsaid: 'UNSPECIFIED' },
  printedLabel: { kind: 'text', path: 'printed.label', unsaid: null },
  printedText: { kind: 'text', path: 'printed.text', unsaid: null },
  section: { kind: 'code', path: 'citation.section', unsaid: null },
  paragraph: { kind: 'whole', path: 'citation.paragraph', unsaid: null },
  publishedOn: { kind: 'date', path: 'publishedOn', unsaid: null },
  accessLevel: { kind: 'AccessLevel', words: ['公开级别', 'Access level'], unsaid: 'INTERNAL' },
} as const satisfies Readonly<Record<string, Field>>

export type FieldName = keyof typeof fields

export const fieldNames = Object.keys(fields) as FieldName[]

/** Places of fields among their names. */
export const placeOf = Object.fromEntries(fieldNames.map((name, place) => [name, place])) as Readonly<
  Record<FieldName, number>
>

export const getField = (name: FieldName): Field => fields[name]

/** What properties of a figure are called here, where that is otherwise. */
export const ofProperty = (at: string): FieldName | null => {
  const name = at === 'printed.label' ? 'printedLabel' : at === 'printed.text' || at === 'printed' ? 'printedText' : at
  return Object.hasOwn(fields, name) ? (name as FieldName) : null
}

/** What headers stand for. */
export interface Headers {
  /** The field by a header, whatever its case and blanks. */
  find(text: string): FieldName | 'unit name' | 'nothing' | null
  /** Headers of the template. */
  readonly template: readonly string[]
}

export const normalize = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Headers are the names of fields, those of exports in either language, and some more. */
export function createHeaders(schema: GraphQLSchema): Headers {
  const target = findTargets(schema).get('observations')
  if (!target) throw new Error('There is no list of observations')
  const known = new Map<string, FieldName | 'unit name' | 'nothing'>()
  const print = (path: string) => {
    const [column] = readColumns(target, [path])
    if (!column) throw new Error(`There is no column ${path}`)
    return [path, printHeader(column, 'ZH'), printHeader(column, 'EN')]
  }
  // What an export says beside, and is known by a code already.
  for (const path of [
    ...listDefaults(target.item),
    'subject.__typename',
    'id',
    'reading',
    'status',
    '_cursor',
    'label',
    'recordedAt',
  ])
    for (const text of print(path)) known.set(normalize(text), 'nothing')
  for (const text of print('unit.name')) known.set(normalize(text), 'unit name')
  const template: string[] = []
  for (const name of fieldNames) {
    const { path, words = [] } = getField(name)
    const texts = [name, ...(path ? print(path) : []), ...words]
    for (const text of texts) known.set(normalize(text), name)
    template.push((path ? texts[2] : words[0]) ?? name)
  }
  return { find: (text) => known.get(normalize(text)) ?? null, template }
}
