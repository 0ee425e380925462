import { type ASTNode, BREAK, type DocumentNode, GraphQLError, type GraphQLErrorExtensions, visit } from 'graphql'
import type { ErrorCode } from '../errors.ts'

const badInput: ErrorCode = 'BAD_USER_INPUT'

/** Status of a request that is refused before anything runs; `spec` keeps it to application/graphql-response+json. */
export const http = { status: 400, spec: true }

/** Where a value stands in a document, as a path from its argument, or from the variable that it is the default of: `where.or[0].slug`. */
export function findArgument(document: DocumentNode, value: ASTNode): string | undefined {
  let found: string | undefined
  visit(document, {
    enter(node, _key, _parent, path) {
      if (node !== value) return
      found = printPath(document, path)
      return BREAK
    },
  })
  return found || undefined
}

function printPath(document: DocumentNode, path: readonly (string | number)[]): string {
  let printed = ''
  let at: unknown = document
  for (const [index, key] of path.entries()) {
    at = (at as Record<string | number, unknown>)[key]
    if (typeof key === 'number' && path[index - 1] === 'values') printed += `[${key}]`
    const name = findName(at as ASTNode)
    if (name) printed += printed ? `.${name}` : name
  }
  return printed
}

function findName(node: Partial<ASTNode>): string | undefined {
  if (node.kind === 'VariableDefinition') return node.variable?.name.value
  return node.kind === 'Argument' || node.kind === 'ObjectField' ? node.name?.value : undefined
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
