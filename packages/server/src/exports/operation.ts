import { type DocumentNode, type FieldNode, type GraphQLSchema, isRequiredArgument, Kind, parse } from 'graphql'
import type { Column, Step } from './columns.ts'
import type { Locale } from './headers.ts'
import type { Target } from './targets.ts'

/** An export as the operation that asks for the same. */
export interface Operation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly variableValues: Readonly<Record<string, unknown>>
  /** The root field. */
  readonly node: FieldNode
}

/** Fields, with those beneath each. */
interface Tree extends Map<string, Tree> {}

/** Writes the operation that asks a target for columns, its arguments as variables of the same names. */
export function writeOperation(
  schema: GraphQLSchema,
  { name, field, isPaged, path }: Target,
  columns: readonly Column[],
  locale: Locale,
  variableValues: Readonly<Record<string, unknown>>,
): Operation {
  const fields: Tree = new Map()
  for (const { steps } of columns)
    steps.reduce((at, step) => {
      const key = printField(step, locale)
      const below = at.get(key) ?? new Map()
      at.set(key, below)
      return below
    }, fields)
  const args = field.args.filter((one) => one.name in variableValues || isRequiredArgument(one))
  const given = args.map((one) => `${one.name}: $${one.name}`)
  const row = printTree(fields) || '{ __typename }'
  const list = isPaged ? `{ cursor node ${row} }` : row
  const selection = path.reduceRight((below, step) => `{ ${step} ${below} }`, list)
  const variables = args.map((one) => `$${one.name}: ${one.type}`)
  const text = `query Export${inParentheses(variables)} { ${name}${inParentheses(given)} ${selection} }`
  const document = parse(text)
  const [definition] = document.definitions
  const node = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined
  if (node?.kind !== Kind.FIELD) throw new Error(`${text} is no operation`)
  return { schema, document, variableValues, node }
}

/** A field as an operation asks for it. */
export function printField({ field, takesLocale }: Step, locale: Locale): string {
  return takesLocale ? `${field}(locale: ${locale})` : field
}

function printTree(tree: Tree): string {
  if (tree.size === 0) return ''
  return `{ ${[...tree].map(([key, below]) => `${key} ${printTree(below)}`).join(' ')} }`
}

const inParentheses = (items: readonly string[]) => (items.length > 0 ? `(${items.join(', ')})` : '')
