import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { sourceRows } from '../source/rows.ts'

/** The documents of one row of coverage that the viewer may see, as a FROM item of their rows: `n` is the place of the first figure of each. */
export const selectSources = (row: Row, view: View): Sql =>
  sql`(SELECT c.*, u.n FROM (SELECT x.id, min(x.n) AS n FROM unnest(${column(row, 'sourceIds')}) WITH ORDINALITY AS x(id, n) GROUP BY x.id) u
    JOIN ${sourceRows.from(view)} c ON c.id = u.id)`

export const countSources = (row: Row, view: View): Sql =>
  sql`(SELECT count(*)::int FROM ${selectSources(row, view)} source)`
