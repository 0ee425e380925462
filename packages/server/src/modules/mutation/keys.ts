import { type RowKey, type Sql, sql } from '@parkgraph/db'
import { made, one, untimed } from '../../compiler/fields.ts'
import { column, type Source } from '../../compiler/plan.ts'
import { decodeId, refuseId } from '../node/id.ts'
import type { Written } from './define.ts'

/** The key that an id names. @throws AppError `BAD_NODE_ID` for what is no id of such an object */
export function decodeKey(id: string, typename: string, argument: string): RowKey {
  const { typename: found, key } = decodeId(id, argument)
  const [park = '', row = ''] = key
  if (found !== typename || key.length !== 2) throw refuseId(argument)
  return { reportingParkId: Number(park), id: row }
}

/** Rows that were written, by their keys: none where the viewer may not see all of them. */
export function selectWritten(keys: readonly RowKey[], source: Source): Written {
  const parks = sql`${keys.map(({ reportingParkId }) => reportingParkId)}::bigint[]`
  const ids = sql`${keys.map(({ id }) => id)}::bigint[]`
  return (view) => sql`(SELECT ${parks} AS parks, ${ids} AS ids WHERE ${keys.length} = (SELECT count(*)
    FROM ${source.from(view)} x WHERE (x.reporting_park_id, x.id) IN (SELECT * FROM unnest(${parks}, ${ids}))))`
}

const isWritten = (written: string, row: string): Sql =>
  sql`(${column(row, 'reportingParkId')}, ${column(row, 'id')}) IN (SELECT * FROM unnest(${column(written, 'parks')}, ${column(written, 'ids')}))`

/** A field that is the one row that was written. */
export const oneWritten = untimed(one(isWritten))

/** A field that is all rows that were written, in the order of the input; `count` says how many those are. */
export const allWritten = (source: Source, count: (args: Record<string, unknown>) => number) =>
  untimed(
    made(
      'many',
      (written, _, view) => sql`(SELECT x.*, array_position(${column(written, 'ids')}, x.id) AS place
      FROM ${source.from(view)} x WHERE ${isWritten(written, 'x')})`,
      {
        orderBy: (row) => column(row, 'place'),
        size: (_, around) => count(around),
      },
    ),
  )
