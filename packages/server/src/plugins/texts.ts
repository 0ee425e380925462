import { explainLength, LONGEST } from '@parkgraph/db'
import type { ASTVisitor, OperationTypeNode, ValidationContext } from 'graphql'
import { badArgument, findArgument } from './argument.ts'
import { surrogateFault } from './surrogates.ts'

/**
 * Characters that no text of ours holds: NUL, which PostgreSQL cannot store, halves of surrogate pairs, and what stands in the
 * place of bytes that were no UTF-8.
 */
function findFault(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character'
  if (text.includes('\uFFFD')) return 'holds U+FFFD: it was not sent as UTF-8, or was damaged before'
  return text.isWellFormed() ? null : surrogateFault
}

/** What mutations are given they refuse themselves, each text by its own length. No text that is recorded is longer than this. */
const findQueryFault = (text: string) => findFault(text) ?? explainLength(text, LONGEST.prose)

const chooseFind = (operation: `${OperationTypeNode}`) => (operation === 'mutation' ? findFault : findQueryFault)

/** Refuses values with such characters, and texts of queries that nothing can be like, by the name of their argument. */
export function WrittenTextRule(context: ValidationContext): ASTVisitor {
  let find = findQueryFault
  return {
    OperationDefinition({ operation }) {
      find = chooseFind(operation)
    },
    FragmentDefinition() {
      find = findQueryFault
    },
    StringValue(node) {
      const fault = find(node.value)
      if (!fault) return
      const argument = findArgument(context.getDocument(), node)
      context.reportError(badArgument(`${argument ?? 'A text'} ${fault}.`, argument, [node]))
    },
  }
}

/** A text in the value of a variable of such an operation with which something is wrong, by its path. */
export const findFaultyText = (value: unknown, path: string, operation: `${OperationTypeNode}`) =>
  findFaulty(value, path, chooseFind(operation))

function findFaulty(
  value: unknown,
  path: string,
  find: (text: string) => string | null,
): { path: string; fault: string } | null {
  if (typeof value === 'string') {
    const fault = find(value)
    return fault ? { path, fault } : null
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const found =
      findFaulty(key, path, find) ?? findFaulty(item, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, find)
    if (found) return found
  }
  return null
}
