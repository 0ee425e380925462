import {
  type ASTNode,
  type ASTVisitor,
  coerceInputValue,
  type ExecutionArgs,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  isInputType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  specifiedRules,
  typeFromAST,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  type VariableDefinitionNode,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { collectFields } from '../compiler/collect.ts'
import { tooComplex } from '../error-map.ts'
import { badArgument, findArgument, http } from './argument.ts'
import { findNullVariables } from './null-variables.ts'
import { nameSurrogate } from './surrogates.ts'
import { findFaultyText, WrittenTextRule } from './texts.ts'

/** GraphQL's own rule, with the argument named in the errors that our scalars throw. */
const NamedValuesRule: ValidationRule = (context) =>
  ValuesOfCorrectTypeRule(
    new Proxy(context, {
      get(target, property) {
        const found = Reflect.get(target, property)
        if (property !== 'reportError') return typeof found === 'function' ? found.bind(target) : found
        return (error: GraphQLError) => {
          const value = error.nodes?.[0]
          const argument = value && findArgument(target.getDocument(), value)
          const named =
            argument && badArgument(`${argument}: ${error.message}`, argument, error.nodes, error.extensions)
          target.reportError(named || error)
        }
      },
    }),
  )

/** Most times that an operation asks for the schema or a type of it, and most further names under which it asks for parts. */
const maximumIntrospections = 10
const maximumIntrospectionAliases = 5

/**
 * Refuses to tell the schema over and over: it is answered without the database, so that no limit on statements ends it, and
 * under hundreds of names it is an answer of megabytes that nobody else can pass.
 */
function ModestIntrospectionRule(context: ValidationContext): ASTVisitor {
  let [asked, aliases] = [0, 0]
  return {
    Field({ name, alias }) {
      if (name.value === '__schema' || name.value === '__type') asked += 1
      else if (alias && context.getParentType()?.name.startsWith('__')) aliases += 1
    },
    Document: {
      leave() {
        if (asked > maximumIntrospections)
          context.reportError(
            refuseSize(`The operation has __schema and __type ${asked} times: ${maximumIntrospections} pass.`),
          )
        if (aliases > maximumIntrospectionAliases)
          context.reportError(
            refuseSize(
              `The operation renames ${aliases} fields of introspection: ${maximumIntrospectionAliases} pass. Ask for each once.`,
            ),
          )
      },
    },
  }
}

const withOurs = (rules: readonly ValidationRule[]) => [
  ...rules.filter((rule) => rule !== ValuesOfCorrectTypeRule),
  ModestIntrospectionRule,
  WrittenTextRule,
  NamedValuesRule,
]

/** More than the longest operation that a person writes. */
const maximumTokens = 10_000

/** Limits of GraphQL's own functions: the document is well-formed, and too large. */
const isOfSize = (error: unknown) =>
  error instanceof GraphQLError &&
  /Document contains more tha[nt]|^Maximum introspection depth|^Validation aborted/.test(error.message)

/** Documents nested by the thousand exhaust the stack of GraphQL's own functions, which recurse. */
function guardStack<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw refuseSize()
  }
}

/** Refused before anything runs, hence with a status of its own. */
function refuseSize(why?: string, nodes?: readonly ASTNode[]): GraphQLError {
  const { message, extensions } = tooComplex()
  return new GraphQLError(why ?? message, { nodes: nodes ?? null, extensions: { ...extensions, http } })
}

/** Refuses malformed input before anything runs, always with a code and the name of the argument or variable. */
export const useStrictInput: Plugin = {
  onParse({ parseFn, setParseFn }) {
    setParseFn((source, options) =>
      guardStack(() => {
        try {
          return parseFn(source, { ...options, maxTokens: maximumTokens })
        } catch (error) {
          if (isOfSize(error)) throw refuseSize(`The document has over ${maximumTokens} tokens: split it.`)
          throw nameSurrogate(error, source, parseFn) ?? error
        }
      }),
    )
  },
  onValidate({ setValidationFn, validateFn }) {
    setValidationFn((schema, document, rules, options) =>
      guardStack(() =>
        validateFn(schema, document, withOurs(rules ?? specifiedRules), options).map((error: GraphQLError) =>
          isOfSize(error)
            ? refuseSize(`${error.message}: select less, or ask for the same field once.`, error.nodes)
            : error,
        ),
      ),
    )
  },
  onExecute({ args, setResultAndStopExecution }) {
    const errors = guardStack(() => findErrors(args))
    if (errors.length > 0) setResultAndStopExecution({ errors })
  },
  onSubscribe({ args, setResultAndStopExecution }) {
    const errors = guardStack(() => findErrors(args))
    if (errors.length > 0) setResultAndStopExecution({ errors })
  },
}

/** Each root field is a statement of its own. */
const maximumRootFields = 50

function refuseRootFields(count: number): GraphQLError[] {
  if (count <= maximumRootFields) return []
  return [refuseSize(`The operation has ${count} root fields: ${maximumRootFields} pass. Split it.`)]
}

function countRootFields(
  { schema, document, variableValues }: ExecutionArgs,
  operation: OperationDefinitionNode,
): number {
  const root = schema.getRootType(operation.operation)
  const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  const fragments = Object.fromEntries(definitions.map((definition) => [definition.name.value, definition]))
  return root ? collectFields({ schema, fragments, variableValues: variableValues ?? {} }, root, [operation]).size : 0
}

/** What is wrong with an operation's variables, or with its size. */
export function findErrors(args: ExecutionArgs): readonly GraphQLError[] {
  const operation = getOperationAST(args.document, args.operationName)
  if (!operation) return []
  const inputs = args.variableValues ?? {}
  for (const [name, value] of Object.entries(inputs)) {
    const faulty = findFaultyText(value, name, operation.operation)
    if (faulty) return [badArgument(`${faulty.path} ${faulty.fault}.`, faulty.path)]
  }
  const { coerced, errors = [] } = getVariableValues(args.schema, operation.variableDefinitions ?? [], inputs)
  if (coerced) {
    const faults = findNullVariables(args, operation, coerced)
    return faults.length > 0 ? faults : refuseRootFields(countRootFields(args, operation))
  }
  const paths = new Map(operation.variableDefinitions?.map((definition) => [definition, findPaths(args, definition)]))
  return errors.map((error) => {
    const definition = error.nodes?.find((node) => node.kind === Kind.VARIABLE_DEFINITION)
    const path = definition && (paths.get(definition)?.shift() ?? definition.variable.name.value)
    return badArgument(error.message, path, error.nodes, error.extensions)
  })
}

/** Where in the value of a variable something does not fit its type, in the order in which GraphQL reports it. */
function findPaths({ schema, variableValues }: ExecutionArgs, definition: VariableDefinitionNode): string[] {
  const { name } = definition.variable
  const type = typeFromAST(schema, definition.type as NamedTypeNode)
  const value = variableValues?.[name.value]
  if (!isInputType(type) || value === undefined) return []
  const paths: string[] = []
  coerceInputValue(value, type, (path) => {
    const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    paths.push(name.value + steps.join(''))
  })
  return paths
}
