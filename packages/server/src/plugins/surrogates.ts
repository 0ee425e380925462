import { GraphQLError, Kind, type parse, type Source, type StringValueNode, visit } from 'graphql'
import { badArgument, findArgument } from './argument.ts'

export const surrogateFault = 'holds a lone surrogate, which is no character'

/** Halves of surrogate pairs, as they are or as escapes; an escaped backslash begins no escape. */
const surrogates = /\p{Surrogate}|\\\\|\\u(?:d[89a-f][0-9a-f]{2}|\{0*d[89a-f][0-9a-f]{2}\})/giu

/**
 * GraphQL takes a lone surrogate for broken syntax and tells only its place. This is the error by the name of its argument, found by
 * reading the document once more with letters in its stead; without an argument there, it is `undefined`.
 */
export function nameSurrogate(error: unknown, text: string | Source, parseFn: typeof parse): GraphQLError | undefined {
  if (!(error instanceof GraphQLError) || !error.positions) return undefined
  const [position = 0] = error.positions
  const body = typeof text === 'string' ? text : text.body
  const repaired = body.replace(surrogates, (found) => (found === '\\\\' ? found : 'x'.repeat(found.length)))
  if (repaired[position] === body[position]) return undefined
  try {
    const document = parseFn(repaired)
    let argument: string | undefined
    visit(document, {
      [Kind.STRING](node: StringValueNode) {
        if (node.loc && node.loc.start <= position && position < node.loc.end) argument = findArgument(document, node)
      },
    })
    const { message, extensions } = badArgument(`${argument} ${surrogateFault}.`, argument)
    return argument ? new GraphQLError(message, { source: error.source, positions: [position], extensions }) : undefined
  } catch {
    return undefined // There is more amiss: GraphQL's own error stands.
  }
}
