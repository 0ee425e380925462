import { raw, type Sql, sql, type Viewer } from '@parkgraph/db'
import type { Source } from './plan.ts'

/** Holds for rows that the viewer may see. */
export function isVisible(row: string, viewer: Viewer): Sql {
  return sql`${raw(row)}.access_level <= ${viewer.accessLevel}::"AccessLevel"`
}

/** Holds for rows none of whose named columns refers to a subject that the viewer may not see. */
export function namesNoHidden(row: string, columns: readonly string[], viewer: Viewer): Sql {
  const ids = raw(columns.map((name) => `${row}.${name}`).join(', '))
  return sql`NOT EXISTS (SELECT 1 FROM subject h WHERE h.id IN (${ids}) AND NOT ${isVisible('h', viewer)})`
}

/** Rows of a table, those that the viewer may see. */
export function visible(table: string, key: readonly string[] = ['id']): Source {
  return { key, from: (viewer) => sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isVisible('x', viewer)})` }
}

/** Rows of a table of vocabulary, which everybody may see. */
export function vocabulary(table: string, key: readonly string[] = ['id']): Source {
  return { key, from: () => raw(table) }
}

/** Rows of a facet of subjects, such as `park`, joined with their identity. */
export function facet(table: string): Source {
  return {
    key: ['id'],
    from: (viewer) => sql`(SELECT f.*, x.slug, x.name, x.name_pinyin, x.reporting_park_id, x.access_level
      FROM ${raw(table)} f JOIN subject x ON x.id = f.id WHERE ${isVisible('x', viewer)})`,
  }
}

/**
 * Rows of a table of dated facts: those that no visible later row supersedes and that were not withdrawn. `subjects` are
 * the columns of the subjects that a fact is about: a fact about a hidden one is hidden with it.
 */
export function fact(table: string, subjects: readonly string[] = ['subject_id']): Source {
  return {
    key: ['id'],
    from: (viewer) => sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isVisible('x', viewer)} AND NOT x.is_withdrawal
      AND ${namesNoHidden('x', subjects, viewer)}
      AND NOT EXISTS (SELECT 1 FROM ${raw(table)} n WHERE n.supersedes_id = coalesce(x.supersedes_id, x.id) AND n.id > x.id
        AND ${isVisible('n', viewer)}))`,
  }
}
