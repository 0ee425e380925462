import {
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  getArgumentValues,
  getVariableValues,
} from 'graphql'
import { getPlan } from '../compiler/compile.ts'
import { encodeCursor, fingerprintOf } from '../compiler/cursor.ts'
import { streamList } from '../compiler/execute.ts'
import { type CompiledRow, readOrder } from '../compiler/page.ts'
import type { Context, ServerContext } from '../context.ts'
import { type Column, CURSOR } from './columns.ts'
import type { Operation } from './operation.ts'
import type { Asked } from './parameters.ts'
import { createReader } from './reader.ts'

/** What a row has in each column, as GraphQL answers it. */
export type Row = readonly unknown[]

/** Rows that are read and told at a time: what is held in memory at once. */
const batchSize = 100

const fragments: Readonly<Record<string, FragmentDefinitionNode>> = {}

/** The rows of an export by the batch, as they are asked for. */
export function readRows(
  asked: Asked,
  context: Pick<ServerContext, 'database' | 'viewer'>,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  return asked.target.isPaged ? readList(asked, context, signal) : readAnswer(asked, context, signal)
}

/** A connection is read as it is sent, however long it is. */
async function* readList(asked: Asked, context: Pick<ServerContext, 'database' | 'viewer'>, signal: AbortSignal) {
  const { target, operation, columns, locale } = asked
  const { schema, node } = operation
  const plan = getPlan(target.field)
  if (plan.kind !== 'connection') throw new Error(`${target.name} is no connection`)
  const { coerced: variableValues = {} } = getVariableValues(schema, listVariables(operation), operation.variableValues)
  const fingerprint = fingerprintOf(plan.list.name, readOrder(getArgumentValues(target.field, node, variableValues)))
  const readers = columns.map(({ name, steps }) => {
    if (name === CURSOR) return ({ position }: CompiledRow) => encodeCursor(fingerprint, position)
    const read = createReader({ schema, locale, context }, target.item, steps)
    return ({ row }: CompiledRow) => read(row)
  })
  const hasPositions = columns.some(({ name }) => name === CURSOR)
  const list = { schema, fragments, variableValues, field: target.field, nodes: [node], hasPositions }
  for await (const rows of streamList(list, context, batchSize, signal))
    yield rows.map((row) => readers.map((read) => read(row)))
}

/** All else is answered as a whole: what the field takes limits its size. */
async function* readAnswer(
  { target, operation, columns }: Asked,
  context: Pick<ServerContext, 'database' | 'viewer'>,
  signal: AbortSignal,
) {
  const contextValue = { ...context, request: { signal } } as Context
  const { data, errors }: ExecutionResult = await execute({ ...operation, contextValue })
  if (errors?.[0]) throw errors[0]
  const rows = [target.name, ...target.path].reduce<unknown>((at, step) => (at as Item)[step], data) as Item[]
  const isUnfolded = columns.some(({ steps }) => steps[0]?.field === target.unfolded)
  for (const row of rows)
    yield unfold(row, isUnfolded ? target.unfolded : null).map((item) =>
      columns.map((column) => readValue(column, item)),
    )
}

type Item = Readonly<Record<string, unknown>>

const unfold = (row: Item, list: string | null): Item[] =>
  list === null ? [row] : (row[list] as unknown[]).map((item) => ({ ...row, [list]: item }))

const readValue = ({ steps }: Column, item: Item) =>
  steps.reduce<unknown>((at, { field }) => (at as Item | null)?.[field], item) ?? null

function listVariables({ document: { definitions } }: Operation) {
  return definitions.flatMap((one) => (one.kind === 'OperationDefinition' ? (one.variableDefinitions ?? []) : []))
}
