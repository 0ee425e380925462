import {
  type ASTNode,
  type ASTVisitor,
  BREAK,
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  visit,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { ErrorCode } from '../errors.ts'

const badInput: ErrorCode = 'BAD_USER_INPUT'

/** Characters that no text of ours holds: NUL, which PostgreSQL cannot store, and halves of surrogate pairs. */
function findFault(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character'
  return text.isWellFormed() ? null : 'holds a lone surrogate, which is no character'
}

/** Where a value stands in a document, as a path from its argument: `where.period.eq`. */
function findArgument(document: DocumentNode, value: ASTNode): string | undefined {
  let found: string | undefined
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== value) return
      const named = [...ancestors, parent].flatMap((item) => (item && 'kind' in item ? [item] : []))
      found = named
        .flatMap((item) => (item.kind === 'Argument' || item.kind === 'ObjectField' ? [item.name.value] : []))
        .join('.')
      return BREAK
    },
  })
  return found || undefined
}

/** Refuses values with such characters, by the name of their argument. */
function WellFormedTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      const fault = findFault(node.value)
      if (!fault) return
      const argument = findArgument(context.getDocument(), node)
      context.reportError(
        new GraphQLError(`${argument ?? 'A text'} ${fault}.`, {
          nodes: node,
          extensions: { code: badInput, argument },
        }),
      )
    },
  }
}

/** GraphQL's own rule, with the argument named in the errors that our scalars throw. */
const NamedValuesRule: ValidationRule = (context) =>
  ValuesOfCorrectTypeRule(
    new Proxy(context, {
      get(target, property) {
        const found = Reflect.get(target, property)
        if (property !== 'reportError') return typeof found === 'function' ? found.bind(target) : found
        return (error: GraphQLError) => {
          const value = error.nodes?.[0]
          const argument = 'code' in error.extensions && value && findArgument(target.getDocument(), value)
          target.reportError(
            argument
              ? new GraphQLError(`${argument}: ${error.message}`, {
                  nodes: error.nodes ?? null,
                  extensions: { ...error.extensions, argument },
                })
              : error,
          )
        }
      },
    }),
  )

const rules = [
  ...specifiedRules.filter((rule) => rule !== ValuesOfCorrectTypeRule),
  WellFormedTextRule,
  NamedValuesRule,
]

function findFaultyText(value: unknown, path: string): { path: string; fault: string } | null {
  if (typeof value === 'string') {
    const fault = findFault(value)
    return fault ? { path, fault } : null
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const found =
      findFaultyText(key, path) ?? findFaultyText(item, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`)
    if (found) return found
  }
  return null
}

/** Refuses malformed input before anything runs, always with a code and the name of the argument or variable. */
export const useStrictInput: Plugin = {
  onValidate({ setValidationFn, validateFn }) {
    setValidationFn((schema, document, _rules, options) => validateFn(schema, document, rules, options))
  },
  onExecute({ args, setResultAndStopExecution }) {
    const operation = getOperationAST(args.document, args.operationName)
    if (!operation) return
    const inputs = args.variableValues ?? {}
    const faulty = Object.entries(inputs)
      .map(([name, value]) => findFaultyText(value, name))
      .find((found) => found !== null)
    if (faulty)
      return setResultAndStopExecution({
        errors: [
          new GraphQLError(`${faulty.path} ${faulty.fault}.`, {
            extensions: { code: badInput, argument: faulty.path },
          }),
        ],
      })
    const { errors } = getVariableValues(args.schema, operation.variableDefinitions ?? [], inputs)
    if (errors)
      setResultAndStopExecution({
        errors: errors.map((error) => {
          const definition = error.nodes?.find((node) => node.kind === 'VariableDefinition')
          const argument = definition?.kind === 'VariableDefinition' ? definition.variable.name.value : undefined
          return new GraphQLError(error.message, {
            nodes: error.nodes ?? null,
            extensions: { code: badInput, argument, ...error.extensions },
          })
        }),
      })
  },
}
