import { type Database, empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql'
import type { Context } from '../context.ts'
import { explainRefusal, tooComplex } from '../error-map.ts'
import { AppError } from '../errors.ts'
import type { Selections } from './collect.ts'
import { type Compilation, enterList, narrow } from './compilation.ts'
import { compileField, compileList, compileRow } from './compile.ts'
import type { CompiledRow } from './page.ts'
import { type Arguments, column, getSource } from './plan.ts'
import { areNamed, startView, type View } from './view.ts'

/** What PostgreSQL's protocol can count. */
const maximumParameters = 65_535

/** Runs the one statement that answers a root field and all beneath it. */
export function executeField(info: GraphQLResolveInfo, context: Context): Promise<unknown> {
  const field = info.parentType.getFields()[info.fieldName]
  if (!field) throw new Error(`${info.parentType.name} has no field ${info.fieldName}`)
  const compilation = startCompilation(info, context)
  return execute(info, context, compilation, compileField(compilation, field, info.fieldNodes, ''))
}

/** Reads rows of one type by their keys, with all that the field selects beneath them; null for those that are not there. */
export async function executeRows(
  info: GraphQLResolveInfo,
  context: Context,
  type: GraphQLObjectType,
  keys: readonly (readonly string[])[],
  args: Arguments,
): Promise<(object | null)[]> {
  const compilation = enterList(narrow(startCompilation(info, context), args), keys.length)
  const row = compilation.nextRow()
  const source = getSource(type)
  const columns = source.key.map((name) => column(row, name))
  const wanted = source.key.map((_, index) => sql`${keys.map((key) => key[index])}::bigint[]`)
  const expression = sql`(SELECT coalesce(json_agg(json_build_object('key', concat_ws(':', ${join(columns)}), 'row', to_json(r))), '[]')
    FROM ${source.from(compilation.view)} AS ${raw(row)}, LATERAL (SELECT ${compileRow(compilation, type, info.fieldNodes, row)}) r
    WHERE (${join(columns)}) IN (SELECT * FROM unnest(${join(wanted)})))`
  const found = (await execute(info, context, compilation, expression)) as { key: string; row: object }[]
  const byKey = new Map(found.map(({ key, row }) => [key, row]))
  return keys.map((key) => byKey.get(key.join(':')) ?? null)
}

/**
 * Reads one row of `type` that is made on asking, with all that the field selects beneath it; null where `from` yields none.
 * Without a `from`, nothing is read: what is wrong with the selection is told before anything is written.
 */
export async function executeMade(
  info: GraphQLResolveInfo,
  context: Context,
  type: GraphQLObjectType,
  args: Arguments,
  from?: (view: View) => Sql,
): Promise<object | null> {
  const compilation = { ...startCompilation(info, context), around: args }
  const row = compilation.nextRow()
  const columns = compileRow(compilation, type, info.fieldNodes, row)
  if (!from) return null
  const made = sql`SELECT ${columns} FROM ${from(compilation.view)} AS ${raw(row)}`
  return (await execute(info, context, compilation, sql`(SELECT to_json(r) FROM (${made}) r)`)) as object | null
}

/** A root connection that is read without pages. */
export interface AskedList extends Selections {
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  /** Whether each row tells where it lies, for its cursor. */
  readonly hasPositions: boolean
}

/** Hands over the rows of a root connection by the batch, as they are asked for, all of one state of the database. */
export async function* streamList(
  asked: AskedList,
  { database, viewer }: Pick<Context, 'database' | 'viewer'>,
  batch: number,
  signal: AbortSignal,
): AsyncGenerator<CompiledRow[], void> {
  const compilation = startCompilation(asked, { viewer })
  const statement = sql`${raw(`/* export of ${asked.field.name} */`)} ${compileList(compilation, asked.field, asked.nodes, asked.hasPositions)}`
  if (statement.values.length > maximumParameters) throw tooComplex()
  try {
    await settle(database, compilation, signal)
    if (compilation.view.named.size > 0) await database.query(sql`SELECT ${areNamed(compilation.view)}`, signal)
    yield* database.stream<CompiledRow>(statement, batch, signal)
  } catch (error) {
    throw signal.aborted ? signal.reason : explainRefusal(error)
  }
}

/** The last moment of recording, by database, to which no commit under way can belong any more. It only moves on. */
const settled = new WeakMap<Database, bigint>()

/** A commit under way may still belong to the moment asked for: its answer has to wait for it, once. */
async function settle(database: Database, { total: { recorded } }: Compilation, signal: AbortSignal): Promise<void> {
  if (recorded === null || recorded <= (settled.get(database) ?? -1n)) return
  await database.query(sql`SELECT settle_changes(${recorded}::bigint)`, signal)
  if (recorded > (settled.get(database) ?? -1n)) settled.set(database, recorded)
}

function startCompilation(asked: Selections, { viewer }: Pick<Context, 'viewer'>): Compilation {
  let rows = 0
  return {
    schema: asked.schema,
    fragments: asked.fragments,
    variableValues: asked.variableValues,
    view: startView(viewer),
    nextRow: () => `t${rows++}`,
    depth: 0,
    around: {},
    rows: 1,
    total: { rows: 0, whole: 0, recorded: null },
  }
}

async function execute(
  info: GraphQLResolveInfo,
  { database, request }: Context,
  compilation: Compilation,
  expression: Sql,
): Promise<unknown> {
  const name = raw(`/* ${info.parentType.name}.${info.fieldName} */`)
  const { view } = compilation
  const statement = sql`${name} SELECT ${expression} AS data ${view.named.size > 0 ? sql`WHERE ${areNamed(view)}` : empty}`
  if (statement.values.length > maximumParameters) throw tooComplex()
  try {
    await settle(database, compilation, request.signal)
    const [result] = await database.query<{ data: unknown }>(statement, request.signal)
    return result?.data ?? null
  } catch (error) {
    // Nobody waits for the answer any more, and nothing is wrong here.
    if (request.signal.aborted) throw new AppError('OPERATION_TIMEOUT', 'The caller went away.')
    throw explainRefusal(error)
  }
}
