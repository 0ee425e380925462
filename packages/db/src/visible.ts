import { hasLater, isRecordedBy } from './recorded.ts'
import { empty, join, raw, type Sql, sql } from './sql.ts'
import { type AccessLevel, accessLevels, type Viewer } from './viewer.ts'

type Levels = Pick<Viewer, 'accessLevel' | 'raised'>

/** Who looks, and the place in commit order that they look from, which a row around may tell; null or left out for now. */
export type Look = Levels & { readonly recorded?: bigint | Sql | null }

/**
 * Holds for rows that the viewer may see, by their access level and reporting park. The one place that decides: it reads as one
 * comparison for whoever sees the same everywhere. As of a moment of recording, rows have the level that they had then: `row` has
 * to be a table itself, or to bring its `tableoid` along.
 */
export function isVisible(row: string, { accessLevel, raised, recorded }: Look): Sql {
  const isSeen = (level: AccessLevel) =>
    recorded == null || level === highest ? isUpTo(row, level) : wasUpTo(row, level, recorded)
  const everywhere = isSeen(accessLevel)
  if (raised.length === 0) return everywhere
  const ofParks = raised.map(
    ({ level, parks }) => sql`${raw(row)}.reporting_park_id = ANY (${parks}::int[]) AND ${isSeen(level)}`,
  )
  return sql`(${join([everywhere, ...ofParks], ' OR ')})`
}

/** Holds where the viewer sees what is of a level, for the park of a row; null is no level. */
export function isLevelVisible(level: Sql, row: string, { accessLevel, raised }: Levels): Sql {
  const ofParks = raised.map(
    ({ level: most, parks }) =>
      sql`${raw(row)}.reporting_park_id = ANY (${parks}::int[]) AND ${level} <= ${printLevel(most)}`,
  )
  return sql`(${join([sql`${level} <= ${printLevel(accessLevel)}`, ...ofParks], ' OR ')})`
}

// Levels stand in the statement itself: a plan that is kept for all values would expect a third of the rows to be up to one.
const isUpTo = (row: string, level: AccessLevel) => sql`${raw(row)}.access_level <= ${printLevel(level)}`

const printLevel = (level: AccessLevel) => raw(`'${level}'::"AccessLevel"`)

const highest = accessLevels.at(-1)

/** Whether the viewer sees every row, by its level. */
export const seesAll = ({ accessLevel }: Levels): boolean => accessLevel === highest

/**
 * By the changes of level after the place, each of which tells what it was before. Levels only fall: what is above now was so then. In this
 * form nothing is looked up where no level changed since, and it is no join: PostgreSQL orders a few of those only by what they cost.
 */
function wasUpTo(row: string, level: AccessLevel, recorded: bigint | Sql): Sql {
  const anyLater = typeof recorded === 'bigint' ? sql`${hasLater('level_change', recorded)} AND` : empty
  return sql`(${isUpTo(row, level)} AND NOT (${anyLater} EXISTS (SELECT 1 FROM level_change l
    WHERE l.reporting_park_id = ${raw(row)}.reporting_park_id AND l.row_id = ${raw(row)}.id
      AND to_regclass(l.relation) = ${raw(row)}.tableoid AND NOT ${isRecordedBy('l', recorded)}
      AND l.from_level > ${printLevel(level)})))`
}
