import {
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  getArgumentValues,
  getVariableValues,
} from 'graphql'
import { streamList } from '../compiler/execute.ts'
import { planKey } from '../compiler/keys.ts'
import type { CompiledConnection } from '../compiler/page.ts'
import type { Context, ServerContext } from '../context.ts'
import type { Operation, Row } from './operation.ts'
import type { Asked } from './parameters.ts'

/** Rows that are read and told at a time: what is held in memory at once. */
const batchSize = 250

const fragments: Readonly<Record<string, FragmentDefinitionNode>> = {}

/** The rows of an export, as GraphQL answers them, by the batch as they are asked for. */
export async function* readRows(
  { target, operation, columns }: Asked,
  context: ServerContext,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  if (!target.isPaged) {
    const answer = await answerAll(operation, context, signal)
    const rows = target.path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], answer[target.name])
    const unfolded = columns.some(({ steps }) => steps[0]?.field === target.unfolded) ? target.unfolded : null
    yield* unfold(rows as Row['node'][], unfolded)
    return
  }
  const { schema, node } = operation
  const { coerced = {} } = getVariableValues(schema, listVariables(operation), operation.variableValues)
  const key = planKey(target.name, getArgumentValues(target.field, node, coerced))
  const asked = { schema, fragments, variableValues: coerced, field: target.field, nodes: [node] }
  for await (const rows of streamList(asked, context, batchSize, signal)) {
    const found: CompiledConnection = { rows, total: null, parts: null, isWhole: true }
    const answer = readAnswer(await execute({ ...operation, rootValue: { [key]: found }, contextValue: context }))
    yield (answer[target.name] as { edges: Row[] }).edges
  }
}

/** All of an answer that is not read by the batch: its size is limited by what the field takes. */
async function answerAll(operation: Operation, context: ServerContext, signal: AbortSignal) {
  const contextValue = { ...context, request: { signal } } as Context
  return readAnswer(await execute({ ...operation, contextValue }))
}

function readAnswer({ data, errors }: ExecutionResult): Record<string, unknown> {
  if (errors?.[0]) throw errors[0]
  return data as Record<string, unknown>
}

function* unfold(rows: readonly Row['node'][], list: string | null): Generator<Row[]> {
  for (const node of rows)
    yield list === null ? [{ node }] : (node[list] as unknown[]).map((item) => ({ node: { ...node, [list]: item } }))
}

function listVariables({ document: { definitions } }: Operation) {
  return definitions.flatMap((one) => (one.kind === 'OperationDefinition' ? (one.variableDefinitions ?? []) : []))
}
