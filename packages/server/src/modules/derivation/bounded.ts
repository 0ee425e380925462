import { raw, type Sql, sql } from '@parkgraph/db'
import { divide, percentOf, type Quantity, subtract } from '../time-series/quantity.ts'

/** The number that lies in the columns `name`, `name_lower` and `name_upper`; bounds of an exact one are its value. */
const bounded = (name: string, why: Sql = sql`NULL`): Quantity => ({
  v: raw(name),
  lo: raw(`${name}_lower`),
  hi: raw(`${name}_upper`),
  why,
  ids: sql`NULL`,
})

/** The three columns of a quantity that goes by a name. */
export const selectAs = ({ v, lo, hi }: Quantity, name: string) =>
  sql`${v} AS ${raw(name)}, ${lo} AS ${raw(`${name}_lower`)}, ${hi} AS ${raw(`${name}_upper`)}`

/**
 * The columns `difference` and `share`, with their bounds, and `why`: of the columns `achieved` against `promised`, where nothing
 * is achieved for the reason `missing`, nor promised for `unpromised`.
 */
export function selectAgainst(missing: Sql, unpromised?: Sql): Sql {
  const achieved = bounded('achieved', missing)
  const promised = bounded('promised', unpromised)
  const share = divide(achieved, promised, percentOf)
  return sql`${selectAs(subtract(achieved, promised), 'difference')}, ${selectAs(share, 'share')}, ${share.why} AS why`
}

/** Columns with the sum of those rows `f` that count, as groups tell it: exact where all are, bounds where every one has them. */
export function selectSums(name: string, of: string, isCounted: Sql): Sql {
  const count = (column: string) => sql`count(f.${raw(column)}) FILTER (WHERE ${isCounted})`
  const known = sql`count(coalesce(f.${raw(of)}, f.${raw(of)}_lower, f.${raw(of)}_upper)) FILTER (WHERE ${isCounted})`
  const sum = (column: string) =>
    sql`CASE WHEN ${count(column)} = ${known} THEN sum(f.${raw(column)}) FILTER (WHERE ${isCounted}) END`
  return selectAs({ ...bounded(of), v: sum(of), lo: sum(`${of}_lower`), hi: sum(`${of}_upper`) }, name)
}

/** Three fields: a number where it is exact, and its bounds. */
export const boundedFields = <Field>(
  make: (name: string, description: string) => Field,
  name: string,
  description: string,
): Record<string, Field> => ({
  [name]: make(name, `${description} Null where a figure is vague.`),
  [`${name}Lower`]: make(`${name}Lower`, `${description} At least, as far as bounds tell.`),
  [`${name}Upper`]: make(`${name}Upper`, `${description} At most, as far as bounds tell.`),
})
