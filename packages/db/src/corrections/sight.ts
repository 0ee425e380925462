import { raw, type Sql, sql } from '../sql.ts'
import { isLevelVisible, isVisible, type Look, seesAll } from '../visible.ts'

/** Who looks, and the moments that they look from; null or left out for now. */
type Sight = Look & { readonly published?: string | null }

/**
 * Holds for corrections that the viewer may see, of figures that they see. One that was accepted follows what it was accepted as: it is in
 * sight where that corrected figure is, however restricted it was when it was proposed. What nobody accepted comes into sight by nothing.
 */
export function isCorrectionVisible(row: string, look: Sight): Sql {
  const own = isVisible(row, look)
  return seesAll(look) ? own : sql`(${own} OR ${isAccepted(row, sql`${raw(row)}.id`, look)})`
}

/** The same of decisions: each is in sight where its correction is, and what the figure reads as by it. */
export function isDecisionVisible(row: string, look: Sight): Sql {
  const own = isVisible(row, look)
  if (seesAll(look)) return own
  const figure = sql`${raw(row)}.observation_id`
  const level = sql`figure_level(${raw(row)}.reporting_park_id, ${figure}, ${placeOf(look)})`
  const isRead = sql`(${figure} IS NULL OR ${isLevelVisible(level, row, look)})`
  return sql`(${own} OR ${isRead} AND ${isAccepted(row, sql`${raw(row)}.correction_id`, look)})`
}

/** Holds where a correction, by its id, was accepted as a figure that is in sight. Planners expect little of what is a function. */
const isAccepted = (row: string, id: Sql, look: Sight) =>
  isLevelVisible(
    sql`accepted_level(${raw(row)}.reporting_park_id, ${id}, ${placeOf(look)}, ${look.published ?? null}::date)`,
    row,
    look,
  )

const placeOf = ({ recorded }: Sight) => sql`${recorded ?? null}::bigint`
