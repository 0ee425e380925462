import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql'
import type { Context } from '../context.ts'
import { explainRefusal, tooComplex } from '../error-map.ts'
import { AppError } from '../errors.ts'
import { type Compilation, enterList } from './compilation.ts'
import { compileField, compileRow } from './compile.ts'
import { column, getSource } from './plan.ts'

/** What PostgreSQL's protocol can count. */
const maximumParameters = 65_535

/** Runs the one statement that answers a root field and all beneath it. */
export function executeField(info: GraphQLResolveInfo, context: Context): Promise<unknown> {
  const field = info.parentType.getFields()[info.fieldName]
  if (!field) throw new Error(`${info.parentType.name} has no field ${info.fieldName}`)
  return execute(info, context, compileField(startCompilation(info, context), field, info.fieldNodes, ''))
}

/** Reads rows of one type by their keys, with all that the field selects beneath them; null for those that are not there. */
export async function executeRows(
  info: GraphQLResolveInfo,
  context: Context,
  type: GraphQLObjectType,
  keys: readonly (readonly string[])[],
): Promise<(object | null)[]> {
  const compilation = enterList(startCompilation(info, context), keys.length)
  const row = compilation.nextRow()
  const source = getSource(type)
  const columns = source.key.map((name) => column(row, name))
  const wanted = source.key.map((_, index) => sql`${keys.map((key) => key[index])}::bigint[]`)
  const expression = sql`(SELECT coalesce(json_agg(json_build_object('key', concat_ws(':', ${join(columns)}), 'row', to_json(r))), '[]')
    FROM ${source.from(context.viewer)} AS ${raw(row)}, LATERAL (SELECT ${compileRow(compilation, type, info.fieldNodes, row)}) r
    WHERE (${join(columns)}) IN (SELECT * FROM unnest(${join(wanted)})))`
  const found = (await execute(info, context, expression)) as { key: string; row: object }[]
  const byKey = new Map(found.map(({ key, row }) => [key, row]))
  return keys.map((key) => byKey.get(key.join(':')) ?? null)
}

function startCompilation(info: GraphQLResolveInfo, { viewer }: Context): Compilation {
  let rows = 0
  return {
    schema: info.schema,
    fragments: info.fragments,
    variableValues: info.variableValues,
    viewer,
    nextRow: () => `t${rows++}`,
    depth: 0,
    rows: 1,
    total: { rows: 0 },
  }
}

async function execute(info: GraphQLResolveInfo, { database, request }: Context, expression: Sql): Promise<unknown> {
  const name = raw(`/* ${info.parentType.name}.${info.fieldName} */`)
  const statement = sql`${name} SELECT ${expression} AS data`
  if (statement.values.length > maximumParameters) throw tooComplex()
  try {
    const [result] = await database.query<{ data: unknown }>(statement, request.signal)
    return result?.data ?? null
  } catch (error) {
    // Nobody waits for the answer any more, and nothing is wrong here.
    if (request.signal.aborted) throw new AppError('OPERATION_TIMEOUT', 'The caller went away.')
    throw explainRefusal(error)
  }
}
