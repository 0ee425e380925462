import {
  type DirectiveNode,
  type ExecutionArgs,
  type FieldNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isNonNullType,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { badArgument, findArgument } from './argument.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * What only the values of variables break: a variable that may be null where an argument may not, such as one that has a default.
 * GraphQL finds it when the field is resolved, and gives it neither code nor path.
 */
export function findNullVariables(
  { schema, document }: ExecutionArgs,
  operation: OperationDefinitionNode,
  values: Values,
): readonly GraphQLError[] {
  if (!operation.variableDefinitions?.length) return []
  const own = separateOperations(document)[operation.name?.value ?? '']
  if (!own) return []
  const errors: GraphQLError[] = []
  const info = new TypeInfo(schema)
  const refuse = (message: string, node: VariableNode | undefined, at = node && findArgument(own, node)) =>
    errors.push(badArgument(message, at, node && [node]))
  const check = (node: FieldNode | DirectiveNode) => {
    const definition = node.kind === 'Field' ? info.getFieldDef() : info.getDirective()
    try {
      if (definition) getArgumentValues(definition, node, values)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      const at = error.nodes?.[0] && findArgument(own, error.nodes[0])
      // What a variable inside was refused for says more.
      if (!errors.some(({ extensions }) => String(extensions['argument']).startsWith(at ?? '.')))
        errors.push(badArgument(error.message, at, error.nodes))
    }
  }
  visit(
    own,
    visitWithTypeInfo(info, {
      VariableDefinition: () => false,
      Variable(node) {
        const value = values[node.name.value]
        const isLeftOut = value === undefined && info.getDefaultValue() !== undefined
        if (isNonNullType(info.getInputType()) && value == null && !isLeftOut)
          refuse(`$${node.name.value} is null where a value has to be: give it one.`, node)
      },
      Directive: { leave: check },
      Field: { enter: (node) => (isLeftOutBy(node, values) ? false : undefined), leave: check },
    }),
  )
  return errors
}

/** Whether a field is skipped: what it is given does not matter then. */
function isLeftOutBy(node: FieldNode, values: Values): boolean {
  try {
    return (
      getDirectiveValues(GraphQLSkipDirective, node, values)?.['if'] === true ||
      getDirectiveValues(GraphQLIncludeDirective, node, values)?.['if'] === false
    )
  } catch {
    // Refused where the directive is checked.
    return false
  }
}
