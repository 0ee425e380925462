import { type Sql, sql } from '@parkgraph/db'
import { isVisibleAnywhere } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

/** Id of the source asked for by its code. */
export const selectSource = (code: string, view: View): Sql =>
  sql`SELECT coalesce((SELECT s.id FROM source s WHERE s.code = ${code} AND ${isVisibleAnywhere('s', view)}),
    refuse('PG003', format('No source has the code "%s".', ${code}::text), 'source', 'The field sources lists them.')) AS id`
