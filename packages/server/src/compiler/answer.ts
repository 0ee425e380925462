import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode, valueFromASTUntyped } from 'graphql'
import { tooComplex } from '../error-map.ts'
import { collectFields } from './collect.ts'

/** Bytes of JSON that one answer may have, as the statements yield it: more than anybody reads, and little for the server. */
const maximumAnswer = 32 * 1024 * 1024

type Asked = Pick<
  GraphQLResolveInfo,
  'schema' | 'fragments' | 'variableValues' | 'fieldNodes' | 'parentType' | 'operation'
>

/** Bytes that a statement for a root field may yield: the fields of an operation share, and so do the names under which one stands. */
export function shareAnswer(asked: Asked): number {
  const roots = collectFields(asked, asked.parentType, [asked.operation]).size
  return Math.floor(maximumAnswer / (Math.max(roots, 1) * countCopies(asked, asked.fieldNodes)))
}

/** @throws AppError `OPERATION_TOO_COMPLEX` */
export function refuseAnswer(size: number, share: number): void {
  if (size <= share) return
  throw tooComplex(
    'The answer would be too long, names for the same field multiplied. Ask for fewer rows, or for each field once.',
  )
}

/**
 * How often at most the same stands in the answer, being selected under several names, those within each other multiplied: statements
 * read it once. Conditions on types and on what is included count as met.
 */
function countCopies(asked: Asked, nodes: Iterable<FieldNode>): number {
  const groups = new Map<string, { keys: Set<string>; nodes: Set<FieldNode> }>()
  for (const node of collectNodes(asked, nodes)) {
    const what = `${node.name.value} ${JSON.stringify(readArguments(node, asked.variableValues))}`
    const group = groups.get(what) ?? { keys: new Set<string>(), nodes: new Set<FieldNode>() }
    groups.set(what, group)
    group.keys.add(node.alias?.value ?? node.name.value)
    group.nodes.add(node)
  }
  return Math.max(1, ...[...groups.values()].map((group) => group.keys.size * countCopies(asked, group.nodes)))
}

const readArguments = ({ arguments: given = [] }: FieldNode, variables: Asked['variableValues']) =>
  given
    .map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables) ?? null])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))

/** The fields beneath, those of fragments too, each once. */
function collectNodes({ fragments }: Asked, nodes: Iterable<FieldNode>): Set<FieldNode> {
  const found = new Set<FieldNode>()
  const seen = new Set<string>()
  const visit = (selections: readonly SelectionNode[]) => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) found.add(node)
      else if (node.kind === Kind.INLINE_FRAGMENT) visit(node.selectionSet.selections)
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value)
        visit(fragments[node.name.value]?.selectionSet.selections ?? [])
      }
    }
  }
  for (const { selectionSet } of nodes) visit(selectionSet?.selections ?? [])
  return found
}
