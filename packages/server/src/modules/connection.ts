import { builder } from '../builder.ts'
import type { List } from '../compiler/list.ts'

/** Declares the Relay connection over a type, with `totalCount`. */
export function defineConnection(type: object, name: string, plural: string) {
  return builder.connectionObject(
    {
      type: type as never,
      name: `${name}Connection`,
      description: `A page of ${plural}.`,
      fields: (t) => ({
        totalCount: t.int({
          description:
            'How many rows the list has in all, of those that the viewer may see. Counted only when asked for.',
          resolve: (page) => (page as unknown as { totalCount: number }).totalCount,
        }),
      }),
    },
    { name: `${name}Edge`, description: `A row of a page of ${plural}, with its cursor.` },
  )
}

/** The arguments of every connection over a list. */
export function connectionArgs(list: List) {
  return builder.args((t) => ({
    first: t.int({ description: 'How many rows from the start, 1 to 100; 20 where neither first nor last is given.' }),
    last: t.int({ description: 'How many rows from the end, 1 to 100; not together with first.' }),
    after: t.string({ description: 'Only rows after this cursor.' }),
    before: t.string({ description: 'Only rows before this cursor.' }),
    where: t.field({ type: list.where, description: 'Only rows that meet these conditions.' }),
    orderBy: t.field({ type: [list.orderBy], description: 'What to order by, the most important first.' }),
  }))
}
