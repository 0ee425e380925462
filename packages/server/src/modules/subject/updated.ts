import { join, raw, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection } from '../../compiler/fields.ts'
import type { List } from '../../compiler/list.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import { isKnown, isRecorded, isRecordedAfter, namesNoHidden } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { readUpdatedAfter, updatedAfterArgs } from '../clock/updated-after.ts'
import { connectionArgs } from '../connection.ts'

/** Tables of facts, with the columns of the subjects that list them and of further ones that they name. */
const factTables: readonly [table: string, listedBy: readonly string[], further?: readonly string[]][] = [
  ['assignment', ['subject_id']],
  ['honour', ['subject_id']],
  ['membership', ['subject_id'], ['park_id']],
  ['panel_membership', ['subject_id']],
  ['project_stage', ['subject_id']],
  ['relationship', ['from_id', 'to_id']],
  ['statement', ['subject_id']],
  ['subject_name', ['subject_id']],
]

/**
 * Holds for subjects that were recorded or changed after a place in commit order, or of which a fact was. Later versions and withdrawals
 * are facts here: whoever keeps a copy has to take them over.
 */
function isTouched(row: Row, position: bigint, view: View): Sql {
  const ids = factTables.flatMap(([table, listedBy, further = []]) =>
    listedBy.map(
      (name) => sql`SELECT x.${raw(name)} FROM ${raw(table)} x WHERE ${isRecordedAfter('x', position)}
        AND ${isKnown('x', view)} AND ${namesNoHidden('x', [...listedBy, ...further], view)}`,
    ),
  )
  const own = sql`SELECT x.id FROM subject x WHERE ${isRecordedAfter('x', position)}`
  const changed = sql`SELECT v.subject_id FROM subject_version v WHERE ${isRecordedAfter('v', position)} AND ${isRecorded('v', view)}`
  return sql`${column(row, 'id')} IN (${join([own, changed, ...ids], ' UNION ALL ')})`
}

/** The argument of lists of subjects that asks for those that are archived too. */
export const archivedArgs = () =>
  builder.args((t) => ({
    includeArchived: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether to list those too that are archived.',
    }),
  }))

/** Leaves out the subjects that are archived, unless they are asked for. */
export const isListed = (row: Row, { includeArchived }: Arguments): Sql =>
  includeArchived === true ? sql`TRUE` : sql`NOT ${column(row, 'isArchived')}`

/** Arguments of the list of all subjects of a kind. */
export const subjectArgs = (list: List) => ({
  ...connectionArgs(list),
  ...archivedArgs(),
  ...updatedAfterArgs(
    'Only those that were recorded or changed, or had a fact recorded or withdrawn,',
    ' Read all facts of these anew, and ask for archived ones too. Figures do not count: observations has them.',
  ),
})

/** The list of all subjects of a kind. */
export const subjectConnection = (list: List) =>
  connection(list, (_, row, args, view) => {
    const position = readUpdatedAfter(args)
    const isAsked = position === null ? sql`TRUE` : isTouched(row, position, view)
    return sql`${isListed(row, args)} AND ${isAsked}`
  })
