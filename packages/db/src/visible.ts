import { join, raw, type Sql, sql } from './sql.ts'
import { type AccessLevel, accessLevels, type Viewer } from './viewer.ts'

type Levels = Pick<Viewer, 'accessLevel' | 'raised'>

/**
 * Holds for rows that the viewer may see, by their access level and reporting park. The one place that decides: it reads as one
 * comparison for whoever sees the same everywhere.
 */
export function isVisible(row: string, viewer: Levels): Sql {
  const everywhere = isUpTo(row, viewer.accessLevel)
  if (viewer.raised.length === 0) return everywhere
  const raised = viewer.raised.map(
    ({ level, parks }) => sql`${raw(row)}.reporting_park_id = ANY (${parks}::int[]) AND ${isUpTo(row, level)}`,
  )
  return sql`(${join([everywhere, ...raised], ' OR ')})`
}

/** Holds for rows without a reporting park, such as documents, that are not above the highest level that the viewer sees anywhere. */
export function isVisibleAnywhere(row: string, { accessLevel, raised }: Levels): Sql {
  const seen = new Set([accessLevel, ...raised.map(({ level }) => level)])
  return isUpTo(row, accessLevels.findLast((level) => seen.has(level)) ?? accessLevel)
}

const isUpTo = (row: string, level: AccessLevel) => sql`${raw(row)}.access_level <= ${level}::"AccessLevel"`
