import { type Database, raw, sql, type Viewer } from '@parkgraph/db'
import type { ObjectRef } from '@pothos/core'
import { builder, type Types } from '../../builder.ts'
import type { EventQuery, EventSource } from '../../compiler/execute.ts'
import { compileWhere, type List } from '../../compiler/list.ts'
import type { Arguments } from '../../compiler/plan.ts'
import { startView, type View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { follow, type LiveEvent } from '../../live/follow.ts'
import { parkRows } from '../park/list.ts'

interface Subscription {
  readonly name: string
  readonly description: string
  readonly type: ObjectRef<Types, object>
  /** What events are narrowed by: conditions on the row that each has the columns of. */
  readonly list: List
  readonly source: EventSource
  /** Where events lie, other than in the change log, as a FROM item of its columns: such rows are reported by no park. */
  readonly log?: EventQuery['log']
}

const changeLog = () => raw('change')

/** Declares a root field of subscriptions, with its arguments, and how it is followed. */
export function defineSubscription({ name, description, type, list, source, log }: Subscription): void {
  builder.subscriptionField(name, (t) =>
    t.field({
      type: type as never,
      description: `${description} Without after, from now on.`,
      args: {
        ...(log
          ? {}
          : { park: t.arg.string({ description: 'Slug of the park that reports the rows; without it, of any.' }) }),
        where: t.arg({ type: list.where, description: 'Only rows that meet these conditions.' }),
        after: t.arg.string({
          description:
            'Only events after this cursor. The header `Last-Event-ID`, which those who come again send, goes before it.',
        }),
      },
      subscribe: async (_, { park, where: given, after }, context, info) => {
        if (park != null) await requirePark(park, context.database, context.viewer)
        const where = (row: string, view: View) => {
          const isMet = compileWhere(list, row, (given ?? {}) as Arguments, view)
          const isOfPark = sql`e.reporting_park_id = (SELECT k.id FROM ${parkRows.from(view)} k WHERE k.slug = ${park})`
          return park == null ? isMet : sql`${isMet} AND ${isOfPark}`
        }
        return follow(info, context, { source, where, log: log ?? changeLog }, after) as never
      },
      resolve: (event) => event as LiveEvent as never,
    }),
  )
}

/** @throws AppError `UNKNOWN_SUBJECT` for a park that is not there, or hidden */
async function requirePark(slug: string, database: Database, viewer: Viewer): Promise<void> {
  const parks = parkRows.from(startView(viewer))
  const found = await database.query(sql`/* find park */ SELECT 1 FROM ${parks} k WHERE k.slug = ${slug}`)
  if (found.length > 0) return
  throw new AppError('UNKNOWN_SUBJECT', `There is no park with the slug "${slug}".`, { argument: 'park' })
}
