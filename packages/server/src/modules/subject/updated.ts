import { join, raw, type Sql, sql } from '@parkgraph/db'
import { connection } from '../../compiler/fields.ts'
import type { List } from '../../compiler/list.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { isKnown, isRecordedAfter, namesNoHidden } from '../../compiler/sources.ts'
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
 * Holds for subjects that were recorded after a place in commit order, or of which a fact was. Later versions and withdrawals
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
  return sql`${column(row, 'id')} IN (${join([own, ...ids], ' UNION ALL ')})`
}

/** Arguments of the list of all subjects of a kind. */
export const subjectArgs = (list: List) => ({
  ...connectionArgs(list),
  ...updatedAfterArgs(
    'Only those that were recorded, or had a fact recorded or withdrawn,',
    ' Read all facts of these anew. Figures do not count: observations has them.',
  ),
})

/** The list of all subjects of a kind. */
export const subjectConnection = (list: List) =>
  connection(list, (_, row, args, view) => {
    const position = readUpdatedAfter(args)
    return position === null ? sql`TRUE` : isTouched(row, position, view)
  })
