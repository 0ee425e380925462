import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
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
  nodes: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const seen = new Set<string>()
  const visit = (set: SelectionSetNode) => {
    for (const node of set.selections.filter((item) => isIncluded(selections, item))) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        fields.set(key, [...(fields.get(key) ?? []), node])
      } else {
        const fragment = findFragment(selections, node, seen)
        if (fragment && applies(selections, type, fragment.typeCondition?.name.value)) visit(fragment.selectionSet)
      }
    }
  }
  for (const node of nodes) if (node.selectionSet) visit(node.selectionSet)
  return fields
}

/** What a fragment stands for; nothing, where a named one was visited already. */
function findFragment(
  { fragments }: Selections,
  node: InlineFragmentNode | FragmentSpreadNode,
  seen: Set<string>,
): InlineFragmentNode | FragmentDefinitionNode | undefined {
  if (node.kind === Kind.INLINE_FRAGMENT) return node
  if (seen.has(node.name.value)) return undefined
  seen.add(node.name.value)
  return fragments[node.name.value]
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
