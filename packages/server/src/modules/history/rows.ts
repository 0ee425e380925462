import { type FactKind, join, raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isRecorded, mayAudit } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { correctionRows, decisionRows } from '../correction/rows.ts'
import { doubtRows } from '../doubt/schema.ts'
import { factKinds, selectVersions, versionRows } from '../fact/sources.ts'
import { observationRows } from '../observation/rows.ts'
import { stepRows } from '../publication/rows.ts'
import { sourceRows } from '../source/rows.ts'
import { subjectRows } from '../subject/interface.ts'

/** The kinds of facts by their kinds of rows. */
export const factsOf = {
  MEMBERSHIP: 'membership',
  PANEL_MEMBERSHIP: 'panelMembership',
  PROJECT_STAGE: 'stage',
  HONOUR: 'honour',
  SUBJECT_NAME: 'name',
  RELATIONSHIP: 'relationship',
  STATEMENT: 'statement',
  ASSIGNMENT: 'assignment',
} as const satisfies Record<string, FactKind>

const isFigure = (row: Row, id: string) =>
  sql`o.reporting_park_id = ${column(row, 'reportingParkId')} AND o.id = ${column(row, id)}`

/** Of each kind of row that the log tells of: its rows, with the column `about_id` of what they are about; null for nothing. */
const kinds: Record<string, (view: View) => Sql> = {
  OBSERVATION: (view) =>
    sql`SELECT x.*, x.subject_id AS about_id FROM ${observationRows.from(view)} x WHERE x.reading = 'AS_PRINTED'`,
  LEVEL: (view) => {
    const changes = sql`(SELECT x.* FROM level_change x WHERE ${isRecorded('x', view)})`
    return sql`SELECT x.*, o.subject_id AS about_id, NULL::text AS fact_kind FROM ${changes} x
        JOIN ${observationRows.from(view)} o ON ${isFigure('x', 'rowId')} WHERE x.relation = 'observation'
      UNION ALL SELECT x.*, f.subject_id, f.kind FROM ${changes} x
        JOIN ${versionRows.from(view)} f ON f.relation = x.relation AND f.reporting_park_id = x.reporting_park_id AND f.id = x.row_id
      UNION ALL SELECT x.*, s.id, NULL FROM ${changes} x
        JOIN ${subjectRows.from(view)} s ON s.id = x.row_id WHERE x.relation = 'subject'
      UNION ALL SELECT x.*, NULL, NULL FROM ${changes} x
        JOIN ${sourceRows.from(view)} d ON d.id = x.row_id WHERE x.relation = 'source'`
  },
  CORRECTION: (view) => sql`SELECT x.*, o.subject_id AS about_id FROM ${correctionRows.from(view)} x
    JOIN ${observationRows.from(view)} o ON ${isFigure('x', 'observationId')}`,
  CORRECTION_DECISION: (
    view,
  ) => sql`SELECT x.*, o.id AS figure_id, o.subject_id AS about_id FROM ${decisionRows.from(view)} x
    JOIN ${correctionRows.from(view)} c ON c.reporting_park_id = x.reporting_park_id AND c.id = x.correction_id
    JOIN ${observationRows.from(view)} o ON ${isFigure('c', 'observationId')}`,
  PUBLICATION_STEP: (view) => sql`SELECT x.*, NULL::int AS about_id FROM ${stepRows.from(view)} x`,
  ...Object.fromEntries(
    Object.entries(factsOf).map(([kind, fact]) => [
      kind,
      (view: View) =>
        sql`SELECT x.*, x.${raw(factKinds[fact].subjects[0] ?? '')} AS about_id FROM ${selectVersions(fact, view)} x`,
    ]),
  ),
  SUBJECT: (view) => sql`SELECT x.*, x.id AS about_id FROM ${subjectRows.from(view)} x`,
  AMENDMENT: (view) => sql`SELECT x.*, x.subject_id AS about_id FROM amendment x
    JOIN ${subjectRows.from(view)} s ON s.id = x.subject_id WHERE ${isRecorded('x', view)}`,
  SOURCE: (view) => sql`SELECT x.*, NULL::int AS about_id FROM ${sourceRows.from(view)} x`,
  SOURCE_AMENDMENT: (view) => sql`SELECT x.*, NULL::int AS about_id FROM source_version x
    JOIN ${sourceRows.from(view)} d ON d.id = x.source_id WHERE ${isRecorded('x', view)}`,
  DOUBT: (view) => sql`SELECT x.*, NULL::int AS about_id FROM ${doubtRows.from(view)} x`,
  INDICATOR: (view) => sql`SELECT x.*, NULL::int AS about_id FROM indicator_version x WHERE ${isRecorded('x', view)}`,
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
  from: (view) => sql`(SELECT x.* FROM change x
    WHERE ${mayAudit('x', view)} ${view.recorded === null ? sql`` : sql`AND x.position <= ${view.recorded}::bigint`})`,
}

/** Holds for the rows that a change recorded. */
export const isOfChange = (change: Row, row: Row): Sql =>
  sql`${column(row, 'reportingParkId')} = ${column(change, 'reportingParkId')} AND ${column(row, 'changeId')} = ${column(change, 'id')}`

/** A view of what was known right before the change that recorded a row, and right after it. */
export const lookBefore = (row: Row, view: View): View => ({ ...view, recorded: sql`(${column(row, 'position')} - 1)` })
export const lookAfter = (row: Row, view: View): View => ({ ...view, recorded: column(row, 'position') })
