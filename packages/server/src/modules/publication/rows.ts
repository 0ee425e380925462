import { type Sql, sql } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

export const publicationKey = ['reportingParkId', 'id'] as const

const rows = (table: Sql): Source => ({
  key: publicationKey,
  isTimed: true,
  from: (view) => sql`(SELECT x.* FROM ${table} x WHERE ${isVisible('x', view)} AND ${isRecorded('x', view)})`,
})

/** Publications of the parks for which the viewer has the role EDITOR. */
export const publicationRows = rows(sql`publication`)

/** What was done with them. */
export const stepRows = rows(sql`publication_step`)

/** Holds for the steps of a publication. */
export const isStepOf = (publication: Row, step: Row): Sql =>
  sql`${column(step, 'reportingParkId')} = ${column(publication, 'reportingParkId')}
    AND ${column(step, 'publicationId')} = ${column(publication, 'id')}`

/** The step that was taken last, which tells the state. */
export const selectState = (publication: Row, view: View): Sql =>
  sql`(SELECT s.state FROM ${stepRows.from(view)} s WHERE ${isStepOf(publication, 's')} ORDER BY s.place DESC LIMIT 1)`
