import { type Database, empty, join, raw, type Sql, sql } from '@parkgraph/db'
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
} from 'graphql'
import type { Context } from '../context.ts'
import { explainRefusal, tooComplex } from '../error-map.ts'
import { AppError } from '../errors.ts'
import { refuseAnswer, shareAnswer } from './answer.ts'
import type { Selections } from './collect.ts'
import { type Compilation, enterList, narrow } from './compilation.ts'
import { compileField, compileList, compileRow } from './compile.ts'
import type { CompiledRow } from './page.ts'
import { type Arguments, column, getSource } from './plan.ts'
import { areNamed, startView, type View } from './view.ts'

/** What PostgreSQL's protocol can count. */
const maximumParameters = 65_535

/** Longest text of a statement: to plan it, PostgreSQL takes some 850 bytes of memory for each of its own. */
const maximumLength = 1_000_000

function checkSize({ text, values }: Sql): void {
  if (values.length > maximumParameters || text.length > maximumLength) throw tooComplex()
}

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

/** Which rows of a change are wanted: those that meet the conditions, after the last event, the first so many of them. */
export interface EventStep {
  /** Holds for such rows; `id` is the id by which events of one change are in order. */
  readonly isWanted: (row: string, id: Sql) => Sql
  readonly limit: number
}

/**
 * What a change recorded, as a FROM item of rows with the columns `event_id` and those that the type of the events reads. The change is
 * the row `e`: to be looked at as of its place.
 */
export type EventSource = (view: View, step: EventStep) => Sql

export interface EventQuery {
  readonly source: EventSource
  /** Holds for rows that are asked for. */
  readonly where: (row: string, view: View) => Sql
  /**
   * Where events lie, in their order: a FROM item with the columns of the change log that tell their place and time. Where a stream has
   * come to tells its reader how far this goes: of what is not as public as `clock`, it has the rows that the viewer may see.
   */
  readonly log: (view: View) => Sql
}

export interface EventPage {
  /** Up to where events were looked for: the place in commit order, and the park. */
  readonly end: readonly [string, string]
  /** Whether the log goes on there. */
  readonly isMore: boolean
  /** Each with the rank of its park among those of which the same place has rows. */
  readonly events: readonly { readonly position: readonly string[]; readonly rank: string; readonly row: object }[]
}

/** Changes that are looked at in one statement. */
const changesAtOnce = 10

/**
 * Reads what happened after a position (place in commit order, park, id), the first first, with all that the field selects beneath. Changes are
 * taken in their order and few at a time, and rows of each by its index: however much was recorded, little of it is read.
 */
export async function executeEvents(
  info: GraphQLResolveInfo,
  context: Context,
  { source, where, log }: EventQuery,
  after: readonly string[],
  limit: number,
): Promise<EventPage> {
  const compilation = enterList(startCompilation(info, context), limit)
  const { view } = compilation
  const row = compilation.nextRow()
  const columns = compileRow(compilation, getNamedType(info.returnType) as GraphQLObjectType, info.fieldNodes, row)
  const [place = '0', park, id] = after
  const step: EventStep = {
    isWanted: (wanted, key) =>
      sql`(e.position, e.reporting_park_id, ${key}) > (${place}::bigint, ${park}::bigint, ${id}::bigint) AND ${where(wanted, view)}`,
    limit,
  }
  const seen = log(view)
  const rank = sql`(SELECT count(*) FROM ${seen} b WHERE b.position = c.position AND b.reporting_park_id <= c.reporting_park_id)`
  const changes = sql`SELECT *, ${rank} AS rank FROM ${seen} c WHERE position >= ${place}::bigint
    AND (position, reporting_park_id) >= (${place}::bigint, ${park}::bigint) ORDER BY position, reporting_park_id LIMIT ${changesAtOnce}`
  const key = sql`e.position, e.reporting_park_id, x.event_id`
  const rows = sql`SELECT json_build_array(${column(row, 'position')}::text, ${column(row, 'eventParkId')}::text, ${column(row, 'eventId')}::text) AS position,
      ${column(row, 'eventRank')}::text AS rank, to_json(r) AS row
    FROM (SELECT x.*, e.position, e.rank AS event_rank, e.recorded_at, e.reporting_park_id AS event_park_id FROM e, LATERAL ${source(view, step)} x
      ORDER BY ${key} LIMIT ${limit}) AS ${raw(row)}, LATERAL (SELECT ${columns}) r`
  const expression = sql`(WITH e AS MATERIALIZED (${changes}) SELECT json_build_object('isMore', (SELECT count(*) FROM e) = ${changesAtOnce},
    'end', coalesce((SELECT json_build_array(e.position::text, e.reporting_park_id::text) FROM e ORDER BY e.position DESC, e.reporting_park_id DESC LIMIT 1),
      json_build_array(${place}::text, ${park}::text)),
    'events', (SELECT coalesce(json_agg(n), '[]') FROM (${rows}) n)))`
  return (await execute(info, context, compilation, expression)) as EventPage
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
  checkSize(statement)
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
    total: { rows: 0, whole: 0, recorded: null, planning: 'AUTO' },
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
  const found = sql`SELECT ${expression} AS data ${view.named.size > 0 ? sql`WHERE ${areNamed(view)}` : empty}`
  const share = shareAnswer(info)
  // What is too long is not sent. Without the offset, PostgreSQL would work out the expression wherever its result is named.
  const statement = sql`${name} SELECT CASE WHEN size <= ${share}::int THEN data END AS data, size
    FROM (SELECT data, octet_length(data::text) AS size FROM (${found} OFFSET 0) found OFFSET 0) sized`
  checkSize(statement)
  try {
    await settle(database, compilation, request.signal)
    const [result] = await database.query<{ data: unknown; size: number | null }>(
      statement,
      request.signal,
      compilation.total.planning,
    )
    refuseAnswer(result?.size ?? 0, share)
    return result?.data ?? null
  } catch (error) {
    // Nobody waits for the answer any more, and nothing is wrong here.
    if (request.signal.aborted) throw new AppError('OPERATION_TIMEOUT', 'The caller went away.')
    throw explainRefusal(error)
  }
}
