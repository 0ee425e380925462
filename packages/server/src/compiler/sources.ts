import { empty, isVisible, isVisibleAnywhere, join, raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row, type Source } from './plan.ts'
import type { View } from './view.ts'

// Where it is decided lies beside what writes, which asks the same.
export { isVisible, isVisibleAnywhere }

/**
 * Holds for rows of the table `latest` that may tell of figures that the viewer may see. They are of now: as of an earlier moment
 * figures were at least as restricted, and have to be asked themselves.
 */
export const isVisibleNow = (row: Row, view: View): Sql => isVisible(row, { ...view, recorded: null })

/** Holds for rows that were recorded by the moment that the view looks from. */
export function isRecorded(row: Row, { recorded }: View): Sql {
  return recorded === null
    ? sql`TRUE`
    : sql`(SELECT h.position FROM change h WHERE h.reporting_park_id = ${column(row, 'reportingParkId')}
        AND h.id = ${column(row, 'changeId')}) <= ${recorded}::bigint`
}

/** Holds for rows that were recorded after a place in commit order. */
export function isRecordedAfter(row: Row, position: bigint): Sql {
  return sql`EXISTS (SELECT 1 FROM change h WHERE h.reporting_park_id = ${column(row, 'reportingParkId')}
    AND h.id = ${column(row, 'changeId')} AND h.position > ${position}::bigint)`
}

/** Holds for figures whose access level was changed by a publication after a place in commit order: some viewers see them since. */
export function isPublishedAfter(reportingPark: Sql, id: Sql, position: bigint): Sql {
  return sql`EXISTS (SELECT 1 FROM level_change g JOIN change h ON h.reporting_park_id = g.reporting_park_id AND h.id = g.change_id
    WHERE g.reporting_park_id = ${reportingPark} AND g.row_id = ${id} AND g.relation = 'observation'
      AND h.position > ${position}::bigint)`
}

/**
 * Holds for rows that the viewer may see, and that were recorded and published by the moments that the view looks from. The day of
 * publication stands behind other columns of its index, and the sum keeps it out of there: PostgreSQL 18 would skip from one
 * value of those to the next, expect that to be dear, and rather read whole parks by another index.
 */
export function isKnown(row: Row, view: View, publication = 'publishedOn'): Sql {
  const conditions = [isVisible(row, view), isRecorded(row, view)]
  if (view.published !== null) conditions.push(sql`${column(row, publication)} + 0 <= ${view.published}::date`)
  return join(conditions, ' AND ')
}

/** Holds for rows none of whose named columns refers to a subject that the viewer may not see. */
export function namesNoHidden(row: Row, columns: readonly string[], view: View): Sql {
  const ids = raw(columns.map((name) => `${row}.${name}`).join(', '))
  return sql`NOT EXISTS (SELECT 1 FROM subject h WHERE h.id IN (${ids}) AND NOT ${isVisible('h', view)})`
}

/** Rows of a table that keeps no history and has no reporting park, those that the viewer may see. */
export function visible(table: string, key: readonly string[] = ['id']): Source {
  return { key, from: (view) => sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isVisibleAnywhere('x', view)})` }
}

/** Rows of a table of vocabulary, which everybody may see. */
export function vocabulary(table: string, key: readonly string[] = ['id']): Source {
  return { key, from: () => raw(table) }
}

/**
 * Rows of a facet of subjects, such as `park`, joined with their identity. Where all rows are read, `isWhole` has each look up
 * its own identity: the planner would rather read all subjects, enterprises included.
 */
export function facet(table: string, isWhole = false): Source {
  return {
    key: ['id'],
    isTimed: true,
    from: (view) => sql`(SELECT f.*, x.slug, x.name, x.name_pinyin, x.reporting_park_id, x.access_level
      FROM ${raw(table)} f CROSS JOIN LATERAL (SELECT x.tableoid, x.* FROM subject x WHERE x.id = f.id ${isWhole ? sql`OFFSET 0` : empty}) x
      WHERE ${isVisible('x', view)} AND ${isRecorded('x', view)})`,
  }
}

/**
 * Rows of a table of dated facts: of each fact the version published last among those that the view knows, unless that
 * withdraws it. `subjects` are the columns of the subjects that a fact is about: a fact about a hidden one is hidden with it.
 */
export function fact(table: string, subjects: readonly string[] = ['subject_id']): Source {
  return {
    key: ['id'],
    isTimed: true,
    from: (view) => {
      const newer = sql`(n.published_on, n.id) > (x.published_on, x.id) AND ${isKnown('n', view)}`
      return sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isKnown('x', view)} AND NOT x.is_withdrawal
        AND ${namesNoHidden('x', subjects, view)}
        AND NOT EXISTS (SELECT 1 FROM ${raw(table)} n WHERE n.supersedes_id = coalesce(x.supersedes_id, x.id) AND ${newer})
        AND NOT EXISTS (SELECT 1 FROM ${raw(table)} n WHERE n.id = x.supersedes_id AND ${newer}))`
    },
  }
}
