import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql'

export interface Selections {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variableValues: Readonly<Record<string, unknown>>
}

/** The fields that apply to `type`, by response key, as the GraphQL specification's CollectFields finds them. */
export function collectFields(
  selections: Selections,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const seen = new Set<string>()
  const visit = (set: SelectionSetNode) => {
    for (const node of set.selections) {
      if (!isIncluded(selections, node)) continue
      if (node.kind === 'Field') {
        const key = node.alias?.value ?? node.name.value
        fields.set(key, [...(fields.get(key) ?? []), node])
      } else if (node.kind === 'InlineFragment') {
        if (applies(selections, type, node.typeCondition?.name.value)) visit(node.selectionSet)
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value)
        const fragment = selections.fragments[node.name.value]
        if (fragment && applies(selections, type, fragment.typeCondition.name.value)) visit(fragment.selectionSet)
      }
    }
  }
  for (const node of nodes) if (node.selectionSet) visit(node.selectionSet)
  return fields
}

function isIncluded({ variableValues }: Selections, node: SelectionSetNode['selections'][number]): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false
}

function applies({ schema }: Selections, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (!condition || condition === type.name) return true
  const conditionType = schema.getType(condition)
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type)
}
