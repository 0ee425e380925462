import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { many, type Planned } from '../../compiler/fields.ts'
import type { Arguments, Join, Row } from '../../compiler/plan.ts'
import { isRecordedAfter } from '../../compiler/sources.ts'
import { toPosition } from '../../compiler/view.ts'

/** The argument `updatedAfter` of a field; its description begins with `what` it keeps, and ends with what `more` there is to say. */
export const updatedAfterArgs = (what: string, more = '') =>
  builder.args((t) => ({
    updatedAfter: t.field({
      type: 'DateTime',
      description: `${what} after this moment, in commit order: pass the clock of the last synchronisation.${more}`,
    }),
  }))

/** The place in commit order that the argument `updatedAfter` names; null without it. */
export const readUpdatedAfter = ({ updatedAfter }: Arguments): bigint | null =>
  updatedAfter == null ? null : toPosition(updatedAfter as string)

/** Holds for rows that were recorded after the argument `updatedAfter`, where it is given, or that meet what `orElse` says of it. */
export function isUpdated(row: Row, args: Arguments, orElse?: (position: bigint) => Sql): Sql {
  const position = readUpdatedAfter(args)
  if (position === null) return sql`TRUE`
  const isRecorded = isRecordedAfter(row, position)
  return orElse ? sql`(${isRecorded} OR ${orElse(position)})` : isRecorded
}

/** A field with all dated facts that meet `where`, or those of them that were recorded after its argument `updatedAfter`. */
export const facts = (
  where: Join,
  orderBy: (row: Row) => Sql,
): Planned & { readonly args: ReturnType<typeof updatedAfterArgs> } => ({
  args: updatedAfterArgs('Only those recorded'),
  ...many((parent, row, args, view) => sql`${where(parent, row, args, view)} AND ${isUpdated(row, args)}`, orderBy),
})
