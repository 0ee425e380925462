import { type GraphQLResolveInfo, isObjectType } from 'graphql'
import { builder } from '../../builder.ts'
import { executeRows } from '../../compiler/execute.ts'
import { compute } from '../../compiler/fields.ts'
import { type Arguments, getSource } from '../../compiler/plan.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { decodeId, encodeId, refuseId } from './id.ts'

export const Node = builder.nodeInterfaceRef()

/** The `id` field of a type whose rows are told apart by `key`. */
export function idField(typename: string, key: readonly string[] = ['id']) {
  return {
    type: 'ID',
    description: 'Global id, for `node`.',
    ...compute<Record<string, unknown>>(key, (row) =>
      encodeId(
        typename,
        key.map((name) => row[name]),
      ),
    ),
  } as const
}

async function loadNodes(
  ids: readonly string[],
  argument: string,
  args: Arguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const wanted = ids.map((id, index) => {
    const at = argument === 'ids' ? `ids[${index}]` : argument
    return { index, argument: at, ...decodeId(id, at) }
  })
  const groups = [...new Set(wanted.map(({ typename }) => typename))].map((typename) => {
    const type = info.schema.getType(typename)
    const same = wanted.filter((item) => item.typename === typename)
    const isNode = isObjectType(type) && type.getInterfaces().some((item) => item.name === 'Node')
    const wrong = same.find((item) => !isNode || item.key.length !== getSource(type).key.length)
    if (wrong || !isNode) throw refuseId(wrong?.argument ?? argument)
    return { typename, type, same }
  })
  const found: unknown[] = new Array(ids.length).fill(null)
  await Promise.all(
    groups.map(async ({ typename, type, same }) => {
      const keys = same.map((item) => item.key)
      const rows = await executeRows(info, context, type, keys, args)
      rows.forEach((row, position) => {
        if (row) found[same[position]?.index ?? 0] = { __typename: typename, ...row }
      })
    }),
  )
  return found
}

builder.queryFields((t) => ({
  node: t.field({
    extensions: { isTimed: true },
    description: 'The object with this id, or null where there is none that the viewer may see.',
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'The id of an object.' }) },
    resolve: async (_, { id, ...args }, context, info) =>
      (await loadNodes([String(id)], 'id', args, context, info))[0] as never,
  }),
  nodes: t.field({
    extensions: { isTimed: true },
    description: 'The objects with these ids, in their order; null for each that is not there. At most 100 at once.',
    type: [Node],
    nullable: { list: false, items: true },
    args: { ids: t.arg.idList({ required: true, description: 'Ids of objects.' }) },
    resolve: (_, { ids, ...args }, context, info) => {
      if (ids.length > 100)
        throw new AppError('BAD_USER_INPUT', `ids has ${ids.length} items: it takes at most 100.`, { argument: 'ids' })
      return loadNodes(ids.map(String), 'ids', args, context, info) as never
    },
  }),
}))
