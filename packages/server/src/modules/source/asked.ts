import { type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { sourceRows } from './rows.ts'

/** Id of the source asked for by its code. */
export const selectSource = (code: string, view: View): Sql =>
  sql`SELECT coalesce((SELECT s.id FROM ${sourceRows.from(view)} s WHERE s.code = ${code}),
    refuse('PG003', format('No source has the code "%s".', ${code}::text), 'source', 'The field sources lists them.')) AS id`
