import { empty, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { selectCells } from './cells.ts'
import { hasGrowth, lineOf, type Request, seeksParent, seeksYearBefore } from './request.ts'

/** Columns of a cell that are its own, whatever other lines its office has. */
const own = (request: Request) =>
  raw(
    `${ownNames}${seeksYearBefore(request) ? ', single_of' : ''}${seeksParent(request) ? ', told_as' : ''}${hasGrowth(request) ? ', is_single' : ''}`,
  )
const ownNames = `item, n, b, k, subject_id, indicator_id, dimension, reporting_park_id, method, is_to_date, atoms, factor, per_atoms, per_code, is_derivable,
  has_other, office, kind, accumulation, scope, price_basis, runs_on, key, is_told, l_v, l_lo, l_hi, l_why, l_lo_open, l_hi_open, l_ids, covered, count, status, source_id`

/** Columns that tell what came together from January on. */
const toDate = ['t_v', 't_lo', 't_hi', 't_why', 't_ids']

/** Columns that tell what flowed in a month alone. */
const flow = ['f_v', 'f_lo', 'f_hi', 'f_why', 'f_ids', 'f_method', 's_v', 's_lo', 's_hi', 'span_starts', 'span_ends']

const list = (names: readonly string[]) => raw(names.join(', '))
const firstOf = (names: readonly string[]) =>
  raw(names.map((name) => `first_value(${name}) OVER f AS ${name}`).join(', '))

/**
 * The cells of the lines of items. A month alone is one, whichever line of an office tells it: that which comes first of those that
 * do, also by saying that its figure is missing. So is a quarter and half a year, and a year to date that is printed is one of them too.
 */
export function selectOwnCells(request: Request, view: View): Sql {
  const cells = selectCells(sql`SELECT * FROM line`, request, view, true)
  const inOffice = sql`PARTITION BY item, office, b ORDER BY`
  const order = sql`key DESC NULLS LAST, n`
  if (lineOf(request) === 'office') {
    const isToDate = request.measures.includes('CUMULATIVE')
    const columns = isToDate ? sql`${own(request)}, ${list(flow)}, ${firstOf(toDate)}` : sql`*`
    const window = isToDate ? sql`WINDOW f AS (${inOffice} coalesce(t_v, t_lo, t_hi) IS NULL, ${order})` : empty
    return sql`(SELECT DISTINCT ON (item, office, b) ${columns} FROM ${cells} c ${window} ORDER BY item, office, b, ${order})`
  }
  if (!request.hasFlows) return cells
  return sql`(SELECT ${own(request)}, ${list(toDate)}, ${firstOf(flow)} FROM ${cells} c
    WINDOW f AS (${inOffice} coalesce(f_v, f_lo, f_hi) IS NULL AND NOT is_missed, ${order}))`
}
