// A graphql-codegen plugin: turns operations into values that `client.run` takes. It shares an output file with
// `typescript-operations`, whose types it names.
import {
  getNamedType,
  isScalarType,
  Kind,
  OperationTypeNode,
  print,
  stripIgnoredCharacters,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** Scalars that travel as text and are decoded, or checked, on arrival. */
const DECODED = new Set(['Date', 'DateTime', 'Decimal', 'Period'])

/** What the schema's scalars are in TypeScript: for the option `scalars` of `typescript-operations`. */
export const scalars = {
  Date: { input: 'string', output: 'parkgraph.IsoDate' },
  DateTime: { input: 'string', output: 'parkgraph.IsoDateTime' },
  Decimal: { input: 'parkgraph.DecimalInput', output: 'parkgraph.Decimal' },
  ID: 'string',
  JSON: 'unknown',
  Period: { input: 'parkgraph.PeriodInput', output: 'parkgraph.Period' },
  UnitCode: 'string',
}

export function plugin(schema, documents, config) {
  const definitions = documents.flatMap(({ document }) => document?.definitions ?? [])
  const fragments = new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]))
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  const importFrom = config.importFrom ?? '@parkgraph/sdk'
  return {
    prepend: [...(config.header ?? []), `import type * as parkgraph from '${importFrom}'`, ''],
    content: operations.map((operation) => printOperation(schema, operation, fragments)).join('\n'),
  }
}

function printOperation(schema, operation, fragments) {
  const name = operation.name?.value
  const kind = operation.operation
  if (!/^[a-z][A-Za-z0-9]*$/.test(name ?? '')) {
    throw new Error(`The ${kind} ${name ?? 'without a name'} cannot become a value: name it like \`projectsByStage\`.`)
  }
  const document = { kind: Kind.DOCUMENT, definitions: [operation, ...collectFragments(operation, fragments)] }
  const type = `${name[0].toUpperCase()}${name.slice(1)}${kind[0].toUpperCase()}${kind.slice(1)}`
  const comment = readComment(operation)
  const isSubscription = kind === OperationTypeNode.SUBSCRIPTION
  return `${comment ? `\n/** ${comment} */` : ''}
export const ${name}: parkgraph.${isSubscription ? 'Subscription' : 'Operation'}<${type}, ${type}Variables> = {
  name: '${name}',${isSubscription ? "\n  kind: 'subscription'," : ''}
  document: ${JSON.stringify(stripIgnoredCharacters(print(document)))},
  scalars: ${JSON.stringify(collectScalars(schema, operation, fragments))},
}`
}

/** The comment lines right above a definition. */
function readComment(definition) {
  const lines = []
  for (let token = definition.loc?.startToken.prev; token?.kind === 'Comment'; token = token.prev) {
    lines.unshift(token.value.trim())
  }
  return lines.join(' ').replaceAll('*/', '* /')
}

function isFragment({ kind }) {
  return kind === Kind.FRAGMENT_DEFINITION
}

/** Every fragment that a definition spreads, directly or through others, each once. */
function collectFragments(definition, fragments, found = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value)
      if (!fragment) throw new Error(`The fragment ${name.value} is not among the documents.`)
      if (found.has(fragment)) return
      found.add(fragment)
      collectFragments(fragment, fragments, found)
    },
  })
  return [...found]
}

/**
 * Where a result holds decoded scalars: response key to scalar or to the table of the object below it. Lists add no level.
 * Types of an interface or union share one table: GraphQL lets two of them use a response key only for the same scalar.
 */
function collectScalars(schema, definition, fragments, table = {}) {
  const types = new TypeInfo(schema)
  const path = [table]
  const keyOf = (field) => field.alias?.value ?? field.name.value
  const fields = {
    enter(field) {
      const type = getNamedType(types.getType())
      const here = path.at(-1)
      if (isScalarType(type) && DECODED.has(type.name)) here[keyOf(field)] = type.name
      if (field.selectionSet) path.push(here[keyOf(field)] ?? {})
    },
    leave(field) {
      if (!field.selectionSet) return
      const below = path.pop()
      if (Object.keys(below).length > 0) path.at(-1)[keyOf(field)] = below
    },
  }
  const spread = ({ name }) => {
    collectScalars(schema, fragments.get(name.value), fragments, path.at(-1))
  }
  visit(definition, visitWithTypeInfo(types, { Field: fields, FragmentSpread: spread }))
  return table
}
