import {
  empty,
  isCorrectionVisible,
  isDecisionVisible,
  isLevelVisible,
  isRecordedBy,
  isVisible,
  raw,
  type Sql,
  sql,
} from '@parkgraph/db'
import { selectBefore, selectIndicatorBefore } from './before.ts'
import { column, type Row, type Source } from './plan.ts'
import type { View } from './view.ts'

// Where it is decided lies beside what writes, which asks the same.
export { isVisible }

/**
 * Holds for rows of the table `latest` that may tell of figures that the viewer may see. They are of now: as of an earlier moment
 * figures were at least as restricted, and have to be asked themselves.
 */
export const isVisibleNow = (row: Row, view: View): Sql => isVisible(row, { ...view, recorded: null })

/** Holds for rows that were recorded by the moment that the view looks from. */
export const isRecorded = (row: Row, { recorded }: View): Sql =>
  recorded === null ? sql`TRUE` : isRecordedBy(row, recorded)

/**
 * Holds for rows that were recorded after a place in commit order. It asks the log, where such changes lie together: few rows are of them,
 * and indexes by change find those without looking at others.
 */
export function isRecordedAfter(row: Row, position: bigint): Sql {
  return sql`EXISTS (SELECT 1 FROM change h WHERE h.reporting_park_id = ${column(row, 'reportingParkId')}
    AND h.id = ${column(row, 'changeId')} AND h.position > ${position}::bigint)`
}

/** Rows of a table whose access level publications lowered after a place in commit order, as FROM and WHERE: `g.row_id` is the row. */
export const released = (table: string, position: bigint, view: View): Sql =>
  sql`FROM level_change g JOIN change h ON h.reporting_park_id = g.reporting_park_id AND h.id = g.change_id
    WHERE g.relation = ${table} AND h.position > ${position}::bigint AND ${isRecorded('g', view)}`

/** Holds for rows of a table that publications made less restricted after a place in commit order: some viewers see them since. */
export const isReleasedAfter = (table: string, reportingPark: Sql, id: Sql, position: bigint, view: View): Sql =>
  sql`(${reportingPark}, ${id}) IN (SELECT g.reporting_park_id, g.row_id ${released(table, position, view)})`

/** A query of the subjects that publications made less restricted after a place in commit order: what is about them is seen since too. */
export const selectReleasedSubjects = (position: bigint, view: View): Sql =>
  sql`SELECT g.row_id ${released('subject', position, view)}`

/**
 * Holds for rows that the viewer may see, and that were recorded and published by the moments that the view looks from. The day of
 * publication stands behind other columns of its index, and the sum keeps it out of there: PostgreSQL 18 would skip from one
 * value of those to the next, expect that to be dear, and rather read whole parks by another index.
 */
export const isKnown = (row: Row, view: View): Sql =>
  sql`${isVisible(row, view)} AND ${isTold(row, view, 'publishedOn')}`

/** Holds for rows that were recorded and published by the moments that the view looks from, whoever may see them. */
function isTold(row: Row, view: View, publication: string): Sql {
  if (view.published === null) return isRecorded(row, view)
  return sql`${isRecorded(row, view)} AND ${column(row, publication)} + 0 <= ${view.published}::date`
}

/** The same as `isKnown` of corrections, by the day of proposal. */
export const isKnownCorrection = (row: Row, view: View): Sql =>
  sql`${isCorrectionVisible(row, view)} AND ${isTold(row, view, 'proposedOn')}`

/** The same of decisions on corrections, by their day. */
export const isKnownDecision = (row: Row, view: View): Sql =>
  sql`${isDecisionVisible(row, view)} AND ${isTold(row, view, 'decidedOn')}`

/** Holds for rows of which the viewer may see who changed what: those of parks for which they have the role EDITOR, who sees all there. */
export const mayAudit = (row: Row, view: View): Sql => isLevelVisible(sql`'RESTRICTED'::"AccessLevel"`, row, view)

/**
 * Holds for rows that the viewer may not see. As of a moment their level is asked of the log, of which the planner would expect that it
 * hides half of all rows: in this form it expects few.
 */
const isHidden = (row: Row, view: View): Sql =>
  view.recorded === null
    ? sql`NOT ${isVisible(row, view)}`
    : sql`CASE WHEN ${isVisible(row, view)} THEN TRUE END IS NULL`

/** Holds for rows none of whose named columns refers to a subject that the viewer may not see. */
export function namesNoHidden(row: Row, columns: readonly string[], view: View): Sql {
  const ids = raw(columns.map((name) => `${row}.${name}`).join(', '))
  return sql`NOT EXISTS (SELECT 1 FROM subject h WHERE h.id IN (${ids}) AND ${isHidden('h', view)})`
}

/** Rows of a table of vocabulary, which everybody may see. */
export function vocabulary(table: string, key: readonly string[] = ['id']): Source {
  return { key, from: () => raw(table) }
}

/** Columns of an indicator that may change. None of them is ever null. */
const amended = raw(
  ['name', 'label_zh', 'label_en', 'definition_zh', 'definition_en', 'status', 'is_archived']
    .map((name) => `coalesce(b.${name}, x.${name}) AS ${name}`)
    .join(', '),
)

/**
 * Rows of indicators, which everybody may see. Of now, the table has all; as of an earlier moment, versions say what was otherwise then.
 * One that was not known yet is as it is now, for what refers to it: `isThere` tells it.
 */
export function indicators({ recorded }: View): Sql {
  if (recorded === null) return raw('indicator')
  return sql`(SELECT x.id, x.code, ${amended}, x.dimension, x.default_unit_code, x.over_time, x.over_parks,
      CASE WHEN b.is_creation IS NOT FALSE THEN x.candidates ELSE b.candidates END AS candidates, b.is_creation IS NOT TRUE AS is_there
    FROM indicator x LEFT JOIN LATERAL (${selectIndicatorBefore('x', recorded)}) b ON TRUE)`
}

/** Holds for indicators that were known by the moment that the view looks from. */
export const isThere = (row: Row, { recorded }: View): Sql => (recorded === null ? sql`TRUE` : column(row, 'isThere'))

/** Rows of the editions of their definitions. */
export function definitions({ recorded }: View): Sql {
  if (recorded === null) return raw('indicator_definition')
  return sql`(SELECT d.id, x.id AS indicator_id, d.edition, d.valid_from, d.definition_zh, d.definition_en, d.source
    FROM indicator x LEFT JOIN LATERAL (${selectIndicatorBefore('x', recorded)}) b ON NOT b.is_creation
    CROSS JOIN LATERAL (SELECT t.* FROM indicator_definition t WHERE t.indicator_id = x.id AND b.id IS NULL
      UNION ALL SELECT r.* FROM jsonb_populate_recordset(NULL::indicator_definition, b.definitions) r) d)`
}

/** Rows of `part_id` and `whole_id`: which indicators are part of which. */
export function indicatorRelations({ recorded }: View): Sql {
  if (recorded === null) return raw('indicator_relation')
  return sql`(SELECT x.id AS part_id, w.whole_id FROM indicator x LEFT JOIN LATERAL (${selectIndicatorBefore('x', recorded)}) b ON NOT b.is_creation
    CROSS JOIN LATERAL (SELECT r.whole_id FROM indicator_relation r WHERE r.part_id = x.id AND b.id IS NULL
      UNION ALL SELECT unnest(b.wholes)) w)`
}

/** The columns of `subject_version` that hold what those of a facet were. */
const versioned: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  park: { kind: 'park_kind', level: 'park_level', region_code: 'region_code', region_system: 'region_system' },
  project: { kind: 'project_kind' },
  enterprise: {
    unified_social_credit_code: 'unified_social_credit_code',
    industry_code: 'industry_code',
    industry_system: 'industry_system',
  },
}

/** The name of a row of `subject`, as the view knows it. */
export const nameOf = (subject: Row, { recorded }: View): Sql =>
  recorded === null
    ? column(subject, 'name')
    : sql`coalesce((SELECT b.name FROM (${selectBefore('subject', subject, recorded)}) b), ${column(subject, 'name')})`

/** What subjects are called, and whether they are archived: none of these is ever null, so that a version goes before what is. */
const called = (version: Row) =>
  raw(
    ['name', 'name_pinyin', 'is_archived']
      .map((name) => `coalesce(${version}.${name}, x.${name}) AS ${name}`)
      .join(', '),
  )

/** Rows of subjects, of whatever kind. */
export function subjects(view: View): Sql {
  const condition = sql`${isVisible('x', view)} AND ${isRecorded('x', view)}`
  if (view.recorded === null) return sql`(SELECT x.* FROM subject x WHERE ${condition})`
  return sql`(SELECT x.id, x.kind, x.slug, ${called('b')}, x.reporting_park_id, x.access_level, x.change_id
    FROM subject x LEFT JOIN LATERAL (${selectBefore('subject', 'x', view.recorded)}) b ON TRUE WHERE ${condition})`
}

/**
 * Rows of a facet of subjects, such as `park`, joined with their identity. Where all rows are read, `isWhole` has each look up
 * its own identity: the planner would rather read all subjects, enterprises included. Of now, the tables have all; as of an earlier
 * moment, versions say what was otherwise then.
 */
export function facet(table: string, isWhole = false): Source {
  return {
    key: ['id'],
    isTimed: true,
    from: (view) => {
      const own = sql`(SELECT x.tableoid, x.* FROM subject x WHERE x.id = f.id ${isWhole ? sql`OFFSET 0` : empty}) x`
      const condition = sql`${isVisible('x', view)} AND ${isRecorded('x', view)}`
      if (view.recorded === null)
        return sql`(SELECT f.*, x.slug, x.name, x.name_pinyin, x.is_archived, x.reporting_park_id, x.access_level
          FROM ${raw(table)} f CROSS JOIN LATERAL ${own} WHERE ${condition})`
      const columns = Object.entries(versioned[table] ?? {}).map(
        ([name, before]) => `CASE WHEN b.subject_id IS NULL THEN f.${name} ELSE b.${before} END AS ${name}`,
      )
      return sql`(SELECT ${raw(['f.id', ...columns].join(', '))}, x.slug, ${called('b')}, x.reporting_park_id, x.access_level
        FROM ${raw(table)} f CROSS JOIN LATERAL ${own} LEFT JOIN LATERAL (${selectBefore('subject', 'x', view.recorded)}) b ON TRUE
        WHERE ${condition})`
    },
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
      // A version about what is hidden is hidden with it, and so replaces none.
      const newer = sql`(n.published_on, n.id) > (x.published_on, x.id) AND ${isKnown('n', view)}
        AND ${namesNoHidden('n', subjects, view)}`
      return sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isKnown('x', view)} AND NOT x.is_withdrawal
        AND ${namesNoHidden('x', subjects, view)}
        AND NOT EXISTS (SELECT 1 FROM ${raw(table)} n WHERE n.supersedes_id = coalesce(x.supersedes_id, x.id) AND ${newer})
        AND NOT EXISTS (SELECT 1 FROM ${raw(table)} n WHERE n.id = x.supersedes_id AND ${newer}))`
    },
  }
}
