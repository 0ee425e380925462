import { type Sql, sql } from '@parkgraph/db'
import { connection } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { isRecorded, isRecordedAfter, isReleasedAfter } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isUpdated, updatedAfterArgs } from '../clock/updated-after.ts'
import { connectionArgs } from '../connection.ts'
import { archivedArgs, isListed } from '../subject/updated.ts'
import { sourceList } from './list.ts'

/** Holds for documents that were changed or published after a place in commit order. */
function isTouched(row: Row, position: bigint, view: View): Sql {
  const [park, id] = [column(row, 'reportingParkId'), column(row, 'id')]
  return sql`(${isReleasedAfter('source', park, id, position, view)} OR EXISTS (SELECT FROM source_version v
    WHERE v.reporting_park_id = ${park} AND v.source_id = ${id} AND ${isRecordedAfter('v', position)} AND ${isRecorded('v', view)}))`
}

/** Arguments of the list of all documents. */
export const sourceArgs = () => ({
  ...connectionArgs(sourceList),
  ...archivedArgs(),
  ...updatedAfterArgs(
    'Only those that were recorded, changed or published',
    ' Ask for archived ones too. Figures that cite what came into sight are in observations, by their source.',
  ),
})

/** The list of all documents. */
export const sourceConnection = connection(
  sourceList,
  (_, row, args, view) =>
    sql`${isListed(row, args)} AND ${isUpdated(row, args, (position) => isTouched(row, position, view))}`,
)
