import { type ASTNode, BREAK, type DocumentNode, GraphQLError, type GraphQLErrorExtensions, visit } from 'graphql'
import type { ErrorCode } from '../errors.ts'

const badInput: ErrorCode = 'BAD_USER_INPUT'

/** Status of a request that is refused before anything runs; `spec` keeps it to application/graphql-response+json. */
export const http = { status: 400, spec: true }

/** Where a value stands in a document, as a path from its argument, or from the variable that it is the default of: `where.period.eq`. */
export function findArgument(document: DocumentNode, value: ASTNode): string | undefined {
  let found: string | undefined
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== value) return
      const named = [...ancestors, parent].flatMap((item) => (item && 'kind' in item ? [item] : []))
      found = named.flatMap(findName).join('.')
      return BREAK
    },
  })
  return found || undefined
}

function findName(node: ASTNode): string[] {
  if (node.kind === 'VariableDefinition') return [node.variable.name.value]
  return node.kind === 'Argument' || node.kind === 'ObjectField' ? [node.name.value] : []
}

/** An error that names the argument or variable at fault. */
export function badArgument(
  message: string,
  argument: string | undefined,
  nodes?: readonly ASTNode[],
  extensions?: GraphQLErrorExtensions,
): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { code: badInput, ...extensions, ...(argument ? { argument } : {}), http },
  })
}
