import { type Sql, sql } from '@parkgraph/db'
import { column } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectFirst } from './first-of-series.ts'
import { isAlikeOverTime } from './flow.ts'

/** What a level is held against of the park around it: `level` is the row that has its accumulation. */
interface Around {
  readonly level: string
  readonly parent: Sql
  readonly nature: Sql
  /** Holds for series `s` of the same thing, however their figures accumulate. */
  readonly isOf: Sql
  /** Holds for figures `x` of sources `d` that are of its period and priority, in the order `order`. */
  readonly isHeld: Sql
  readonly order: Sql
}

/**
 * The figure of the park around that a level is held against: accumulated alike; where that tells nothing of the period, not even that
 * it is missing, and the level adds up over time, what another series calls otherwise.
 */
export function selectOfParent({ level, parent, nature, isOf, isHeld, order }: Around, view: View): Sql {
  const isSame = sql`s.accumulation = ${column(level, 'accumulation')}`
  return sql`SELECT b.* FROM series s
      CROSS JOIN LATERAL (${selectFirst(sql`s.reporting_park_id`, sql`s.id`, nature, isHeld, order, view)}) b
    WHERE s.subject_id = ${parent} AND ${isOf} AND (${isSame} OR ${isAlikeOverTime('s', level)}) AND ${isVisible('s', view)}
    ORDER BY NOT ${isSame}, b.published_on DESC, b.id DESC LIMIT 1`
}
