import { type FactKind, join, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { many, type Planned } from '../../compiler/fields.ts'
import { type Arguments, column, type Join, type Row } from '../../compiler/plan.ts'
import { isRecordedAfter, isReleasedAfter, selectReleasedSubjects } from '../../compiler/sources.ts'
import { toPosition } from '../../compiler/view.ts'
import { factKinds } from '../fact/sources.ts'

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

/**
 * A field with all dated facts of a kind that meet `where`, or those of them that were recorded or came into sight by a publication
 * after its argument `updatedAfter`.
 */
export function facts(
  kind: FactKind,
  where: Join,
  orderBy: (row: Row) => Sql,
): Planned & { readonly args: ReturnType<typeof updatedAfterArgs> } {
  const { table, subjects } = factKinds[kind]
  const isAsked: Join = (_, row, args, view) =>
    isUpdated(row, args, (position) => {
      const own = isReleasedAfter(table, column(row, 'reportingParkId'), column(row, 'id'), position, view)
      const ofSubjects = subjects.map(
        (name) => sql`${column(row, name)} IN (${selectReleasedSubjects(position, view)})`,
      )
      return join([own, ...ofSubjects], ' OR ')
    })
  return {
    args: updatedAfterArgs('Only those recorded or published'),
    ...many(
      (parent, row, args, view) => sql`${where(parent, row, args, view)} AND ${isAsked(parent, row, args, view)}`,
      orderBy,
    ),
  }
}
