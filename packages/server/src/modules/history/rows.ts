import { join, raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isKnown, isRecorded, isVisibleNow, namesNoHidden } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { correctionRows, decisionRows } from '../correction/rows.ts'
import { doubtRows } from '../doubt/schema.ts'
import { observationRows } from '../observation/rows.ts'
import { stepRows } from '../publication/rows.ts'
import { subjectRows } from '../subject/interface.ts'

/** Tables of dated facts, each with the columns of the subjects that a fact is about, the first of which it is told of. */
export const factTables = {
  MEMBERSHIP: ['membership', 'subject_id', 'park_id'],
  PANEL_MEMBERSHIP: ['panel_membership', 'subject_id'],
  PROJECT_STAGE: ['project_stage', 'subject_id'],
  HONOUR: ['honour', 'subject_id'],
  SUBJECT_NAME: ['subject_name', 'subject_id'],
  RELATIONSHIP: ['relationship', 'from_id', 'to_id'],
  STATEMENT: ['statement', 'subject_id'],
  ASSIGNMENT: ['assignment', 'subject_id'],
} as const satisfies Record<string, readonly [table: string, subject: string, ...others: string[]]>

/** The versions of a dated fact that the view knows, also those that hold no more. */
const selectVersions = ([table, ...subjects]: readonly [string, ...string[]], view: View): Sql =>
  sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isKnown('x', view)} AND ${namesNoHidden('x', subjects, view)})`

const isFigure = (row: Row, id: string) =>
  sql`o.reporting_park_id = ${column(row, 'reportingParkId')} AND o.id = ${column(row, id)}`

/** Of each kind of row that the log tells of: its rows, with the column `about_id` of what they are about; null for nothing. */
const kinds: Record<string, (view: View) => Sql> = {
  OBSERVATION: (view) =>
    sql`SELECT x.*, x.subject_id AS about_id FROM ${observationRows.from(view)} x WHERE x.reading = 'AS_PRINTED'`,
  LEVEL: (view) => sql`SELECT x.*, o.subject_id AS about_id FROM level_change x
    JOIN ${observationRows.from(view)} o ON ${isFigure('x', 'rowId')} WHERE x.relation = 'observation' AND ${isRecorded('x', view)}`,
  CORRECTION: (view) => sql`SELECT x.*, o.subject_id AS about_id FROM ${correctionRows.from(view)} x
    JOIN ${observationRows.from(view)} o ON ${isFigure('x', 'observationId')}`,
  CORRECTION_DECISION: (
    view,
  ) => sql`SELECT x.*, o.id AS figure_id, o.subject_id AS about_id FROM ${decisionRows.from(view)} x
    JOIN ${correctionRows.from(view)} c ON c.reporting_park_id = x.reporting_park_id AND c.id = x.correction_id
    JOIN ${observationRows.from(view)} o ON ${isFigure('c', 'observationId')}`,
  PUBLICATION_STEP: (view) => sql`SELECT x.*, NULL::int AS about_id FROM ${stepRows.from(view)} x`,
  ...Object.fromEntries(
    Object.entries(factTables).map(([kind, table]) => [
      kind,
      (view: View) => sql`SELECT x.*, x.${raw(table[1])} AS about_id FROM ${selectVersions(table, view)} x`,
    ]),
  ),
  SUBJECT: (view) => sql`SELECT x.*, x.id AS about_id FROM ${subjectRows.from(view)} x`,
  AMENDMENT: (view) => sql`SELECT x.*, x.subject_id AS about_id FROM amendment x
    JOIN ${subjectRows.from(view)} s ON s.id = x.subject_id WHERE ${isRecorded('x', view)}`,
  DOUBT: (view) => sql`SELECT x.*, NULL::int AS about_id FROM ${doubtRows.from(view)} x`,
}

/** Rows of one kind, with the place in commit order at which each was recorded. */
export const rowsOf = (kind: string): Source => ({
  key: ['reportingParkId', 'id'],
  from: (view) => sql`(SELECT x.*, ${kind}::text AS row_kind, h.position FROM (${kinds[kind]?.(view)}) x
    JOIN change h ON h.reporting_park_id = x.reporting_park_id AND h.id = x.change_id)`,
})

/** All rows that the log tells of. Each kind has an index by change, and by subject where it is about one. */
export const changedRows = (types: Readonly<Record<string, string>>): Source => ({
  key: ['reportingParkId', 'id'],
  isTimed: true,
  from: (view) => {
    const parts = Object.entries(kinds).map(
      (
        [kind, select],
        place,
      ) => sql`SELECT ${kind}::text AS row_kind, ${place}::int AS place, x.reporting_park_id, x.id::bigint AS id,
        x.change_id, x.about_id FROM (${select(view)}) x`,
    )
    return sql`(${join(parts, ' UNION ALL ')})`
  },
  kinds: { column: 'rowKind', types },
})

export const changeKey = ['reportingParkId', 'id'] as const

/** The change log of the parks for which the viewer has the role EDITOR: each change is like a row that is RESTRICTED. */
export const changeRows: Source = {
  key: changeKey,
  isTimed: true,
  from: (view) => sql`(SELECT x.* FROM (SELECT x.*, 'RESTRICTED'::"AccessLevel" AS access_level FROM change x) x
    WHERE ${isVisibleNow('x', view)} ${view.recorded === null ? sql`` : sql`AND x.position <= ${view.recorded}::bigint`})`,
}

/** Holds for the rows that a change recorded. */
export const isOfChange = (change: Row, row: Row): Sql =>
  sql`${column(row, 'reportingParkId')} = ${column(change, 'reportingParkId')} AND ${column(row, 'changeId')} = ${column(change, 'id')}`

/** A view of what was known right before the change that recorded a row, and right after it. */
export const lookBefore = (row: Row, view: View): View => ({ ...view, recorded: sql`(${column(row, 'position')} - 1)` })
export const lookAfter = (row: Row, view: View): View => ({ ...view, recorded: column(row, 'position') })
