import { raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { selectCells } from './cells.ts'
import { lineOf, type Request } from './request.ts'

/** Columns of a cell that are its own, whatever other lines its office has. */
const own = raw(
  `item, n, b, k, subject_id, indicator_id, dimension, reporting_park_id, method, is_to_date, atoms, factor, per_atoms, per_code, is_derivable,
  has_other, office, kind, accumulation, scope, price_basis, runs_on, key, l_v, l_lo, l_hi, l_why, l_lo_open, l_hi_open, l_ids, t_v, t_lo, t_hi, t_why, t_ids,
  covered, count, status, source_id`,
)

/** Columns that tell what flowed in a month alone. */
const flow = ['f_v', 'f_lo', 'f_hi', 'f_why', 'f_ids', 'f_method', 's_v', 's_lo', 's_hi', 'span_starts', 'span_ends']

/**
 * The cells of the lines of items. A month alone is one, whichever line of an office tells it: that which comes first of those that
 * do, also by saying that its figure is missing. So is a quarter and half a year.
 */
export function selectOwnCells(request: Request, view: View): Sql {
  const cells = selectCells(sql`SELECT * FROM line`, request, view, true)
  if (lineOf(request) === 'office')
    return sql`(SELECT DISTINCT ON (item, office, b) * FROM ${cells} c ORDER BY item, office, b, key DESC NULLS LAST, n)`
  if (!request.hasFlows) return cells
  const first = raw(flow.map((name) => `first_value(${name}) OVER f AS ${name}`).join(', '))
  return sql`(SELECT ${own}, ${first} FROM ${cells} c
    WINDOW f AS (PARTITION BY item, office, b ORDER BY coalesce(f_v, f_lo, f_hi) IS NULL AND NOT is_missed, key DESC NULLS LAST, n))`
}
